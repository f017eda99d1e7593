"""Books (.epub), as news readers make them of newspapers: an article a chapter."""

from __future__ import annotations

import posixpath
import re
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
from reading.pages.paragraphs import of_element
from reading.patterns import late
from reading.titles import without_title
from reading.unpacking import member, opened

_CALIBRE = "calibre"
# Programs that name themselves as who wrote the book.
_PROGRAMS = frozenset({_CALIBRE, "instapaper", "pocket", "readwise", "wallabag", "omnivore"})
_DOWNLOADED = late(r"\s*This article was downloaded by calibre from (https?://\S+)\s*\Z")
_NAVIGATION = late(r"^\|(?:[^|\n]{1,40}\|){1,6}\s*", re.MULTILINE)
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
        text, url = _without_calibre(text)
        for item in prose.articles(place, text, gaps=True, stated=Header(title=title, url=url)):
            yield _completed(item, stated) if isinstance(item, Draft) else item


def _completed(article: Draft, stated: Header) -> Draft:
    """An article with what the book states, where its chapter does not."""
    unread = bool(article.unread_date)
    return replace(
        article,
        published_on=article.published_on or (None if unread else stated.published_on),
        outlet=article.outlet or stated.outlet,
        author=article.author or stated.author,
    )


def _without_calibre(text: str) -> tuple[str, str]:
    """A chapter without the lines that calibre puts around it, and the address that they have."""
    found = _DOWNLOADED.search(text)
    text = _NAVIGATION.sub("", text[: found.start()] if found else text)
    return text.strip(), found[1] if found else ""


def _package_path(name: str, packed: zipfile.ZipFile) -> str:
    container = tree.parse(name, member(name, packed, "META-INF/container.xml"))
    files = tree.descendants(container, "rootfile")
    path = files[0].get("full-path") if files else None
    if not path:
        raise ReadingError(f"{name} does not say where its text is. Save it again.")
    return str(path)


def _stated(root: Any) -> Header:
    metadata = next(iter(tree.descendants(root, "metadata")), root)
    author, outlet = tree.text_at(metadata, "creator"), tree.text_at(metadata, "publisher")
    title = tree.text_at(metadata, "title")
    if outlet.lower() == _CALIBRE:  # the title is that of the paper, and the day
        outlet = title.partition(" [")[0]
    found = leading_date(tree.text_at(metadata, "date"))
    return Header(
        title=title,
        author="" if author.lower() in _PROGRAMS else author,
        outlet=outlet,
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
    text = _NAVIGATION.sub("", of_element(body)).strip()
    return title, without_title(title, text)
