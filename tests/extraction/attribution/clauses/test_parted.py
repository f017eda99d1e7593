"""A paraphrase and the words behind it are two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.attribution.clauses.parted import part_statements
from tests.support.documents import document, part, said, tagged


def parted(text: str, content: str, source: str, cue: str, *more: str) -> list[tuple[str, str]]:
    first = tagged(text, content, source, cue)
    rest = [span for words in more for span in part(text, words)]
    made = document(text, replace(first, content=(*first.content, *rest)))
    part_statements(made)
    return said(made)


@pytest.mark.parametrize("mark", [". ", ": ", "; "])
def test_a_sentence_and_words_in_one_stretch_are_two(mark: str) -> None:
    text = f"Ana Brel said the lock was shut{mark}“Nobody has a key.”"
    content = f"the lock was shut{mark}“Nobody has a key.”"
    assert parted(text, content, "Ana Brel", "said") == [
        ("Ana Brel", "the lock was shut"),
        ("Ana Brel", "Nobody has a key."),
    ]


def test_so_are_a_sentence_and_words_in_two_stretches() -> None:
    text = "Ana Brel said that the lock was shut. “Nobody has a key. It was lost.”"
    found = parted(
        text, "that the lock was shut", "Ana Brel", "said", "Nobody has a key. It was lost."
    )
    assert found == [
        ("Ana Brel", "that the lock was shut"),
        ("Ana Brel", "Nobody has a key. It was lost."),
    ]


def test_so_are_words_and_a_sentence_behind_them() -> None:
    text = "“Nobody has a key.” The lock had been shut since May, she said."
    found = parted(text, "Nobody has a key.", "she", "said", "The lock had been shut since May")
    assert found == [("she", "Nobody has a key."), ("she", "The lock had been shut since May")]


def test_the_words_are_carried_on_from_the_paraphrase_with_its_confidence() -> None:
    text = "Ana Brel said the lock was shut: “Nobody has a key.”"
    made = document(
        text, tagged(text, "the lock was shut: “Nobody has a key.”", "Ana Brel", "said")
    )
    part_statements(made)
    reported, words = made.attributions
    assert (reported.cue, reported.carried_from) == (part(text, "said"), None)
    assert (words.cue, words.carried_from) == ((), text.index("the lock"))
    assert words.confidence == reported.confidence


@pytest.mark.parametrize(
    ("text", "content", "more"),
    [
        ("Ana Brel said the lock was “shut for good”.", "the lock was “shut for good”", []),
        ("“It is shut,” Ana Brel said. “It was lost.”", "It is shut,", ["It was lost."]),
        ("“It is shut!” Ana Brel said, as it was old.", "It is shut!", ["as it was old"]),
        ("“If it is shut,” Ana Brel said, “we wait.”", "If it is shut,", ["we wait."]),
    ],
)
def test_words_within_a_sentence_stay_where_they_are(
    text: str, content: str, more: list[str]
) -> None:
    assert len(parted(text, content, "Ana Brel", "said", *more)) == 1


def test_a_turn_of_a_transcript_stays_whole() -> None:
    text = "BREL: It is shut. “Nobody has a key.”"
    assert len(parted(text, "It is shut. “Nobody has a key.”", "BREL", ":")) == 1
