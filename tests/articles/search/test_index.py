"""The index in memory: what it selects, counts and orders is what looking through all rows gives,
and it follows what anybody writes."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Country, Quotation
from articles.search import index as indexes
from articles.search.bitmaps import Numbers, month_of
from articles.search.index import Columns, Index, Layout
from articles.search.live_index import current_index, forget, warm
from articles.search.oldest import oldest_page
from articles.search.own_words import Wording, Words
from articles.search.pages import Cursor, PageRequest
from articles.search.query import parse
from articles.search.results import search
from articles.search.selection import NONE, Selection, Value
from articles.search.speakers import most_quoted, summarise_speaker
from articles.search.tally import UNDATED, tally
from tests.support.quotations import make_quotation
from tests.support.servers import PATIENCE

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
    kind: str
    title: str
    about: tuple[str, ...]
    wording: int
    confidence: int
    utterance: int

    @property
    def year(self) -> int:
        return dt.date.fromordinal(self.day).year if self.day else 0

    def values(self, facet: str) -> tuple[int | str, ...]:
        return self.about if facet == "about" else (getattr(self, facet),)

    @property
    def doubtful(self) -> int:
        return int(self.confidence < 700)

    @property
    def order(self) -> tuple[int, ...]:
        return -self.day, -self.article, self.start, self.pk


days = st.one_of(st.just(0), st.integers(738_000, 738_100), st.integers(735_000, 740_000))
articles = st.tuples(days, st.integers(0, 2))


@st.composite
def archives(draw: st.DrawFn) -> list[Row]:
    in_archive = draw(st.lists(articles, min_size=1, max_size=6))
    rows = []
    keys = draw(st.lists(st.integers(1, 400), unique=True, max_size=40))
    for pk in keys:
        article = draw(st.integers(1, len(in_archive)))
        day, outlet = in_archive[article - 1]
        rows.append(
            Row(
                pk, article, draw(st.integers(0, 5)), day, draw(st.integers(0, 3)),
                draw(st.sampled_from(("", "PL", "IT"))), outlet,
                draw(st.sampled_from(("direct", "mixed"))),
                draw(st.sampled_from(("", "minister", "judge"))),
                draw(st.sampled_from(((), ("US",), ("US", "RU")))),
                draw(st.sampled_from(Wording)),
                draw(st.integers(0, 1000)),
                draw(st.sampled_from((0, 0, 1, 2, 3))),
            )
        )  # fmt: skip
    return rows


def index_of(rows: list[Row], index: Index | None = None) -> Index:
    index = index or Index(LAYOUT)
    number = index.names.number

    def column(name: str) -> Numbers:
        values = [getattr(row, name) for row in rows]
        return np.array([number(v) if isinstance(v, str) else v for v in values], np.int64)

    names = {*indexes.PLACE, *LAYOUT.single} - {"month"}
    columns = {name: column(name) for name in names}
    columns["month"] = np.array([month_of(row.day) for row in rows], np.int64)
    index.add(Columns(column("pk"), columns))
    pairs = [(row.pk, number(code)) for row in rows for code in row.about]
    if pairs:
        index.add_many("about", *np.array(pairs, np.int64).T)
    return index


dates = st.one_of(st.none(), st.integers(734_900, 740_100).map(dt.date.fromordinal))
choices = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.frozensets(st.integers(0, 4), max_size=2),
        "by": st.frozensets(st.sampled_from(("PL", "IT", "XX", NONE)), max_size=2),
        "about": st.frozensets(st.sampled_from(("US", "RU", "XX", NONE)), max_size=2),
        "outlet": st.frozensets(st.integers(0, 2), max_size=1),
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
)


def has_any(row: Row, facet: str, values: frozenset[Value]) -> bool:
    held = {value or NONE for value in row.values(facet)} or {NONE}
    return bool(held & values)


def passes(row: Row, selection: Selection, ignoring: str = "") -> bool:
    for name, wanted in selection.values.items():
        if wanted and name != ignoring and not has_any(row, name, wanted):
            return False
    for name, unwanted in selection.excluded.items():
        if name != ignoring and has_any(row, name, unwanted):
            return False
    if selection.title and row.title != selection.title:
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
        for most in (1, 2, 9):
            assert index.most_frequent(name, rows_of, most) == (ranking[:most], len(ranking))


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
    small = indexes.SMALL
    indexes.SMALL = 0 if month_by_month else small
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
        indexes.SMALL = small


@given(archives(), st.integers(1, 9), st.booleans())
def test_oldest_first_the_undated_are_last(
    rows: list[Row], limit: int, month_by_month: bool
) -> None:
    index = index_of(rows)
    small = indexes.SMALL
    indexes.SMALL = 0 if month_by_month else small
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
        indexes.SMALL = small


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


# ── in line with the database ─────────────────────────────────────────────────────────────


def listed(typed: str = "", **values: str) -> list[str]:
    chosen = {name: frozenset({value}) for name, value in values.items()}
    found = search(Selection(chosen, query=parse(typed)), PageRequest(50))  # type: ignore[arg-type]
    return [quotation.text for quotation in Quotation.objects.all().in_order(found.page.keys)]


@pytest.mark.django_db(transaction=True)
def test_the_index_follows_what_is_written() -> None:
    assert listed() == []
    first = make_quotation("One", published_on=dt.date(2026, 1, 1))
    make_quotation("Two", published_on=dt.date(2026, 1, 2), country="IT")
    assert listed() == ["Two", "One"]
    assert listed("one") == ["One"]
    Article.objects.filter(pk=first.article_id).update(published_on=dt.date(2027, 1, 1))
    assert listed() == ["One", "Two"]
    Quotation.objects.filter(pk=first.pk).update(speaker_country=Country.objects.get(pk="IT"))
    assert listed(by="PL") == []
    assert listed(by="IT") == ["One", "Two"]
    Quotation.objects.filter(pk=first.pk).update(text="Three")
    assert listed("one") == []
    assert listed("three") == ["Three"]
    first.article.delete()
    assert listed() == ["Two"]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_never_there() -> None:
    make_quotation("One")
    assert listed() == ["One"]
    with transaction.atomic():
        make_quotation("Two")
        assert len(listed()) == 2
        transaction.set_rollback(True)
    assert listed() == ["One"]
    make_quotation("Three")
    assert sorted(listed()) == ["One", "Three"]


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_commits_late_is_not_left_out() -> None:
    make_quotation("One")
    other = make_quotation("Other", by="Bo Li")
    assert sorted(listed()) == ["One", "Other"]
    written, seen, failed = threading.Event(), threading.Event(), []

    def write() -> None:
        try:
            with transaction.atomic():
                make_quotation("Slow")
                written.set()
                assert seen.wait(PATIENCE)
        except BaseException as error:  # noqa: BLE001 - checked below
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(PATIENCE)
    if connection.vendor == "postgresql":
        Quotation.objects.filter(pk=other.pk).update(text="Quick")
        assert sorted(listed()) == ["One", "Quick"]
    else:
        assert sorted(listed()) == ["One", "Other"]
    seen.set()
    thread.join()
    assert not failed
    assert "Slow" in listed()


@pytest.mark.django_db(transaction=True)
def test_words_that_were_looked_up_stay_right() -> None:
    for number in range(12):
        make_quotation(f"Ports {number}")
    warm()
    assert len(listed("ports")) == 12
    late = make_quotation("Ports again")
    assert len(listed("ports")) == 13
    Quotation.objects.filter(pk=late.pk).update(text="Trains")
    assert len(listed("ports")) == 12
    with current_index() as now:
        remembered = now.quotations_having(parse("PORT").wanted[0])
    assert late.pk not in remembered


@pytest.mark.django_db(transaction=True)
def test_a_new_process_reads_what_is_there() -> None:
    make_quotation("One")
    assert listed() == ["One"]
    forget()
    assert listed() == ["One"]


@pytest.mark.django_db
def test_speakers_by_how_much_they_are_quoted() -> None:
    quotation = make_quotation("No. 0", by="Cy Poe")
    for by, times in (("Ada Roe", 3), ("Bo Li", 1), ("Cy Poe", 1)):
        for _ in range(times):
            make_quotation(f"No. {Quotation.objects.count()}", by=by)
    first = most_quoted(PageRequest(2))
    assert [count for _, count, _ in first.page] == [3, 2]
    assert first.total == 3
    second = most_quoted(PageRequest(2, after=first.next))
    assert [count for _, count, _ in second.page] == [1]
    assert not second.next
    assert most_quoted(PageRequest(2, before=second.previous)).page == first.page
    assert quotation.speaker
    assert [count for _, count, _ in most_quoted(PageRequest(9), [quotation.speaker.pk]).page] == [
        2
    ]


@pytest.mark.django_db
def test_titles_come_with_their_dates_and_companions_with_their_articles() -> None:
    early, late = dt.date(2026, 1, 1), dt.date(2026, 5, 1)
    quotation = make_quotation("One", published_on=early)
    make_quotation("Two", published_on=late)
    make_quotation("Three", title="envoy", published_on=None)
    assert quotation.speaker
    said = summarise_speaker(quotation.speaker.pk, PageRequest(9), companions=5)
    titles = [(t.title, t.first, t.last, t.count) for t in said.titles]
    assert titles == [("foreign minister", early, late, 2), ("envoy", None, None, 1)]
    assert said.beside == ()
    assert said.looked_at == 0
    untitled = make_quotation("Four", by="Bo Li", title=None)
    assert untitled.speaker
    assert summarise_speaker(untitled.speaker.pk, PageRequest(9), companions=5).titles == ()
    assert summarise_speaker(0, PageRequest(9), companions=5).total == 0
