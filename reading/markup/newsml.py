"""NewsML: G2, and the older NewsML 1 around NITF or XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading import xml_tree as tree
from reading.bylines import author
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.markup import nitf
from reading.pages.paragraphs import has_markup, of_element, of_html
from reading.titles import without_title


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a message; pictures and packages have no text, and are passed over."""
    root = tree.parse(name, data)
    items = tree.descendants(root, "newsItem", "NewsItem")
    texts = [(item, text) for item in items if (text := _text(item))]
    for number, (item, text) in enumerate(texts, start=1):
        place = name if len(texts) == 1 else f"{name}, article {number},"
        try:
            header = _header(item)
            yield draft(place, header, without_title(header.title, text))
        except ReadingError as error:
            yield error
    if not texts:
        raise ReadingError(f"{name} has no text in it. Export the articles with their texts.")


def _text(item: Any) -> str:
    """What the item has inline: NITF, XHTML or plain text."""
    for content in tree.descendants(item, "inlineXML", "inlineData", "DataContent"):
        inner = tree.descendants(content, "nitf")
        text = nitf.text_of(inner[0]) if inner else ""
        if not text and len(content):
            bodies = tree.descendants(content, "body")
            text = of_element(bodies[0] if bodies else content)
        plain = content.text or ""
        text = text or (of_html(plain) if has_markup(plain) else plain.strip())
        if any(map(str.isalnum, text)):
            return text
    return ""


def _header(item: Any) -> Header:
    def first(*names: str) -> str:
        found = tree.descendants(item, *names)
        texts = (" ".join("".join(each.itertext()).split()) for each in found)
        return next(filter(None, texts), "")

    header = Header(
        title=first("headline", "HeadLine"),
        author=author(_first_of(item, "by") or first("ByLine", "creator")),
        outlet=_outlet(item),
    )
    for name in ("contentCreated", "versionCreated", "FirstCreated", "DateId", "firstCreated"):
        if found := leading_date(first(name)):
            header.published_on = found[0]
            break
        header.unread_date = header.unread_date or first(name)
    return header


def _first_of(item: Any, name: str) -> str:
    found = tree.descendants(item, name)
    return " ".join("".join(found[0].itertext()).split()) if found else ""


def _outlet(item: Any) -> str:
    """The provider, by its name; an address or a code is none."""
    for provider in tree.descendants(item, "infoSource", "provider", "copyrightHolder", "Provider"):
        parties = [provider, *tree.descendants(provider, "Party")]
        names = [
            tree.text_at(provider, "name"),
            *(each.get("FormalName") or "" for each in parties),
        ]
        if name := next(filter(None, names), provider.get("literal") or ""):
            return name
    return ""
