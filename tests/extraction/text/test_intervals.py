"""Which spans meet, beside a look at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Span, overlap
from extraction.text.intervals import IntervalIndex, lines_of

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS), SPANS)
def test_what_lies_within_is_found_by_what_it_overlaps(spans: list[Span], other: Span) -> None:
    found = IntervalIndex((span, span) for span in spans).overlapping(other)
    assert found == sorted(span for span in spans if span.overlaps(other))


@given(st.lists(SPANS), st.lists(SPANS))
def test_overlap_counts_every_pair(left: list[Span], right: list[Span]) -> None:
    shared = sum(len({*range(*a)} & {*range(*b)}) for a in left for b in right)
    assert overlap(left, right) == shared


def test_the_lines_of_a_span() -> None:
    text = "said Falk.\n\nEdda Falk\n sits"
    found = lines_of(text, Span(5, len(text)))
    assert [span.of(text) for span in found] == ["Falk.", "Edda Falk", "sits"]
