// A finding leads to its place: the cell or text it is about gets the cursor, not only the scroll.

export function leadToFindings(page) {
  focusPlace();
  window.addEventListener("hashchange", focusPlace);
  page.querySelector("[data-error-summary]")?.focus();
}

function focusPlace() {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place && place.matches("input, textarea")) place.focus();
}
