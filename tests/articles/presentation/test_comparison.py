"""What a page marks of a quotation beside pasted words."""

from __future__ import annotations

import pytest

from articles.presentation.comparison import Segment


@pytest.mark.parametrize(
    ("segment", "blank"),
    [
        (Segment("rains", "rain", differs=True), ""),
        (Segment("", "never", differs=True), " "),
        (Segment("never", differs=True), ""),
        (Segment("It rains", "It rains", shared=True), ""),
    ],
)
def test_a_blank_stands_before_what_was_pasted_alone(segment: Segment, blank: str) -> None:
    assert segment.apart == blank
