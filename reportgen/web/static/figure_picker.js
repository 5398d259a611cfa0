// A button of the list of figures puts its name where the cursor stands in the text.

export function insertFigures(list) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-insert]");
    const text = document.getElementById(list.dataset.figures);
    if (!button || !text) return;
    event.preventDefault();
    text.focus();
    text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
