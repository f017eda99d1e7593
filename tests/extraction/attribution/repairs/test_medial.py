"""Paraphrases whose tag stands within the sentence."""

from __future__ import annotations

import pytest

from extraction.attribution.repairs.paraphrases import trim_paraphrases
from tests.support.documents import document, said, tagged


def trimmed(text: str, content: str, source: str, cue: str) -> list[tuple[str, str]]:
    made = document(text, tagged(text, content, source, cue))
    trim_paraphrases(made)
    return said(made)


@pytest.mark.parametrize(
    ("text", "content", "front"),
    [
        ("The weir, Ana Brel said, would leak.", "would leak", "The weir"),
        ("The weir, said Ana Brel, was old.", "was old", "The weir"),
        ("But the weir, Ana Brel said on Monday, leaked.", "leaked", "the weir"),
        ("If it rains, Ana Brel said, the weir will leak.", "the weir will leak", "If it rains"),
        ("It leaked, Ana Brel said, and nobody saw it.", "and nobody saw it", "It leaked"),
        ("It was, Ana Brel said, a leak.", "a leak", "It was"),
        ("The weir, Ana Brel said, was “a sieve”.", "was “a sieve”", "The weir"),
        (
            "The weir, which is old, Ana Brel said, would leak.",
            "would leak",
            "The weir, which is old",
        ),
    ],
)
def test_what_is_in_front_of_the_tag_is_said_too(text: str, content: str, front: str) -> None:
    assert trimmed(text, content, "Ana Brel", "said") == [("Ana Brel", f"{front} | {content}")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In June, Ana Brel said, the weir leaked.", "the weir leaked"),
        ("Last year, Ana Brel said, people swam in it.", "people swam in it"),
        ("The park, which, Ana Brel said, was old, is shut.", "was old"),
        ("Ana Brel said the weir would leak.", "the weir would leak"),
        ("“The weir,” Ana Brel said, was old.", "was old"),
    ],
)
def test_other_words_in_front_are_not(text: str, content: str) -> None:
    assert trimmed(text, content, "Ana Brel", "said") == [("Ana Brel", content)]


def test_what_is_spoken_of_in_front_is_no_part_of_the_source() -> None:
    text = "The weir, engineers warned on Monday, could leak."
    found = trimmed(text, "could leak", "The weir, engineers", "warned")
    assert found == [("engineers", "The weir | could leak")]


def test_a_subject_of_several_is_whole() -> None:
    text = "The family, neighbours and friends asked that it close."
    source = "The family, neighbours and friends"
    assert trimmed(text, "that it close", source, "asked") == [(source, "that it close")]


def test_a_relative_clause_ends_at_its_comma() -> None:
    text = "The strike, which unions say will last a week, began at dawn."
    found = trimmed(text, "will last a week, began at dawn", "unions", "say")
    assert found == [("unions", "will last a week")]
    text = "The strike, which unions say will last a week, is the first."
    assert trimmed(text, "will last a week", "unions", "say") == [("unions", "will last a week")]
