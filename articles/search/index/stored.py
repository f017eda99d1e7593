"""An index in a file: its parts as arrays (`arrays.py`), and back.

Columns are mapped as they are.  A set is in the file as Roaring's portable format has it, and is
made when it is needed.  Facets of many values have their pairs of quotation and value in the order
of quotations too, which says whose sets change with a quotation.  What facets are counted by
(`combinations.py`) is there where it has few combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, numbers
from articles.search.index import summaries
from articles.search.index.arrays import ArrayFile, Part
from articles.search.index.base import PLACE, SETS, Base
from articles.search.index.combinations import (
    TOGETHER,
    Combinations,
    Values,
    alone,
    joined,
    of_several,
    together,
)
from articles.search.index.counted import largest, parts_of_counted, read_counted
from articles.search.index.index import Index
from articles.search.index.of_articles import OfArticles, by_article
from articles.search.index.sets import Sets
from articles.search.index.stored_words import StoredWords, parts_of_words
from articles.search.index.summaries import Summaries, Summary, parts_of_summaries, summary_of
from articles.search.index.vocabulary import Vocabulary
from articles.search.layout import Layout, Names
from articles.search.order import NEWEST
from articles.search.own_words import Wording, Words

# Keys for which columns have room behind the last one, beside half as many as there are.
ROOM = 100_000
# Facets with at most so many combinations are numbered together, under one name: of all that could
# occur together, little does.
MOST_JOINED, JOINED = 4_096, "joined"
# What there is of each article (`dated_articles.py`).
OF_ARTICLE = ("days", "groups")


def parts_of(index: Index, words: Vocabulary | None = None) -> Iterator[Part]:
    """Yield the arrays that a file of an index has; `words` are those of its quotations."""
    common, parts = parts_of_words(words or Vocabulary(), index.every)
    yield from parts
    del words, parts  # what is written takes no more memory
    yield from _names(index.names)
    size = max(index.every, default=-1) + 1
    for name in (*PLACE, *index.layout.single):
        yield Part(f"column/{name}", index.column(name)[:size], size * 3 // 2 + ROOM)
    yield _rows("every", index.every)
    yield _rows("several", index.several)
    for name in (*index.layout.single, *index.layout.many):
        yield _rows(f"none/{name}", index.of(name, 0))
    combined: list[Combinations | None] = []
    for name, sets in index.sets.items():
        yield from _sets(f"set/{name}", sets)
        if name in index.layout.many:
            keys, values = _pairs(sets)
            yield from _listed(f"set/{name}", keys, values)
            combined.append(of_several(size, name, keys, values))
    for name, sets in index.further_sets.items():
        yield from _sets(f"further/{name}", sets)
        yield from _listed(f"further/{name}", *_pairs(sets))
    of_articles = by_article(numbers(index.every), index.values("article", index.every))
    yield Part("of articles/keys", of_articles.keys)
    yield Part("of articles/ends", of_articles.ends)
    for name, array in zip(OF_ARTICLE, index.articles.parts(), strict=True):
        yield Part(f"article/{name}", array, len(array) * 3 // 2 + ROOM)
    yield _newest(index)
    yield from _summaries(index)
    columns = {name: index.values(name, index.every) for name in TOGETHER}
    every = numbers(index.every)
    combined.append(together(size, every, columns))
    combined += [
        alone(size, name, every, index.values(name, index.every)) for name in _alone(index.layout)
    ]
    groups = {each.name: each for each in _joined(size, every, combined)}
    for each in groups.values():
        yield from _combinations(each)
    facets, source = _facets(index.layout), _OfIndex(index, common)
    some = largest(
        lambda name: zip(*index.sets[name].sizes(), strict=True), facets, len(common), source
    )
    yield from parts_of_counted(some, groups, facets, source)


def _facets(layout: Layout) -> tuple[str, ...]:
    return (*layout.single, *layout.many)


def _alone(layout: Layout) -> tuple[str, ...]:
    """Return the facets of one value that are counted by themselves."""
    return tuple(name for name in layout.single if name not in TOGETHER)


def _joined(
    size: int, every: Numbers, combined: Iterable[Combinations | None]
) -> list[Combinations]:
    """Return these with those of few combinations as one, where that is worth its while."""
    there = [each for each in combined if each is not None]
    few = {
        each.name: each for each in there if each.name != "together" and each.size <= MOST_JOINED
    }
    one = joined(JOINED, size, every, list(few.values()))
    return there if one is None else [*(each for each in there if each.name not in few), one]


class _OfIndex:
    """The quotations of an index that is written (`counted.Source`)."""

    def __init__(self, index: Index, words: Sequence[BitMap]) -> None:
        self._index, self._words = index, words

    def every(self) -> BitMap:
        return self._index.every

    def own(self) -> BitMap:
        return self._index.in_words(Words.OWN)

    def none(self, facet: str) -> BitMap:
        return self._index.of(facet, 0)

    def of(self, facet: str, value: int) -> BitMap:
        return self._index.of(facet, value)

    def having(self, word: int) -> BitMap:
        return self._words[word]


class _OfFile:
    """The quotations of an index in a file, without what changed since (`counted.Source`)."""

    def __init__(self, file: ArrayFile, sets: Mapping[str, MappedSets], words: StoredWords) -> None:
        self._file, self._sets, self._words = file, sets, words

    def every(self) -> BitMap:
        return _bitmap(self._file, "every")

    def own(self) -> BitMap:
        return self._own

    @cached_property
    def _own(self) -> BitMap:
        return self._sets["wording"].of(Wording.OWN)

    def none(self, facet: str) -> BitMap:
        return _bitmap(self._file, f"none/{facet}")

    def of(self, facet: str, value: int) -> BitMap:
        return self._sets[facet].of(value)

    def having(self, word: int) -> BitMap:
        return self._words.rows(word)


def _summaries(index: Index) -> Iterator[Part]:
    """Yield what pages of speakers sum up."""
    every = numbers(index.every)
    speaker = index.column("speaker")[every]
    latest = np.zeros(int(speaker.max(initial=0)) + 1, np.int32)
    np.maximum.at(latest, speaker, index.column("day")[every])
    yield Part("speakers/latest", latest)
    sizes = zip(*index.sets["speaker"].sizes(), strict=True)
    many = sorted(int(key) for key, size in sizes if size >= summaries.LEAST)
    yield from parts_of_summaries(
        (key, summary_in(index, index.of("speaker", key))) for key in many
    )


def summary_in(index: Index, rows: BitMap) -> Summary:
    """Return what sums up some quotations of an index."""
    titles, articles, days = (index.values(name, rows) for name in ("title", "article", "day"))
    return summary_of(titles, articles, days)


def _newest(index: Index) -> Part:
    """Return the keys of all quotations in their order."""
    keys = numbers(index.every)
    day, article, start = (index.column(name)[keys] for name in NEWEST)
    return Part("newest", keys[np.lexsort((keys, start, -article, -day))].astype(np.int32))


def _names(names: Names) -> Iterator[Part]:
    words = [names.word(number).encode() for number in range(len(names))]
    order = sorted(range(len(words)), key=words.__getitem__)
    yield Part("names/words", np.frombuffer(b"".join(words), np.uint8))
    yield Part("names/ends", np.cumsum([len(word) for word in words], dtype=np.int64))
    yield Part("names/order", np.array(order, np.int32))


def _rows(name: str, rows: BitMap) -> Part:
    return Part(name, np.frombuffer(rows.serialize(), np.uint8))


def _sets(name: str, sets: Sets) -> Iterator[Part]:
    values, sizes = sets.sizes()
    order = np.argsort(values)
    values, sizes = values[order], sizes[order]
    texts = [(sets.get(value) or BitMap()).serialize() for value in values.tolist()]
    yield Part(f"{name}/values", values)
    yield Part(f"{name}/sizes", sizes)
    yield Part(f"{name}/ends", np.cumsum([len(text) for text in texts], dtype=np.int64))
    yield Part(f"{name}/rows", np.frombuffer(b"".join(texts), np.uint8))


def _pairs(sets: Sets) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs of (quotation, value), by quotation and value."""
    none = np.zeros(0, np.int32)
    listed = [(value, numbers(rows).astype(np.int32)) for value, rows in sets.items()]
    keys = np.concatenate([none, *(rows for _, rows in listed)])
    values = np.concatenate([none, *(np.full(len(rows), v, np.int32) for v, rows in listed)])
    order = np.lexsort((values, keys))
    return keys[order], values[order]


def _listed(name: str, keys: NDArray[np.int32], values: NDArray[np.int32]) -> Iterator[Part]:
    yield Part(f"{name}/pair keys", keys)
    yield Part(f"{name}/pair values", values)


def _combinations(combined: Combinations) -> Iterator[Part]:
    place = f"combination/{combined.name}"
    yield Part(place, combined.column)
    yield Part(f"{place}/size", np.array([combined.size]))
    for facet, values in combined.facets.items():
        if values is not None:
            yield Part(f"{place}/{facet}", values.combinations)
            yield Part(f"{place}/{facet}/values", values.values)


def read_index(file: ArrayFile, layout: Layout) -> Index:
    """Return the index in a file; raises FormatError if a part is missing, ValueError if damaged.

    What it changes it keeps to itself.
    """
    return Index(layout, _base(file, layout))


def _base(file: ArrayFile, layout: Layout) -> Base:
    columns: Mapping[str, NDArray[np.int32]] = {
        name: file.array(f"column/{name}", with_room=True) for name in (*PLACE, *layout.single)
    }
    apart = (*layout.many, *_alone(layout))
    groups = {"together": TOGETHER, JOINED: apart, **{name: (name,) for name in apart}}
    combined = {
        name: each
        for name, facets in groups.items()
        if (each := _combined(file, name, facets)) is not None
    }
    sets = {name: MappedSets(file, f"set/{name}") for name in (*layout.single, *layout.many, *SETS)}
    words = StoredWords(file)
    dated, copies = (file.array(f"article/{name}", with_room=True) for name in OF_ARTICLE)
    return Base(
        Names(MappedNames(file)),
        _bitmap(file, "every"),
        _bitmap(file, "several"),
        {name: _bitmap(file, f"none/{name}") for name in (*layout.single, *layout.many)},
        columns,
        len(file.array("column/article")),
        sets,
        {name: MappedSets(file, f"further/{name}") for name in layout.single},
        combined={facet: each for each in combined.values() for facet in each.facets},
        of_articles=OfArticles(file.array("of articles/keys"), file.array("of articles/ends")),
        counted=read_counted(file, combined, _facets(layout), _OfFile(file, sets, words)),
        words=words,
        speakers=Summaries(file),
        newest=file.array("newest"),
        articles=(dated, copies),
        stored=True,
    )  # fmt: skip


def _combined(file: ArrayFile, name: str, facets: Iterable[str]) -> Combinations | None:
    place = f"combination/{name}"
    if place not in file:
        return None
    values: dict[str, Values | None] = {
        facet: Values(file.array(f"{place}/{facet}"), file.array(f"{place}/{facet}/values"))
        if f"{place}/{facet}" in file
        else None
        for facet in facets
        if name != JOINED or f"{place}/{facet}" in file
    }
    return Combinations(name, file.array(place), int(file.array(f"{place}/size")[0]), values)


def _bitmap(file: ArrayFile, name: str) -> BitMap:
    return BitMap.deserialize(file.array(name).tobytes())


class MappedSets:
    """The sets of a facet in a file (`sets.StoredSets`)."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.values: Numbers = file.array(f"{name}/values")
        self.sizes: Numbers = file.array(f"{name}/sizes")
        self._ends, self._rows = file.array(f"{name}/ends"), file.array(f"{name}/rows")
        self._keys = self._pair_values = np.zeros(0, np.int32)
        if f"{name}/pair keys" in file:
            self._keys = file.array(f"{name}/pair keys")
            self._pair_values = file.array(f"{name}/pair values")

    def read(self, place: int) -> BitMap:
        start = int(self._ends[place - 1]) if place else 0
        return BitMap.deserialize(self._rows[start : int(self._ends[place])].tobytes())

    def of(self, value: int) -> BitMap:
        """Return the set of a value."""
        place = int(np.searchsorted(self.values, value))
        there = place < len(self.values) and self.values[place] == value
        return self.read(place) if there else BitMap()

    def values_of(self, keys: BitMap) -> Numbers:
        wanted = numbers(keys).astype(np.int32)
        first, behind = (np.searchsorted(self._keys, wanted, side) for side in ("left", "right"))
        found = [self._pair_values[a:b] for a, b in zip(first, behind, strict=True) if a < b]
        return np.unique(np.concatenate([np.zeros(0, np.int32), *found])).astype(np.int64)


class MappedNames:
    """The strings of an index in a file (`layout.StoredNames`)."""

    def __init__(self, file: ArrayFile) -> None:
        self._words, self._ends = file.array("names/words"), file.array("names/ends")
        self._order = file.array("names/order")

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, number: int) -> str:
        return self._bytes(number).decode()

    def known(self, word: str) -> int | None:
        wanted = word.encode(errors="surrogatepass")
        low, high = 0, len(self._order)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(int(self._order[middle])) < wanted:
                low = middle + 1
            else:
                high = middle
        found = int(self._order[low]) if low < len(self._order) else -1
        return found if found >= 0 and self._bytes(found) == wanted else None

    def _bytes(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return self._words[start : int(self._ends[number])].tobytes()


def differences(one: Index, other: Index) -> list[str]:
    """Return, in words, which parts of two indexes are not equal; numbers of names may differ."""
    found = [] if one.every == other.every else ["the quotations"]
    if one.several != other.several:
        found.append("the quotations of utterances")
    keys = one.every & other.every
    for name in PLACE:
        columns = [[index.names.word(number) for number in index.values(name, keys).tolist()]
                   if name == "title" else index.values(name, keys).tolist()
                   for index in (one, other)]  # fmt: skip
        if columns[0] != columns[1]:
            found.append(name)
    facets = (*one.layout.single, *one.layout.many, *SETS)
    found += [name for name in facets if _by_value(one, name) != _by_value(other, name)]
    parts = zip(one.articles.parts(), other.articles.parts(), strict=True)
    if not all(np.array_equal(mine, others) for mine, others in parts):
        found.append("the dates and copies of articles")
    return list(dict.fromkeys(found))


def _by_value(index: Index, name: str) -> dict[str, tuple[BitMap, BitMap]]:
    further = index.further_sets.get(name, Sets())
    return {
        index.value(name, value): (rows, further.get(value) or BitMap())
        for value, rows in index.sets[name].items()
    }
