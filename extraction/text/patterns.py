"""Regular expressions over whole texts that are found quickly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extraction.annotations import Span

# Patterns of one kind, made of single words, that are kept; `re` keeps 512 of all kinds.
PATTERNS = 500


def any_of(words: Iterable[str]) -> str:
    """Any of these words, the longest first, so that none is found in place of a longer one.

    >>> any_of({"say", "says", "U.S."})
    '(?:U\\\\.S\\\\.|says|say)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def any_character(characters: Iterable[str]) -> str:
    """A set of characters, for a pattern.

    >>> any_character("]«-")
    '[\\\\-\\\\]«]'
    """
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def one_of(words: Iterable[str], *, not_after: Iterable[str] = ()) -> str:
    r"""`\b(?:Mr|Mrs|minister)` in a form that is searched for several times as fast.

    What begins with a set of characters is looked for by these alone; what begins with `\b` is
    tried at every character.  Words are patterns that begin with a letter; `not_after` are
    patterns, each of one width, that must not precede.

    >>> one_of(["Mr", "Mrs", "minister"], not_after=["-"])
    '[Mm](?<!\\w.)(?<!-.)(?:(?<=M)(?:r|rs)|(?<=m)(?:inister))'
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[0]].append(word[1:])
    behind = "".join(f"(?<!{before}.)" for before in (r"\w", *not_after))
    each = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"[{''.join(rests)}]{behind}(?:{each})"


def occurs(pattern: re.Pattern[str], text: str, spans: Iterable[Span], least: int) -> bool:
    """Whether a pattern is found so often in spans of a text; looks no further once it is."""
    found = (match for span in spans for match in pattern.finditer(text, *span))
    return next(islice(found, least - 1, None), None) is not None
