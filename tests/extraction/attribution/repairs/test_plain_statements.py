"""Statements with “that” which the tagger leaves out."""

from __future__ import annotations

import pytest

from extraction.attribution.repairs.plain_statements import add_plain_statements
from extraction.document import Document
from tests.support.documents import document, said, tagged


def added(text: str) -> list[tuple[str, str]]:
    made: Document = document(text)
    add_plain_statements(made)
    return said(made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill maintains that its pond held.", ("The mill", "its pond held")),
        ("In May, Ek had let slip that it had leaked.", ("Ek", "it had leaked")),
        ("It rained. But a keeper swore that he was asleep.", ("a keeper", "he was asleep")),
        ("Ana Brel asked whether it would stand.", ("Ana Brel", "whether it would stand")),
        ("He is of the view that it leaks “daily”.", ("He", "it leaks “daily”")),
    ],
)
def test_a_sentence_behind_that_is_what_its_subject_states(
    text: str, expected: tuple[str, str]
) -> None:
    assert added(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It is believed that the mill is old.",
        "Ana Brel was asked whether she would run.",
        "If he said that it had leaked, nobody heard.",
        "The reports that it had leaked are old.",
        "A keeper who said that it had leaked has left.",
        "“I swore that it had leaked,” it reads.",
        "Ek said that twice.",
        "Had Ek said that it was late?",
    ],
)
def test_other_sentences_with_that_are_nobodys(text: str) -> None:
    assert added(text) == []


def test_what_the_tagger_gave_stays_as_it_is() -> None:
    text = "The mill maintains that its pond held."
    for words, cue in (("its pond", "maintains"), ("that its pond held", "")):
        given = tagged(text, words, "The mill", cue)
        made = document(text, given)
        add_plain_statements(made)
        assert list(made.attributions) == [given]
