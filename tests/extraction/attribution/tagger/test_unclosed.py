"""Quotations whose closing mark was forgotten before their tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.attribution.tagger.unclosed import ended_at_tags
from extraction.text.quotation_marks import QuotedSpan, find_quoted_spans


def spans(text: str) -> tuple[QuotedSpan, ...]:
    return ended_at_tags(text, find_quoted_spans(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The weir has no owner, said Ana Brel, a nurse.\n\nIt rained.", "The weir has no owner,"),
        ("“The weir has no owner, Ana Brel said on Friday.\n\nRain.", "The weir has no owner,"),
        ("“The weir has no owner, Ana Brel told guests in Velm.", "The weir has no owner,"),
        ('"Has the weir no owner? asked the judge.', "Has the weir no owner?"),
        ("«The weir has no owner, warned Tom Ek, as it fell.", "The weir has no owner,"),
    ],
)
def test_it_ends_where_the_tag_begins(text: str, inner: str) -> None:
    (found,) = spans(text)
    assert found.inner.of(text) == inner
    assert found.span.end == found.inner.end
    assert not found.closed


def test_the_next_paragraph_is_no_continuation_of_it() -> None:
    text = "“The weir has no owner, said Ana Brel.\n\n“I own it,” said Tom Ek."
    first, second = spans(text)
    assert first.inner.of(text) == "The weir has no owner,"
    assert not second.continues


@pytest.mark.parametrize(
    "text",
    [
        "“He came home, said nothing and slept.\n\n“Then it rained,” said Ana Brel.",
        "“It leaks, said Tom Ek to me once. I laughed at him.\n\n“He was right,” said Ana Brel.",
        "“No, said Ana Brel.",
        "“The weir has no owner,” said Ana Brel.",
    ],
)
def test_a_verb_within_the_words_is_no_tag(text: str) -> None:
    assert spans(text) == find_quoted_spans(text)


@given(st.text(alphabet="“”\"'‘’«», said.Ana\n", max_size=120))
def test_any_text_keeps_its_quoted_spans_in_order(text: str) -> None:
    before, after = find_quoted_spans(text), spans(text)
    assert [each.span.start for each in after] == [each.span.start for each in before]
    for each, made in zip(before, after, strict=True):
        assert each.span.contains(made.span)
        assert made.span.contains(made.inner)
        assert made == each or text[made.inner.end - 1] in ",?!…"


@pytest.mark.parametrize(
    "tag", ["said owner Mel Dorn", "said police chief Ana Brel", "said retired miller Tom Ek"]
)
def test_a_tag_has_what_its_person_is(tag: str) -> None:
    text = f"“We lost the roof in March, {tag}. The café is shut."
    (only,) = spans(text)
    assert only.inner.of(text) == "We lost the roof in March,"
