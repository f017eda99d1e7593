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
