// What the pages gain where JavaScript runs; each works without.

"use strict";

// Speaker cards: htmx fetches one into #card on hover and on focus; here it is placed and put
// away (WCAG 1.4.13: Esc dismisses it, the pointer may move onto it, it stays until left).
(() => {
  const card = document.getElementById("card");
  if (!card) return;
  let owner = null;
  let leaving = 0;

  const wanted = (link) => link.matches(":hover, :focus");

  function hide() {
    clearTimeout(leaving);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  function place(link) {
    const line = [...link.getClientRects()][0] ?? link.getBoundingClientRect();
    card.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = card;
    const room = document.documentElement.clientWidth - width - 8;
    const below = line.bottom + height + 12 < window.innerHeight || line.top < height + 12;
    card.style.left = `${Math.max(8, Math.min(line.left, room)) + window.scrollX}px`;
    card.style.top = `${(below ? line.bottom + 4 : line.top - height - 4) + window.scrollY}px`;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      if (!owner || (!wanted(owner) && !card.matches(":hover"))) hide();
    }, 250);
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (link.matches("[data-card]") && (!wanted(link) || link === owner)) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === card && !wanted(event.detail.requestConfig.elt)) {
      event.detail.shouldSwap = false;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== card) return;
    owner?.removeAttribute("aria-describedby");
    owner = event.detail.requestConfig.elt;
    owner.setAttribute("aria-describedby", "card");
    place(owner);
  });
  document.addEventListener("mouseout", leave);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("resize", hide);
})();

// A filter swaps the results: what was unfolded stays unfolded, and the new count is said aloud.
(() => {
  let unfolded = [];
  const id = (details) => details.id || details.className;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    unfolded = [...event.detail.target.querySelectorAll("details[open]")].map(id);
  });
  document.addEventListener("htmx:afterSwap", () => {
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
