"""What changes after the file of the index was built is found as the rows have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.http import QueryDict
from pyroaring import BitMap

from articles.corrections import deletion, quotations, speakers
from articles.corrections.changes import Editor
from articles.forms.filters import ArticleFilter
from articles.models import Article, Quotation, Speaker
from articles.search.answers import speakers as found_speakers
from articles.search.backends import TextIndex, backend
from articles.search.highlight import words_in
from articles.search.index import index_file
from articles.search.index.columns import read_into
from articles.search.index.index import Index
from articles.search.index.live_index import current_index, forget
from articles.search.pages import PageRequest
from articles.search.query import Form, Term, parse
from articles.search.terms import rows_with
from extraction.annotations import Span, Spans
from tests.support.factories import make_article
from tests.support.quotations import make_quotation

WORDS = ("ferry", "pier", "late", "tram", "zeppelin", "harbour")
BEGINNINGS = ("fe", "pie", "har", "zepp", "tra", "q")
PHRASES = ("the ferry", "of pier", "is late", "harbour is", "ferry the")


def build() -> None:
    index_file.build()
    forget()
    with current_index() as live:
        assert live.index.base.stored


def texts() -> dict[int, list[str]]:
    """Return the words of each row, which no index has a part in."""
    return {pk: words_in(text) for pk, text in Quotation.objects.values_list("pk", "text")}


def has(words: list[str], term: Term) -> bool:
    """Return whether a text of these words has a term."""
    if term.form is Form.PHRASE:
        return term.text in map(" ".join, pairwise(words))
    if term.form is Form.PREFIX:
        return any(word.startswith(term.text) for word in words)
    return term.text in words


def assert_as_the_rows() -> None:
    rows = texts()
    terms = [
        *(Term(Form.WORD, word) for word in WORDS),
        *(Term(Form.PREFIX, begun) for begun in BEGINNINGS),
        *(Term(Form.PHRASE, pair) for pair in PHRASES),
    ]
    wanted = {term: {pk for pk in rows if has(rows[pk], term)} for term in terms}
    with current_index() as live:
        assert live.index.base.stored, "the file is in use"
        each = live.quotations_having_each(list(wanted))
        assert dict(zip(wanted, map(set, each), strict=True)) == wanted
        assert {term: set(live.quotations_having(term)) for term in wanted} == wanted
        assert sorted(live.existing(WORDS)) == sorted(
            word for word in WORDS if wanted[Term(Form.WORD, word)]
        )
        assert set(live.quotations_with(parse("ferry -pier")) or ()) == (
            wanted[Term(Form.WORD, "ferry")] - wanted[Term(Form.WORD, "pier")]
        )


def test_words_are_those_of_rows_that_changed_since(filed: None) -> None:
    made = [
        make_quotation(f"The {'ferry' if n % 2 else 'tram'} of pier {n} is late", by=f"Ana {n}")
        for n in range(8)
    ]
    build()
    assert_as_the_rows()
    changes: tuple[Callable[[], object], ...] = (
        lambda: make_quotation("A zeppelin of the harbour is late"),
        lambda: quotations.reject(made[1], Editor()),
        lambda: quotations.correct(made[2], {"content": the_tram(made[2])}, Editor()),
        lambda: deletion.delete([made[3].article], Editor()),
        lambda: Quotation.objects.filter(pk=made[4].pk).update(text="The harbour is shut"),
        lambda: speakers.merge(named("Ana 5"), named("Ana 6"), Editor()),
        lambda: Quotation.objects.filter(text__contains="zeppelin").delete(),
    )
    for change in changes:
        before = texts()
        change()
        assert_as_the_rows()
        assert change is changes[5] or texts() != before, changes.index(change)
    build()
    assert_as_the_rows()


def the_tram(quotation: Quotation) -> Spans:
    start = quotation.article.body.index("tram")
    return (Span(start, start + 4),)


# NUL is refused before a search: no database takes it.
ODD = (
    "f*", "fe* fe* q*", "*", '"', "-", "-ferry",
    " ".join(f"ferry{n}" for n in range(50)), " OR ".join(["ferry", "tram"] * 25),
    " ".join(f"{letter}e*" for letter in "abcdefghijklmnopqrstuvwxyz"),
    '"' + "the ferry " * 100 + '"', '"the the"', "\u202eferry\u202c", "עִבְרִית", "العَرَبِيَّة",
    "\u200fferry\u200e", "🙂", "🙂ferry🙂", "👩\u200d👩\u200d👧*", "\ufeffferry", "x" * 100_000,
    "fe\u0301rry", "FERRY*", "ｆｅｒｒｙ", "'; DROP TABLE x; --", "{ferry} : ferry^2",
    "ferry\x01tram",
)  # fmt: skip


def test_odd_searches_find_the_same_by_the_file(filed: None) -> None:
    for said in ("The ferry of pier 1 is late", "Tram 🙂ferry🙂 עִבְרִית العربية", "Ferry-tram x"):
        make_quotation(said)
    build()

    def searched(term: Term) -> BitMap:
        return backend().matching(TextIndex.QUOTATIONS, term)

    for _ in range(2):
        every = BitMap(Quotation.objects.values_list("pk", flat=True))
        with current_index() as live:
            for query in filter(None, map(parse, ODD)):
                assert live.quotations_with(query) == rows_with(query, searched, every.copy), query
        make_quotation("A zeppelin 🙂 of the ferry is late")


def named(name: str) -> Speaker:
    return Speaker.objects.get(name=name)


def test_what_comes_and_goes_around_a_build_is_in_no_file(
    filed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written after the rows were read and before their texts are."""
    make_quotation("The ferry of pier 1 is late")
    article = make_quotation("The ferry of pier 2 is late").article
    late: list[Quotation] = []

    def read_and_write(index: Index) -> None:
        read_into(index)
        late.append(make_quotation("A zeppelin of the harbour is late"))
        article.quotations.all().delete()

    monkeypatch.setattr(index_file, "read_into", read_and_write)
    index_file.build()
    late[0].delete()
    forget()
    assert_as_the_rows()
    assert len(texts()) == 1


def test_names_that_changed_since_are_found_among_the_most_quoted(
    filed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_speakers, "MANY", 1)
    monkeypatch.setattr(found_speakers, "MOST_QUOTED", 2)
    for n, name in enumerate(("Ana Orrin", "Bo Torrey", "Cy Lorrimer", "Di Poe")):
        for place in range(5 - n):
            make_quotation(f"The ferry of pier {n}{place} is late", by=name)
    join_namesakes()
    build()

    def as_the_rows(word: str, *names: str) -> None:
        counts = {name: named(name).quotations.count() for name in names}
        found = found_speakers.most_quoted_like(word, len(names))
        assert [(Speaker.objects.get(pk=pk).name, n) for pk, n in found] == list(counts.items())
        assert sorted(counts.values(), reverse=True) == list(counts.values())

    as_the_rows("orr", "Ana Orrin", "Bo Torrey")
    speakers.edit(named("Bo Torrey"), {"name": "Bo Quill"}, Editor())
    speakers.remove_name(named("Bo Quill"), "Bo Torrey", Editor())
    as_the_rows("orr", "Ana Orrin", "Cy Lorrimer")
    as_the_rows("quill", "Bo Quill")
    speakers.merge(named("Cy Lorrimer"), named("Di Poe"), Editor())
    as_the_rows("orr", "Ana Orrin", "Di Poe")
    deletion.delete([row.article for row in named("Di Poe").quotations.all()], Editor())
    as_the_rows("orr", "Ana Orrin", "Di Poe")


def join_namesakes() -> None:
    """Have one speaker of each name, with all of its quotations."""
    for name in Speaker.objects.values_list("name", flat=True).distinct():
        one = Speaker.objects.filter(name=name).order_by("pk")[0]
        Quotation.objects.filter(speaker__name=name).update(speaker=one, found_speaker=one)
        Speaker.objects.filter(name=name).exclude(pk=one.pk).delete()


def test_articles_that_changed_since_are_listed_newest_first(filed: None) -> None:
    made = [
        make_article(f"The ferry of pier {n}.", published_on=dt.date(2026, 1, 1 + n // 2))
        for n in range(6)
    ]

    def as_the_rows() -> list[int]:
        form = ArticleFilter(QueryDict("q=ferry"))
        assert form.is_valid()
        rows, _, _ = form.page(PageRequest(25))
        wanted = Article.objects.filter(body__icontains="ferry").order_by("-published_on", "-pk")
        keys = [row.pk for row in rows]
        assert keys == [row.pk for row in wanted]
        assert form.count() == len(keys)
        return keys

    assert len(as_the_rows()) == 6
    make_article("A later ferry.", published_on=dt.date(2026, 1, 2))
    made[0].body = "A tram."
    made[0].save()
    made[1].published_on = dt.date(2026, 3, 1)
    made[1].save()
    made[2].delete()
    assert as_the_rows()[0] == made[1].pk
    assert len(as_the_rows()) == 5
