"""The speakers whom articles call so: “Tory leader”, “mayor of London”, “UKIP spokesman”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from articles.search.index.index import Index
from articles.search.offices import offices_called
from articles.search.typed.country_words import country_called
from articles.search.typed.query_words import BETWEEN_TITLES, FILLERS, FORMER, JOINING, PARTIES
from extraction.text.folding import ascii_key

# Who is called so in one quotation where another is in so many is taken for a mistake.
RARELY = 8


@dataclass(frozen=True, slots=True)
class Title:
    """An office in a phrase, and the words beside it: all of one of these sets."""

    offices: tuple[str, ...]
    beside: tuple[frozenset[str], ...]


def title_in(key: str) -> Title | None:
    """Return the title that a phrase, as `ascii_key` has it, gives a speaker.

    None for a phrase without an office, for an office alone, and for one with a country, which
    are read without titles.

    >>> title_in("lib dem leader").beside == (frozenset({"lib", "dem"}), frozenset({"liberal",
    ... "democrat"}))
    True
    >>> title_in("leader"), title_in("kenyan minister"), title_in("peace talks")
    (None, None, None)
    """
    tokens = key.split()
    if offices_called(key) or not tokens:
        return None
    for place in range(1, len(tokens)):
        before, behind = tokens[:place], tokens[place:]
        if offices := offices_called(" ".join(behind)):
            return _title(offices, before)
    for place in range(len(tokens) - 1, 0, -1):
        before, behind = tokens[:place], tokens[place:]
        if behind[0] in BETWEEN_TITLES and (offices := offices_called(" ".join(before))):
            return _title(offices, behind)
    return None


def _title(offices: tuple[str, ...], beside: list[str]) -> Title | None:
    rest = [token for token in beside if token not in BETWEEN_TITLES]
    phrase = " ".join(rest)
    if (
        not rest
        or country_called(phrase, capitals=False)
        or not (FILLERS | JOINING).isdisjoint(rest)
    ):
        return None
    others = PARTIES.get(phrase.removesuffix("s"), PARTIES.get(phrase, ()))
    return Title(offices, tuple(frozenset(words.split()) for words in (phrase, *others)))


def speakers_titled(index: Index, titles: Iterable[Title]) -> dict[Title, list[int]]:
    """Return the speakers whom quotations give each of these titles, the most often called so
    first."""
    words: dict[int, frozenset[str]] = {}
    return {title: _holders(index, title, words) for title in titles}


def _holders(index: Index, title: Title, words: dict[int, frozenset[str]]) -> list[int]:
    found: dict[int, int] = {}
    for office in title.offices:
        rows = index.of("office", office) & index.every
        called, speakers = index.values("title", rows), index.values("speaker", rows)
        numbers = np.unique(called)
        for number in numbers[[n not in words for n in numbers.tolist()]].tolist():
            words[number] = frozenset(ascii_key(index.names.word(number)).replace("-", " ").split())
        fits = [n for n in numbers.tolist() if _fits(words[n], title)]
        counted = np.bincount(speakers[np.isin(called, fits)])
        for speaker in np.flatnonzero(counted).tolist():
            found[speaker] = found.get(speaker, 0) + int(counted[speaker])
    found.pop(0, None)
    most = max(found.values(), default=0)
    often = [speaker for speaker in found if found[speaker] * RARELY > most]
    return sorted(often, key=lambda speaker: (-found[speaker], speaker))


def _fits(words: frozenset[str], title: Title) -> bool:
    """Whether a title of these words is meant: “former Tory leader” is so by “former” alone."""
    wanted = frozenset().union(*title.beside)
    return any(beside <= words for beside in title.beside) and FORMER & words <= wanted
