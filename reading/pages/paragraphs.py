"""Elements of a text → its paragraphs, as a reader of the page sees them."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from reading.pages.page import prepare
from reading.patterns import late
from reading.xml_tree import local

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 hl1 hl2 li ul ol dl dt dd blockquote section article main table tr td"
    " th header footer pre hr address en-note en-todo body block bq".split()
)
_LEFT_OUT = frozenset(
    "script style noscript head template svg iframe object form button select nav aside figure"
    " figcaption media media-caption en-media caption".split()
)
_BLANKS = late(r"[^\S\xa0]+")
_CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_MARKUP = late(
    r"<(?:p|br|div|h[1-6]|li|ul|ol|blockquote|span|strong|em|figure|article)\b[^<>]*>",
    re.IGNORECASE,
)


def has_markup(text: str) -> bool:
    """Whether a text is HTML rather than text with a < in it."""
    return bool(_MARKUP.search(text))


def of_html(text: str) -> str:
    """The paragraphs of a piece of HTML, an empty line between two; nothing if it has none."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = _CONTROL.sub("", text).encode()
    try:
        root = lxml_html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:  # nothing but comments and blanks
        root = None
    if root is None:
        return ""
    prepare(root)
    return of_element(root)


def of_element(element: Any) -> str:
    """The paragraphs of an element, an empty line between two.

    What is beside the text (pictures and their captions, forms, navigation) is left out.
    """
    paragraphs: list[list[str]] = [[]]

    def end_paragraph() -> None:
        if paragraphs[-1]:
            paragraphs.append([])

    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walker:
        name = local(each).lower()
        left_out = name in _LEFT_OUT
        if event == "start":
            if name in _BLOCKS:
                end_paragraph()
            if left_out:
                walker.skip_subtree()
            else:
                paragraphs[-1].extend(_opening(name, each.text))
        else:
            if name == "q":
                paragraphs[-1].append("”")
            if name in _BLOCKS:
                end_paragraph()
            if each is not element and each.tail:
                paragraphs[-1].append(each.tail)
    return "\n\n".join(filter(None, map(_written, paragraphs)))


def _opening(name: str, text: str | None) -> list[str]:
    mark = {"br": "\n", "q": "“"}.get(name, "")
    words = _BLANKS.sub(" ", text or "")
    return [each for each in (mark, words) if each]


def _written(parts: list[str]) -> str:
    """A paragraph: blanks as one, the breaks in it as line ends; two of them end it."""
    text = "".join(part if part == "\n" else _BLANKS.sub(" ", part) for part in parts)
    lines = [line.strip() for line in _CONTROL.sub("", text).split("\n")]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()
