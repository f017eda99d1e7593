"""A title for a text that has none: its own first words."""

from __future__ import annotations

import re
from functools import cache

from extraction.lexicon.abbreviations import IN_TITLES
from extraction.text.boundaries import abbreviated, boundary
from reading.patterns import late

LONGEST = 120

# Characters in which to look for the end of a first sentence.
_LOOKED_AT = 1000

# A line this long is one that was wrapped, not a heading.
_WRAPPED = 60

_HEADING = late(r"#{1,6}[ \t]+(.*?)[ \t]*#*")
# Its point and what precedes it included.
_LONGEST_ABBREVIATION = max(map(len, IN_TITLES)) + 2


def without_title(title: str, text: str) -> str:
    r"""A text without its first paragraph, if that is nothing but its title.

    >>> without_title("Rain", "Rain\n\nIt fell.")
    'It fell.'
    """
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and first.split() == title.split() else text


def title_from(body: str) -> str:
    """The first heading or the first sentence of a text that is not blank.

    Never longer than LONGEST characters: cut behind a word, with “…”.

    >>> title_from("Dr. Brel left. Nobody saw her.")
    'Dr. Brel left.'
    """
    lines = body.lstrip()[:_LOOKED_AT].splitlines()
    first = lines[0].strip()
    if heading := _HEADING.fullmatch(first):
        first = heading[1] or first
    elif len(lines) > 1 and (len(first) >= _WRAPPED or lines[1].strip()[:1].islower()):
        blank = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
        first = " ".join(lines[:blank])
    return clipped(_first_sentence(" ".join(first.split())))


@cache
def _sentences() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of where a sentence ends, and of an abbreviation at its end."""
    closing, before = "\"'”’»)]", r"(?:^|[\s(“\"‘'.])"
    ends = boundary(closing=closing, begins=r"\S")
    return ends, abbreviated(IN_TITLES, initial="[A-Za-z]", before=before)


def _first_sentence(text: str) -> str:
    """The first sentence of a line, or as much of it as is cut anyway."""
    text = text[: 2 * LONGEST]
    ends, abbreviation = _sentences()
    for match in ends.finditer(text):
        sentence = text[: match.end()].rstrip()
        behind = max(0, len(sentence) - _LONGEST_ABBREVIATION)
        if not text[match.end()].islower() and not abbreviation.search(sentence, behind):
            return sentence
    return text


def clipped(title: str) -> str:
    """At most LONGEST characters of a title, cut behind a word."""
    if len(title) <= LONGEST:
        return title
    words = title[:LONGEST].rpartition(" ")[0] or title[: LONGEST - 1]
    return words.rstrip(" ,;:–—-") + "…"
