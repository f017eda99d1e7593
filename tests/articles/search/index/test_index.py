"""The index in memory selects, counts and orders as looking through all rows does."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.answers.oldest import oldest_page
from articles.search.answers.tally import UNDATED, tally
from articles.search.bitmaps import Numbers, month_of
from articles.search.index import newest as ordering
from articles.search.index.base import PLACE
from articles.search.index.index import Index
from articles.search.layout import Columns, Layout
from articles.search.own_words import Wording, Words
from articles.search.pages import Cursor, PageRequest
from articles.search.selection import NONE, Selection, Value

LAYOUT = Layout(
    single=("speaker", "by", "outlet", "kind", "year"),
    many=("about",),
    texts=frozenset({"by", "about", "kind"}),
)


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    article: int
    start: int
    day: int
    speaker: int
    by: str
    outlet: int
    also: tuple[int, ...]  # further outlets of its article
    kind: str
    title: str
    about: tuple[str, ...]
    wording: int
    confidence: int
    utterance: int
    likely: int

    @property
    def year(self) -> int:
        return dt.date.fromordinal(self.day).year if self.day else 0

    def values(self, facet: str) -> tuple[int | str, ...]:
        if facet == "outlet":
            return self.outlet, *self.also
        return self.about if facet == "about" else (getattr(self, facet),)

    @property
    def doubtful(self) -> int:
        return int(self.confidence < 700)

    @property
    def order(self) -> tuple[int, ...]:
        return -self.day, -self.article, self.start, self.pk


days = st.one_of(st.just(0), st.integers(738_000, 738_100), st.integers(735_000, 740_000))
articles = st.tuples(days, st.integers(0, 2), st.sampled_from(((), (), (3,), (3, 4))))


@st.composite
def archives(draw: st.DrawFn) -> list[Row]:
    in_archive = draw(st.lists(articles, min_size=1, max_size=6))
    rows = []
    keys = draw(st.lists(st.integers(1, 400), unique=True, max_size=40))
    for pk in keys:
        article = draw(st.integers(1, len(in_archive)))
        day, outlet, also = in_archive[article - 1]
        rows.append(
            Row(
                pk, article, draw(st.integers(0, 5)), day, draw(st.integers(0, 3)),
                draw(st.sampled_from(("", "PL", "IT"))), outlet, also,
                draw(st.sampled_from(("direct", "mixed"))),
                draw(st.sampled_from(("", "minister", "judge"))),
                draw(st.sampled_from(((), ("US",), ("US", "RU")))),
                draw(st.sampled_from(Wording)),
                draw(st.integers(0, 1000)),
                draw(st.sampled_from((0, 0, 1, 2, 3))),
                draw(st.integers(0, 1)),
            )
        )  # fmt: skip
    return rows


def index_of(rows: list[Row], index: Index | None = None) -> Index:
    index = index or Index(LAYOUT)
    number = index.names.number

    def column(name: str) -> Numbers:
        values = [getattr(row, name) for row in rows]
        return np.array([number(v) if isinstance(v, str) else v for v in values], np.int64)

    names = {*PLACE, *LAYOUT.single} - {"month"}
    columns = {name: column(name) for name in names}
    columns["month"] = np.array([month_of(row.day) for row in rows], np.int64)
    index.add(Columns(column("pk"), columns))
    pairs = [(row.pk, number(code)) for row in rows for code in row.about]
    if pairs:
        index.add_many("about", *np.array(pairs, np.int64).T)
    further = [(row.pk, outlet) for row in rows for outlet in row.also]
    if further:
        index.add_further("outlet", *np.array(further, np.int64).T)
    return index


dates = st.one_of(st.none(), st.integers(734_900, 740_100).map(dt.date.fromordinal))
choices = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.frozensets(st.integers(0, 4), max_size=2),
        "by": st.frozensets(st.sampled_from(("PL", "IT", "XX", NONE)), max_size=2),
        "about": st.frozensets(st.sampled_from(("US", "RU", "XX", NONE)), max_size=2),
        "outlet": st.frozensets(st.integers(0, 4), max_size=2),
        "kind": st.frozensets(st.sampled_from(("direct", "mixed")), max_size=2),
        "year": st.frozensets(st.sampled_from((NONE, 2012, 2018, 2022, 2027)), max_size=3),
    },
)
selections = st.builds(
    Selection,
    choices,
    dates,
    dates,
    st.sampled_from(("", "minister", "nobody")),
    words=st.sampled_from(Words),
    excluded=choices,
    sure=st.booleans(),
)


def has_any(row: Row, facet: str, values: frozenset[Value]) -> bool:
    held = {value for value in row.values(facet) if value} or {NONE}
    return bool(held & values)


def passes(row: Row, selection: Selection, ignoring: str = "") -> bool:
    for name, wanted in selection.values.items():
        if wanted and name != ignoring and not has_any(row, name, wanted):
            return False
    for name, unwanted in selection.excluded.items():
        if name != ignoring and has_any(row, name, unwanted):
            return False
    if (selection.title and row.title != selection.title) or (selection.sure and row.likely):
        return False
    if ignoring != "kind" and row.wording not in selection.words.wordings:
        return False
    since, until = selection.since, selection.until
    if (since or until) and not row.day:
        return False
    return (not since or row.day >= since.toordinal()) and (
        not until or row.day <= until.toordinal()
    )


@given(archives(), selections)
def test_a_selection_and_its_counts_are_those_of_all_rows(
    rows: list[Row], selection: Selection
) -> None:
    index = index_of(rows)
    found = index.select(selection, None)
    kept = [row for row in rows if passes(row, selection)]
    assert set(found) == {row.pk for row in kept}
    for name in ("speaker", "by", "about", "outlet", "kind", "year"):
        rows_of = index.select(selection, None, ignoring=name)
        counted = Counter(
            str(value)
            for row in rows
            if passes(row, selection, ignoring=name)
            for value in row.values(name)
            if value
        )
        tally = {index.value(name, value): n for value, n in index.count_values(name, rows_of)}
        assert tally == counted
        assert list(tally.values()) == sorted(tally.values(), reverse=True)
        without = {r.pk for r in rows if r.pk in rows_of and has_any(r, name, frozenset({NONE}))}
        assert index.of(name, NONE).intersection_cardinality(rows_of) == len(without)
        ranking = index.count_values(name, rows_of)
        for most in (0, 1, 2, 9):
            assert index.most_frequent(name, rows_of, most) == (ranking[:most], len(ranking))


@given(archives(), st.sampled_from(Words))
def test_counts_of_lists_without_filters_are_kept_until_a_quotation_changes(
    rows: list[Row], words: Words
) -> None:
    selection, half = Selection(words=words), len(rows) // 2
    index = index_of(rows[:half])

    def counted(name: str) -> dict[str, int]:
        found = index.select(selection, None)
        values = index.count_values(name, found)
        assert index.most_frequent(name, found, 9) == (values[:9], len(values))
        assert index.count_values(name, index.select(selection, None)) is values
        return {index.value(name, value): n for value, n in values}

    def expected(name: str, those: list[Row]) -> dict[str, int]:
        kept = [row for row in those if passes(row, selection)]
        return Counter(str(v) for row in kept for v in row.values(name) if v)

    for name in ("speaker", "about", "outlet", "kind"):
        assert counted(name) == expected(name, rows[:half])
    index_of(rows[half:], index)
    for name in ("speaker", "about", "outlet", "kind"):
        assert counted(name) == expected(name, rows)
    index.remove_articles([1])
    for name in ("speaker", "about", "outlet", "kind"):
        assert counted(name) == expected(name, [row for row in rows if row.article != 1])


@given(archives(), selections)
def test_an_utterance_is_listed_and_counted_once(rows: list[Row], selection: Selection) -> None:
    index = index_of(rows)
    once = tally(index, once=True)
    found = index.select(selection, None)
    utterances = defaultdict(list)
    for row in rows:
        if passes(row, selection):
            utterances[row.utterance or -row.pk].append(row)
    first = {
        min(those, key=lambda row: (row.day or UNDATED, row.article, row.start, row.pk)).pk
        for those in utterances.values()
    }
    assert set(once.listed(found)) == first
    assert once.size(found) == len(utterances)
    for name in ("speaker", "by", "about", "outlet", "kind", "year"):
        counted = Counter(
            str(value)
            for those in utterances.values()
            for value in {value for row in those for value in row.values(name) if value}
        )
        counts = once.count_values(name, found)
        assert {index.value(name, value): n for value, n in counts} == counted
        assert counts == sorted(counts, key=lambda pair: (-pair[1], pair[0]))
        assert once.most_frequent(name, found, 2) == (counts[:2], len(counts))
        for value, n in counts:
            known = index.value(name, value) if name in LAYOUT.texts else value
            assert once.of(name, known, found) == n


@given(archives(), st.integers(1, 9), st.booleans())
def test_parts_follow_one_another_in_both_directions(
    rows: list[Row], limit: int, month_by_month: bool
) -> None:
    index = index_of(rows)
    ordered = [row.pk for row in sorted(rows, key=lambda row: row.order)]
    small = ordering.SMALL
    ordering.SMALL = 0 if month_by_month else small
    try:
        forward: list[int] = []
        after = None
        while part := index.newest(index.every, limit, after=after):
            forward += part
            after = Cursor.parse(str(index.cursor(part[-1])))
        assert forward == ordered
        backward: list[int] = []
        if ordered:
            before = index.cursor(ordered[-1])
            while part := index.newest(index.every, limit, before=before):
                backward = part + backward
                before = index.cursor(part[0])
            assert backward == ordered[:-1]
    finally:
        ordering.SMALL = small


@given(archives(), st.integers(1, 9), st.booleans())
def test_oldest_first_the_undated_are_last(
    rows: list[Row], limit: int, month_by_month: bool
) -> None:
    index = index_of(rows)
    small = ordering.SMALL
    ordering.SMALL = 0 if month_by_month else small
    reverse = sorted(rows, key=lambda row: row.order, reverse=True)
    ordered = [r.pk for r in reverse if r.day] + [r.pk for r in reverse if not r.day]
    try:
        pages = [oldest_page(index, index.every, PageRequest(limit))]
        while pages[-1].next:
            pages.append(oldest_page(index, index.every, PageRequest(limit, pages[-1].next)))
        assert [key for page in pages for key in page.keys] == ordered
        for earlier, later in pairwise(pages):
            back = PageRequest(limit, "", later.previous)
            assert oldest_page(index, index.every, back) == earlier
    finally:
        ordering.SMALL = small


@given(archives(), archives(), st.sets(st.integers(1, 6)))
def test_what_is_taken_out_and_put_in_again_leaves_nothing(
    rows: list[Row], others: list[Row], gone: set[int]
) -> None:
    index = index_of(rows)
    removed = index.remove_articles(gone)
    assert set(removed) == {row.pk for row in rows if row.article in gone}
    kept = [row for row in rows if row.article not in gone]
    keys = {row.pk for row in kept}
    fresh = [row for row in others if row.pk not in keys]
    index_of(fresh, index)
    same = index_of([*kept, *fresh])
    for name in ("speaker", "by", "about", "outlet", "kind", "year", "month"):
        counted = {index.value(name, v): n for v, n in index.count_values(name, index.every)}
        assert counted == {same.value(name, v): n for v, n in same.count_values(name, same.every)}
        assert name == "month" or index.of(name, NONE) == same.of(name, NONE)
    assert index.newest(index.every, 100) == same.newest(same.every, 100)


@pytest.mark.parametrize(
    "text", ["", "x", "2026-01-02", "2026-13-02.1.2.3", "2026-01-02.1.2.x", f"undated.1.2.{2**63}"]
)
def test_a_place_that_is_none_is_the_beginning(text: str) -> None:
    assert Cursor.parse(text) is None
