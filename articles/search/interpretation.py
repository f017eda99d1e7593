"""What a reader may mean by the words in the box: names, countries, offices, and words.

“trump mediate” can be the word *mediate* by Donald Trump, “us on iran” people from the United
States about Iran, “iran not trump” all who speak of Iran but him.  Each way to read the words is
a `Reading`; `readings.py` says what there is of it.  Nothing here reads the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import islice, pairwise, product, takewhile

from articles.search.meanings import Choice, Meanings, kinds_called
from articles.search.query import OR, bare_words
from articles.search.query_words import (
    ARTICLES,
    ASKING,
    BY,
    EITHER,
    FILLERS,
    HONORIFICS,
    JOINING,
    NO_COUNTRIES,
    ON,
    SAID,
    WITHOUT,
)
from articles.search.selection import Value
from articles.search.typed_dates import in_month
from extraction.lexicon.honorifics import LAWMAKERS_BEHIND
from extraction.text.folding import ascii_key

# Words of a name, names of a search, words left out at its end, readings that are looked at.
LONGEST = 5
MOST_NAMES = 4
MOST_LEFT_OUT = 3
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what was typed: a name, or a word that has its place in the search as it is.

    `text` is as typed; `key` is empty where an operator or a quotation mark makes it no name.
    `side` is the facet that a country is a value of, empty where it can be both.  `without` says
    that the name is left out.  `sides` are the keys of words that an OR joins.
    """

    text: str
    key: str = ""
    meanings: Meanings = field(default_factory=Meanings)
    side: str = ""
    without: bool = False
    sides: tuple[str, ...] = ()

    def choices(self) -> list[Choice]:
        """Return the values of facets that it can be."""
        other = {"by": "about", "about": "by"}.get(self.side)
        return [
            choice for choice in self.meanings.choices(without=self.without) if choice[0] != other
        ]


def phrases(typed: str) -> list[str]:
    """Return the keys of the names that what was typed may have, each once.

    >>> phrases("Trump's “short list” deal")
    ['trump', 'deal']
    """
    return list(typed_phrases(typed))


def typed_phrases(typed: str) -> dict[str, str]:
    """Return the same, by key, with each as typed."""
    found: dict[str, str] = {}
    pieces = _pieces(typed)
    found.update({side: side for piece in pieces for side in piece.sides})
    for run in _runs(pieces):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                some = run[start:end]
                found.setdefault(_key(some), " ".join(piece.text for piece in some))
    return {key: text for key, text in found.items() if _may_be_name(key)}


def _may_be_name(key: str) -> bool:
    """Whether a phrase is no word of asking, nor begins or ends with one, but for “in march”, and
    what kinds of quotations are called."""
    if in_month(key) or kinds_called(key):
        return True
    tokens = key.split()
    return len(key) > 1 and FILLERS.isdisjoint((tokens[0], tokens[-1]))


def readings(typed: str, meaning: Callable[[str], Meanings]) -> list[Reading]:
    """Return the ways to read what was typed, those that explain the most names first.

    `meaning` is called with keys of `phrases`.  A reading has a value for one name at least, or
    leaves words out where none is named: “ports not guns”.
    """
    named = _named(_pieces(typed), meaning)
    ways: list[Reading] = []
    for words_too in (False, True):
        for each in (_joined(named), named, _addressed(named)):
            pieces = list(_left_out(each, words_too=words_too))
            ways += [*_combined(_question(pieces)), *_combined(_plainly(pieces))]
    if not any(piece.meanings for piece in named):
        left = list(_left_out(named, words_too=True))
        if left != named and any(piece.key for piece in left):
            ways.append(Reading({}, _rest(left, set())))
    return list({repr(reading): reading for reading in ways}.values())


# ── from letters to pieces ────────────────────────────────────────────────────────────────


def _pieces(typed: str) -> list[_Piece]:
    """Return the words that may be of a name, and between them what cannot be."""
    return [
        _Piece(text, _bare(text)) if free else _Piece(text, sides=_sides(text))
        for text, free in bare_words(typed)
    ]


def _bare(text: str) -> str:
    return ascii_key(text.strip("*,.;:?!()"))


def _sides(text: str) -> tuple[str, ...]:
    """Return the keys of the words that OR joins; () where a side is no plain word.

    >>> _sides("Brel OR Roe"), _sides("Brel OR “short list”")
    (('brel', 'roe'), ())
    """
    sides = text.split(f" {OR} ")
    plain = len(sides) > 1 and all(re.fullmatch(r"[\w.'’-]+", side) for side in sides)
    return tuple(map(_bare, sides)) if plain and text[0] not in "-–" else ()


def _runs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if piece.key:
            run.append(piece)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _key(pieces: Iterable[_Piece]) -> str:
    return " ".join(piece.key for piece in pieces)


def _named(pieces: list[_Piece], meaning: Callable[[str], Meanings]) -> list[_Piece]:
    """Join the pieces of each name, the longest names first."""
    named: list[_Piece] = []
    place = 0
    while place < len(pieces):
        if sides := [meaning(side) for side in pieces[place].sides]:
            named.append(replace(pieces[place], meanings=reduce(Meanings.joined, sides)))
            place += 1
            continue
        for end in range(min(len(pieces), place + LONGEST), place, -1):
            parts = pieces[place:end]
            key = _key(parts)
            if not all(part.key for part in parts) or not _may_be_name(key):
                continue
            if key in NO_COUNTRIES:
                named.append(_Piece(" ".join(part.text for part in parts), key))
                break
            if meanings := meaning(key):
                named.append(_Piece(" ".join(part.text for part in parts), key, meanings))
                break
        else:
            end = place + 1
            named.append(pieces[place])
        place = end
    return list(_without_honorifics(named))


def _without_honorifics(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Join “Mr” and “Rt Hon” to the name or office behind, if they are no office themselves."""
    before: list[_Piece] = []
    for piece in pieces:
        if piece.key in HONORIFICS and not piece.meanings:
            before.append(piece)
            continue
        if before and (piece.meanings.speakers or piece.meanings.offices):
            yield replace(piece, text=" ".join(each.text for each in (*before, piece)))
        else:
            yield from (*before, piece)
        before = []
    yield from before


def _addressed(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Leave out the office beside a speaker's name, by which articles may call the speaker or not.

    “Prime minister Brel” and “Brel MP” are what Brel said under any name, too.
    """
    names = {n for n, each in enumerate(pieces) if each.meanings.speakers}
    return [
        piece
        for n, piece in enumerate(pieces)
        if not piece.meanings.offices
        or not (n + 1 in names or (n - 1 in names and piece.key in LAWMAKERS_BEHIND))
    ]


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join “the one or the other” to one name, and “and” between two who speak."""
    joined: list[_Piece] = []
    for piece in pieces:
        joined.append(piece)
        if len(joined) < 3 or joined[-2].key not in EITHER or not piece.meanings:
            continue
        meanings = joined[-3].meanings.joined(piece.meanings)
        if joined[-2].key != "or":
            meanings = Meanings(meanings.speakers, together=True)
        if meanings:
            text = " ".join(part.text for part in joined[-3:])
            joined[-3:] = [_Piece(text, meanings=meanings)]
    return joined


def _left_out(pieces: Sequence[_Piece], *, words_too: bool) -> Iterator[_Piece]:
    """Join “not” and the like to the name behind it, which is left out then.

    With `words_too`, words at the end are left out as well: “governor not republican”.
    """
    place = 0
    while place < len(pieces):
        before = WITHOUT.match(_key(pieces[place:]))
        end = place + before[0].count(" ") if before else place
        gone = _at_end(pieces[end:], before) if words_too and before else ""
        if before and not gone and end < len(pieces) and pieces[end].meanings:
            text = " ".join(piece.text for piece in pieces[place : end + 1])
            side = _facet_behind(before["side"])
            yield replace(_on_side(pieces[end], side), text=text, without=True)
            place = end + 1
        elif gone:
            yield _Piece(f"-{gone}")
            place = len(pieces)
        else:
            yield pieces[place]
            place += 1


def _at_end(pieces: Sequence[_Piece], before: re.Match[str]) -> str:
    """Return the words behind “except” that end a search, as one term; empty where they are none.

    Behind a mere “not” it is one: “did not want war” leaves nothing out.
    """
    most = 1 if before[0].startswith("not ") else MOST_LEFT_OUT
    several = len(pieces) > 1
    if not before["plainly"] or not 0 < len(pieces) <= most:
        return ""
    if any(
        not piece.key or (piece.key in JOINING if several else piece.meanings) for piece in pieces
    ):
        return ""
    text = " ".join(piece.text for piece in pieces)
    return f"“{text}”" if several else text


def _facet_behind(word: str | None) -> str:
    """Return the facet of a name behind “about” or “from”; empty for no such word."""
    return "" if not word else "about" if word in ON else "by"


# ── from pieces to readings ───────────────────────────────────────────────────────────────


def _question(pieces: list[_Piece]) -> list[_Piece]:
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
        kept.append(_on_side(piece, side))
    return kept


def _asks(pieces: list[_Piece]) -> bool:
    """Whether it begins as a question does: “tell me what”, or ends as a statement: “Roe said”."""
    first = takewhile(lambda piece: piece.key in FILLERS, pieces)
    return any(piece.key in ASKING for piece in first) or _key(pieces[-1:]) in SAID


def _joins(pieces: list[_Piece], place: int) -> bool:
    """Whether a piece is “on” or “by” with a name behind it."""
    return pieces[place].key in ON | BY and bool(_target(pieces, place).meanings)


def _target(pieces: list[_Piece], place: int) -> _Piece:
    """Return what follows a piece, articles left out."""
    behind = (piece for piece in pieces[place + 1 :] if piece.key not in ARTICLES)
    return next(behind, pieces[place])


def _side(place: int, ons: list[int]) -> str:
    return ("about" if place > ons[-1] else "by") if ons else ""


def _on_side(piece: _Piece, side: str) -> _Piece:
    """Return a piece with the meanings that it can have on a side: “by”, “about”, or either.

    A piece that has its own side keeps it.
    """
    side = piece.side or side
    if side != "about":
        return replace(piece, side=side)
    return replace(piece, side=side, meanings=piece.meanings.spoken_about())


def _plainly(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out “the” before a name; a country before an office is where its holder is from."""
    kept: list[_Piece] = []
    before = ""
    for piece, after in pairwise([*pieces, _Piece("")]):
        if piece.key in ARTICLES and after.meanings:
            continue
        if after.meanings.offices and not piece.side:
            kept.append(_on_side(piece, "by"))
        else:
            said = "about" if before in ON else "by" if before in BY - {"of"} else ""
            kept.append(replace(piece, side=piece.side or said))
        before = piece.key
    return kept


def _combined(pieces: list[_Piece]) -> Iterator[Reading]:
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


def _rest(pieces: list[_Piece], read: set[int]) -> str:
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
