"""Bylines as articles have them → names as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(
    r"(?:byline\s*:\s*)?(?:(?:written|reported|story|words)\s+)?(?:by\b:?\s*)+", re.IGNORECASE
)
_POST = re.compile(
    r"\s*(?:[,;|–—-]|\bfor\b)\s*[^,;]*\b(?:writers?|correspondents?|editors?|reporters?|staff|press"
    r"|bureau|columnist|contributors?|agency|agencies|news|in [A-Z]\w+)\b.*\Z",
    re.IGNORECASE,
)
_LONGEST = 200
_SMALL = frozenset("and de da do dos la le van von der den del di du ten ter y e und et".split())


def author(byline: str) -> str:
    """The names in a byline, without “By” and the writer's post, no longer in capitals.

    >>> author("By AMINA O'HARA-McBEAL, Northern Press Writer=")
    "Amina O'Hara-McBeal"
    >>> author("Tom Ash and Priya Lund")
    'Tom Ash and Priya Lund'
    """
    names = " ".join(byline.split()).strip(" =|;,")
    if found := _BY.match(names):
        names = names[found.end() :]
    names = _POST.sub("", names).strip(" =|;,.")
    if len(names) > _LONGEST or not any(map(str.isalpha, names)):
        return ""
    letters = [each for each in names if each.isalpha() and each != "c"]
    return " ".join(map(_in_small, names.split())) if _shouted(letters) else names


def _shouted(letters: list[str]) -> bool:
    return len(letters) > 3 and all(map(str.isupper, letters))


def _in_small(word: str) -> str:
    """A word in capitals as a name is written."""
    if word.lower() in _SMALL:
        return word.lower()
    if (len(word) <= 2 and word.endswith(".")) or len(word) == 1:
        return word
    parts = re.split(r"([-'’]|\bM[Cc](?=[A-Z]))", word)
    return "".join(part.capitalize() for part in parts)


def joined(names: Iterable[str]) -> str:
    """Several names as a byline has them.

    >>> joined(["Ana Brel", "Jo Ek", "Al Ny"])
    'Ana Brel, Jo Ek and Al Ny'
    """
    *first, last = [*dict.fromkeys(filter(None, names))] or [""]
    return f"{', '.join(first)} and {last}" if first else last
