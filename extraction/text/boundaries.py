"""Patterns of where sentences end: one way to build them, for all who split texts.

What differs is said by parameters: which marks may close a sentence, how the next one begins, and
behind which abbreviations (`lexicon/abbreviations.py`) it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.text.patterns import any_character, any_of

STOPS = ".!?…"
CAPITAL = r"[^\W\d_a-z]"


def boundary(*, closing: str, begins: str, abbreviations: Iterable[str] = ()) -> re.Pattern[str]:
    """A pattern that matches from a stop, or a line's end, to where the next sentence begins.

    `closing` are the marks and brackets that may stand between stop and blank.  `begins` is a
    pattern of how a sentence begins.  A stop behind one of the `abbreviations`, or behind a
    capital letter where these are given, matches nothing, but the line's end behind it does.
    """
    # A pattern that begins with a set of characters is searched for several times as fast.
    behind = [*map(re.escape, sorted(abbreviations)), "[A-Z]"] if abbreviations else []
    no_stop = "".join(rf"(?<!\b{word}\.)" for word in behind)
    closed = f"{any_character(closing)}*" if closing else ""
    return re.compile(rf"[{STOPS}\n](?:(?<=\n)\n*|(?<!\n){no_stop}{closed}\s+(?={begins}))")


def abbreviated(
    abbreviations: Iterable[str], *, initial: str, before: str = r"\b"
) -> re.Pattern[str]:
    """A pattern of an abbreviation with its point at the end of what is searched.

    `initial` is a pattern of a letter that abbreviates a name, `before` of what precedes.
    """
    return re.compile(rf"{before}(?:{any_of(abbreviations)}|{initial})\.\Z")
