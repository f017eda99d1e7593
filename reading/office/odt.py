"""Documents of LibreOffice (.odt, .fodt): headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from reading import prose
from reading import xml_tree as tree
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.office.notes import on_footnotes
from reading.signs import PACKED
from reading.speech import interviews
from reading.unpacking import member, opened

_LEFT_OUT = {"annotation", "annotation-end", "tracked-changes", "note", "ruby-text", "desc",
             "hidden-text", "hidden-paragraph"}  # fmt: skip
_TITLE = "Title"
_SIGNS = {"tab": "\t", "line-break": "\n"}


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a document; its title is its first heading, or what has the style Title."""
    if data.startswith(PACKED):
        with opened(name, data) as packed:
            data = member(name, packed, "content.xml")
    root = tree.parse(name, data)
    titles = _title_styles(root)
    bodies = tree.all_of(root, "body", "text")
    paragraphs = [
        (each, words)
        for body in bodies
        for each in body.iter()
        if tree.local(each) in {"p", "h"} and not _is_left_out(each)
        if (words := "".join(_texts(each)).strip())
    ]
    title = ""
    if paragraphs and _is_title(paragraphs[0][0], titles):
        title = " ".join(paragraphs[0][1].split())
    styles = _bold_styles(root)
    bold = [_is_bold(each, styles) for each, _ in paragraphs]
    texts = interviews.with_labels([words for _, words in paragraphs], bold, title)
    text = "\n\n".join(texts)
    places = accumulate((len(words) + 2 for words in texts), initial=0)
    headings = [
        at for at, (each, _) in zip(places, paragraphs, strict=False) if _is_title(each, titles)
    ]
    footnotes = sum(len(tree.descendants(body, "note")) for body in bodies)
    yield from prose.articles(
        name, text, gaps=True, headings=headings, stated=Header(title=title),
        notes=on_footnotes(footnotes),
    )  # fmt: skip


def _title_styles(root: Any) -> frozenset[str]:
    """The style of titles, and those that the document made of it."""
    styles = (each.attrib.items() for each in tree.descendants(root, "style"))
    named = ({key.rpartition("}")[2]: str(value) for key, value in each} for each in styles)
    made = (each.get("name", "") for each in named if each.get("parent-style-name") == _TITLE)
    return frozenset([_TITLE, *made])


def _bold_styles(root: Any) -> frozenset[str]:
    """The styles that the document has for bold words and paragraphs."""
    found = (
        (style, _said(properties).get("font-weight", ""))
        for style in tree.descendants(root, "style")
        for properties in tree.all_of(style, "text-properties")
    )
    return frozenset(_said(style).get("name", "") for style, weight in found if weight == "bold")


def _is_bold(element: Any, styles: frozenset[str]) -> bool:
    """Whether a paragraph is bold, or every word in it is in bold spans."""
    if _said(element).get("style-name", "") in styles:
        return True
    plain = [element.text, *(child.tail for child in element)]
    spans = [child for child in element if "".join(child.itertext()).strip()]
    bare = not any((words or "").strip() for words in plain)
    return bare and bool(spans) and all(_said(each).get("style-name") in styles for each in spans)


def _said(element: Any) -> dict[str, str]:
    """The attributes of an element by their local names."""
    return {key.rpartition("}")[2]: str(value) for key, value in element.attrib.items()}


def _is_left_out(element: Any) -> bool:
    return any(tree.local(above) in _LEFT_OUT for above in element.iterancestors())


def _is_title(element: Any, styles: frozenset[str]) -> bool:
    """Whether a paragraph is a heading of the first level, or has the style of titles."""
    said = _said(element)
    if tree.local(element) == "h":
        return said.get("outline-level", "1") == "1"
    return said.get("style-name", "") in styles


def _texts(element: Any) -> Iterator[str]:
    """The text of a paragraph, without the paragraphs of notes and frames within."""
    yield element.text or ""
    for child in element:
        name = tree.local(child)
        if name == "s":
            count = next((str(value) for value in child.attrib.values()), "1")
            yield " " * min(int(count) if count.isdecimal() else 1, 100)
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name and name not in _LEFT_OUT | {"p", "h", "frame", "list"}:
            yield from _texts(child)
        yield child.tail or ""
