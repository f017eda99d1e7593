"""Documents of LibreOffice (.odt): headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading import prose
from reading import xml_tree as tree
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.unpacking import member, opened

_LEFT_OUT = {"annotation", "annotation-end", "tracked-changes", "note", "ruby-text", "desc"}
_SIGNS = {"tab": "\t", "line-break": "\n"}


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a document; its title is its first heading, or what has the style Title."""
    with opened(name, data) as packed:
        root = tree.parse(name, member(name, packed, "content.xml"))
    bodies = tree.all_of(root, "body", "text")
    paragraphs = [
        (each, words)
        for body in bodies
        for each in body.iter()
        if tree.local(each) in {"p", "h"} and not _is_left_out(each)
        if (words := "".join(_texts(each)).strip())
    ]
    title = ""
    if paragraphs and _is_title(paragraphs[0][0]):
        title = " ".join(paragraphs.pop(0)[1].split())
    text = "\n\n".join(words for _, words in paragraphs)
    yield from prose.articles(name, text, gaps=True, stated=Header(title=title))


def _is_left_out(element: Any) -> bool:
    return any(tree.local(above) in _LEFT_OUT for above in element.iterancestors())


def _is_title(element: Any) -> bool:
    style = next((str(value) for key, value in element.attrib.items() if "style-name" in key), "")
    return tree.local(element) == "h" or style == "Title"


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
