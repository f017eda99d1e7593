// Progressive enhancement: every page works without this file.

"use strict";

// Trusted types: text becomes markup only as a document that runs nothing, which htmx and we read
// responses into, and never a script.
const READERS = ["DOMParser parseFromString", "Document parseHTMLUnsafe"];
window.trustedTypes?.createPolicy("default", {
  createHTML: (text, _type, sink) => (READERS.includes(sink) ? text : null),
});

// Speaker cards, fetched on hover and on focus.  WCAG 1.4.13: Esc dismisses the card, the pointer can
// move onto it, and it persists until pointer and focus have left.
(() => {
  const card = document.getElementById("card");
  if (!card) return;
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
    let found;
    try {
      // What htmx would send for the part of the page that is the card.
      const headers = { "HX-Request": "true", "HX-Target": "card" };
      const response = await fetch(link.dataset.card, { headers });
      found = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html").body;
    } catch {
      return; // the link leads to the same
    }
    if (!active(link) || !found.textContent.trim()) return;
    hide();
    card.replaceChildren(...found.childNodes);
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

// The buttons that leave a value out say no type, so that htmx, which watches each button of a form that says one, need
// not start on dozens of them: what the one that was pressed sends is added here.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const button = detail.triggeringEvent?.submitter;
  if (button?.name && !button.hasAttribute("type")) detail.parameters.append(button.name, button.value);
});

// When a filter swaps the results, open <details> stay open, the focus stays on the filter, also on that of a value
// which was left out, or is on the count where the filter is gone, and a live region announces the count.
(() => {
  let open = [];
  let focused = null;
  const key = (details) => details.id || details.className;
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "results") return;
    open = [...event.detail.target.querySelectorAll("details[open]")].map(key);
    const at = document.activeElement;
    if (at === document.body) focused = null;
    else focused = at.matches(".leave-out") ? `${at.name}-${at.value}` : at.id;
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
    if (focused === null || document.activeElement !== document.body) return;
    if (count) count.tabIndex = -1;
    (document.getElementById(focused) ?? count)?.focus({ preventScroll: true });
  });
})();

// Once an answer leads to another page, what polls is silent: a further answer would begin to load that page
// again, and one that takes longer than the pause would never be there.
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (detail.xhr.getResponseHeader("HX-Redirect")) detail.elt.dataset.leaves = "";
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const polls = !event.detail.requestConfig.triggeringEvent;
  if (polls && "leaves" in event.detail.elt.dataset) event.preventDefault();
});

// A request that failed says so where the focus is; what was typed stays.  Whose session ended signs in
// beside it, and the request is sent again.  A token that a new session replaced is sent in place of the
// one that the page came with.
(() => {
  const WAIT = 60_000; // milliseconds, for an answer to a form
  const REASONS = {
    0: "The newsroom does not answer. What you typed is still here; try again when you are connected.",
    401: "You are no longer signed in. Nothing was saved, and what you typed is still here.",
    403: "This was not accepted, and nothing was saved. Are you signed in as who may do it?",
    404: "This is no longer here: another editor may have decided on it, or its article was read again. Nothing was " +
      "saved; the history says what happened.",
    410: "This article was deleted. Nothing was saved; for thirty days the history can bring it back.",
    503: "The newsroom can save nothing just now. Try again in a moment.",
  };
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const silence = () => document.querySelectorAll(".request-failed").forEach((note) => note.remove());

  function reason(status, xhr) {
    if (REASONS[status]) return REASONS[status];
    const number = xhr?.getResponseHeader("X-Request-ID");
    return `Something broke, and nothing was saved. Try again.${number ? ` (In the log: ${number})` : ""}`;
  }

  function place(note, sender, form) {
    const focused = form?.contains(document.activeElement) ? document.activeElement : null;
    const near = focused?.closest(".buttons, .nudges, .field") ?? form?.querySelector(".buttons");
    if (near && form.contains(near)) near.before(note);
    else if (form) form.prepend(note);
    else sender.after(note);
    note.scrollIntoView({ block: "nearest" });
  }

  function say(event, status) {
    const { elt: sender, xhr, requestConfig } = event.detail;
    const form = sender.closest("form");
    silence();
    const note = make("p", { className: "request-failed notice notice-bad", role: "alert" });
    note.append(reason(status, xhr));
    if (status === 401 || status === 403) {
      const link = make("a", { href: "/sign-in/", target: "_blank", textContent: "Sign in" });
      const submitter = requestConfig.triggeringEvent?.submitter;
      link.addEventListener("click", (click) => {
        click.preventDefault();
        const again = () => {
          if (sender.id === "others") silence();
          else if (submitter?.isConnected) submitter.click(); // htmx sends the name of a button that was clicked
          else if (form) form.requestSubmit();
          else sender.click();
        };
        signIn(again, link);
      });
      note.append(" ", link);
    }
    place(note, sender, form);
  }

  // The form of the page for signing in, in a dialog.  `again` is called once it was accepted.
  async function signIn(again, link) {
    const dialog = make("dialog", { className: "sign-in" });
    dialog.setAttribute("aria-label", "Sign in");
    const shown = async (response) => {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const cancel = make("button", { type: "button", className: "plain", textContent: "Not now" });
      cancel.addEventListener("click", () => dialog.close());
      dialog.replaceChildren(...page.querySelectorAll("main > .notice-bad, main > form"), cancel);
      dialog.querySelector("[name=username]")?.focus();
    };
    dialog.addEventListener("submit", async (event) => {
      event.preventDefault();
      const response = await fetch("/sign-in/", { method: "POST", body: new FormData(event.target) });
      if (!response.redirected) return shown(response);
      dialog.close();
      again();
    });
    dialog.addEventListener("close", () => dialog.remove());
    try {
      const response = await fetch("/sign-in/");
      if (response.redirected) return again(); // signed in since, in another tab
      document.body.append(dialog);
      dialog.showModal();
      await shown(response);
    } catch {
      link.replaceWith("The newsroom does not answer; try again when you are connected.");
    }
  }

  const shown = (event) =>
    event.detail.elt.closest("form:not(.jump):not([method=get]), a") &&
    event.detail.target.id !== "results" &&
    (event.detail.elt.id !== "others" || event.detail.xhr.status === 401) &&
    event.detail.requestConfig?.triggeringEvent?.type !== "input";
  document.addEventListener("htmx:responseError", (event) => {
    if (shown(event)) say(event, event.detail.xhr.status);
  });
  for (const broken of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(broken, (event) => shown(event) && say(event, 0));
  }
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "post") return;
    event.detail.timeout ||= WAIT;
    const current = token();
    if (current) event.detail.parameters.csrfmiddlewaretoken = current;
  });
  document.addEventListener("submit", ({ target }) => {
    const field = target.querySelector("input[name=csrfmiddlewaretoken]");
    if (field) field.value = token() ?? field.value;
  }, true);
  document.addEventListener("htmx:afterSwap", (event) => event.detail.target.id === "main" && silence());
})();

// The message of what was done goes when it is closed, after half a minute in which neither pointer nor
// focus was on it, and when a form opens.  The history has what it undoes.
(() => {
  const STAY = 30_000; // milliseconds
  let timer = 0;
  const go = () => document.querySelectorAll(".done").forEach((message) => message.remove());
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (document.querySelector(".done:hover, .done:focus-within") ? wait() : go()), STAY);
  };

  function watch() {
    const messages = document.querySelectorAll(".done");
    for (const message of messages) {
      const close = document.createElement("button");
      Object.assign(close, { type: "button", className: "plain", textContent: "Close" });
      close.setAttribute("aria-label", "Close this message");
      close.addEventListener("click", () => message.remove());
      message.append(close);
    }
    if (messages.length) wait();
  }
  watch();
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "main" || detail.elt.id === "main") watch();
    else if (document.getElementById("quote-form")) go();
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

// A pointer drawn across bars of the histogram chooses from the first to the last of them, as the two fields of
// dates do.  So do Shift and an arrow key on a bar, and Enter.
(() => {
  let from = null;
  let to = null;
  const barAt = (event) => event.target.closest?.(".histogram [data-since]");
  const bars = () => [...document.querySelectorAll(".histogram [data-since]")];

  function mark() {
    const [first, last] = ends().map((bar) => bars().indexOf(bar));
    bars().forEach((bar, at) => bar.classList.toggle("brushed", from !== to && at >= first && at <= last));
  }

  function stop() {
    from = to = null;
    bars().forEach((bar) => bar.classList.remove("brushed"));
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") from = to = barAt(event);
  });
  document.addEventListener("pointermove", (event) => {
    const bar = from && barAt(event);
    if (!bar || bar === to) return;
    to = bar;
    mark();
  });
  document.addEventListener("pointerup", () => {
    if (from && from !== to) choose();
    stop();
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") stop();
    else if (step && event.shiftKey && barAt(event)) reach(event, step);
    else if (event.key === "Enter" && from !== to && barAt(event)) {
      event.preventDefault();
      choose();
      stop();
    }
  });
  document.addEventListener("focusout", (event) => barAt(event) && !event.relatedTarget?.closest(".histogram") && stop());
  document.addEventListener("dragstart", (event) => barAt(event) && event.preventDefault());

  // Reach one bar further from the one where Shift was first held.
  function reach(event, step) {
    event.preventDefault();
    from ??= barAt(event);
    to = bars().at(Math.max(bars().indexOf(to ?? from) + step, 0)) ?? to;
    to.querySelector("a")?.focus();
    mark();
    const [first, last] = ends();
    document.getElementById("announce").textContent = `From ${first.dataset.since} to ${last.dataset.until}: press Enter`;
  }

  const ends = () => (bars().indexOf(from) < bars().indexOf(to) ? [from, to] : [to, from]);

  function choose() {
    const form = document.getElementById("filters");
    const [first, last] = ends();
    form.elements.since.value = first.dataset.since;
    form.elements.until.value = last.dataset.until;
    for (const year of document.querySelectorAll("input[name=year]")) year.checked = false;
    form.requestSubmit();
  }
})();

// Arrow keys lead from place to place in the strip of an article, and to the row above or below.
document.addEventListener("keydown", (event) => {
  const place = event.target.closest?.(".strip svg a");
  const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const across = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!place || !(along || across)) return;
  event.preventDefault();
  const rows = [...place.closest(".strip").querySelectorAll("svg")];
  const row = rows.indexOf(place.closest("svg"));
  const places = [...rows[row].querySelectorAll("a")];
  const next = along ? places[places.indexOf(place) + along] : rows[row + across]?.querySelector('a:not([tabindex="-1"])');
  if (!next) return;
  const stop = next.closest("svg").querySelector('a:not([tabindex="-1"])');
  stop.setAttribute("tabindex", "-1");
  next.removeAttribute("tabindex");
  next.focus();
});

// A slider of years says which one it is at.
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-year]")) event.target.labels[0].querySelector("output").value = event.target.value;
});
