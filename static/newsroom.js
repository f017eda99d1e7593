// Progressive enhancement: every page works without this file.

"use strict";

// Speaker cards, fetched on hover and on focus.  WCAG 1.4.13: Esc dismisses the card, the pointer can
// move onto it, and it persists until pointer and focus have left.
(() => {
  const card = document.getElementById("card");
  if (!card || !window.htmx) return;
  let owner = null;
  let timer = 0;

  const active = (link) => link.matches(":hover, :focus-visible");

  function hide() {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  async function show(link) {
    await htmx.ajax("GET", link.dataset.card, { source: card, target: card, swap: "innerHTML" });
    if (!active(link) || !card.textContent.trim()) return;
    hide();
    owner = link;
    owner.setAttribute("aria-describedby", "card");
    card.hidden = false;
    const line = link.getClientRects()[0];
    const maxLeft = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = line.bottom + 4;
    const above = line.top - card.offsetHeight - 4;
    const top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, Math.min(line.left, maxLeft)) + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function enter(event) {
    const link = event.target.closest?.("[data-card]");
    if (!link || link === owner) return;
    clearTimeout(timer);
    timer = setTimeout(() => active(link) && show(link), 250);
  }

  function leave() {
    if (!owner) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (owner && !active(owner) && !card.matches(":hover")) hide();
    }, 250);
  }

  document.addEventListener("mouseover", enter);
  document.addEventListener("focusin", enter);
  document.addEventListener("mouseout", leave);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("resize", hide);
})();

// The jump box: / focuses it, the arrow keys move through its suggestions, Esc leaves it.
(() => {
  const box = document.getElementById("jump");
  if (!box) return;
  const suggestions = () => [...document.querySelectorAll("#jump-options a")];

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !event.target.matches("input, textarea, select")) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  box.form.addEventListener("keydown", (event) => {
    const items = [box, ...suggestions()];
    const index = items.indexOf(event.target);
    if (event.key === "Escape" && event.target !== box) box.focus();
    else if (event.key === "Escape") box.blur();
    else if (event.key === "ArrowDown") items[Math.min(index + 1, items.length - 1)].focus();
    else if (event.key === "ArrowUp") items[Math.max(index - 1, 0)].focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "jump-options") return;
    document.getElementById("announce").textContent = `${suggestions().length} places to go`;
  });
})();

// Enter wins over type-ahead: what typing would still send after it is dropped.  A search is one entry of
// the history, not one a letter.
(() => {
  const entered = new WeakSet();
  let searching = null;
  const formOf = (cause) => cause.target.form ?? cause.target;

  document.addEventListener("submit", (event) => entered.add(event.target), true);
  document.addEventListener("input", (event) => event.target.form && entered.delete(event.target.form), true);
  document.addEventListener("htmx:confirm", (event) => {
    const cause = event.detail.triggeringEvent;
    if (cause?.type === "input" && entered.has(formOf(cause))) event.preventDefault();
  });
  document.addEventListener("htmx:beforeHistoryUpdate", ({ detail }) => {
    const cause = detail.requestConfig.triggeringEvent;
    const form = ["input", "submit"].includes(cause?.type) ? formOf(cause) : null;
    if (form && form === searching) detail.history.type = "replace";
    searching = cause?.type === "input" ? form : null;
  });
})();

// When a filter swaps the results, open <details> stay open and a live region announces the count.
(() => {
  let open = [];
  const key = (details) => details.id || details.className;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    open = [...event.detail.target.querySelectorAll("details[open]")].map(key);
  });
  // On an error, load the URL as a page, so that the browser shows the error page.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.target.id === "results") location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    for (const details of document.querySelectorAll("#results details")) {
      if (open.includes(key(details))) details.open = true;
    }
    const count = document.querySelector("[data-announce]");
    if (count) document.getElementById("announce").textContent = count.textContent.trim();
  });
})();

// A request that failed says so beside what sent it; what was typed stays.  A token that a new session
// replaced is sent in place of the one that the page came with.
(() => {
  const REASONS = {
    0: "The newsroom does not answer. Nothing was saved; try again when you are connected.",
    401: "You are no longer signed in. Nothing was saved; sign in in another tab, then save again.",
    403: "This was not accepted, and nothing was saved. Are you still signed in? Try again.",
    404: "This is no longer here. Nothing was saved.",
    503: "The newsroom can save nothing just now. Try again in a moment.",
  };

  function say(sender, status) {
    const form = sender.closest("form");
    document.querySelectorAll(".request-failed").forEach((note) => note.remove());
    const note = document.createElement("p");
    note.className = "request-failed notice notice-bad";
    note.setAttribute("role", "alert");
    note.textContent = REASONS[status] ?? "Something broke, and nothing was saved. Try again.";
    if (status === 401) {
      const link = Object.assign(document.createElement("a"), { href: "/sign-in/", target: "_blank" });
      link.textContent = "Sign in";
      note.append(" ", link);
    }
    (form ?? sender).insertAdjacentElement(form ? "afterbegin" : "afterend", note);
    note.scrollIntoView({ block: "nearest" });
  }

  const shown = (event) =>
    event.detail.elt.closest("form:not(.jump):not([method=get]), a") && event.detail.target.id !== "results";
  document.addEventListener("htmx:responseError", (event) => {
    if (shown(event)) say(event.detail.elt, event.detail.xhr.status);
  });
  document.addEventListener("htmx:sendError", (event) => shown(event) && say(event.detail.elt, 0));
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token && event.detail.verb === "post") event.detail.parameters.csrfmiddlewaretoken = token;
  });
})();

// A quotation can have several pieces, one a paragraph.  Its permalink and its note highlight all.
(() => {
  const pieces = (anchor) => document.querySelectorAll(`[data-quote="${CSS.escape(anchor)}"]`);

  function markTarget() {
    document.querySelectorAll(".is-target").forEach((mark) => mark.classList.remove("is-target"));
    const target = document.getElementById(location.hash.slice(1));
    if (target?.dataset.quote) pieces(target.dataset.quote).forEach((mark) => mark.classList.add("is-target"));
  }
  if (document.querySelector("[data-quote]")) {
    window.addEventListener("hashchange", markTarget);
    markTarget();
  }

  function markNear(event) {
    document.querySelectorAll(".is-near").forEach((mark) => mark.classList.remove("is-near"));
    const owner = event.target.closest?.("[data-quote]");
    if (owner) pieces(owner.dataset.quote).forEach((mark) => mark.classList.add("is-near"));
  }
  document.addEventListener("mouseover", markNear);
  document.addEventListener("focusin", markNear);

  // Marked words lead to their note, as their number does, unless they are being selected.
  document.addEventListener("click", (event) => {
    const said = event.target.closest?.("mark.said");
    if (!said || event.target.closest("a") || !getSelection().isCollapsed) return;
    const note = document.querySelector(`.note-item[data-quote="${CSS.escape(said.dataset.quote)}"]`);
    if (note) location.hash = note.id;
  });
})();

// “Copy”: a citation onto the clipboard as plain text and, unless it is a file, as rich text.  Where the
// browser refuses, the citation is unfolded and selected, to be copied by keyboard.
(() => {
  const blob = (text, type) => new Blob([text], { type });

  // Without https there is no navigator.clipboard.
  function copyByCommand(formats) {
    const onCopy = (event) => {
      for (const [type, text] of formats) event.clipboardData.setData(type, text);
      event.preventDefault();
    };
    document.addEventListener("copy", onCopy, { once: true });
    const copied = document.execCommand("copy");
    document.removeEventListener("copy", onCopy);
    if (!copied) throw new Error("The browser copies nothing.");
  }

  async function copy(source) {
    const formats = [["text/plain", source.textContent]];
    if (source.tagName !== "PRE") formats.push(["text/html", source.innerHTML.replaceAll("\n", "<br>")]);
    if (!navigator.clipboard?.write) return copyByCommand(formats);
    const item = Object.fromEntries(formats.map(([type, text]) => [type, blob(text, type)]));
    return navigator.clipboard.write([new ClipboardItem(item)]);
  }

  function select(source) {
    const details = source.closest("details");
    if (details) details.open = true;
    getSelection().selectAllChildren(source);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const source =
      document.getElementById(button.dataset.from) ??
      button.closest("[data-copies]").querySelector("[data-citation]");
    const label = (button.dataset.copy ||= button.textContent);
    const announce = document.getElementById("announce");
    announce.textContent = "";
    try {
      await copy(source);
      button.textContent = "Copied";
    } catch {
      select(source);
      button.textContent = "Press Ctrl+C";
    }
    announce.textContent = button.textContent === "Copied" ? "Copied with its citation" : "Selected: press Ctrl+C";
    setTimeout(() => (button.textContent = label), 2500);
  });
})();
