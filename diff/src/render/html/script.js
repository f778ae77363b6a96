"use strict";
const form = document.getElementById("filters");
const control = (id) => document.getElementById(id);
const cards = Array.from(document.querySelectorAll(".finding"));
function apply() {
  const words = control("search").value.toLowerCase();
  const level = control("level").value;
  const rule = control("rule").value;
  const operation = control("operation").value;
  let shown = 0;
  for (const card of cards) {
    const data = card.dataset;
    card.hidden = (level && data.level !== level) || (rule && data.rule !== rule)
      || (operation && !data.operations.split("\n").includes(operation))
      || (words && !card.textContent.toLowerCase().includes(words));
    shown += card.hidden ? 0 : 1;
  }
  control("count").textContent = shown + " of " + cards.length + " findings";
}
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let node = target; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  if (target) target.scrollIntoView();
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", reveal);
window.addEventListener("beforeprint", () => {
  for (const node of document.querySelectorAll("details")) node.open = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select")) {
    event.preventDefault();
    control("search").focus();
  }
});
apply();
reveal();
