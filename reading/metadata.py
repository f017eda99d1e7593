"""What a web page states about its article: schema.org, Open Graph and plain meta elements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from reading.dates import leading_date
from reading.draft import UNFIT
from reading.header import Header

_DATES = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "publish-date",
    "pubdate",
    "date",
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_LONGEST = 300


def stated(tree: Any) -> Header:
    """The metadata of a page that lxml has parsed; what it does not state is empty."""
    article = next(_articles(tree), {})
    metas = _metas(tree)
    dates = (*_values(metas, _DATES), *_texts(tree, "//time[@pubdate]/@datetime"))
    dates = (*dates, *_texts(tree, "//time[@itemprop='datePublished']/@datetime"))
    titles = (*_values(metas, ["og:title"]), *_texts(tree, "//h1"), *_texts(tree, "//title"))
    urls = (*_texts(tree, "//link[@rel='canonical']/@href"), *_values(metas, ["og:url"]))
    return Header(
        title=_first([_string(article.get("headline")), *titles]),
        published_on=_date([_string(article.get("datePublished")), *dates]),
        outlet=_first([*_names(article.get("publisher")), *_values(metas, ["og:site_name"])]),
        author=_authors(_names(article.get("author"))) or _first(_values(metas, _AUTHORS)),
        url=next((url for url in urls if url.startswith(("https://", "http://"))), ""),
    )


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by its name in lower case."""
    metas: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            if name := meta.get(attribute):
                metas.setdefault(name.lower(), " ".join(meta.get("content").split()))
    return metas


def _values(metas: dict[str, str], names: Iterable[str]) -> list[str]:
    return [metas[name] for name in names if metas.get(name)]


def _texts(tree: Any, path: str) -> list[str]:
    """The texts of what an XPath finds, elements or attributes."""
    found = (
        str(item if isinstance(item, str) else item.xpath("string()")) for item in tree.xpath(path)
    )
    return [text for item in found if (text := " ".join(item.split()))]


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The schema.org objects of the page that are articles."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _objects(found) if "Article" in _type(item))


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        for item in found:
            yield from _objects(item)
    elif isinstance(found, dict):
        yield found
        yield from _objects(found.get("@graph"))


def _type(item: dict[str, Any]) -> str:
    """Its types as one string, in which that of any article ends with “Article”."""
    return str(item.get("@type", "")).replace("BlogPosting", "Article")


def _names(found: Any) -> list[str]:
    """The names of one person or organisation, or of several."""
    if isinstance(found, list):
        return [name for item in found for name in _names(item)]
    name = _string(found.get("name") if isinstance(found, dict) else found)
    return [name] if name else []


def _string(value: Any) -> str:
    """A string of JSON in one line, without the escapes that are no characters."""
    return " ".join(UNFIT.sub("", value).split()) if isinstance(value, str) else ""


def _authors(names: Iterable[str]) -> str:
    return _first([", ".join(dict.fromkeys(names))])


def _first(values: Iterable[str]) -> str:
    """The first value that can be a name or a title: no address, no essay."""
    usable = (value for value in values if value and not value.startswith(("https:", "http:")))
    return next((value for value in usable if len(value) <= _LONGEST), "")


def _date(values: Iterable[str]) -> dt.date | None:
    return next((found[0] for value in values if (found := leading_date(value))), None)
