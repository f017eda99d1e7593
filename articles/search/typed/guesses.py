"""What words are only likely to mean, for searches that find nothing otherwise.

A region is in a country, a name in other letters sounds like a speaker's, and what has no date may
be from the days that no quotation is dated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from articles.search.selection import NONE, Value
from articles.search.typed.meanings import Meanings
from identity.sounds import in_other_letters

_POINT = re.compile("[·・‧•]")
# Fields of other search engines that are words of asking here.
_FIELDS = re.compile(
    r"(?<!\S)(by|from|about|on|speaker|country|office|outlet):(?=\w)", re.IGNORECASE
)
UNDATED = Meanings(nothing=("year",))


@dataclass(frozen=True, slots=True)
class Guesses:
    """The words that were guessed, by facet and value, and the dates that no quotation has."""

    words: Mapping[tuple[str, Value], str]
    dates: str

    def __bool__(self) -> bool:
        return bool(self.words or self.dates)

    def behind(self, values: Mapping[str, Iterable[Value]]) -> tuple[str, str]:
        """Return the words that these values were guessed from, and the dates if they have none."""
        pairs = [(name, value) for name, each in values.items() for value in each]
        words = dict.fromkeys(self.words[pair] for pair in pairs if pair in self.words)
        return ", ".join(words), self.dates if ("year", NONE) in pairs else ""


def guesses(
    typed: Mapping[str, str],
    sure: Callable[[str], Meanings],
    likely: Callable[[str], Meanings],
) -> Guesses:
    """Return what phrases are only likely to mean; `typed` has each as typed, by its key."""
    words: dict[tuple[str, Value], str] = {}
    dates = ""
    for key, text in typed.items():
        meant = sure(key)
        if meant.dates:
            dates = max(dates, text, key=len)
        elif not meant:
            guessed = likely(key)
            words |= {("speaker", speaker): text for speaker in guessed.speakers}
            words |= {(side, c): text for side in ("about", "by") for c in guessed.countries}
    return Guesses(words, dates)


def apart(typed: str) -> str:
    """Return what was typed with blanks for the points between names in other letters, and with
    words for the fields of other search engines.

    >>> apart("唐纳德·特朗普"), apart("l·l"), apart("speaker:Brel about:China re:x")
    ('唐纳德 特朗普', 'l·l', 'by Brel about China re:x')
    """
    spaced = _POINT.sub(" ", typed) if foreign_words(typed) else typed
    return _FIELDS.sub(lambda field: _word_of(field[1].lower()), spaced)


def _word_of(field: str) -> str:
    words = {"speaker": "by ", "country": "", "office": "", "outlet": ""}
    return words.get(field, f"{field} ")


def foreign_words(typed: str) -> bool:
    """Whether some of the words are in other letters than Latin ones."""
    return not typed.isascii() and any(map(in_other_letters, typed.split()))
