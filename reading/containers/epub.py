"""Books (.epub), as news readers make them of newspapers: an article a chapter."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from reading import prose
from reading import xml_tree as tree
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.paragraphs import of_element
from reading.unpacking import member, opened

# Words that make a chapter more than a cover or a title page.
_LEAST = 25


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The chapters that have a text, in the order in which the book is read."""
    with opened(name, data) as packed:
        package = _package_path(name, packed)
        root = tree.parse(name, member(name, packed, package))
        chapters = [*_chapters(name, packed, package, root)]
    stated = _stated(root)
    if not chapters:
        raise ReadingError(f"{name} has no text in it. Is it made of pictures?")
    for number, (title, text) in enumerate(chapters, start=1):
        place = name if len(chapters) == 1 else f"{name}, chapter {number},"
        title = title or (stated.title if len(chapters) == 1 else "")
        yield from prose.articles(place, text, gaps=True, stated=replace(stated, title=title))


def _package_path(name: str, packed: zipfile.ZipFile) -> str:
    container = tree.parse(name, member(name, packed, "META-INF/container.xml"))
    files = tree.descendants(container, "rootfile")
    path = files[0].get("full-path") if files else None
    if not path:
        raise ReadingError(f"{name} does not say where its text is. Save it again.")
    return str(path)


def _stated(root: Any) -> Header:
    metadata = next(iter(tree.descendants(root, "metadata")), root)
    author = tree.text_at(metadata, "creator")
    found = leading_date(tree.text_at(metadata, "date"))
    return Header(
        title=tree.text_at(metadata, "title"),
        author="" if author.lower() == "calibre" else author,
        outlet=tree.text_at(metadata, "publisher"),
        published_on=found[0] if found else None,
    )


def _chapters(
    name: str, packed: zipfile.ZipFile, package: str, root: Any
) -> Iterator[tuple[str, str]]:
    """Title and text of each chapter; table of contents and title page are none."""
    items = {item.get("id"): item for item in tree.descendants(root, "item")}
    for reference in tree.descendants(root, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        href = unquote(item.get("href") or "").partition("#")[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(package), href))
        page = tree.parse(f"{name}: {path}", member(name, packed, path))
        title, text = _chapter(page)
        if len(text.split()) >= _LEAST:
            yield title, text


def _chapter(page: Any) -> tuple[str, str]:
    """The first heading of a chapter, and its text without it."""
    body = next(iter(tree.descendants(page, "body")), page)
    heading = next(iter(tree.descendants(body, "h1", "h2")), None)
    title = "" if heading is None else " ".join("".join(heading.itertext()).split())
    blocks = of_element(body).split("\n\n")
    if title and blocks and " ".join(blocks[0].split()) == title:
        del blocks[0]
    return title, "\n\n".join(blocks)
