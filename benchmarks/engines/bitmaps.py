"""Compressed bitmaps and columns in memory, as the newsroom's own index has them."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict
from typing import Any

import numpy as np
import Stemmer
from pyroaring import BitMap

from benchmarks.engines.made import FACETS, Row


class Bitmaps:
    """Postings of words, stems and pairs of words, and a column of numbers for each facet."""

    name = "bitmaps in memory"

    def __init__(self) -> None:
        stemmer = Stemmer.Stemmer("english")
        self._stems: dict[str, str] = {}
        self._stem_word = stemmer.stemWord

    def cpu(self) -> float:
        """Return the seconds of CPU of this process."""
        return time.process_time()

    def create(self) -> None:
        self._by_stem: defaultdict[str, BitMap] = defaultdict(BitMap)
        self._by_word: defaultdict[str, BitMap] = defaultdict(BitMap)
        self._by_article: defaultdict[int, BitMap] = defaultdict(BitMap)
        self._rows: dict[int, Row] = {}

    def load(self, rows: list[Row]) -> None:
        stems: defaultdict[str, list[int]] = defaultdict(list)
        words: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            self._rows[row.id] = row
            self._by_article[row.article].add(row.id)
            for word in dict.fromkeys(row.text.split()):
                words[word].append(row.id)
                stems[self._stem(word)].append(row.id)
        for found, into in ((words, self._by_word), (stems, self._by_stem)):
            for word, keys in found.items():
                into[word] |= BitMap(keys)

    def finish(self) -> None:
        size = max(self._rows) + 1
        self._columns = {name: np.zeros(size, np.int64) for name in (*FACETS, "day")}
        for name, column in self._columns.items():
            for key, row in self._rows.items():
                column[key] = getattr(row, name)
        self._vocabulary = sorted(self._by_word)

    def size(self) -> int:
        """Return bytes of the bitmaps and columns, without the rows, which a database holds."""
        bitmaps = [*self._by_stem.values(), *self._by_word.values()]
        return sum(len(bitmap.serialize()) for bitmap in bitmaps) + sum(
            column.nbytes // 2 for column in self._columns.values()
        )

    def count_word(self, word: str) -> int:
        return len(self._having(word))

    def count_phrase(self, phrase: str) -> int:
        first, second = phrase.split()
        both = self._by_word[first] & self._by_word[second]
        return sum(f" {phrase} " in f" {self._rows[key].text} " for key in both)

    def count_beginning(self, beginning: str) -> int:
        first = bisect_left(self._vocabulary, beginning)
        last = bisect_left(self._vocabulary, beginning + "{")
        return len(BitMap.union(*(self._by_word[word] for word in self._vocabulary[first:last])))

    def facets(self, word: str) -> list[tuple[int, ...]]:
        keys = _array(self._having(word))
        found = []
        for name, which in zip(FACETS, (7, 11, 13, 14), strict=True):
            counts = np.bincount(self._columns[name][keys])
            found += [(which, int(value), int(counts[value])) for value in np.nonzero(counts)[0]]
        return sorted(found)

    def page(self, word: str, before: tuple[int, int]) -> list[tuple[int, ...]]:
        # Keys are in the order of days here, as the newsroom sorts them once for its index.
        keys = self._having(word)
        last = int(np.searchsorted(self._columns["day"], before[0]))
        shown = keys[max(keys.rank(last - 1) - 25, 0) : keys.rank(last - 1)] if last else BitMap()
        return [(int(self._columns["day"][key]), key) for key in reversed(list(shown))]

    def replace(self, article: int, rows: list[Row]) -> None:
        for key in self._by_article.pop(article):
            for word in set(self._rows[key].text.split()):
                self._by_word[word].discard(key)
                self._by_stem[self._stem(word)].discard(key)
        self.load(rows)

    def close(self) -> None:
        self._rows.clear()

    def _having(self, word: str) -> BitMap:
        return self._by_stem[self._stem(word)]

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = self._stem_word(word)
        return self._stems[word]


def _array(keys: BitMap) -> np.ndarray[Any, np.dtype[Any]]:
    return np.frombuffer(keys.to_array(), np.uint32)
