"""Who is quoted beside a speaker: in all articles, or in the latest of many."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from articles.ingest.store import store
from articles.models import Quotation, Speaker
from articles.search.answers import speakers
from articles.search.index import newest as ordering
from articles.search.index import summaries
from articles.search.pages import PageRequest
from extraction.annotations import Extraction
from tests.support.factories import make_article, said
from tests.support.quotations import make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MAY = dt.date(2026, 5, 1)


def both_quoted(other: str, day: dt.date | None) -> None:
    """Store an article that quotes Ada Roe twice and another person twice."""
    words = [f"The {noun} of {other} is late" for noun in ("ferry", "tram", "train", "bus")]
    body = f"As of {day}: " + " ".join(f"“{each},” it was said." for each in words)
    names = ("Ada Roe", "Ada Roe", other, other)
    quoted = tuple(said(body, each, by=name) for each, name in zip(words, names, strict=True))
    store(make_article(body, published_on=day), Extraction(quoted, ()), "made")


def beside() -> tuple[list[tuple[str, int]], int]:
    """Return who is quoted beside Ada Roe, in how many articles, and of how many the latest."""
    key = Speaker.objects.get(name="Ada Roe").pk
    found = speakers.summarise_speaker(key, PageRequest(9), companions=5)
    names = dict(Speaker.objects.values_list("pk", "name"))
    return [(names[other], count) for other, count in found.beside], found.looked_at


def test_of_many_articles_the_latest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    both_quoted("Bo Li", None)
    both_quoted("Cy Poe", MAY)
    both_quoted("Di Orr", MAY)
    both_quoted("Bo Li", dt.date(2025, 12, 31))
    assert beside() == ([("Bo Li", 2), ("Cy Poe", 1), ("Di Orr", 1)], 0)
    for most, names in (
        (1, ["Di Orr"]),
        (2, ["Cy Poe", "Di Orr"]),
        (3, ["Bo Li", "Cy Poe", "Di Orr"]),
    ):
        monkeypatch.setattr(summaries, "LATEST", most)
        assert beside() == ([(name, 1) for name in names], most)


def test_the_undated_come_behind_all_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    both_quoted("Bo Li", None)
    both_quoted("Cy Poe", None)
    both_quoted("Di Orr", MAY)
    monkeypatch.setattr(summaries, "LATEST", 2)
    assert beside() == ([("Cy Poe", 1), ("Di Orr", 1)], 2)


def test_a_speaker_was_quoted_last_on_the_latest_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (MAY, None, dt.date(2025, 12, 31), dt.date(2026, 5, 3), dt.date(2026, 5, 2)):
        both_quoted("Bo Li", day)
    both_quoted("Cy Poe", None)
    keys = dict(Speaker.objects.values_list("name", "pk"))
    for small in (ordering.SMALL, 0):  # as a whole, and month by month
        monkeypatch.setattr(speakers, "SMALL", small)
        last = dt.date(2026, 5, 3)
        expected = [("Ada Roe", 12, last), ("Bo Li", 10, last), ("Cy Poe", 2, None)]
        assert list(speakers.counts_of(keys[name] for name, _, _ in expected)) == [
            (keys[name], count, day) for name, count, day in expected
        ]


def test_names_are_looked_for_among_the_most_quoted_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["Ana Orrin", "Bo Torrey", "Cy Lorrimer", "Di Poe", "Ed Porro", "Flo Horrock"]
    quoted = [name for place, name in enumerate(names) for _ in range(2 + (6 - place) // 2)]
    make_quotations(
        {"words": f"The ferry of pier {n} is late", "by": by, "title": None, "country": None}
        for n, by in enumerate(quoted)
    )
    for name in names:  # the others of that name are never quoted
        one = Speaker.objects.filter(name=name)[0]
        Quotation.objects.filter(speaker__name=name).update(speaker=one)
    merged, into = Speaker.objects.filter(name="Flo Horrock"), Speaker.objects.filter(name="Di Poe")
    merged.update(merged_into=into[0])
    wanted = {
        (word, limit): speakers.most_quoted_like(word, limit)
        for word in ("orr", "poe", "Orrin ana", "b orr", "zz", "")
        for limit in (1, 2, 4, 9)
    }
    assert into[0].pk in dict(wanted["orr", 9])
    wanted_first = speakers.most_quoted_like("ana", 1)
    monkeypatch.setattr(speakers, "MANY", 1)
    read: list[bool] = []
    like = type(Speaker.objects).keys_named_like

    def seen(self: Any, words: str, among: Any = None) -> list[int]:
        read.append(among is not None)
        found: list[int] = like(self, words, among)
        return found

    monkeypatch.setattr(type(Speaker.objects), "keys_named_like", seen)
    for most in range(1, 6):
        monkeypatch.setattr(speakers, "MOST_QUOTED", most)
        for (word, limit), found in wanted.items():
            assert speakers.most_quoted_like(word, limit) == found, (most, word, limit)
    monkeypatch.setattr(speakers, "MOST_QUOTED", 1)
    read.clear()
    assert speakers.most_quoted_like("ana", 1) == wanted_first
    assert read == [True]
    assert speakers.most_quoted_like("zz", 1) == []
    assert read == [True, True, False]
    but = {wanted["orr", 1][0][0]}
    assert speakers.most_quoted_like("orr", 1, but) == wanted["orr", 2][1:]
