"""Clauses of one sentence with a subject and a verb of saying each."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.clauses.separate import separate_clauses
from tests.support.documents import document, said


def separated(text: str, *parts: tuple[str, str, int]) -> list[tuple[str, str]]:
    """Content, source and how many cues “said” come before the cue of each attribution."""
    cues = [at for at in range(len(text)) if text.startswith("said", at)]
    given = []
    for content, source, cue in parts:
        spans = [Span(text.index(part), text.index(part) + len(part)) for part in (content, source)]
        at = Span(cues[cue], cues[cue] + 4)
        given.append(Attribution((spans[0],), (spans[1],), (at,), 0.9))
    made = document(text, *given)
    separate_clauses(made)
    return said(made)


@pytest.mark.parametrize(
    ("joint", "subject"),
    [(" and ", "Ek"), (", but ", "the mayor"), (", while ", "Ana Ek"), ("; ", "she")],
)
def test_each_clause_has_its_own_source(joint: str, subject: str) -> None:
    text = f"Brel said he was “glad to be back”{joint}{subject} said he “had stayed home.”"
    first = f"he was “glad to be back”{joint}{subject} said he"
    found = separated(text, (first, "Brel", 0), ("he “had stayed home.”", "Brel", 1))
    assert found == [("Brel", "he was “glad to be back”"), (subject, "he “had stayed home.”")]


def test_a_clause_without_a_subject_keeps_the_source() -> None:
    text = "Brel said he was “glad to be back” and also said he “had stayed home.”"
    found = separated(
        text, ("he was “glad to be back”", "Brel", 0), ("he “had stayed home.”", "Brel", 1)
    )
    assert found == [("Brel", "he was “glad to be back”"), ("Brel", "he “had stayed home.”")]


def test_speech_within_speech_is_not_divided() -> None:
    text = "Brel said the weir was old and the mayor said it “could be saved”."
    found = separated(text, ("the weir was old and the mayor said it “could be saved”", "Brel", 0))
    assert found == [("Brel", "the weir was old and the mayor said it “could be saved”")]
