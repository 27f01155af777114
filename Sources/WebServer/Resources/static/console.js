// Keys for the review desk. Everything they do can be done with links and buttons too.
const rows = [...document.querySelectorAll("[data-row] .row-link")];
const note = document.querySelector("#note");
let verdict = null;

function isTyping(target) {
  return target.matches?.("input, textarea, select, [contenteditable]");
}

function step(by) {
  const place = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(place + by, 0), rows.length - 1)]?.focus();
}

// A decision needs a note: the key leads there first, and Ctrl+Enter in the note goes on with the same verdict.
function choose(button) {
  if (!button) return;
  verdict = button;
  if (note.value.trim()) button.click();
  else note.focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => choose(document.querySelector("#approve")),
  r: () => choose(document.querySelector("#refuse")),
  Escape: () => document.querySelector("#back")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey) return;
  if (event.target === note) {
    if (event.key === "Escape") note.blur();
    if (event.key === "Enter" && event.ctrlKey) verdict?.click();
    return;
  }
  if (event.ctrlKey || isTyping(event.target) || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
