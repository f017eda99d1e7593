// The desk: what editors get beyond newsroom.js.  Every act works without this file, too.

"use strict";

// What the parts below share: where a quote is on the page, and bringing it into view.
const desk = (() => {
  const wide = matchMedia("(min-width: 64rem)");
  const main = () => document.getElementById("main");
  const margin = () => document.querySelector(".margin");
  const sheet = () => (wide.matches ? null : document.querySelector(".margin .quote-form"));
  const announce = (words) => (document.getElementById("announce").textContent = words);

  function pieces(item) {
    const anchor = item?.dataset.quote;
    return anchor ? [...document.querySelectorAll(`.story-body [data-quote="${CSS.escape(anchor)}"]`)] : [];
  }

  // Scroll the page until words of the quote are in what the form leaves free of the screen.
  function showWords(item) {
    const found = pieces(item);
    const free = sheet()?.getBoundingClientRect().top ?? innerHeight;
    const inView = ({ top, bottom }) => bottom > 0 && top < free && (top >= 0 || bottom <= free);
    if (!found.length || found.some((piece) => inView(piece.getBoundingClientRect()))) return;
    scrollBy({ top: found[0].getBoundingClientRect().top - free / 4, behavior: "instant" });
  }

  // The list beside the article scrolls by itself; the page follows only as far as that does not suffice.
  function showItem(item) {
    const list = item.closest(".margin");
    if (!list || !wide.matches) return item.scrollIntoView({ block: "nearest", behavior: "instant" });
    const outside = () => {
      const frame = list.getBoundingClientRect();
      const { top, bottom } = item.getBoundingClientRect();
      const above = top - Math.max(frame.top, 0);
      const below = bottom - Math.min(frame.bottom, innerHeight);
      return above < 0 ? above : below > 0 ? Math.min(below, above) : 0;
    };
    list.scrollTop += outside();
    const rest = outside();
    if (rest) scrollBy({ top: rest, behavior: "instant" });
  }

  // The words beside a form of the queue scroll by themselves on a phone.
  function showBeside(item) {
    const beside = item.querySelector(".review-edit");
    const words = beside?.querySelector(".story-body");
    if (!words || getComputedStyle(words).overflowY !== "auto") return false;
    beside.scrollIntoView({ block: "start", behavior: "instant" });
    const mark = words.querySelector("mark.said");
    words.scrollTop += mark.getBoundingClientRect().top - words.getBoundingClientRect().top - words.clientHeight / 4;
    return true;
  }

  function show(item) {
    if (showBeside(item)) return;
    if (wide.matches || sheet()) showWords(item);
    if (!sheet()) showItem(item);
  }

  function focus(element) {
    element?.focus({ preventScroll: true });
    const item = element?.closest(".note-item, .review-item");
    if (item) show(item);
  }

  return { announce, focus, main, margin, pieces, sheet, show, showWords };
})();

// One form at a time: opening another closes it, Esc and Cancel close it in place, and what is not saved is
// asked about first.  The note that a form replaces is kept, and comes back as it was.
(() => {
  const OPENS = "[data-act=e][hx-get], #add-quote";
  const IGNORED = new Set(["csrfmiddlewaretoken", "begun", "near"]);
  let open = null;

  const form = () => document.getElementById("quote-form");
  const guarded = () => document.querySelector("form[data-guard]");
  const values = (fields) =>
    JSON.stringify([...new FormData(fields)].filter(([name]) => !IGNORED.has(name) && !name.startsWith("initial-")));
  const DISCARD = "What you changed in the form is not saved. Leave it?";

  function unsaved() {
    const fields = open?.began ? form() : guarded();
    if (!fields) return false;
    const began = open?.began ?? fields.dataset.began;
    return began !== undefined && (fields.hasAttribute("data-sent") || values(fields) !== began);
  }

  const mayLeave = () => !unsaved() || confirm(DISCARD);

  function close() {
    if (!open) return;
    const { holder, nodes, opener, top } = open;
    open = null;
    holder.replaceChildren(...nodes);
    holder.classList.remove("has-form");
    if (!matchMedia("(min-width: 64rem)").matches) scrollTo({ top, behavior: "instant" });
    desk.focus(opener);
  }

  document.addEventListener("htmx:confirm", (event) => {
    const { elt, target } = event.detail;
    const opens = elt.matches(OPENS);
    const inside = elt.closest("form[data-guard]") && !elt.matches(".cancel");
    const leaves = opens || (target?.id === "main" && !inside);
    if (!leaves) return;
    if (!mayLeave()) return event.preventDefault();
    if (opens) close();
  });

  // The note is taken out whole, before the form comes in.  The page keeps its title.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.closest(".note-item, .review-item, #adding")) detail.ignoreTitle = true;
    const opener = detail.requestConfig.elt;
    if (!detail.shouldSwap || !opener.matches(OPENS) || detail.target.id === "main") return;
    open = { holder: detail.target, nodes: [...detail.target.childNodes], opener, top: scrollY };
    detail.target.replaceChildren();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (open && !open.holder.isConnected) open = null;
    if (open && !open.began && form()) {
      open.holder.classList.add("has-form");
      open.began = values(form());
      desk.show(open.holder);
    }
    const fields = guarded();
    if (fields) fields.dataset.began ??= values(fields);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const fields = guarded();
    if (fields) fields.dataset.began = values(fields);
  });

  document.addEventListener("click", (event) => {
    const cancel = event.target.closest?.(".cancel");
    if (!cancel || !open?.holder.contains(cancel)) return;
    event.preventDefault();
    event.stopPropagation();
    if (mayLeave()) close();
  }, true); // before htmx, which would load the page again
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (open) return mayLeave() && close();
    const fields = event.target.closest?.("form[data-guard]");
    const cancel = fields?.querySelector(".cancel");
    if (cancel && mayLeave()) {
      fields.removeAttribute("data-guard");
      cancel.click();
    }
  });
  document.addEventListener("submit", ({ target }) => {
    if (!target.hasAttribute("hx-post")) target.removeAttribute("data-guard");
  });
  window.addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());
})();

// The page that comes back after an act stays where one was: the same scroll, the focus on what the server
// marks, the words of that quote in view; else on the part of the page that one was in, at its height on the screen.
(() => {
  const FOCUSED = "a[href], button, textarea, select, input:not([type=hidden])";
  let kept = null;

  // The parts around an element that have an id, from the inside out, with their height on the screen.
  function around(element) {
    const parts = [];
    for (let part = element; part && part.id !== "main"; part = part.parentElement) {
      if (part.id) parts.push({ id: part.id, top: part.getBoundingClientRect().top });
    }
    return parts;
  }

  function stay({ top, list, parts }) {
    const next = desk.main().querySelector("[autofocus]");
    next?.removeAttribute("autofocus"); // focused here, without the scrolling of htmx
    scrollTo({ top, behavior: "instant" });
    if (desk.margin()) desk.margin().scrollTop = list;
    const part = !next && parts.find(({ id }) => document.getElementById(id));
    if (!part) return desk.focus(next ?? desk.main());
    const here = document.getElementById(part.id);
    scrollBy({ top: here.getBoundingClientRect().top - part.top, behavior: "instant" });
    desk.focus(here.matches(FOCUSED) ? here : (here.querySelector(FOCUSED) ?? desk.main()));
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "main" || !detail.shouldSwap) return;
    const { elt } = detail.requestConfig;
    const acting = elt.contains(document.activeElement) ? document.activeElement : elt;
    kept = { top: scrollY, list: desk.margin()?.scrollTop ?? 0, parts: around(acting) };
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id !== "main" || !kept) return;
    stay(kept);
    kept = null;
  });
  // Browsers leave the focus out where the address names a part of the page, as after a key that htmx missed.
  // They go to that part as soon as it is there, or when all has come.
  const focusMarked = () => {
    const marked = location.hash && desk.main()?.querySelector("[autofocus]");
    if (marked && document.activeElement.contains(marked)) desk.focus(marked);
  };
  addEventListener("DOMContentLoaded", focusMarked);
  addEventListener("load", () => setTimeout(focusMarked, 50));
})();

// The edges of the words: the button that moved one keeps the focus (by its id) and can be pressed again
// at once.  What is pressed while an answer is awaited is done after it.
(() => {
  const waiting = [];
  let busy = false;
  let held = false;

  document.addEventListener("keydown", (event) => (held = event.repeat), true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[name=nudge]");
    if (!button || !window.htmx) return;
    if (busy) {
      event.preventDefault();
      event.stopPropagation();
      if (!held || !waiting.length) waiting.push(button.id);
    } else busy = true;
  }, true);
  const next = () => {
    busy = false;
    document.getElementById(waiting.shift())?.click();
  };
  document.addEventListener("htmx:afterSettle", ({ detail }) => detail.target.id === "quote-form" && busy && next());
  for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failed, () => {
      busy = false;
      waiting.length = 0;
    });
  }
})();

// A selection in the article fills the words of a new quote, or of the open form.
(() => {
  const touch = matchMedia("(pointer: coarse)");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "selecting";
  let selection = null;
  let pressed = false;

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

  // Beside the words; where a finger selects, or a form covers the foot of the screen, out of the way.
  function offer() {
    selection = read();
    if (!selection || !(adder() || textarea())) return button.remove();
    button.textContent = textarea() ? "Take these words" : "Add as a quote";
    const sheet = desk.sheet();
    button.classList.toggle("selecting-docked", touch.matches || Boolean(sheet));
    (sheet?.parentElement ?? document.body).append(button);
    if (sheet) return void (button.style.insetBlockEnd = `${sheet.offsetHeight + 8}px`);
    button.style.insetBlockEnd = "";
    const box = selection.range.getBoundingClientRect();
    button.style.left = `${Math.max(8, box.left) + scrollX}px`;
    button.style.top = `${box.bottom + 8 + scrollY}px`;
  }

  function fill() {
    const field = textarea();
    if (!field || !selection) return;
    field.value = selection.words;
    field.form.elements.near.value = selection.near;
    field.scrollIntoView({ block: "nearest" });
    if (touch.matches) desk.announce("The selected words are in the form");
    else field.focus(); // under a finger the keyboard of the screen would cover the words
    selection = null;
  }

  // A press ends the selection before it becomes a click.
  button.addEventListener("pointerdown", () => (pressed = true));
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const kept = selection;
    pressed = false;
    button.remove();
    if (textarea()) return fill();
    const refill = () => setTimeout(() => { selection = kept; fill(); });
    adder().addEventListener("htmx:afterRequest", refill, { once: true });
    adder().click();
  });
  document.addEventListener("pointerup", (event) => event.target !== button && (pressed = false));
  document.addEventListener("selectionchange", () => {
    if (!pressed && document.querySelector(".story-body") && (adder() || textarea())) offer();
  });
})();

// Keys while a quote has the focus: e edits it, c confirms it, x rejects it; j and k move to the next and
// to the previous one, whose words come into view.
document.addEventListener("keydown", (event) => {
  const item = event.target.closest?.(".note-item");
  const typing = event.target.matches?.("input, textarea, select");
  if (!item || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { j: "nextElementSibling", k: "previousElementSibling" }[event.key];
  const act = step
    ? item[step]?.querySelector("[data-act=e]")
    : item.querySelector(`[data-act="${CSS.escape(event.key)}"]`);
  if (!act) return;
  event.preventDefault();
  if (step) desk.focus(act);
  else act.click();
});

// Names of speakers are a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the arrow keys move
// through the matches, Enter takes the chosen one, or the only one.  Without this, they are a datalist.
(() => {
  const PAUSE = 120; // milliseconds without a key, after which matches are asked for
  const list = document.createElement("ul");
  list.id = "speaker-choices";
  list.className = "choices";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Speakers on file");
  let box = null;
  let active = -1;
  let timer = 0;
  let awaited = false; // the matches of what is in the box
  let entered = false; // Enter was pressed before they came
  let pressing = false; // between the press and the click of a pointer, in which nothing may move from under it

  const options = () => [...list.children];
  const isOpen = () => box.getAttribute("aria-expanded") === "true";
  const same = (one, other) => one.trim().toLowerCase() === other.trim().toLowerCase();

  function use(input) {
    if (box === input && list.isConnected) return;
    const source = document.getElementById(input.getAttribute("list") ?? "");
    input.removeAttribute("list");
    const states = { "role": "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
    box = input;
    awaited = entered = false;
    input.after(list);
    load(source?.querySelectorAll("option") ?? []);
    expand(false);
  }

  function load(found) {
    list.replaceChildren(...[...found].map(({ value, textContent }, index) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `speaker-choice-${index}`, textContent: value });
      item.setAttribute("role", "option");
      item.dataset.value = value;
      const about = Object.assign(document.createElement("span"), { className: "meta", textContent });
      if (textContent.trim() !== value) item.append(" ", about);
      return item;
    }));
  }

  function expand(wanted) {
    const shown = wanted && list.childElementCount > 0;
    list.hidden = !shown;
    box.setAttribute("aria-expanded", String(shown));
    activate(-1);
  }

  function activate(index) {
    active = index;
    options().forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    const item = options()[index];
    if (!item) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    if (!isOpen()) expand(true);
    const count = list.childElementCount;
    if (count) activate(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
  }

  function take(item) {
    box.value = box.dataset.taken = item.dataset.value;
    expand(false);
    desk.announce(`${box.value} is taken`);
  }

  async function ask() {
    clearTimeout(timer);
    const [asking, typed] = [box, box.value];
    let found = [];
    if (typed.trim()) {
      try {
        const response = await fetch(`${asking.dataset.options}?q=${encodeURIComponent(typed)}`);
        const page = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
        found = page.querySelectorAll("option");
      } catch {
        // The form says it, when it is sent.
      }
    }
    if (asking !== box || typed !== box.value) return;
    awaited = false;
    load(found);
    if (entered) decide();
    else expand(document.activeElement === box);
  }

  // What Enter does with the matches: a name in full is sent, the only match taken, of several one chosen.
  function decide() {
    entered = false;
    const exact = options().find((item) => same(item.dataset.value, box.value));
    if (exact) take(exact);
    if (exact || !list.childElementCount) return box.form.requestSubmit();
    if (list.childElementCount === 1) return take(list.firstElementChild);
    expand(true);
    desk.announce(`${list.childElementCount} speakers match`);
  }

  function enter(event) {
    const typed = box.value.trim();
    const chosen = isOpen() ? options()[active] : null;
    if (!chosen && [box.dataset.taken, box.defaultValue.trim(), ""].includes(typed)) return;
    event.preventDefault();
    if (chosen) return take(chosen);
    entered = true;
    if (awaited) ask();
    else decide();
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("input[data-options]")) use(event.target);
  });
  document.addEventListener("focusout", (event) => event.target === box && !pressing && expand(false));
  document.addEventListener("mousedown", () => { pressing = true; }, true);
  document.addEventListener("mouseup", () => setTimeout(() => {
    pressing = false;
    if (box && document.activeElement !== box) expand(false);
  }), true);
  document.addEventListener("keydown", (event) => {
    if (event.target !== box || event.isComposing) return;
    if (event.key === "Enter") return enter(event);
    if (event.key === "Tab" && isOpen() && active >= 0) return take(options()[active]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const closes = event.key === "Escape" && isOpen();
    if (!step && !closes) return;
    event.preventDefault();
    if (step) move(step);
    else expand(false);
  }, true);
  document.addEventListener("input", (event) => {
    if (event.target !== box) return;
    awaited = true;
    entered = false;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) take(item);
  });
})();

// The keys of the review queue, from the moment that the page is there: they act on the quote
// that has the focus, else on the first.  j and k go on to the next stretch of the queue, u undoes, ? leads
// to the list of the keys.  What is pressed while an answer is awaited acts on what comes with it, but for
// letters that were meant for a form.  A decision is one press: a key that is held makes no second one.
(() => {
  const page = () => document.querySelector(".review-page");
  const IN_FIELD = "input:not([type=checkbox]), textarea, select";
  const waiting = [];
  let busy = false;

  function step(items, focused, by) {
    // The first press of j leads to the first quote.
    const to = items[focused < 0 ? 0 : focused + by];
    if (!to) return page().querySelector(by > 0 ? "[rel=next]" : "[rel=prev]")?.click();
    to.querySelector("[data-act=e]").focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  }

  function act(key) {
    const items = [...page().querySelectorAll(".queue > li")];
    const focused = items.indexOf(document.activeElement.closest(".queue > li"));
    if (key === "j" || key === "k") step(items, focused, key === "j" ? 1 : -1);
    else if (key === "?") page().querySelector("#keys")?.focus();
    else if (key === "u") page().querySelector(".done form button")?.click();
    else items[Math.max(focused, 0)]?.querySelector(`[data-act=${key}]`)?.click();
  }

  function next() {
    busy = false;
    if (!page() || document.activeElement.matches(IN_FIELD)) waiting.length = 0;
    while (waiting.length && !busy) act(waiting.shift());
  }

  document.addEventListener("keydown", (event) => {
    if (!page() || event.target.matches?.(IN_FIELD) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^[jk?cxestu]$/.test(event.key)) return;
    event.preventDefault();
    if (event.repeat && !/[jk]/.test(event.key)) return;
    if (busy) waiting.push(event.key);
    else act(event.key);
  });
  document.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (target.closest(".review-page") && target.matches("form, .act")) busy = true;
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => busy && detail.target.id !== "others" && next());
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) return;
    busy = false;
    waiting.length = 0;
  });
})();

// Files that are dropped anywhere on the page of a form with a field for files go into that field,
// beside those that are there; what is chosen is named below it.
(() => {
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]");
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;

  function show() {
    const names = [...field.files].map((file) => file.name);
    const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
    zone.querySelector(".drop-names").textContent =
      names.length > 1 ? `${names.length} files: ${names.slice(0, 5).join(", ")}${more}` : "";
  }

  function light(change) {
    depth = Math.max(0, depth + change);
    zone.classList.toggle("drop-over", depth > 0);
  }

  zone.querySelector(".drop-hint").hidden = false;
  field.addEventListener("change", show);
  document.addEventListener("dragenter", (event) => hasFiles(event) && light(1));
  document.addEventListener("dragleave", (event) => hasFiles(event) && light(-1));
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    light(-depth);
    const all = new DataTransfer();
    for (const file of [...(field.multiple ? field.files : []), ...event.dataTransfer.files]) all.items.add(file);
    field.files = all.files;
    show();
  });
})();
