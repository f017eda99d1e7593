"""Elements of a page: their texts, and those that are not of its article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from lxml import etree

# Neither what readers say about the article, nor what is said of others beside it.
ELSEWHERE = (
    "ancestor::aside or ancestor::nav"
    # Within an entry (microformats.org), the footer is the article's.
    " or ancestor::footer[not(ancestor::*[contains(concat(' ', @class, ' '), ' h-entry ')])]"
    " or ancestor::*[contains(@itemtype, 'Comment')]"
    " or ancestor::*[contains(@class, 'comment') or contains(@id, 'comment')]"
    " or ancestor::*[contains(@class, 'related') or contains(@class, 'recommend')]"
)
# Characters of the longest name or title, and of the longest line that is a byline or a date.
_LONGEST = 300
LONGEST_BYLINE = 120
shown = etree.XPath("string()")
elsewhere = etree.XPath(f"boolean({ELSEWHERE})")


def texts(tree: Any, path: str) -> list[str]:
    """The texts of what an XPath finds, elements or attributes."""
    found = (str(item if isinstance(item, str) else shown(item)) for item in compiled(path)(tree))
    return [text for item in found if (text := " ".join(item.split()))]


@cache
def compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def marked(tree: Any, conditions: Mapping[str, Callable[[str], bool]]) -> Iterator[Any]:
    """The elements of which an attribute meets its condition, in the order of the page.

    Several times as quick as `contains()` in XPath, if the conditions remember their verdicts.
    """
    for element in tree.iter("*"):
        for attribute, condition in conditions.items():
            value = element.get(attribute)
            if value and condition(value):
                yield element
                break


def holding(*words: str) -> Callable[[str], bool]:
    """The condition that an attribute has one of these words in it; it remembers its verdicts."""
    return lru_cache(2048)(lambda value: any(word in value for word in words))


def first(values: Iterable[str]) -> str:
    """The first value that can be a name or a title: no address, no essay."""
    usable = (value for value in values if value and not value.startswith(("https:", "http:")))
    return next((value for value in usable if len(value) <= _LONGEST), "")


def ascii_lower(text: str) -> str:
    """A text for quick looks: A to Z in small letters, and what is not ASCII replaced.

    Many times as quick as `lower()`, which looks up each letter that is not ASCII.
    """
    return text.encode("utf-8", "surrogatepass").lower().decode("latin-1")


def looks(page: str) -> Callable[[str], bool]:
    """Whether the source of a page has a word of ASCII in small letters; each is sought once."""
    return cache(ascii_lower(page).__contains__)


def has_class(has: Callable[[str], bool], words: Iterable[str]) -> bool:
    """Whether a page can have an element of a class with one of these words."""
    return (has("class") or has("id=")) and any(map(has, words))


def values(metas: dict[str, str], names: Iterable[str]) -> list[str]:
    return [metas[name] for name in names if metas.get(name)]
