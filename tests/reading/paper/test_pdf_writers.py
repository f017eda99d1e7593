"""Who wrote an article on a page of a paper, where no “By” says so."""

from __future__ import annotations

import pytest

from tests.reading.paper.test_pdf import LEFT, Paper


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("Jo Ek", "Jo Ek"),
        ("Jo Ek and Ana Lund", "Jo Ek and Ana Lund"),
        ("Roofs in town", ""),
        ("The Northern School", ""),
        ("Rain, not repairs", ""),
    ],
)
def test_a_name_alone_below_the_headline(below: str, author: str) -> None:
    paper = Paper()
    for y, text, size in ((12, "The Northern Echo   19 June 2025   4", 8), (30, "Roof leaks", 18)):
        paper.put(20, y, text, size)
    for at, line in enumerate([below, "", *LEFT]):
        paper.put(20, 38 + 5 * at, line)
    assert (paper.one().title, paper.one().author) == ("Roof leaks", author)
