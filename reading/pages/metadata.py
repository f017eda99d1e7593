"""What a web page states about its article: schema.org, Open Graph, meta and other elements."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from reading.dates import leading_date
from reading.header import Header
from reading.pages import linked_data
from reading.pages.elements import (
    ELSEWHERE,
    LONGEST_BYLINE,
    compiled,
    elsewhere,
    first,
    has_class,
    holding,
    looks,
    marked,
    shown,
    texts,
    values,
)
from reading.pages.linked_data import Thing
from reading.pages.page_writers import BY_PERSON, WRITTEN_BY, author
from reading.patterns import late
from reading.tops import clip

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
_TITLES = ("og:title", "parsely-title", "sailthru.title", "twitter:title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
_URLS = ("og:url", "parsely-link", "twitter:url")

_PUBLISHER = "ancestor::*[@itemprop='publisher']"
_LABEL = "translate(normalize-space(.), ':', '')"
_LABELS = " or ".join(
    f"{_LABEL}='{label}'"
    for label in (
        "Published",
        "Date published",
        "Veröffentlicht",
        "Publié",
        "Publié le",
        "Publicado",
    )
)
# The body that a list with the day of a publication has it from; no day or number.
_FROM = f"//dt[{_LABEL}='From'][../dt[{_LABELS}]][not({ELSEWHERE})]/following-sibling::dd[1]"
_PUBLISHERS = (
    ("itemprop", f"//*[@itemprop='name'][not(@content)][{_PUBLISHER}]"),
    ("itemprop", f"//meta[@itemprop='name'][{_PUBLISHER}]/@content"),
    ("<dt", f"{_FROM}[translate(., '0123456789', '')=string(.)]"),
)
_TIMES = (
    ("pubdate", "//time[@pubdate]/@datetime"),
    ("itemprop", "//*[@itemprop='datePublished']/@datetime"),
    ("itemprop", "//*[@itemprop='datePublished']/@content"),
    ("dt-published", "//*[contains(@class, 'dt-published')]/@datetime"),
    ("<abbr", "//abbr[contains(@class, 'published')]/@title"),
    ("<time", f"//article//time[@datetime][not({ELSEWHERE})]/@datetime"),
    ("<time", f"//main//time[@datetime][not({ELSEWHERE})]/@datetime"),
    ("<time", f"//time[@datetime][not({ELSEWHERE})]/@datetime"),
    ("<dt", f"//dt[{_LABELS}][not({ELSEWHERE})]/following-sibling::dd[1]"),
)
_DATE_WORDS = ("date", "publish", "posted", "timestamp", "post-time", "post_time")
_DATED = {
    "class": holding(
        "date", "Date", "publish", "posted", "timestamp", "post-time", "post_time"
    )
}  # fmt: skip
_CANONICAL = (
    "//link[@rel='canonical']/@href", "//a[contains(@class, 'p-canonical')]/@href",
)  # fmt: skip
# What browsers and SingleFile write into a page that they save.
_SAVED = late(
    r"<!--\s*(?:saved from url=\(\d+\)\s*|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
_TAIL = late(r"\s+[|–—•·»-]\s+|\s*\|\s*")
# Names of meta elements that end in that of the byline, as “search.byline”.
_BYLINE = late(r"\A[\w-]+[.:]byline\Z")
_PARSELY = {
    "parsely-title": "title", "parsely-link": "link", "parsely-pub-date": "pub_date",
    "parsely-author": "authors",
}  # fmt: skip
# The title of a document that a word processor exported.
_NAMED_TITLE = "//p[contains(concat(' ', normalize-space(@class), ' '), ' title ')]"
# Words of a lower heading that is surely a title.
_TITLE_WORDS = 3
# Bytes in which a saved page says where it came from.
_HEAD = 8192


def stated(tree: Any, article: Thing, page: str) -> Header:
    """The metadata of a page that lxml has parsed; what it does not state is empty.

    `article` is its object, as `linked_data.article` finds it.  `page` is its source, for the
    comments that the parser leaves out.
    """
    metas = _metas(tree)
    publishers = linked_data.names(article.get("publisher"))
    has = looks(page)
    named = (name for word, path in _PUBLISHERS if has(word) for name in texts(tree, path))
    sites = chain(values(metas, _OUTLETS), linked_data.sites(tree), named)
    outlet = first(chain(publishers, sites))
    headings = _headings(tree)
    titles = (*values(metas, _TITLES), *headings, *texts(tree, "//title"))
    title = first([linked_data.string(article.get("headline")), *titles])
    times = (time for word, path in _TIMES if has(word) for time in texts(tree, path))
    dates = chain([linked_data.string(article.get("datePublished"))], values(metas, _DATES), times)
    return Header(
        title=without_outlet(title, outlet, headings),
        published_on=_date(dates) or _shown_date(tree, has),
        outlet=outlet,
        author=author(tree, article, metas, has, outlet),
        url=_url(tree, article, metas, page, canonical=has("canonical")),
    )


def _headings(tree: Any) -> list[str]:
    """The first headings of a page; before them a lower one, if the title begins with that alone.

    Some sites have their own name, or that of a section, as the first heading of each page.
    """
    headings = texts(tree, "//h1") or texts(tree, _NAMED_TITLE)[:1]
    title = next(iter(texts(tree, "//head/title")), "")
    if not title and not headings:
        return texts(tree, "//h2 | //h3")[:1]
    if not title or any(heading in title for heading in headings):
        return headings
    lower = texts(tree, "//h2 | //h3")
    named = [each for each in lower if len(each.split()) >= _TITLE_WORDS and title.startswith(each)]
    return [*named[:1], *headings]


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


# ── address ───────────────────────────────────────────────────────────────────────────────


def _url(tree: Any, article: Thing, metas: dict[str, str], page: str, *, canonical: bool) -> str:
    saved = _SAVED.search(page[:_HEAD])
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    links = _CANONICAL if canonical else ()
    urls = chain(
        *(texts(tree, path) for path in links[:1]),
        values(metas, _URLS),
        (url for path in links[1:] for url in texts(tree, path)),
        [html.unescape(saved[1]) if saved else "", linked_data.string(main)],
        [linked_data.string(article.get("url"))],
    )
    return next((url for url in urls if re.match(r"https?://[^/\s]+\S*\Z", url)), "")


# ── elements ──────────────────────────────────────────────────────────────────────────────


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by its name in lower case; all writers' names."""
    metas: dict[str, str] = {}
    for meta in compiled("//meta[@content]")(tree):
        for attribute in ("property", "name", "itemprop"):
            if name := _BYLINE.sub("byline", meta.get(attribute, "").lower()):
                content = " ".join(html.unescape(meta.get("content")).split())
                if name in BY_PERSON and _is_another(content, metas.get(name, "")):
                    metas[name] = f"{metas[name]}; {content}"
                metas.setdefault(name, content)
    for number in "12":
        if WRITTEN_BY.match(metas.get(f"twitter:label{number}", "")):
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


def _shown_date(tree: Any, has: Callable[[str], bool]) -> dt.date | None:
    """The first date that an element of a date's class shows, and nothing else."""
    if not has_class(has, _DATE_WORDS):
        return None
    for element in marked(tree, _DATED):
        line = " ".join(shown(element).split())
        day = clip.day(line.removeprefix("on ")) if len(line) <= LONGEST_BYLINE else None
        if day and not elsewhere(element):
            return day
    return None


def _date(values: Iterable[str]) -> dt.date | None:
    return next((found[0] for value in values if (found := leading_date(value))), None)
