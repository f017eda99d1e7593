"""The quotations with each word, in the file of the index.

A full-text index gives a million keys in a third of a second, and more slowly what many words
begin with or two common words in a row; from the file they are there at once, in memory once for
all processes, and whichever database has the rows.  Sets are in Roaring's portable format.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import union
from articles.search.index.arrays import ArrayFile, Part
from articles.search.index.vocabulary import Vocabulary
from articles.search.query import Form, Term

# Common stems at most, each in more than one of so many quotations.
MOST, OF = 1_000, 1_000
# Letters of beginnings, and words from which on the quotations with any of them have a set.
LETTERS, MANY = (2, 3, 4), 64


def parts_of_words(words: Vocabulary, every: BitMap) -> tuple[list[BitMap], Iterator[Part]]:
    """Return the sets of common stems, in the order of their numbers, and the arrays of a file."""
    order = sorted(range(len(words.words)), key=words.words.__getitem__)
    texts, rows = [words.words[place] for place in order], [words.rows[place] for place in order]
    places = sorted(range(len(order)), key=lambda place: words.stems[order[place]])
    of_stem = {
        stem: list(some)
        for stem, some in groupby(places, lambda place: words.stems[order[place]])
    }  # fmt: skip
    common = _common(of_stem, rows, every)
    number = {place: number for number, place in enumerate(order)}
    return list(common.values()), _parts(
        texts, rows, of_stem, common, [number[place] for place in words.common], words.pairs
    )


def _common(
    of_stem: Mapping[str, Sequence[int]], rows: Sequence[BitMap], every: BitMap
) -> dict[str, BitMap]:
    """Return the quotations with each common stem, the most common first."""
    least = len(every) / OF
    found = {}
    for stem, places in of_stem.items():
        if sum(len(rows[place]) for place in places) > least:
            having = union(rows[place] for place in places) & every
            if len(having) > least:
                found[stem] = having
    most = sorted(found, key=lambda stem: (-len(found[stem]), stem))[:MOST]
    return {stem: found[stem] for stem in most}


def _parts(
    texts: Sequence[str],
    rows: Sequence[BitMap],
    of_stem: Mapping[str, Sequence[int]],
    common: Mapping[str, BitMap],
    paired: Sequence[int],
    pairs: Mapping[int, BitMap],
) -> Iterator[Part]:
    yield from _texts("words/written", texts)
    hashes = _hashes(texts)
    yield Part("words/written/places", order := np.argsort(hashes))
    yield Part("words/written/hashes", hashes[order])
    yield from _sets("words/written", rows)
    yield from _texts("words/stems", list(of_stem))
    yield Part("words/stems/words", np.array([n for some in of_stem.values() for n in some], int))
    yield Part("words/stems/ends", np.cumsum([len(some) for some in of_stem.values()], dtype=int))
    yield from _texts("words/common", list(common))
    yield from _sets("words/common", list(common.values()))
    beginnings = dict(_beginnings(texts, rows))
    yield from _texts("words/beginnings", sorted(beginnings))
    yield from _sets("words/beginnings", [beginnings[text] for text in sorted(beginnings)])
    yield from _texts("words/paired", [texts[place] for place in paired])
    yield Part("words/pairs/numbers", np.array(sorted(pairs), np.int64))
    yield from _sets("words/pairs", [pairs[number] for number in sorted(pairs)])


def _beginnings(texts: Sequence[str], rows: Sequence[BitMap]) -> Iterator[tuple[str, BitMap]]:
    """Yield the quotations with any of the words that begin alike, where these are many."""
    for letters in LETTERS:
        begun = [text[:letters] for text in texts]
        for beginning, some in groupby(range(len(texts)), begun.__getitem__):
            places = list(some)
            if len(beginning) == letters and len(places) >= MANY:
                yield beginning, union(rows[place] for place in places)


def _hashes(texts: Sequence[str]) -> NDArray[np.int64]:
    digests = b"".join([blake2b(text.encode(), digest_size=8).digest() for text in texts])
    return np.frombuffer(digests, np.int64)


def _texts(name: str, texts: Sequence[str]) -> Iterator[Part]:
    listed = [text.encode() for text in texts]
    yield Part(f"{name}/texts", np.frombuffer(b"".join(listed), np.uint8))
    yield Part(f"{name}/text ends", np.cumsum([len(text) for text in listed], dtype=np.int64))


def _sets(name: str, rows: Sequence[BitMap]) -> Iterator[Part]:
    listed = [some.serialize() for some in rows]
    yield Part(f"{name}/rows", np.frombuffer(b"".join(listed), np.uint8))
    yield Part(f"{name}/row ends", np.cumsum([len(text) for text in listed], dtype=np.int64))


class _Texts(Sequence[bytes]):
    """Byte strings in a file."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._texts, self._ends = file.array(f"{name}/texts"), file.array(f"{name}/text ends")

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place):  # type: ignore[no-untyped-def]
        return _part(self._texts, self._ends, place).tobytes()

    def numbers(self) -> dict[str, int]:
        return {text.decode(): number for number, text in enumerate(self)}

    def place(self, text: str) -> int | None:
        """Return where a text is among these, which ascend; None if it is not there."""
        place = bisect_left(self, wanted := text.encode())
        return place if place < len(self) and self[place] == wanted else None


class _Sets:
    """Sets in a file."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._rows, self._ends = file.array(f"{name}/rows"), file.array(f"{name}/row ends")

    def __getitem__(self, place: int) -> BitMap:
        return BitMap.deserialize(_part(self._rows, self._ends, place).tobytes())


def _part(all_: NDArray[np.uint8], ends: NDArray[np.int64], place: int) -> NDArray[np.uint8]:
    return all_[int(ends[place - 1]) if place else 0 : int(ends[place])]


class StoredWords:
    """The words of a file.  The common stems have numbers from 0 on."""

    def __init__(self, file: ArrayFile) -> None:
        self._written, self._rows = _Texts(file, "words/written"), _Sets(file, "words/written")
        self._hashes = file.array("words/written/hashes"), file.array("words/written/places")
        self._stems = _Texts(file, "words/stems")
        self._of_stems = file.array("words/stems/words"), file.array("words/stems/ends")
        self._common, self._having = _Texts(file, "words/common"), _Sets(file, "words/common")
        self._begun, self._beginning = (
            _Texts(file, "words/beginnings"), _Sets(file, "words/beginnings"),
        )  # fmt: skip
        self._paired, self._pairs = _Texts(file, "words/paired"), _Sets(file, "words/pairs")
        self._pair_numbers = file.array("words/pairs/numbers")

    def __len__(self) -> int:
        return len(self._common)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return self._common.numbers()

    @cached_property
    def _paired_numbers(self) -> dict[str, int]:
        return self._paired.numbers()

    def number(self, stem: str) -> int | None:
        """Return the number of a common stem; None if it is not there."""
        return self._numbers.get(stem)

    def rows(self, number: int) -> BitMap:
        """Return the quotations with a common stem, as they were when the file was built."""
        return self._having[number]

    def written(self, words: Sequence[str], without: BitMap) -> list[str]:
        """Return those of these words that a quotation had when the file was built, but for some
        quotations.  The words are without case and accents."""
        hashes, places = self._hashes
        wanted = _hashes(words)
        at = np.searchsorted(hashes, wanted)
        there = np.flatnonzero(hashes[np.minimum(at, len(hashes) - 1)] == wanted)
        listed = zip(there.tolist(), places[at[there]].tolist(), strict=True)
        return (
            [
                words[number]
                for number, place in listed
                if self._written[place] == words[number].encode()
                and not (without and self._rows[place].issubset(without))
            ]
            if len(hashes)
            else []
        )

    def finder(self, typed: Term, key: Term) -> Callable[[], BitMap] | None:
        """Return what gives the quotations with a term, as they were when the file was built.

        `key` is its canonical form.  None if the file does not say which these are.
        """
        words = key.text.split()
        # How the databases fold other letters, they say themselves.
        if not words or not typed.text.isascii():
            return None
        if typed.form is Form.PHRASE:
            return self._phrase(words)
        if len(words) > 1:
            return None
        return self._stem(key.text) if typed.form is Form.WORD else self._prefix(key.text)

    def _stem(self, stem: str) -> Callable[[], BitMap] | None:
        if (number := self.number(stem)) is not None:
            return lambda: self._having[number]
        if (place := self._stems.place(stem)) is None:
            return None
        places, ends = self._of_stems
        some = places[int(ends[place - 1]) if place else 0 : int(ends[place])].tolist()
        if len(some) == 1:
            return lambda: self._rows[some[0]]
        return lambda: union(map(self._rows.__getitem__, some))

    def _prefix(self, beginning: str) -> Callable[[], BitMap]:
        if len(beginning) in LETTERS and (place := self._begun.place(beginning)) is not None:
            return lambda: self._beginning[place]
        text = beginning.encode()
        # No word has the byte behind it: none of UTF-8 is 255.
        first, behind = (bisect_left(self._written, wanted) for wanted in (text, text + b"\xff"))
        return lambda: union(map(self._rows.__getitem__, range(first, behind)))

    def _phrase(self, words: Sequence[str]) -> Callable[[], BitMap] | None:
        if len(words) != 2:
            return None
        first, second = map(self._paired_numbers.get, words)
        if first is None or second is None:
            return None
        number = first * len(self._paired) + second
        place = int(np.searchsorted(self._pair_numbers, number))
        there = place < len(self._pair_numbers) and self._pair_numbers[place] == number
        return lambda: self._pairs[place] if there else BitMap()
