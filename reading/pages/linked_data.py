"""schema.org objects that a page has as JSON-LD, with what they refer to by `@id`."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any

from reading.draft import UNFIT
from reading.patterns import late

# Scripts may hide their JSON from old browsers, or be XML.
_WRAPPED = late(
    r"\A\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*\Z"
)
_TYPES = ("application/ld+json", "application/ld-json")
# Where an object has the one that the page is about, or several.
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_DEEPEST = 8
_SITES = ("WebSite", "NewsMediaOrganization")

type Thing = dict[str, Any]


def article(tree: Any) -> Thing:
    """The object of the page that is an article, one with a headline if there is; else empty.

    Its author and publisher are in it, also where it refers to them by `@id`.
    """
    things = list(_things(tree))
    known = {thing["@id"]: thing for thing in reversed(things) if _is_defined(thing)}
    found = [thing for thing in things if is_article(thing)]
    best = next((thing for thing in found if string(thing.get("headline"))), None)
    chosen = best or next(iter(found), {})
    return {key: _resolved(value, known) for key, value in chosen.items()}


def is_article(thing: Thing) -> bool:
    """Whether the type of an object is that of any article, a report, a blog or live post."""
    return any(word in str(thing.get("@type", "")) for word in ("Article", "BlogPosting"))


def sites(tree: Any) -> Iterator[str]:
    """The names of the sites that a page says it is of."""
    for thing in _things(tree):
        if thing.get("@type") in _SITES:
            yield from names(thing)


def names(found: Any) -> list[str]:
    """The names of one person or organisation, or of several."""
    if isinstance(found, list):
        return [name for item in found for name in names(item)]
    name = string(found.get("name") if isinstance(found, dict) else found)
    return [name] if name else []


def string(value: Any) -> str:
    """A string of JSON in one line, its entities decoded, without what is no character."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    return " ".join(UNFIT.sub("", html.unescape(html.unescape(value))).split())


def text(thing: Thing) -> str:
    """The body that an article states, a paragraph a line; that of a live blog, post by post."""
    posts = thing.get("liveBlogUpdate")
    bodies = [thing.get("articleBody"), *(_bodies(posts) if isinstance(posts, list) else ())]
    whole = "\n".join(body for body in bodies if isinstance(body, str))
    return UNFIT.sub("", html.unescape(whole))


def _bodies(posts: Iterable[Any]) -> Iterator[Any]:
    for post in posts:
        if isinstance(post, dict):
            yield from (post.get("headline"), post.get("articleBody"))


def _things(tree: Any) -> Iterator[Thing]:
    """Every object of the page's scripts, those within others included."""
    for script in tree.xpath("//script[@type]"):
        if (script.get("type") or "").split(";")[0].strip().lower() in _TYPES:
            try:
                found = json.loads(_WRAPPED.sub("", script.text or ""), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _objects(found, _DEEPEST)


def _objects(found: Any, deeper: int) -> Iterator[Thing]:
    if deeper and isinstance(found, list):
        for item in found:
            yield from _objects(item, deeper - 1)
    elif deeper and isinstance(found, dict):
        yield found
        for key in _WITHIN:
            yield from _objects(found.get(key), deeper - 1)


def _is_defined(thing: Thing) -> bool:
    """Whether an object says more than which one it is."""
    return isinstance(thing.get("@id"), str) and len(thing) > 1


def _resolved(value: Any, known: dict[str, Thing]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, known) for item in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return known.get(value["@id"], value)
    return value
