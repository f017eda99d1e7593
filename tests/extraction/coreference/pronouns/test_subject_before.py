"""Whom “he” and “she” behind a quotation mean by the sentence before it."""

from __future__ import annotations

import pytest

from extraction.pipeline import load

pytestmark = pytest.mark.model


def speaker(text: str) -> str | None:
    """Who says the last quotation of a text."""
    return load().extract(text).quotations[-1].name


@pytest.mark.parametrize(
    "text",
    [
        "Jane Moor won the race, beating Anna Dunn and Kate Vale. “I had no plan,” she said.",
        "Jane Moor held talks with the minister, Anna Dunn, on Monday.\n\n"
        "She said a “frank meeting” was what both had wanted.",
    ],
)
def test_the_subject_of_the_sentence_before_speaks_whoever_else_it_names(text: str) -> None:
    assert speaker(text) == "Jane Moor"


def test_a_subject_of_the_same_sentence_comes_first() -> None:
    text = (
        "Peter Moor introduced Karl Dunn to the guests. Karl Dunn said the world owed much to the "
        "painter, whose “great gift” he compared to that of Rubens."
    )
    assert speaker(text) in {"Karl Dunn", None}
