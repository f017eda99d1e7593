"""What the file of an index keeps of many quotations is what looking at all of them gives."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.answers import speakers
from articles.search.bitmaps import Numbers
from articles.search.index import counts, stored, summaries
from articles.search.index.arrays import ArrayFile, write
from articles.search.index.index import Index
from articles.search.index.stored import parts_of, read_index
from articles.search.selection import Selection
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
