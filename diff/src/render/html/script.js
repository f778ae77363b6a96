"use strict";
const form = document.getElementById("filters");
const control = (id) => document.getElementById(id);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const cards = all(".finding");
const items = all(".item");
function apply() {
  const words = control("search").value.toLowerCase();
  const level = control("level").value;
  const rule = control("rule").value;
  const operation = control("operation").value;
  const has = (node) => !words || node.textContent.toLowerCase().includes(words);
  let shown = 0;
  for (const card of cards) {
    const data = card.dataset;
    card.hidden = (level && data.level !== level) || (rule && data.rule !== rule)
      || (operation && !data.operations.split(" ").includes(operation))
      || !has(card);
    shown += card.hidden ? 0 : 1;
  }
  // Items of the Rust API have no level, rule and operation.
  for (const item of items) item.hidden = Boolean(level || rule || operation) || !has(item);
  for (const group of all(".group")) {
    group.hidden = !Array.from(group.children).some((node) => node.tagName !== "SUMMARY" && !node.hidden);
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
// The controls do not cover what a link leads to.
document.documentElement.style.scrollPaddingTop = form.offsetHeight + 8 + "px";
reveal();
