"""Where the words of a speaker shift from one quotation to the next: from “will not” to “may”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What a speaker commits to, by the words of it, the narrower first.  “May” is a month.
_WORDS = {
    "will not": r"\b(?:will not|will never|never will|shall not|won['’]t)\b",
    "cannot": r"\b(?:cannot|can not|can['’]t|could not|couldn['’]t)\b",
    "should not": r"\b(?:should not|shouldn['’]t|must not|mustn['’]t)\b",
    "must": r"\b(?:must|ha(?:s|ve) to|needs? to)\b",
    "should": r"\b(?:should|ought to)\b",
    "would": r"\bwould\b|['’]d\b",
    "may": r"\b(?:(?-i:may)|might|could|perhaps|possibly)\b",
    "will": r"\b(?:will|shall|going to)\b|['’]ll\b",
}
_STANCES = [(name, re.compile(words, re.IGNORECASE)) for name, words in _WORDS.items()]


@dataclass(frozen=True, slots=True)
class Shift:
    """From the words of one quotation to those of the next that has any."""

    before: str
    after: str


def stances(text: str) -> tuple[str, ...]:
    """Return the words of commitment in a text, each by one name.

    >>> stances("We won’t go, but they may."), stances("We met in May.")
    (('will not', 'may'), ())
    """
    found = []
    for name, words in _STANCES:
        if words.search(text):
            found.append(name)
            text = words.sub(" ", text)
    return tuple(found)


def shifts(texts: Iterable[str]) -> list[Shift | None]:
    """Return, for each of these texts in time, the shift that it makes.

    A text shifts if it has such words, and none of them is among those of the last text with any.

    >>> shifts(["We will not pay.", "We met.", "We may pay."])
    [None, None, Shift(before='will not', after='may')]
    """
    found: list[Shift | None] = []
    last: tuple[str, ...] = ()
    for text in texts:
        now = stances(text)
        shifted = last and now and not set(last) & set(now)
        found.append(Shift(", ".join(last), ", ".join(now)) if shifted else None)
        last = now or last
    return found
