"""A page's tree before its text is taken: quotations marked, what leads elsewhere taken out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from reading.pages.elements import compiled, marked, shown
from reading.patterns import late

_MARKS = "“”„«»\"‘’'"
_LABELS = (
    r"(?:read (?:more|also|next|on)|also read|see also|related(?: (?:stories|articles))?"
    r"|more on this(?: story)?|watch|listen|don[’']t miss|recommended|keep reading"
    r"|you (?:might|may) also like)\b"
)
_FIRST_WORD = late(
    r"read|also|see|related|more|watch|listen|don|recommended|keep|you", re.IGNORECASE
)
_LABEL = late(_LABELS, re.IGNORECASE)
_ELSEWHERE = late(rf"{_LABELS}[^:.]{{0,30}}[:\s]", re.IGNORECASE)
_LONGEST_ELSEWHERE = 400
_DASH = late(r"[\s\u2014\u2013―~-]+")
_POST = late(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|bluesky-embed|mastodon-embed"
    r"|fb-post|tiktok-embed|threads-post|text-post-media)\b"
)
_SHARED = late(
    r"(?:^|[\s_-])(?:share|sharing|social|sharebar|share-?(?:bar|tools|buttons?|links?)"
    r"|sharedaddy|addthis|print-?button|follow-?us)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_SHARED = 100
_first_words = etree.XPath("substring(normalize-space(), 1, 25)")


def prepare(tree: Any) -> None:
    """Mark what a page's elements say is a quotation; take out what is not the article's."""
    # The extraction of the text copies the page several times, and looks for none of these.
    etree.strip_elements(tree, "style", "svg", with_tail=False)
    for script in [*tree.iter("script")]:
        if "json" not in (script.get("type") or ""):
            _remove(script)
    for element in [*tree.iter("q")]:
        _mark(element)
        element.tag = "span"
    for element in [*tree.iter("blockquote")]:
        _attribute(element)
    for element in [*tree.iter("p", "li", "aside", "h2", "h3", "h4", "div")]:
        if _leads_elsewhere(element):
            _remove(element)
    for element in [*marked(tree, {"class": _is_shared})]:
        if _is_short(element):
            _remove(element)


# ── quotations ────────────────────────────────────────────────────────────────────────────


def _mark(element: Any) -> None:
    """Put quotation marks around what `<q>` shows in them."""
    words = shown(element).strip()
    if not words or (words[0] in _MARKS and words[-1] in _MARKS):
        return
    element.text = f"“{(element.text or '').lstrip()}"
    if len(element):
        element[-1].tail = f"{(element[-1].tail or '').rstrip()}”"
    else:
        element.text = f"{element.text.rstrip()}”"


def _attribute(element: Any) -> None:
    """Make of a block quotation that names its speaker one paragraph: `“…” — Name`."""
    speaker = _speaker(element)
    if not speaker:
        return
    said = " ".join(shown(element).split())
    if not any(map(str.isalnum, said)):
        return
    said = said if said[0] in _MARKS and said[-1] in _MARKS else f"“{said.strip(_MARKS)}”"
    for child in list(element):
        element.remove(child)
    element.tag = "p"
    element.attrib.clear()
    if (parent := element.getparent()) is not None and parent.tag == "figure":
        parent.tag = "div"
    element.text = f"{said} — {speaker}"


def _speaker(element: Any) -> str:
    """Who a block quotation or an embedded post names, taken out of it; nothing if nobody."""
    if _POST.search(element.get("class") or ""):
        return _poster(element)
    feet = compiled(".//footer | .//cite | .//figcaption")(element)
    if not feet and (parent := element.getparent()) is not None and parent.tag == "figure":
        feet = parent.xpath("./figcaption")
    if not feet:
        return ""
    foot = next((each for each in feet if each.tag != "cite"), feet[-1])
    name = _DASH.sub(" ", " ".join(shown(foot).split()), count=1).strip()
    _remove(foot)
    return name if name and len(name) <= 120 else ""


def _poster(element: Any) -> str:
    """The author of an embedded post, which is behind its text: “— Ana Brel (@ana)”."""
    paragraphs = element.xpath("./p")
    if not paragraphs:
        return ""
    behind = " ".join(
        [
            *(paragraphs[-1].tail or "").split(),
            *(_after(each) for each in paragraphs[-1].itersiblings()),
        ]
    )
    said = " ".join(" ".join(shown(each).split()) for each in paragraphs)
    name = re.split(r"\s(?=(?:[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\b)", behind)[0]
    for child in list(element):
        element.remove(child)
    element.text = said
    return _DASH.sub("", name, count=1).strip() if len(name) < 160 else ""


def _after(element: Any) -> str:
    return " ".join(f"{shown(element)} {element.tail or ''}".split())


# ── elsewhere ─────────────────────────────────────────────────────────────────────────────


def _leads_elsewhere(element: Any) -> bool:
    """Whether an element is “Read more: …”, with nothing but links behind it."""
    if not _FIRST_WORD.match(_first_text(element)) or not _LABEL.match(_first_words(element)):
        return False
    if element.tag == "div" and element.find(".//p") is not None:
        return False
    words = " ".join(shown(element).split())
    label = _ELSEWHERE.match(f"{words} ")
    links = compiled(".//a[@href]")(element)
    if not label or not links or len(words) > _LONGEST_ELSEWHERE:
        return False
    linked = " ".join(" ".join(shown(link).split()) for link in links)
    left = len(words) - len(linked) - len(label[0])
    return left <= 2


def _first_text(element: Any) -> str:
    """The first text in an element, without blanks before it."""
    inner = element
    while True:
        text: str = inner.text or ""
        if first := text.lstrip():
            return first
        if not len(inner):
            break
        inner = inner[0]
    # The first element of the innermost is empty: what is behind it counts.
    return next((first for text in element.itertext() if (first := text.lstrip())), "")


@lru_cache(2048)
def _is_shared(classes: str) -> bool:
    return bool(_SHARED.search(classes))


def _is_short(element: Any) -> bool:
    return len(shown(element).strip()) <= _LONGEST_SHARED


def _remove(element: Any) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None or not isinstance(element.tag, str):
        return
    if tail := element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''}{tail}"
        else:
            parent.text = f"{parent.text or ''}{tail}"
    parent.remove(element)
