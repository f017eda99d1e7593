"""Every word of the quotations, read from their texts for the file of the index.

A text is divided at blanks and ASCII signs in bulk; each distinct piece is then given to the
database once, which says which words it has and which stem each word has, so that words are those
that its own index of words has.  Two common words that follow one another are noted as a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from articles.search.backends import backend
from articles.search.bitmaps import Numbers, runs

# Keys that are read at once: those of one container of a bitmap.
KEYS = 1 << 16
# A word of a pair is in at least one quotation of so many, and there are so many such words.
COMMON, MOST_COMMON = 100, 250
# Between two texts; a sign for every database, and no letter.
BETWEEN = b"\x01"
_APART = b" %b " % BETWEEN
# Other ASCII signs as blanks, ASCII letters as small ones, all other bytes as they are.
_BLANK = bytes(
    ord(chr(byte).lower()) if chr(byte).isalnum() or byte in BETWEEN else 0x20
    for byte in range(128)
) + bytes(range(128, 256))


@dataclass(slots=True)
class Vocabulary:
    """The words as written, without case and accents, in no order; beside each its quotations and
    its stem.  `pairs` are those of two of the words `common`, by their places there."""

    words: list[str] = field(default_factory=list)
    rows: list[BitMap] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    common: list[int] = field(default_factory=list)
    pairs: dict[int, BitMap] = field(default_factory=dict)


class Pieces:
    """The words of each distinct piece of text, as numbers in the order of their first place."""

    def __init__(self, divide: Callable[[Sequence[str]], list[list[str]]]) -> None:
        self._divide = divide
        self._numbers: dict[bytes, int] = {BETWEEN: 0}
        self.words: dict[str, int] = {}
        self._lengths = np.zeros(1, np.int64)
        self._starts = np.zeros(1, np.int64)
        self._flat = np.zeros(0, np.int64)

    def read(self, texts: Iterable[str]) -> tuple[Numbers, Numbers]:
        """Return the words of these texts, one text after another, and the text of each."""
        # What is no UTF-8, which SQLite may hold, is no letter either.
        joined = "".join([f"\x01{text.replace(chr(1), ' ')}" for text in texts])
        listed = joined.encode(errors="replace").translate(_BLANK).replace(BETWEEN, _APART).split()
        self._learn(set(listed) - self._numbers.keys())
        pieces = np.fromiter(map(self._numbers.__getitem__, listed), np.int64, len(listed))
        text = np.cumsum(pieces == 0) - 1
        lengths = self._lengths[pieces]
        ends = np.cumsum(lengths)
        places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(
            self._starts[pieces] - (ends - lengths), lengths
        )
        return self._flat[places], np.repeat(text, lengths)

    def _learn(self, pieces: Iterable[bytes]) -> None:
        new = sorted(pieces)
        divided = self._divide([piece.decode() for piece in new])
        first = len(self._numbers)
        self._numbers |= {piece: first + place for place, piece in enumerate(new)}
        flat = [self.words.setdefault(w, len(self.words)) for words in divided for w in words]
        lengths = np.fromiter(map(len, divided), np.int64, len(divided))
        starts = len(self._flat) + np.cumsum(lengths) - lengths
        self._lengths = np.concatenate([self._lengths, lengths])
        self._starts = np.concatenate([self._starts, starts])
        self._flat = np.concatenate([self._flat, np.array(flat, np.int64)])


def read_vocabulary(every: BitMap) -> Vocabulary:
    """Return the words of these quotations, from the database, and of no others that it has."""
    source, pieces = backend(), Pieces(backend().divided)
    found = Vocabulary()
    if not every:
        return found
    starts = sorted({key // KEYS * KEYS for key in _each_container(every)})
    common = _common(pieces, source.texts(middle := starts[len(starts) // 2], middle + KEYS))
    found.common = common.tolist()
    place = np.full(0, -1)
    for start in starts:
        rows = [row for row in source.texts(start, start + KEYS) if row[0] in every]
        words, text = pieces.read(text for _, text in rows)
        keys = np.array([key for key, _ in rows], np.int64)
        found.rows += [BitMap() for _ in range(len(pieces.words) - len(found.rows))]
        _add(found.rows.__getitem__, words, keys[text])
        place = np.concatenate([place, np.full(len(found.rows) - len(place), -1)])
        place[common] = np.arange(len(common))
        pair, of = _pairs(place[words], text, len(common))
        _add(lambda number: found.pairs.setdefault(number, BitMap()), pair, keys[of])
    found.words = list(pieces.words)
    found.stems = source.stems(found.words)
    return found


def _each_container(every: BitMap) -> Iterator[int]:
    """Yield a key of each container that has one."""
    key: int | None = every.min()
    while key is not None:
        yield key
        key = _next_from(every, (key // KEYS + 1) * KEYS)


def _next_from(every: BitMap, least: int) -> int | None:
    below = every.rank(least - 1)
    return int(every[below]) if below < len(every) else None


def _common(pieces: Pieces, rows: Sequence[tuple[int, str]]) -> Numbers:
    """Return the words that are common in these texts."""
    words, text = pieces.read(text for _, text in rows)
    having, _ = runs(np.sort(words * KEYS + text))
    counts = np.bincount(having // KEYS, minlength=1)
    order = np.argsort(-counts, kind="stable")[:MOST_COMMON]
    return order[counts[order] * COMMON >= max(1, len(rows))]


def _pairs(places: Numbers, text: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of common words that follow one another in a text, and the text of each.

    `places` has where a word is among the `size` common ones, below zero if it is not.
    """
    first, second = places[:-1], places[1:]
    both = (first >= 0) & (second >= 0) & (text[:-1] == text[1:])
    return first[both] * size + second[both], text[:-1][both]


def _add(rows_of: Callable[[int], BitMap], values: Numbers, keys: Numbers) -> None:
    """Put keys, which are of one container, into the set of the value beside each."""
    if not len(values):
        return
    together = np.sort(values * KEYS + keys % KEYS)
    values, keys = together // KEYS, together % KEYS + keys[0] // KEYS * KEYS
    edges = [*np.flatnonzero(np.diff(values, prepend=-1)).tolist(), len(values)]
    listed = array("I", keys.astype(np.uint32).tobytes())
    for value, (start, end) in zip(values[edges[:-1]].tolist(), pairwise(edges), strict=True):
        rows_of(value).update(listed[start:end])
