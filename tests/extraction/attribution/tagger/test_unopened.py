"""Paragraphs of a quotation that open without a mark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extraction
from extraction.attribution.tagger.unopened import opened_before
from extraction.text.quotation_marks import QuotedSpan, find_quoted_spans
from tests.support.growth import growth


def spans(text: str) -> tuple[QuotedSpan, ...]:
    return opened_before(text, find_quoted_spans(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('Brel said, "The weir leaks.\n\nIt has no owner."', "It has no owner."),
        ("“The weir leaks.\n\nIt has no owner,” Ana Brel said.", "It has no owner,"),
        ("“The weir leaks.”\n\nIt has no owner.”\n\nIt rained.", "It has no owner."),
        ("“The weir leaks,” Ana Brel said.\n\nIt has no owner.”", "It has no owner."),
        ("«The weir leaks,» miller Ana Brel said.\n\nIt is old.»\nRain.", "It is old."),
        ('Brel said: "The weir leaks.\nIt is old.\nNobody came."', "Nobody came."),
    ],
)
def test_they_are_quoted_up_to_the_closing_mark(text: str, inner: str) -> None:
    last = spans(text)[-1]
    assert last.inner.of(text) == inner
    assert last.span.end == last.inner.end + 1
    assert last.closed
    assert last.continues


def test_what_lies_between_is_quoted_too() -> None:
    text = "“The weir leaks.\n\nIt has no owner.\n\nNobody came,” Ana Brel said."
    assert [each.inner.of(text) for each in spans(text)] == [
        "The weir leaks.",
        "It has no owner.",
        "Nobody came,",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks,” said Ana Brel.\n\nBrel said on Friday that it was old.”",
        "“It leaks.”\n\nIt rained,” and Ana Brel came home.",
        "“It leaks.\n\nHundreds marched.\n\n“It is dry,” said Tom Ek.",
        "“It leaks,” said Ana Brel, who has lived beside it for forty years.  Rain.\n\nIt is old.”",
        "It was old.”\n\n“It leaks.”",
        '“It leaks.\n\nThe boat is 12".',
    ],
)
def test_a_stray_mark_ends_nothing(text: str) -> None:
    assert spans(text) == find_quoted_spans(text)


@given(st.text(alphabet="“”\"'«», .said.Ana\n", max_size=120))
def test_quoted_spans_stay_in_order_and_apart(text: str) -> None:
    found = [each for each in spans(text) if each.depth == 0]
    assert set(find_quoted_spans(text)) <= set(spans(text))
    for each, after in pairwise(found):
        assert each.span.end <= after.span.start
    assert all(each.span.contains(each.inner) for each in found)


def test_it_takes_time_by_length() -> None:
    paragraph = "“It leaks.”\n\n" + "It rained.” " * 20 + "\n\n"
    assert growth(lambda size: spans(paragraph * size), 20) < 3


@pytest.mark.model
def test_no_sentence_of_such_a_paragraph_is_lost() -> None:
    text = (
        'Ana Brel was worried about the weir. Brel said, "It leaks, and nobody listens.\n\n'
        'It has no owner, and the council looks away. We need a rule, and we need it soon."'
    )
    said = " ".join(
        span.of(text)
        for each in extraction.load().extract(text).quotations
        for span in each.content
        if each.name == "Ana Brel"
    )
    assert "We need a rule, and we need it soon." in said
