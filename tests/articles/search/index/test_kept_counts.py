"""What the file of an index keeps of many quotations is what looking at all of them gives."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from articles.search.answers import speakers
from articles.search.answers.tally import tally
from articles.search.bitmaps import Numbers
from articles.search.index import combinations, counted, counts, newest, stored, summaries
from articles.search.index.arrays import ArrayFile, write
from articles.search.index.counted import Counted, Known
from articles.search.index.index import Index
from articles.search.index.sets import Sets
from articles.search.index.stored import parts_of, read_index
from articles.search.own_words import Wording, Words
from articles.search.selection import NONE, Selection, Value
from tests.articles.search.index.test_index import LAYOUT, Row, archives, index_of
from tests.support.sizes import sized


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where an index is written, without waiting for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield tmp_path_factory.mktemp("index") / "quotations"


def mapped(file: Path, rows: list[Row]) -> Index:
    """Write an index of these rows to a file, and return the index in it."""
    write(file, {}, parts_of(index_of(rows)))
    return read_index(ArrayFile.open(file), LAYOUT)


def row(pk: int, speaker: int, by: str, about: tuple[str, ...]) -> Row:
    return Row(pk, pk, 0, 0, speaker, by, 0, (), "direct", "", about, 1, 900, 0, 0)


@pytest.mark.parametrize("rare", [0, 10_000], ids=["in order", "for each value"])
def test_facets_of_few_values_are_counted_as_one(
    file: Path, rare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "FEW", 0)
    monkeypatch.setattr(counts, "RARE", rare)
    monkeypatch.setattr(stored, "MOST_JOINED", 100)
    by, about = ("PL", "IT", ""), ("US", "RU")
    rows = [row(pk, pk % 300 + 1, by[pk % 3], about[: pk % 4 // 2]) for pk in range(1, 3_000)]
    index = mapped(file, rows)
    combined = index.base.combined
    assert combined["by"] is combined["about"] is not combined["speaker"]
    assert [combined[name].column.dtype for name in ("by", "speaker")] == [np.uint8, np.uint16]
    found = index.select(Selection(excluded={"speaker": frozenset({7})}), None)
    kept = [each for each in rows if each.speaker != 7]
    for name in ("by", "about", "speaker"):
        counted = Counter(str(value) for each in kept for value in each.values(name) if value)
        assert {index.value(name, v): n for v, n in index.count_values(name, found)} == counted


@settings(max_examples=sized(20, 100))
@given(archives(), archives(), st.sets(st.integers(1, 6)), st.sampled_from((0, summaries.MANY)))
def test_what_the_pages_of_speakers_sum_up_is_that_of_all_rows(
    file: Path, rows: list[Row], others: list[Row], gone: set[int], many: int
) -> None:
    """Articles are on top of the file that it has not, and some of it are read again or gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "LEAST", 2)
        patch.setattr(summaries, "LATEST", 2)
        patch.setattr(summaries, "MANY", many)
        index = mapped(file, rows)
        new = [replace(each, article=each.article + 6 * (each.pk % 2)) for each in others]
        changed = gone | {each.article for each in new if each.article <= 6}
        index.remove_articles(changed)
        new = [each for each in new if each.pk not in index.every]
        index = index_of(new, index)
        whole = index_of([*(each for each in rows if each.article not in changed), *new])
        for speaker in range(1, 4):
            summed = summed_up(index, speaker)
            found = index.of("speaker", speaker)
            alone = speakers._summary(index, speaker, found, beside=False)
            assert speakers._titles(index, alone) == summed[0]
            patch.setattr(summaries, "MANY", 20_000)
            assert summed == summed_up(whole, speaker)


def summed_up(index: Index, speaker: int) -> tuple[object, ...]:
    found = index.of("speaker", speaker) & index.every
    summary = speakers._summary(index, speaker, found)
    return (
        speakers._titles(index, summary),
        speakers._beside(index, speaker, summary, 5),
        speakers._latest_day(index, speaker),
    )


def test_a_page_of_a_speaker_reads_what_the_file_sums_up(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is so with a new article of theirs, and no more once one of the file is read again."""
    monkeypatch.setattr(summaries, "LEAST", 5)
    rows = [row(pk, 1 + pk % 2, "", ()) for pk in range(1, 40)]
    index = mapped(file, rows)
    read: list[int] = []
    plain = summaries.summary_of

    def summary_of(*columns: Numbers) -> summaries.Summary:
        read.append(len(columns[0]))
        return plain(*columns)

    monkeypatch.setattr(stored, "summary_of", summary_of)
    summed_up(index, 1)
    assert read == []
    summed_up(index_of([row(50, 1, "", ())], index), 1)
    assert read == [1]
    index.remove_articles([1])
    summed_up(index_of([row(1, 2, "", ())], index), 2)
    assert read == [1, 20]


def with_many_speakers(file: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Row], Index]:
    """Return rows of 40 speakers, and an index whose file has the counts of each set of two."""
    monkeypatch.setattr(counts, "FEW", 0)
    monkeypatch.setattr(combinations, "FEW", 0)
    monkeypatch.setattr(counted, "LEAST", 2)
    monkeypatch.setattr(stored, "MOST_JOINED", 0)
    rows = [row(pk, pk % 41, "PL" if pk % 3 else "", ("US",)[pk % 2 :]) for pk in range(1, 300)]
    return rows, mapped(file, rows)


@pytest.mark.parametrize("near", [counts.NEAR, 0], ids=["by those of the set", "by all"])
def test_what_is_hardly_another_than_a_set_is_counted_by_the_values_of_the_set(
    near: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of the set are gone, some new ones have values that it has not, some lack a value."""
    monkeypatch.setattr(counts, "NEAR", near)
    rows, index = with_many_speakers(file, monkeypatch)
    sizes: list[int] = []
    plain = Counted.counts

    def counted_by_all(self: Counted, some: Iterable[Known], group: str, size: int) -> Numbers:
        sizes.append(size)
        return plain(self, some, group, size)

    monkeypatch.setattr(Counted, "counts", counted_by_all)
    polish = Selection({"by": frozenset({"PL"})})
    named = replace(polish, excluded={"speaker": frozenset({7, NONE})})
    index.remove_articles([1, 2, 8, 9, 49])
    fresh = [row(2, 60, "PL", ()), row(8, 1, "PL", ()), row(400, 0, "PL", ())]
    index_of(fresh, index)
    kept = [each for each in rows if each.pk not in (1, 2, 8, 9, 49)] + fresh
    for selection, but in ((polish, ()), (named, (7, 0))):
        found = index.select(selection, None)
        these = [each for each in kept if each.by == "PL" and each.speaker not in but]
        counted = Counter(each.speaker for each in these if each.speaker)
        assert dict(index.count_values("speaker", found)) == counted
        assert index.most_frequent("speaker", found, 3) == (
            sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:3],
            len(counted),
        )
        assert index.count_none("speaker", found) == len([e for e in these if not e.speaker])
    assert (not sizes) == bool(near)


def test_those_without_a_value_are_known_once_its_values_are_counted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A further value, as of an article in two outlets, is one too."""
    _, index = with_many_speakers(file, monkeypatch)
    index.add_further("outlet", np.array([3, 4]), np.array([5, 5]))
    found = index.select(Selection(excluded={"speaker": frozenset({7})}), None)
    none = {
        name: len(found & index.of(name, NONE)) for name in ("speaker", "by", "about", "outlet")
    }
    for name in none:
        index.count_values(name, found)
    for name in ("speaker", "by", "about"):
        monkeypatch.setitem(index._none, name, index.of(name, NONE) & index.changed)
    assert {name: index.count_none(name, found) for name in none} == none


def test_two_values_are_a_set_in_own_words_or_of_a_kind(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of its quotations is looked at, nor of others than those that it has beside it."""
    rows, index = with_many_speakers(file, monkeypatch)
    looked_at: list[int] = []
    plain = combinations.Combinations.counts

    def counted_now(self: combinations.Combinations, keys: Numbers) -> Numbers:
        looked_at.append(len(keys))
        return plain(self, keys)

    monkeypatch.setattr(combinations.Combinations, "counts", counted_now)
    monkeypatch.setattr(counts, "NEAR", -1)
    us: frozenset[Value] = frozenset({"US"})
    both = {"by": frozenset[Value]({"PL"}), "about": us}
    of_a_kind = {"kind": frozenset[Value]({"direct"}), "about": us}
    these = [each for each in rows if each.about]
    for selection, kept in (
        (Selection(both, words=Words.OWN), [each for each in these if each.by]),
        (Selection(of_a_kind), these),
    ):
        looked_at.clear()
        found = index.select(selection, None)
        counted = Counter(each.speaker for each in kept if each.speaker)
        assert dict(index.count_values("speaker", found)) == counted
        assert looked_at == [0]
        some = index.select(replace(selection, excluded={"speaker": frozenset({7})}), None)
        del counted[7]
        assert dict(index.count_values("speaker", some)) == counted
        assert looked_at == [0, len(found) - len(some)]


def test_a_page_of_many_is_found_by_the_order_of_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is so with new ones, and others read again; those of long ago are found by month."""
    monkeypatch.setattr(newest, "SMALL", 5)
    days = [738_000 + 3 * (pk * 37 % 101) for pk in range(1, 300)]
    rows = [replace(row(pk, 1, "PL", ()), day=day) for pk, day in enumerate(days, 1)]
    index = mapped(file, rows)
    index.remove_articles([7, 8, 290])
    fresh = [replace(row(7, 1, "PL", ()), day=738_150), replace(row(400, 1, "PL", ()), day=739_000)]
    index_of(fresh, index)
    kept = [each for each in rows if each.pk not in (7, 8, 290)] + fresh
    ordered = [each.pk for each in sorted(kept, key=lambda each: each.order)]
    read: list[int] = []
    plain = Sets.get

    def get(self: Sets, month: int) -> BitMap | None:
        read.append(month)
        return plain(self, month)

    monkeypatch.setattr(Sets, "get", get)
    for first in (0, 20, 150, 290):
        after = index.cursor(ordered[first - 1]) if first else None
        assert index.newest(index.every, 10, after) == ordered[first : first + 10]
    assert not read
    odd = BitMap(pk for pk in index.every if pk % 2)
    index.count_values("month", odd)
    assert index.newest(odd, 9) == [pk for pk in ordered if pk % 2][:9]
    assert not read
    monkeypatch.setattr(newest, "FURTHER", 1)
    last = BitMap(ordered[-12:])
    assert index.newest(last, 2) == ordered[-12:-10]
    assert read


@pytest.mark.parametrize("once", [False, True])
def test_the_wordings_of_quotations_are_counted_from_those_of_two(once: bool) -> None:
    wordings = [*Wording] * 5
    rows = [
        replace(row(pk, 1, "", ()), wording=wording, utterance=pk % 4 if pk > 9 else 0)
        for pk, wording in enumerate(wordings, 1)
    ]
    index = index_of(rows)
    count = tally(index, once=once)
    for found in (index.every, BitMap(range(1, 8)), BitMap(range(6, 16))):
        own = index.select(Selection(words=Words.OWN), found)
        expected = tuple(count.of("wording", wording, found) for wording in Wording)
        assert count.wordings(found) == count.wordings(found, own) == expected
