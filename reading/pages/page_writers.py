"""Who wrote the article of a web page, as its metadata or its elements name them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from reading import bylines
from reading.pages import linked_data
from reading.pages.elements import (
    ELSEWHERE,
    LONGEST_BYLINE,
    compiled,
    elsewhere,
    first,
    has_class,
    holding,
    marked,
    shown,
    texts,
    values,
)
from reading.pages.linked_data import Thing
from reading.patterns import late
from reading.tops import clip

_AUTHORS = (
    "author",
    "authors",
    "byl",
    "parsely-author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "sailthru.author",
    "cxenseparse:author",
    "byline",
    "written by",
)
_CATALOGUED = ("dc.creator", "dcterms.creator", "citation_author")
BY_PERSON = frozenset([*_AUTHORS, *_CATALOGUED])


def _of_class(name: str) -> str:
    """The condition in XPath that an element has a class."""
    exactly = f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    return f"contains(@class, '{name}') and {exactly}"


_PROPERTY = "//*[@itemprop][contains(concat(' ', normalize-space(@itemprop), ' '), ' author ')]"
# Each path with what a page has in its source where the path leads anywhere; looking for that
# first is far quicker.
_WRITERS = (
    ("itemprop", f"{_PROPERTY}//*[@itemprop='name']"),
    ("itemprop", f"{_PROPERTY}//meta[@itemprop='name']/@content"),
    ("itemprop", f"{_PROPERTY}[not(@content)]"),
    ("author", "//*[contains(@rel, 'author') and contains(concat(' ', @rel, ' '), ' author ')]"),
    ("p-author", f"//*[{_of_class('p-author')}]"),
    ("author", f"//*[{_of_class('fn')}][ancestor::*[contains(@class, 'author')]]"),
    ("author", f"//*[{_of_class('name')}][ancestor::*[{_of_class('author')}]]"),
)
# The items of a page that are articles; the writers of one are its own wherever they stand in it.
_ITEMS = "//*[@itemscope][contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')]"
_OWNERS = "ancestor::*[@itemscope]"
_WRITER_WORDS = ("byline", "author", "contributor", "writer", "auteur", "autor", "firma", "creator")
_BYLINES = {
    "class": holding("byline", "Byline", "author", "auteur", "autor", "firma", "creator"),
    "id": holding("byline", "author"),
    "data-testid": holding("byline"),
}
# Classes of elements that a byline alone may be, with nothing to say that it is of this article.
_ALONE = frozenset({"byline", "author", "auteur", "autor", "firma"})
# Classes of an element that has a name, and those of one that may have more beside it.
_NAMED = late(
    r"(?:author|byline|contributor|writer)s?[_-]{0,2}(?:full)?name(?![a-z])"
    r"|(?:author|byline|contributor|writer)__(?:full)?name"
    r"|(?:byline|art|article|story|post)[\w-]{0,20}(?:author|contributor|writer)(?:link|name)?(?![a-z])",
    re.IGNORECASE,
)
_AND = late(r"(?:,|&|and\b|with\b)", re.IGNORECASE)
_BY = late(r"\s*(?:(?:written |reported |story |words |text )?by:?|par|von|por)\s", re.IGNORECASE)
# What divides a name from a place, a post, a day beside it.
_BESIDE = late(r"\s*[|•·]\s*|\s+\d")
# A site in place of a person: “echo.example”.
_DOMAIN = late(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\Z", re.IGNORECASE)
_NOT_A_NAME = late(r"\d|@|https?:|\b(?:posted|published|updated|share|follow)\b", re.IGNORECASE)
# How pages label who wrote them where they are shared.
WRITTEN_BY = late(
    r"(?:written by|by|authors?|(?:geschrieben|verfasst) von|von|autor|(?:écrit|rédigé) par|auteur"
    r"|escrito por|autor[ea]?)\Z",
    re.IGNORECASE,
)


def author(
    tree: Any, article: Thing, metas: dict[str, str], has: Callable[[str], bool], outlet: str = ""
) -> str:
    """Who wrote it: as the object says, else the meta elements, else elements of the page.

    A site that names itself is who wrote it only if no person is named, and a mere address never.
    """
    linked = linked_data.names(article.get("author")) or linked_data.names(article.get("creator"))
    catalogued = [bylines.in_order(value) for value in values(metas, _CATALOGUED)]
    stated = [linked, *([value] for value in (*values(metas, _AUTHORS), *catalogued))]
    named = [name for each in stated if (name := _joined(each, outlet))]
    people = (name for name in named if not _is_site(name, outlet))
    writers = next(people, "") or _marked(tree, has, outlet)
    return writers or next((name for name in named if not _DOMAIN.match(name)), "")


def _is_site(name: str, outlet: str) -> bool:
    """Whether a name is an address, or has that of the outlet in it."""
    return bool(_DOMAIN.match(name) or (outlet and outlet.casefold() in name.casefold()))


def _marked(tree: Any, has: Callable[[str], bool], outlet: str) -> str:
    """The writers that the elements of a page name, those that say it most surely first."""
    for path in (path for word, path in _WRITERS if has(word)):
        found = texts(tree, f"{path}[not({ELSEWHERE})]")
        if writers := _joined(_without_repeated(found), outlet):
            return writers
    if has("itemscope") and (writers := _joined(_of_one_item(tree), outlet)):
        return writers
    if not has_class(has, _WRITER_WORDS):
        return ""
    return _named_by_class(tree) or _byline(tree) or _alone(tree)


def _joined(names: Iterable[str], outlet: str) -> str:
    """Names without “By”, posts and the outlet, each once, in one line."""
    found = (name for name in names if not name.startswith(("http:", "https:")))
    behind = f", {outlet}" if outlet else ""
    cleaned = (bylines.author(name.removesuffix(behind)) for name in found)
    return first([bylines.joined(cleaned)])


def _without_repeated(found: Iterable[str]) -> list[str]:
    """Texts that can be names, without those that only add words to the ones before."""
    names: list[str] = []
    for name in found:
        if not _NOT_A_NAME.search(name) and not any(name.startswith(f"{each} ") for each in names):
            names.append(name)
    return names


def _of_one_item(tree: Any) -> list[str]:
    """The writers of the only article that the items of a page are, beside its text too."""
    items = compiled(_ITEMS)(tree)
    if len(items) != 1:
        return []
    found = compiled(f"{_PROPERTY}[not(@content)]")(items[0])
    own = [each for each in found if compiled(_OWNERS)(each)[-1:] == items]
    named = [next(iter(each.xpath(".//*[@itemprop='name']")), each) for each in own]
    return _without_repeated(" ".join(shown(each).split()).rstrip(" —–|-") for each in named)


def _named_by_class(tree: Any) -> str:
    """The names in elements whose class says that they are of writers, and that are only names."""
    found = marked(tree, {"class": _is_named})
    names = [clip.writers(" ".join(shown(each).split())) for each in found if not elsewhere(each)]
    return bylines.joined(names)


@lru_cache(2048)
def _is_named(classes: str) -> bool:
    return bool(_NAMED.search(classes))


def _byline(tree: Any) -> str:
    """The names in the first short element of a byline's class that begins with “By”."""
    for element in marked(tree, _BYLINES):
        parts = [part for text in element.itertext() if (part := " ".join(text.split()))]
        line = " ".join(parts)
        if len(line) <= LONGEST_BYLINE and (by := _BY.match(line)):
            alone = _BESIDE.split(line[by.end() :])[0]
            name = _names_in(parts) or bylines.author(alone)
            if name and not _NOT_A_NAME.search(name) and not elsewhere(element):
                return name
    return ""


def _names_in(parts: Sequence[str]) -> str:
    """The names that the first texts of a byline are, as long as others follow with “and”."""
    for count in range(1, len(parts) + 1):
        names = clip.writers(" ".join(parts[:count]).replace(" ,", ","))
        goes_on = count < len(parts) and _AND.match(parts[count])
        if names and not goes_on and not _AND.match(parts[count - 1]):
            return names
    return ""


@lru_cache(2048)
def _is_alone(classes: str) -> bool:
    return any(each in _ALONE or each.endswith("-byline") for each in classes.split())


def _alone(tree: Any) -> str:
    """The names that bylines without “By” are, if all those of the page name the same."""
    only = ""
    for element in marked(tree, {"class": _is_alone}):
        line = " ".join(shown(element).split())
        if line and line != only and not elsewhere(element):
            if only:
                return ""
            only = line
    return clip.writers(_BESIDE.split(only)[0])
