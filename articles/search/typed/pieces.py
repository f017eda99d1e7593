"""What was typed into the box as names and words: “not trump on iran” has a name left out.

A piece is a name, or a word that has its place in the search as it is.  `interpretation.py` reads
what the names are values of.  Nothing here reads the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from articles.search.query import OR, bare_words
from articles.search.typed.meanings import Choice, Meanings, kinds_called
from articles.search.typed.query_words import (
    EITHER,
    FILLERS,
    HONORIFICS,
    JOINING,
    NO_COUNTRIES,
    ON,
    WITHOUT,
)
from articles.search.typed.typed_dates import in_month
from extraction.lexicon.honorifics import LAWMAKERS_BEHIND
from extraction.text.folding import ascii_key

# Words of a name, words left out at its end.
LONGEST = 5
MOST_LEFT_OUT = 3


@dataclass(frozen=True, slots=True)
class Piece:
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
    pieces = typed_pieces(typed)
    found.update({side: side for piece in pieces for side in piece.sides})
    for run in _runs(pieces):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                some = run[start:end]
                found.setdefault(key_of(some), " ".join(piece.text for piece in some))
    return {key: text for key, text in found.items() if _may_be_name(key)}


def _may_be_name(key: str) -> bool:
    """Whether a phrase is no word of asking, nor begins or ends with one, but for “in march”, and
    what kinds of quotations are called."""
    if in_month(key) or kinds_called(key):
        return True
    tokens = key.split()
    return len(key) > 1 and FILLERS.isdisjoint((tokens[0], tokens[-1]))


def typed_pieces(typed: str) -> list[Piece]:
    """Return the words that may be of a name, and between them what cannot be."""
    return [
        Piece(text, _bare(text)) if free else Piece(text, sides=_sides(text))
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


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if piece.key:
            run.append(piece)
        elif run:
            yield run
            run = []
    if run:
        yield run


def key_of(pieces: Iterable[Piece]) -> str:
    """Return the keys of pieces as one."""
    return " ".join(piece.key for piece in pieces)


def joined_names(pieces: list[Piece], meaning: Callable[[str], Meanings]) -> list[Piece]:
    """Join the pieces of each name, the longest names first."""
    named: list[Piece] = []
    place = 0
    while place < len(pieces):
        if sides := [meaning(side) for side in pieces[place].sides]:
            named.append(replace(pieces[place], meanings=reduce(Meanings.joined, sides)))
            place += 1
            continue
        for end in range(min(len(pieces), place + LONGEST), place, -1):
            parts = pieces[place:end]
            key = key_of(parts)
            if not all(part.key for part in parts) or not _may_be_name(key):
                continue
            if key in NO_COUNTRIES:
                named.append(Piece(" ".join(part.text for part in parts), key))
                break
            if meanings := meaning(key):
                named.append(Piece(" ".join(part.text for part in parts), key, meanings))
                break
        else:
            end = place + 1
            named.append(pieces[place])
        place = end
    return list(_without_honorifics(named))


def _without_honorifics(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join “Mr” and “Rt Hon” to the name or office behind, if they are no office themselves."""
    before: list[Piece] = []
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


def without_offices(pieces: Sequence[Piece]) -> list[Piece]:
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


def joined_pairs(pieces: Sequence[Piece]) -> list[Piece]:
    """Join “the one or the other” to one name, and “and” between two who speak."""
    joined: list[Piece] = []
    for piece in pieces:
        joined.append(piece)
        if len(joined) < 3 or joined[-2].key not in EITHER or not piece.meanings:
            continue
        meanings = joined[-3].meanings.joined(piece.meanings)
        if joined[-2].key != "or":
            meanings = Meanings(meanings.speakers, together=True)
        if meanings:
            text = " ".join(part.text for part in joined[-3:])
            joined[-3:] = [Piece(text, meanings=meanings)]
    return joined


def left_out(pieces: Sequence[Piece], *, words_too: bool) -> Iterator[Piece]:
    """Join “not” and the like to the name behind it, which is left out then.

    With `words_too`, words at the end are left out as well: “governor not republican”.
    """
    place = 0
    while place < len(pieces):
        before = WITHOUT.match(key_of(pieces[place:]))
        end = place + before[0].count(" ") if before else place
        gone = _at_end(pieces[end:], before) if words_too and before else ""
        if before and not gone and end < len(pieces) and pieces[end].meanings:
            text = " ".join(piece.text for piece in pieces[place : end + 1])
            side = _facet_behind(before["side"])
            yield replace(on_side(pieces[end], side), text=text, without=True)
            place = end + 1
        elif gone:
            yield Piece(f"-{gone}")
            place = len(pieces)
        else:
            yield pieces[place]
            place += 1


def _at_end(pieces: Sequence[Piece], before: re.Match[str]) -> str:
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


def on_side(piece: Piece, side: str) -> Piece:
    """Return a piece with the meanings that it can have on a side: “by”, “about”, or either.

    A piece that has its own side keeps it.
    """
    side = piece.side or side
    if side != "about":
        return replace(piece, side=side)
    return replace(piece, side=side, meanings=piece.meanings.spoken_about())
