"""What a web page states about its article: schema.org, Open Graph, meta and other elements."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from lxml import etree

from reading import bylines, clip, linked_data
from reading.dates import leading_date
from reading.header import Header
from reading.linked_data import Thing

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
    "publish_date",
    "publication_date",
    "publishdate",
    "publishtime",
    "pubdate",
    "pdate",
    "published_time",
    "article.published",
    "article:published",
    "originalpublicationdate",
    "citation_publication_date",
    "dc.date.created",
    "bt:pubdate",
    "date",
)
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
_BY_PERSON = frozenset([*_AUTHORS, *_CATALOGUED])
_TITLES = ("og:title", "parsely-title", "sailthru.title", "twitter:title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_URLS = ("og:url", "parsely-link", "twitter:url")

# Neither what readers say about the article, nor what is said of others beside it.
_ELSEWHERE = (
    "ancestor::aside or ancestor::nav"
    # Within an entry (microformats.org), the footer is the article's.
    " or ancestor::footer[not(ancestor::*[contains(concat(' ', @class, ' '), ' h-entry ')])]"
    " or ancestor::*[contains(@itemtype, 'Comment')]"
    " or ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')]"
    " or ancestor::*[contains(@class, 'related') or contains(@class, 'recommend')]"
)
# Each path with what a page has in its source where the path leads anywhere; looking for that
# first is far quicker.
_WRITERS = (
    ("itemprop", "//*[@itemprop='author']//*[@itemprop='name']"),
    ("itemprop", "//*[@itemprop='author']//meta[@itemprop='name']/@content"),
    ("itemprop", "//*[@itemprop='author'][not(@content)]"),
    ("author", "//*[contains(concat(' ', @rel, ' '), ' author ')]"),
    ("p-author", "//*[contains(concat(' ', normalize-space(@class), ' '), ' p-author ')]"),
    (
        "author",
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' fn ')]",
    ),
)
_PUBLISHERS = (
    ("itemprop", "//*[@itemprop='publisher']//*[@itemprop='name'][not(@content)]"),
    ("itemprop", "//*[@itemprop='publisher']//meta[@itemprop='name']/@content"),
)
_WRITER_WORDS = ("byline", "author", "contributor", "writer")
_BYLINES = (
    "//*[contains(@class, 'byline') or contains(@class, 'Byline') or contains(@id, 'byline')"
    " or contains(@data-testid, 'byline') or contains(@class, 'author')]"
)
# Classes of an element that has a name, and those of one that may have more beside it.
_NAMED = re.compile(
    r"(?:author|byline|contributor|writer)s?[_-]{0,2}(?:full)?name(?![a-z])"
    r"|(?:author|byline|contributor|writer)__(?:full)?name"
    r"|(?:byline|art|article|story|post)[\w-]{0,20}(?:author|contributor|writer)(?:link|name)?(?![a-z])",
    re.IGNORECASE,
)
_TIMES = (
    ("pubdate", "//time[@pubdate]/@datetime"),
    ("itemprop", "//*[@itemprop='datePublished']/@datetime"),
    ("itemprop", "//*[@itemprop='datePublished']/@content"),
    ("dt-published", "//*[contains(@class, 'dt-published')]/@datetime"),
    ("<abbr", "//abbr[contains(@class, 'published')]/@title"),
    ("<time", f"//article//time[@datetime][not({_ELSEWHERE})]/@datetime"),
    ("<time", f"//main//time[@datetime][not({_ELSEWHERE})]/@datetime"),
    ("<time", f"//time[@datetime][not({_ELSEWHERE})]/@datetime"),
)
_DATE_WORDS = ("date", "publish", "posted", "timestamp")
_DATED = (
    "//*[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'publish')"
    " or contains(@class, 'posted') or contains(@class, 'timestamp')]"
)
# What browsers and SingleFile write into a page that they save.
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)\s*|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_AND = re.compile(r"(?:,|&|and\b|with\b)", re.IGNORECASE)
_BY = re.compile(r"\s*(?:written |reported |story |words |text )?by:?\s", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"\d|@|https?:|\b(?:posted|published|updated|share|follow)\b", re.IGNORECASE
)
_TAIL = re.compile(r"\s+[|–—•·»-]\s+|\s*\|\s*")
# How pages label who wrote them where they are shared.
_WRITTEN_BY = re.compile(
    r"(?:written by|by|authors?|(?:geschrieben|verfasst) von|von|autor|(?:écrit|rédigé) par|auteur"
    r"|escrito por|autor[ea]?)\Z",
    re.IGNORECASE,
)
_PARSELY = {
    "parsely-title": "title", "parsely-link": "link", "parsely-pub-date": "pub_date",
    "parsely-author": "authors",
}  # fmt: skip
_LONGEST = 300
_LONGEST_BYLINE = 120
_shown = etree.XPath("string()")
_elsewhere = etree.XPath(f"boolean({_ELSEWHERE})")
# Bytes in which a saved page says where it came from.
_HEAD = 8192


def stated(tree: Any, article: Thing, page: str) -> Header:
    """The metadata of a page that lxml has parsed; what it does not state is empty.

    `article` is its object, as `linked_data.article` finds it.  `page` is its source, for the
    comments that the parser leaves out.
    """
    metas = _metas(tree)
    publishers = linked_data.names(article.get("publisher"))
    lowered = page.lower()
    marked = (name for word, path in _PUBLISHERS if word in lowered for name in _texts(tree, path))
    sites = chain(_values(metas, _OUTLETS), linked_data.sites(tree), marked)
    outlet = _first(chain(publishers, sites))
    headings = _texts(tree, "//h1")
    titles = (*_values(metas, _TITLES), *headings, *_texts(tree, "//title"))
    title = _first([linked_data.string(article.get("headline")), *titles])
    times = (time for word, path in _TIMES if word in lowered for time in _texts(tree, path))
    dates = chain([linked_data.string(article.get("datePublished"))], _values(metas, _DATES), times)
    return Header(
        title=without_outlet(title, outlet, headings),
        published_on=_date(dates) or _shown_date(tree, lowered),
        outlet=outlet,
        author=_author(tree, article, metas, lowered),
        url=_url(tree, article, metas, page, canonical="canonical" in lowered),
    )


def without_outlet(title: str, outlet: str, headings: Iterable[str] = ()) -> str:
    """A title without the outlet's name behind it, or before it.

    >>> without_outlet("Roof leaks | The Echo", "The Echo")
    'Roof leaks'
    >>> without_outlet("Roof leaks – The Echo – Oslo", "", ["Roof leaks"])
    'Roof leaks'
    """
    parts = _TAIL.split(title)
    if len(parts) > 1:
        for heading in headings:
            if heading and heading != title and title.startswith(heading):
                rest = title[len(heading) :]
                if _TAIL.match(rest):
                    return heading
        if outlet and _folded(parts[-1]) == _folded(outlet):
            return _TAIL.split(title[::-1], maxsplit=1)[1][::-1].rstrip()
        if outlet and _folded(parts[0]) == _folded(outlet):
            return _TAIL.split(title, maxsplit=1)[1]
    return title


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").strip(" .")


# ── author ────────────────────────────────────────────────────────────────────────────────


def _author(tree: Any, article: Thing, metas: dict[str, str], lowered: str) -> str:
    """Who wrote it: as the object says, else the meta elements, else elements of the page."""
    linked = linked_data.names(article.get("author")) or linked_data.names(article.get("creator"))
    catalogued = [bylines.in_order(value) for value in _values(metas, _CATALOGUED)]
    values = [*_values(metas, _AUTHORS), *catalogued]
    named = _joined(linked) or next(filter(None, (_joined([value]) for value in values)), "")
    if named:
        return named
    for path in (path for word, path in _WRITERS if word in lowered):
        found = _texts(tree, f"{path}[not({_ELSEWHERE})]")
        if writers := _joined(name for name in found if not _NOT_A_NAME.search(name)):
            return writers
    if not _has_class(lowered, _WRITER_WORDS):
        return ""
    return _named_by_class(tree) or _byline(tree)


def _has_class(lowered: str, words: Iterable[str]) -> bool:
    """Whether a page can have an element of a class with one of these words."""
    return ("class" in lowered or "id=" in lowered) and any(word in lowered for word in words)


def _joined(names: Iterable[str]) -> str:
    """Names without “By” and posts, each once, in one line."""
    cleaned = (bylines.author(name) for name in names if not name.startswith(("http:", "https:")))
    return _first([bylines.joined(cleaned)])


def _named_by_class(tree: Any) -> str:
    """The names in elements whose class says that they are of writers, and that are only names."""
    found = (each for each in _compiled("//*[@class]")(tree) if _NAMED.search(each.get("class")))
    names = [clip.writers(" ".join(_shown(each).split())) for each in found if not _elsewhere(each)]
    return bylines.joined(names)


def _byline(tree: Any) -> str:
    """The names in the first short element of a byline's class that begins with “By”."""
    for element in _compiled(f"{_BYLINES}[not({_ELSEWHERE})]")(tree):
        parts = [part for text in element.itertext() if (part := " ".join(text.split()))]
        line = " ".join(parts)
        if len(line) <= _LONGEST_BYLINE and _BY.match(line):
            name = _names_in(parts) or bylines.author(re.split(r"\s*[|•·]\s*|\s+\d", line)[0])
            if name and not _NOT_A_NAME.search(name):
                return name
    return ""


def _names_in(parts: Sequence[str]) -> str:
    """The names that the first texts of a byline are, as long as others follow with “and”."""
    for count in range(1, len(parts) + 1):
        names = clip.writers(" ".join(parts[:count]))
        goes_on = count < len(parts) and _AND.match(parts[count])
        if names and not goes_on and not _AND.match(parts[count - 1]):
            return names
    return ""


# ── address ───────────────────────────────────────────────────────────────────────────────


def _url(tree: Any, article: Thing, metas: dict[str, str], page: str, *, canonical: bool) -> str:
    saved = _SAVED.search(page[:_HEAD])
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    urls = (
        *(_texts(tree, "//link[@rel='canonical']/@href") if canonical else ()),
        *_values(metas, _URLS),
        *(_texts(tree, "//a[contains(@class, 'p-canonical')]/@href") if canonical else ()),
        html.unescape(saved[1]) if saved else "",
        linked_data.string(main),
        linked_data.string(article.get("url")),
    )
    return next((url for url in urls if re.match(r"https?://[^/\s]+\S*\Z", url)), "")


# ── elements ──────────────────────────────────────────────────────────────────────────────


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by its name in lower case; all writers' names."""
    metas: dict[str, str] = {}
    for meta in _compiled("//meta[@content]")(tree):
        for attribute in ("property", "name", "itemprop"):
            if name := meta.get(attribute, "").lower():
                content = " ".join(html.unescape(meta.get("content")).split())
                if name in _BY_PERSON and _is_another(content, metas.get(name, "")):
                    metas[name] = f"{metas[name]}; {content}"
                metas.setdefault(name, content)
    for number in "12":
        if _WRITTEN_BY.match(metas.get(f"twitter:label{number}", "")):
            metas.setdefault("written by", metas.get(f"twitter:data{number}", ""))
    return _of_parsely(metas.get("parsely-page", "")) | metas


def _is_another(name: str, before: str) -> bool:
    """Whether a name is of one more writer than those before it, and none is an address."""
    addresses = ("http:", "https:")
    return bool(name and before) and name not in before and not before.startswith(addresses)


def _of_parsely(page: str) -> dict[str, str]:
    """What the one meta element of Parse.ly states, in JSON, as its single ones do."""
    if not page:
        return {}
    try:
        said = json.loads(page)
    except (ValueError, RecursionError):
        said = {}
    if not isinstance(said, dict):
        return {}
    said.setdefault("authors", said.get("author"))
    return {
        name: "; ".join(linked_data.names(said.get(key)))
        for name, key in _PARSELY.items()
    }  # fmt: skip


def _values(metas: dict[str, str], names: Iterable[str]) -> list[str]:
    return [metas[name] for name in names if metas.get(name)]


def _texts(tree: Any, path: str) -> list[str]:
    """The texts of what an XPath finds, elements or attributes."""
    found = (str(item if isinstance(item, str) else _shown(item)) for item in _compiled(path)(tree))
    return [text for item in found if (text := " ".join(item.split()))]


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def _first(values: Iterable[str]) -> str:
    """The first value that can be a name or a title: no address, no essay."""
    usable = (value for value in values if value and not value.startswith(("https:", "http:")))
    return next((value for value in usable if len(value) <= _LONGEST), "")


def _shown_date(tree: Any, lowered: str) -> dt.date | None:
    """The first date that an element of a date's class shows, and nothing else."""
    if not _has_class(lowered, _DATE_WORDS):
        return None
    lines = _texts(tree, f"{_DATED}[not({_ELSEWHERE})]")
    days = (clip.day(line) for line in lines if len(line) <= _LONGEST_BYLINE)
    return next(filter(None, days), None)


def _date(values: Iterable[str]) -> dt.date | None:
    return next((found[0] for value in values if (found := leading_date(value))), None)
