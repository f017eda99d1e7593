"""What a reader may mean by the words in the box: names, countries, offices, and words.

“trump mediate” can be the word *mediate* by Donald Trump, “us on iran” people from the United
States about Iran, “iran not trump” all who speak of Iran but him.  Each way to read the words is
a `Reading` of the pieces that `pieces.py` makes of them; `readings.py` says what there is of it.
Nothing here reads the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, product, takewhile

from articles.search.query import OR
from articles.search.selection import Value
from articles.search.typed.meanings import Choice, Meanings
from articles.search.typed.pieces import (
    Piece,
    joined_names,
    joined_pairs,
    key_of,
    left_out,
    on_side,
    typed_pieces,
    without_offices,
)
from articles.search.typed.query_words import (
    ARTICLES,
    ASKING,
    BY,
    FILLERS,
    JOINING,
    ON,
    SAID,
)

# Names of a search, readings that are looked at.
MOST_NAMES = 4
MOST_READINGS = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """Values by facet, those left out by facet, and the words that stay, as they would be typed."""

    values: Mapping[str, tuple[Value, ...]]
    rest: str = ""
    excluded: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def names(self) -> int:
        """How many of the names it explains."""
        return len(self.values) + len(self.excluded)


def readings(typed: str, meaning: Callable[[str], Meanings]) -> list[Reading]:
    """Return the ways to read what was typed, those that explain the most names first.

    `meaning` is called with keys of `phrases`.  A reading has a value for one name at least, or
    leaves words out where none is named: “ports not guns”.
    """
    named = joined_names(typed_pieces(typed), meaning)
    ways: list[Reading] = []
    for words_too in (False, True):
        for each in (joined_pairs(named), named, without_offices(named)):
            pieces = list(left_out(each, words_too=words_too))
            ways += [*_combined(_question(pieces)), *_combined(_plainly(pieces))]
    if not any(piece.meanings for piece in named):
        left = list(left_out(named, words_too=True))
        if left != named and any(piece.key for piece in left):
            ways.append(Reading({}, _rest(left, set())))
    return list({repr(reading): reading for reading in ways}.values())


def _question(pieces: list[Piece]) -> list[Piece]:
    """Return what is asked, where the words say so: “us on iran”, “what did trump say on iran”.

    What is before “on” says who, what is behind it says about whom, and so does “from”; words of
    asking are left out.  Empty where nothing is asked.
    """
    joining = [n for n, piece in enumerate(pieces) if _joins(pieces, n)]
    if not joining and not _asks(pieces):
        return []
    ons = [n for n in joining if pieces[n].key in ON]
    kept = []
    for place, piece in enumerate(pieces):
        if piece.key in FILLERS:
            continue
        behind_by = any(_target(pieces, n) is piece for n in joining if pieces[n].key in BY)
        side = "by" if behind_by else _side(place, ons)
        kept.append(on_side(piece, side))
    return kept


def _asks(pieces: list[Piece]) -> bool:
    """Whether it begins as a question does: “tell me what”, or ends as a statement: “Roe said”."""
    first = takewhile(lambda piece: piece.key in FILLERS, pieces)
    return any(piece.key in ASKING for piece in first) or key_of(pieces[-1:]) in SAID


def _joins(pieces: list[Piece], place: int) -> bool:
    """Whether a piece is “on” or “by” with a name behind it."""
    return pieces[place].key in ON | BY and bool(_target(pieces, place).meanings)


def _target(pieces: list[Piece], place: int) -> Piece:
    """Return what follows a piece, articles left out."""
    behind = (piece for piece in pieces[place + 1 :] if piece.key not in ARTICLES)
    return next(behind, pieces[place])


def _side(place: int, ons: list[int]) -> str:
    return ("about" if place > ons[-1] else "by") if ons else ""


def _plainly(pieces: list[Piece]) -> list[Piece]:
    """Leave out “the” before a name; a country before an office is where its holder is from."""
    kept: list[Piece] = []
    before = ""
    for piece, after in pairwise([*pieces, Piece("")]):
        if piece.key in ARTICLES and after.meanings:
            continue
        if after.meanings.offices and not piece.side:
            kept.append(on_side(piece, "by"))
        else:
            said = "about" if before in ON else "by" if before in BY - {"of"} else ""
            kept.append(replace(piece, side=piece.side or said))
        before = piece.key
    return kept


def _combined(pieces: list[Piece]) -> Iterator[Reading]:
    """Yield every way to read the names, those of the most names first."""
    names = [n for n, piece in enumerate(pieces) if piece.meanings][:MOST_NAMES]
    every = product(*([*pieces[n].choices(), None] for n in names))
    ways = [way for way in every if any(way) and _agree([choice for choice in way if choice])]
    ways.sort(key=lambda way: way.count(None))
    for way in islice(ways, MOST_READINGS):
        read = {n for n, choice in zip(names, way, strict=True) if choice}
        wanted: dict[str, tuple[Value, ...]] = {}
        excluded: dict[str, tuple[Value, ...]] = {}
        for name, values, without in sorted(choice for choice in way if choice):
            into = excluded if without else wanted
            before = into.get(name, ())
            into[name] = tuple(dict.fromkeys((*before, *values))) if before else values
        yield Reading(wanted, _tidy(_rest(pieces, read)), excluded)


def _agree(choices: Iterable[Choice]) -> bool:
    """Whether these can be meant at once.

    A quotation has one speaker, who is from one country: who that is says who it is not.
    """
    wanted = [name for name, _, without in choices if not without]
    excluded = {name for name, _, without in choices if without}
    return len(wanted) == len(set(wanted)) and excluded.isdisjoint(set(wanted) - {"about"})


def _rest(pieces: list[Piece], read: set[int]) -> str:
    """Return the words beside the names that are read, without those that join them to these."""
    gone = set(read)
    places = range(len(pieces))
    for place in (*places, *reversed(places)):
        if pieces[place].key in JOINING and not gone.isdisjoint((place - 1, place + 1)):
            gone.add(place)
    return " ".join(piece.text for place, piece in enumerate(pieces) if place not in gone)


def _tidy(rest: str) -> str:
    """Leave out an OR that lost one of its sides."""
    return re.sub(rf"^(?:{OR} )+|(?: {OR})+$", "", rest).strip()
