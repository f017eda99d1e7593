"""The quotations with each of the most common words, in the file of the index.

A full-text index gives a million keys in a third of a second; from the file they are there at once,
and in memory once for all processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from articles.search.arrays import ArrayFile, Part
from articles.search.backends import TextIndex, backend
from articles.search.highlight import canonical
from articles.search.query import Form, Term

# Words of the file at most.
MOST = 1_000


def read_words() -> dict[str, BitMap]:
    """Return the quotations with each of the most common words, by its stem, from the database."""
    found = {}
    for stem in backend().common(MOST):
        term = Term(Form.WORD, stem)
        if canonical(term, backend().stemmer) == term:
            found[stem] = backend().matching(TextIndex.QUOTATIONS, term)
    return found


def parts_of_words(words: Mapping[str, BitMap]) -> Iterator[Part]:
    """Yield the arrays that a file has of these words; the first has number 0."""
    texts = [rows.serialize() for rows in words.values()]
    yield Part("words/stems", np.frombuffer("\n".join(words).encode(), np.uint8))
    yield Part("words/starts", np.cumsum([0, *map(len, texts)], dtype=np.int64))
    yield Part("words/rows", np.frombuffer(b"".join(texts), np.uint8))


class StoredWords:
    """The words of a file, numbered from 0 on."""

    def __init__(self, file: ArrayFile) -> None:
        self._stems, self._rows = file.array("words/stems"), file.array("words/rows")
        self._places = list(pairwise(file.array("words/starts").tolist()))

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        stems = self._stems.tobytes().decode()
        return {stem: number for number, stem in enumerate(stems.split("\n")) if stem}

    def number(self, stem: str) -> int | None:
        """Return the number of a word; None if it is not there."""
        return self._numbers.get(stem)

    def rows(self, number: int) -> BitMap:
        """Return the quotations with a word, as they were when the file was built."""
        start, end = self._places[number]
        return BitMap.deserialize(self._rows[start:end].tobytes())
