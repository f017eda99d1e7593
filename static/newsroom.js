// What the pages gain where JavaScript runs; each works without.

"use strict";

// Speaker cards: who a speaker is, fetched on hover and on focus.  As WCAG 1.4.13 asks, Esc puts
// the card away, the pointer may move onto it, and it stays until both have left.
(() => {
  const card = document.getElementById("card");
  if (!card || !window.htmx) return;
  let owner = null;
  let timer = 0;

  const wanted = (link) => link.matches(":hover, :focus-visible");

  function hide() {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  async function show(link) {
    await htmx.ajax("GET", link.dataset.card, { source: card, target: card, swap: "innerHTML" });
    if (!wanted(link) || !card.textContent.trim()) return;
    hide();
    owner = link;
    owner.setAttribute("aria-describedby", "card");
    card.hidden = false;
    const line = link.getClientRects()[0];
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = line.bottom + 4;
    const above = line.top - card.offsetHeight - 4;
    const top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, Math.min(line.left, room)) + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function enter(event) {
    const link = event.target.closest?.("[data-card]");
    if (!link || link === owner) return;
    clearTimeout(timer);
    timer = setTimeout(() => wanted(link) && show(link), 250);
  }

  function leave() {
    if (!owner) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (owner && !wanted(owner) && !card.matches(":hover")) hide();
    }, 250);
  }

  document.addEventListener("mouseover", enter);
  document.addEventListener("focusin", enter);
  document.addEventListener("mouseout", leave);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("resize", hide);
})();

// The box that leads to a name: / goes there, arrows go through what it offers, Esc leaves it.
(() => {
  const box = document.getElementById("jump");
  if (!box) return;
  const links = () => [...document.querySelectorAll("#jump-options a")];

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !event.target.matches("input, textarea, select")) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  box.form.addEventListener("keydown", (event) => {
    const stops = [box, ...links()];
    const at = stops.indexOf(event.target);
    if (event.key === "Escape" && event.target !== box) box.focus();
    else if (event.key === "Escape") box.blur();
    else if (event.key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)].focus();
    else if (event.key === "ArrowUp") stops[Math.max(at - 1, 0)].focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "jump-options") return;
    document.getElementById("announce").textContent = `${links().length} places to go`;
  });
})();

// A filter swaps the results: what was unfolded stays unfolded, and the new count is said aloud.
(() => {
  let unfolded = [];
  const id = (details) => details.id || details.className;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    unfolded = [...event.detail.target.querySelectorAll("details[open]")].map(id);
  });
  // Where the server fails, let the browser show what it says.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.target.id === "results") location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    for (const details of document.querySelectorAll("#results details")) {
      if (unfolded.includes(id(details))) details.open = true;
    }
    const said = document.querySelector("[data-announce]");
    if (said) document.getElementById("announce").textContent = said.textContent;
  });
})();

// A quotation may lie in pieces over paragraphs: its permalink, or its note, lights all of them.
(() => {
  const pieces = (anchor) => document.querySelectorAll(`[data-quote="${CSS.escape(anchor)}"]`);

  function target() {
    document.querySelectorAll(".is-target").forEach((mark) => mark.classList.remove("is-target"));
    pieces(location.hash.slice(1)).forEach((mark) => mark.classList.add("is-target"));
  }
  if (document.querySelector("[data-quote]")) {
    window.addEventListener("hashchange", target);
    target();
  }

  function near(event) {
    document.querySelectorAll(".is-near").forEach((mark) => mark.classList.remove("is-near"));
    const within = event.target.closest?.("[data-quote]");
    if (within) pieces(within.dataset.quote).forEach((mark) => mark.classList.add("is-near"));
  }
  document.addEventListener("mouseover", near);
  document.addEventListener("focusin", near);
})();

// For editors: words selected in the article become a quote, or the words of the form that is open.
(() => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "selecting";
  let chosen = null;

  const textarea = () => document.querySelector("#quote-form [name=words]");
  const adder = () => document.getElementById("add-quote");

  // Code points of the article before a place in the page: its text is the article's, but for
  // line ends, which browsers make one character of.
  function offset(story, node, at) {
    const range = document.createRange();
    range.setStart(story, 0);
    range.setEnd(node, at);
    return [...range.toString()].length;
  }

  function selected() {
    const story = document.querySelector(".story-body");
    const selection = getSelection();
    if (!story || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!story.contains(range.startContainer) || !story.contains(range.endContainer)) return null;
    const words = range.toString().trim();
    return words && { words, near: offset(story, range.startContainer, range.startOffset), range };
  }

  function offer() {
    chosen = selected();
    if (!chosen || !(adder() || textarea())) return button.remove();
    button.textContent = textarea() ? "Take these words" : "Add as a quote";
    document.body.append(button);
    const box = chosen.range.getBoundingClientRect();
    button.style.left = `${Math.max(8, box.left) + scrollX}px`;
    button.style.top = `${box.bottom + 8 + scrollY}px`;
  }

  function fill() {
    const field = textarea();
    if (!field || !chosen) return;
    field.value = chosen.words;
    field.form.elements.near.value = chosen.near;
    field.form.scrollIntoView({ block: "nearest" });
    field.focus();
    chosen = null;
  }

  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const kept = chosen;
    button.remove();
    if (textarea()) return fill();
    adder().addEventListener("htmx:afterRequest", () => setTimeout(() => { chosen = kept; fill(); }), { once: true });
    adder().click();
  });
  document.addEventListener("selectionchange", () => {
    if (document.querySelector(".story-body") && (adder() || textarea())) offer();
  });
})();

// For editors, while the focus is on a quote: e edits it, c says that it is right, x that it is
// none; j and k go to the next one and the one before.
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
