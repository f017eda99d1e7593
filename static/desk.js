// The desk: what editors get beyond newsroom.js.  Every act works without this file, too.

"use strict";

// A selection in the article fills the words of a new quote, or of the open form.
(() => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "selecting";
  let selection = null;

  const textarea = () => document.querySelector("#quote-form [name=words]");
  const adder = () => document.getElementById("add-quote");

  // The offset of a DOM position in the article, in code points.  Line ends count as one character.
  function offset(story, node, index) {
    const range = document.createRange();
    range.setStart(story, 0);
    range.setEnd(node, index);
    return Number(story.dataset.start) + [...range.toString()].length;
  }

  function read() {
    const story = document.querySelector(".story-body");
    const current = getSelection();
    if (!story || !current.rangeCount || current.isCollapsed) return null;
    const range = current.getRangeAt(0);
    if (!story.contains(range.startContainer) || !story.contains(range.endContainer)) return null;
    const words = range.toString().trim();
    return words && { words, near: offset(story, range.startContainer, range.startOffset), range };
  }

  function offer() {
    selection = read();
    if (!selection || !(adder() || textarea())) return button.remove();
    button.textContent = textarea() ? "Take these words" : "Add as a quote";
    document.body.append(button);
    const box = selection.range.getBoundingClientRect();
    button.style.left = `${Math.max(8, box.left) + scrollX}px`;
    button.style.top = `${box.bottom + 8 + scrollY}px`;
  }

  function fill() {
    const field = textarea();
    if (!field || !selection) return;
    field.value = selection.words;
    field.form.elements.near.value = selection.near;
    field.form.scrollIntoView({ block: "nearest" });
    field.focus();
    selection = null;
  }

  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const kept = selection;
    button.remove();
    if (textarea()) return fill();
    const refill = () => setTimeout(() => { selection = kept; fill(); });
    adder().addEventListener("htmx:afterRequest", refill, { once: true });
    adder().click();
  });
  document.addEventListener("selectionchange", () => {
    if (document.querySelector(".story-body") && (adder() || textarea())) offer();
  });
})();

// Keys while a quote has the focus: e edits it, c confirms it, x rejects it; j and k move
// to the next and to the previous one.
document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.(".note-item, .review-item");
  const typing = event.target.matches?.("input, textarea, select");
  if (!item || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { j: "nextElementSibling", k: "previousElementSibling" }[event.key];
  const act = step
    ? item[step]?.querySelector("[data-act=e]")
    : item.querySelector(`[data-act="${CSS.escape(event.key)}"]`);
  if (!act) return;
  event.preventDefault();
  if (step) act.focus();
  else act.click();
});
