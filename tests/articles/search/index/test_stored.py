"""An index that is mapped from a file answers as one in memory does, with changes on top."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from articles.search.bitmaps import Numbers
from articles.search.index import combinations, counted, stored
from articles.search.index import counts as counting
from articles.search.index import newest as ordering
from articles.search.index.arrays import HEADER, ArrayFile, FormatError, Part, stamp_of, write
from articles.search.index.index import Index
from articles.search.index.sets import Recent
from articles.search.index.stored import differences, parts_of, read_index
from articles.search.index.vocabulary import Vocabulary
from articles.search.own_words import Words
from articles.search.selection import NONE, Selection
from tests.articles.search.index import test_index as in_memory
from tests.articles.search.index.test_index import LAYOUT, Row, archives, index_of
from tests.support.sizes import sized


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module", autouse=True)
def without_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture
def mapped(folder: Path) -> Callable[[Index], Index]:
    """Write an index to a file, and return the index in it."""

    def of(index: Index) -> Index:
        write(folder / "quotations", {}, parts_of(index))
        return read_index(ArrayFile.open(folder / "quotations"), index.layout)

    return of


PROPERTIES = (
    in_memory.test_a_selection_and_its_counts_are_those_of_all_rows,
    in_memory.test_an_utterance_is_listed_and_counted_once,
    in_memory.test_parts_follow_one_another_in_both_directions,
    in_memory.test_oldest_first_the_undated_are_last,
    in_memory.test_what_is_taken_out_and_put_in_again_leaves_nothing,
)


@pytest.mark.parametrize("least", [0, 3, counted.LEAST], ids=["all counted", "some", "none"])
@pytest.mark.parametrize("few", [0, combinations.FEW], ids=["combined", "apart"])
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__[5:])
def test_what_holds_in_memory_holds_of_a_file_with_changes_on_top(
    holds: Callable[[], None],
    few: int,
    least: int,
    mapped: Callable[[Index], Index],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A part of each archive is in the file, with articles that are gone since; the rest on top.

    Facets are counted by combinations, or, as there are too many in a small archive, are not; and
    all sets are counted when the file is built, or those of three quotations or more, or none.
    A few values are counted set by set, as there are few in a small archive; many in order.
    """
    monkeypatch.setattr(combinations, "FEW", few)
    monkeypatch.setattr(counted, "LEAST", least)
    if not few:
        monkeypatch.setattr(counting, "FEW", 0)
        monkeypatch.setattr(counting, "RARE", 0 if least == 3 else counting.RARE)
        monkeypatch.setattr(stored, "MOST_JOINED", stored.MOST_JOINED if least else 0)

    def of(rows: list[Row], index: Index | None = None) -> Index:
        if index is not None:
            return index_of(rows, index)
        first = rows[: len(rows) * 2 // 3]
        index = mapped(index_of(first))
        gone = {row.article for row in first[:2]}
        index.remove_articles(gone)
        return index_of([row for row in rows if row not in first or row.article in gone], index)

    monkeypatch.setattr(in_memory, "index_of", of)
    # Each example writes a file.
    monkeypatch.setattr(
        holds, "_hypothesis_internal_use_settings", settings(max_examples=sized(6, 20))
    )
    holds()


def test_what_lacks_little_of_a_set_is_counted_by_what_it_lacks(
    mapped: Callable[[Index], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combinations, "FEW", 0)
    monkeypatch.setattr(counting, "FEW", 0)
    monkeypatch.setattr(counted, "LEAST", 2)
    rows = [
        row(pk, article=pk, speaker=pk % 9, about=("US", "RU")[: pk % 3]) for pk in range(1, 60)
    ]
    index = mapped(index_of(rows))
    looked_at: list[int] = []
    plain = combinations.Combinations.counts

    def counts(self: combinations.Combinations, keys: Numbers) -> Numbers:
        looked_at.append(len(keys))
        return plain(self, keys)

    monkeypatch.setattr(combinations.Combinations, "counts", counts)

    def tallied(selection: Selection) -> dict[str, int]:
        looked_at.clear()
        values = index.count_values("speaker", index.select(selection, None))
        return {index.value("speaker", value): n for value, n in values}

    without = Selection(excluded={"speaker": frozenset({3})})
    assert tallied(without) == {str(pk): len(range(pk, 60, 9)) for pk in range(1, 9) if pk != 3}
    assert looked_at == [len(range(3, 60, 9))]
    named = Selection(excluded={"speaker": frozenset({NONE})}, values={"year": frozenset({NONE})})
    assert sum(tallied(named).values()) == len([each for each in rows if each.speaker])
    assert looked_at == [0]
    index.remove_articles([5])
    index_of([row(5, article=5, speaker=7), row(70, article=70, speaker=7)], index)
    assert tallied(named)["7"] == len(range(7, 60, 9)) + 2
    assert tallied(named)["5"] == len(range(5, 60, 9)) - 1
    assert looked_at == [1]


def test_the_last_quotations_may_have_no_value(
    mapped: Callable[[Index], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combinations, "FEW", 0)
    rows = [row(1, 1, about=("US", "RU")), row(2, 1, about=("US",)), row(3, 2), row(4, 2)]
    index = mapped(index_of(rows))
    counted = index.count_values("about", index.every - BitMap([1]))
    assert {index.value("about", value): n for value, n in counted} == {"US": 1}


@settings(max_examples=sized(8, 20))
@given(
    archives(), archives(), st.sets(st.integers(1, 6)), st.sets(st.integers(1, 400)),
    st.sampled_from((0, 4_096)),
)  # fmt: skip
def test_a_common_word_is_counted_as_all_rows_are(
    folder: Path, rows: list[Row], others: list[Row], gone: set[int], having: set[int],
    most_joined: int,
) -> None:  # fmt: skip
    """Rows with the word are counted by what they lack of those that had it in the file."""
    word = BitMap(having | {row.pk for row in rows[::2]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combinations, "FEW", 0)
        patch.setattr(counted, "LEAST", 1)
        patch.setattr(stored, "MOST_JOINED", most_joined)
        write(
            folder / "words", {}, parts_of(index_of(rows), Vocabulary(["ports"], [word], ["ports"]))
        )
    index = read_index(ArrayFile.open(folder / "words"), LAYOUT)
    assert index.base.words is not None
    numbers = [0] if word & index.every else []
    assert index.base.words.number("ports") == (numbers[0] if numbers else None)
    assert index.base.words.number("quays") is None
    index.remove_articles(gone)
    index_of([row for row in others if row.pk not in index.every], index)
    had = index.base.words.rows(0) if numbers else BitMap()
    found = (had - index.changed) | (word & index.changed)
    plain = Index(LAYOUT)
    index_of([row for row in rows if row.article not in gone], plain)
    index_of([row for row in others if row.pk not in plain.every], plain)
    one, since = Selection({"speaker": frozenset({1})}), dt.date.fromordinal(738_020)
    period = Selection(since=since, until=dt.date.fromordinal(738_090), words=Words.OWN)
    for selection in (Selection(), Selection(words=Words.OWN), one, Selection(since=since), period):
        index.having = found, tuple(numbers)
        for name in ("speaker", "by", "about", "outlet", "kind", "year", "month"):
            assert _counted(index, name, selection, found) == _counted(plain, name, selection, word)
        these = index.select(selection, found)
        index.count_values("month", these)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ordering, "SMALL", 0)
            listed = index.newest(these, 50)
        assert listed == plain.newest(plain.select(selection, word), 50)


def _counted(index: Index, name: str, selection: Selection, words: BitMap) -> dict[str, int]:
    found = index.select(selection, words)
    values = index.count_values(name, found)
    if name != "month":
        assert index.count_none(name, found) == len(found & index.of(name, NONE))
    return {index.value(name, value): count for value, count in values}


@settings(max_examples=sized(8, 20))
@given(archives(), archives(), st.lists(st.sets(st.integers(1, 6)), max_size=4))
def test_what_changed_is_in_the_next_file(
    folder: Path, rows: list[Row], others: list[Row], changes: list[set[int]]
) -> None:
    def of(index: Index) -> Index:
        write(folder / "next", {}, parts_of(index))
        return read_index(ArrayFile.open(folder / "next"), LAYOUT)

    one, other = index_of(rows), of(index_of(rows))
    for number, gone in enumerate(changes):
        again = [row for row in (rows, others)[number % 2] if row.article in gone]
        for index in (one, other):
            index.remove_articles(gone)
            index_of([row for row in again if row.pk not in index.every], index)
        assert not differences(one, other)
        for name in ("speaker", "about", "month"):
            assert _tally(one, name) == _tally(other, name)
        other = of(other) if number == 1 else other
    assert not differences(one, of(other))


@settings(max_examples=sized(8, 20))
@given(archives(), archives(), st.sets(st.integers(1, 6)), st.sets(st.integers(1, 9)))
def test_the_quotations_of_articles_are_those_of_all_rows(
    folder: Path, rows: list[Row], others: list[Row], gone: set[int], wanted: set[int]
) -> None:
    """Those in the file, without what is gone, and those that were put in since."""
    write(folder / "articles", {}, parts_of(index_of(rows)))
    index = read_index(ArrayFile.open(folder / "articles"), LAYOUT)
    index.remove_articles(gone)
    kept = [row for row in rows if row.article not in gone]
    fresh = [row for row in others if row.pk not in index.every]
    index_of(fresh, index)
    expected = {row.pk for row in [*kept, *fresh] if row.article in wanted}
    assert set(index.articles_with(np.array(sorted(wanted), np.int64))) == expected


def _tally(index: Index, name: str) -> dict[str, tuple[int, int]]:
    counts = index.counts(name)
    counted = index.count_values(name, index.every)
    return {index.value(name, value): (n, int(counts[value])) for value, n in counted}


def test_sets_of_recent_use_are_bounded_in_bytes(mapped: Callable[[Index], Index]) -> None:
    rows = [row(pk, article=pk, speaker=pk % 9 + 1) for pk in range(1, 60)]
    index = mapped(index_of(rows))
    recent = Recent(most=350)
    for sets in index.sets.values():
        sets._recent = recent
    for _ in range(2):
        assert {speaker: len(index.of("speaker", speaker)) for speaker in range(1, 10)} == {
            speaker: len([r for r in rows if r.speaker == speaker]) for speaker in range(1, 10)
        }
        assert 0 < recent._bytes <= 350
        assert len(recent._kept) == 3


def test_only_pages_that_differ_are_copied(mapped: Callable[[Index], Index]) -> None:
    rows = [row(pk, article=pk // 20 + 1, speaker=1) for pk in range(1, 3_000)]
    index = mapped(index_of(rows))
    assert index.copied == 0
    gone = [each for each in rows if each.article == 7]
    index.remove_articles([7])
    index_of(gone, index)
    assert index.copied == 0
    index.remove_articles([7])
    index_of([row(each.pk, article=7, speaker=2) for each in gone], index)
    assert index.copied == 4_096
    index_of([row(400_000, article=9)], index)
    assert index.copied > 4_096 * 400
    assert index.column("article")[400_000] == 9
    assert len(index.every) == 3_000


def row(pk: int, article: int, speaker: int = 0, about: tuple[str, ...] = ()) -> Row:
    return Row(pk, article, 0, 0, speaker, "", 0, (), "direct", "", about, 1, 900, 0, 0)


@given(st.lists(st.text(max_size=5), unique=True), st.text(max_size=5))
@settings(max_examples=sized(8, 20))
def test_names_keep_their_numbers(folder: Path, words: list[str], other: str) -> None:
    words = [word.encode(errors="ignore").decode() for word in words]
    index = Index(LAYOUT)
    for word in words:
        index.names.number(word)
    write(folder / "names", {}, parts_of(index))
    names = read_index(ArrayFile.open(folder / "names"), LAYOUT).names
    for word in ["", *words]:
        assert names.known(word) == names.number(word) == index.names.known(word)
        assert names.word(names.number(word)) == word
    assert names.known(other) == index.names.known(other)
    assert names.number(other) == index.names.number(other)
    assert len(names) == len(index.names)


# the file

PARTS = (Part("one", np.arange(5, dtype=np.int64)), Part("none", np.zeros(0, np.int32), 9_000))


def damaged(content: bytes) -> dict[str, bytes]:
    """Files that are not whole, by what became of them."""
    end = HEADER.unpack(content[: HEADER.size])[1] + 30
    return {
        "empty": b"",
        "cut in the header": content[:20],
        "cut": content[:-1],
        "cut in the arrays": content[:5_000],
        "longer": content + b" ",
        "foreign": b"SQLite format 3\0" + content[16:],
        "of another format": content.replace(b"index 2", b"index 9", 1),
        "damaged in the contents": content[:end] + b"?" + content[end + 1 :],
        "zeros": bytes(len(content)),
    }


@pytest.mark.parametrize("kind", damaged(bytes(HEADER.size)))
def test_a_file_that_is_not_whole_is_noticed(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    write(path, {}, PARTS)
    path.write_bytes(damaged(path.read_bytes())[kind])
    with pytest.raises(FormatError):
        ArrayFile.open(path)


def test_a_file_is_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write(path, {"mark": 7}, PARTS)
    assert path.stat().st_mode & 0o777 == 0o600
    file = ArrayFile.open(path)
    assert file.about == {"mark": 7}
    assert file.array("one").tolist() == [0, 1, 2, 3, 4]
    assert len(file.array("none")) == 0
    file.array("none", with_room=True)[8_999] = 5
    assert file.array("none", with_room=True)[8_999] == 5
    assert ArrayFile.open(path).array("none", with_room=True)[8_999] == 0
    assert not ArrayFile.open(path).damaged()
    content = bytearray(path.read_bytes())
    content[4_096] = 9
    path.write_bytes(content)
    assert ArrayFile.open(path).damaged() == ["one"]
    with pytest.raises(FormatError):
        file.array("other")


def test_those_that_have_mapped_a_file_that_is_replaced_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write(path, {}, PARTS)
    file, stamp = ArrayFile.open(path), stamp_of(path)
    write(path, {}, [Part("one", np.zeros(2, np.int64))])
    assert stamp_of(path) != stamp == file.stamp
    assert file.array("one").tolist() == [0, 1, 2, 3, 4]
    path.unlink()
    assert stamp_of(path) is None
    assert not file.damaged()


def test_what_is_killed_while_it_writes_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write(path, {"mark": 1}, PARTS)

    def killed() -> Iterator[Part]:
        yield Part("one", np.zeros(100_000, np.int64))
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        write(path, {"mark": 2}, killed())
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [found.name for found in tmp_path.iterdir()].count("file.part") == 1
    assert ArrayFile.open(path).about == {"mark": 1}
    write(path, {"mark": 3}, PARTS)
    assert ArrayFile.open(path).about == {"mark": 3}
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write(path, {"mark": 1}, PARTS)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, {"mark": 2}, PARTS)
    assert ArrayFile.open(path).about == {"mark": 1}
    assert [found.name for found in tmp_path.iterdir()] == ["file"]
