"""The newest quotations of whole days, in which terms are found as search finds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from articles.comparing.sample import Sample, Texts, newest_of
from articles.models import Quotation
from articles.search.answers.tally import tally
from articles.search.index.live_index import current_index
from articles.search.query import parse
from articles.search.selection import Selection
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = (
    "Grain prices rose", "The price of Ada’s grain fell", "Café prices, grain-prices", "Visas",
    "Grains. Prices!", "A visa",
)  # fmt: skip


@pytest.fixture
def six() -> list[Quotation]:
    """Quotations of three days, two a day."""
    return make_quotations(
        {"words": words, "published_on": dt.date(2026, 3, 1 + number // 2)}
        for number, words in enumerate(WORDS)
    )


def sample(most: int, selection: Selection | None = None) -> Sample:
    with current_index() as live:
        count = tally(live.index, once=True)
        return newest_of(live.index, selection or Selection(once=True), None, count, most)


@pytest.mark.parametrize(("most", "days"), [(6, 3), (5, 2), (4, 2), (3, 1), (2, 1)])
def test_a_sample_is_of_whole_days_which_a_list_selects(
    six: list[Quotation], most: int, days: int
) -> None:
    found = sample(most)
    assert set(found.rows) == {row.pk for row in six[-2 * days :]}
    assert found.whole
    assert found.since == (dt.date(2026, 3, 4 - days) if days < 3 else None)
    with current_index() as live:
        since = replace(Selection(once=True), since=found.since)
        assert live.index.select(since, None) == found.rows


def test_of_a_day_with_too_many_some_are_read_and_no_number_is_given(
    six: list[Quotation],
) -> None:
    found = sample(1)
    assert (len(found.keys), found.whole, found.fields) == (1, False, {})


def test_the_undated_are_read_only_if_all_fit(six: list[Quotation]) -> None:
    undated = make_quotation("Without a day", "Ada Roe", published_on=None)
    assert undated.pk in sample(7).rows
    assert undated.pk not in sample(6).rows


@pytest.mark.every_database
@pytest.mark.parametrize(
    "words", ["grain", "prices", "“grain prices”", "visa", "“ada grain”", "café", "“of Ada”"]
)
def test_terms_are_found_as_a_search_finds_them(six: list[Quotation], words: str) -> None:
    (term,) = parse(words).wanted
    with current_index() as live:
        found = live.quotations_having(term)
    assert Texts(row.pk for row in six).having(term) == found
