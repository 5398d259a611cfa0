// The table of figures behaves like a sheet: Enter and arrows move, a block copied from Excel is pasted as one.

export function moveLikeASheet(grid) {
  grid.addEventListener("keydown", (event) => move(grid, event));
  grid.addEventListener("paste", (event) => paste(grid, event));
  grid.addEventListener("focusout", (event) => event.target.matches(CELL) && showAsRead(event.target));
  grid.addEventListener("focusin", (event) => event.target.matches(CELL) && event.target.select());
  const form = grid.closest("form");
  form.addEventListener("saved", () => takeVerdicts(form));
  document.getElementById("undo-paste")?.addEventListener("click", () => undo(grid));
}

const CELL = "input[data-row]";
const rows = (grid) => [...grid.querySelectorAll("tr[data-cells]")].map((row) => [...row.querySelectorAll("td[data-column]")].map((cell) => cell.querySelector(CELL)));

function place(table, input) {
  const row = table.findIndex((cells) => cells.includes(input));
  return [row, table[row].indexOf(input)];
}

// --- moving ----------------------------------------------------------------------------------------------

function step(event) {
  const input = event.target;
  const [atStart, atEnd] = [input.selectionEnd === 0, input.selectionStart === input.value.length];
  const all = input.selectionStart === 0 && atEnd;
  switch (event.key) {
    case "Enter": return event.shiftKey ? [-1, 0] : [1, 0];
    case "ArrowDown": return [1, 0];
    case "ArrowUp": return [-1, 0];
    case "ArrowLeft": return atStart || all || input.selectionStart === 0 ? [0, -1] : null;
    case "ArrowRight": return atEnd || all ? [0, 1] : null;
    default: return null;
  }
}

function move(grid, event) {
  if (!event.target.matches(CELL) || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return restore(event.target);
  const by = step(event);
  if (!by || (event.shiftKey && event.key !== "Enter")) return;
  event.preventDefault(); // Enter never sends the form while typing figures
  const table = rows(grid);
  let [row, column] = place(table, event.target);
  do {
    row += by[0];
    column += by[1];
  } while (table[row] && column >= 0 && column < table[row].length && !table[row][column]);
  table[row]?.[column]?.focus();
}

function restore(input) {
  input.value = input.defaultValue;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// --- pasting ---------------------------------------------------------------------------------------------

export function cellsOf(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((each) => each.trim().replace(/^"(.*)"$/s, "$1")));
}

let before = null; // values before the last paste

function paste(grid, event) {
  const text = event.clipboardData.getData("text/plain");
  if (!event.target.matches(CELL) || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const table = rows(grid);
  const [firstRow, firstColumn] = place(table, event.target);
  before = new Map();
  let outside = 0;
  cellsOf(text).forEach((line, down) => line.forEach((value, right) => {
    const input = table[firstRow + down]?.[firstColumn + right];
    if (!input) { outside += value !== ""; return; }
    before.set(input, input.value);
    put(input, value);
  }));
  const left = outside ? `; ${outside} ô nằm ngoài các ô nhập nên không dán` : "";
  tell(`Đã dán ${before.size} ô${left}.`, true);
}

function put(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function undo() {
  for (const [input, value] of before ?? []) put(input, value);
  before = null;
  tell("Đã bỏ lần dán vừa rồi.", false);
}

function tell(text, canUndo) {
  document.getElementById("pasted").hidden = false;
  document.getElementById("pasted-text").textContent = text;
  document.getElementById("undo-paste").hidden = !canUndo;
}

// --- verdicts --------------------------------------------------------------------------------------------

// The server answers with the notes below the cells; `data-shown` is the number as it reads it.
function takeVerdicts(form) {
  for (const note of form.querySelectorAll(".cell-note[data-for]")) {
    const input = document.getElementById(note.dataset.for);
    if (!input) continue;
    if (note.dataset.shown !== undefined) input.dataset.shown = note.dataset.shown;
    if (input !== document.activeElement) showAsRead(input);
    if (note.classList.contains("bad")) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    note.removeAttribute("data-for");
  }
}

// Nothing moves under the hands of whoever is typing: the number is shown as read when its cell is left.
function showAsRead(input) {
  if (input.dataset.shown === undefined || input.value !== input.defaultValue) return;
  input.value = input.defaultValue = input.dataset.shown;
  delete input.dataset.shown;
}
