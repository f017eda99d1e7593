"""Paraphrases of whom a paper quotes."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution
from extraction.attribution.repairs.repair import repair_attributions
from extraction.document import Document
from tests.support.documents import document, part, said, tagged


def repaired(text: str, content: str, source: str, cue: str) -> Document:
    made = document(text, tagged(text, content, source, cue))
    repair_attributions(made)
    return made


@pytest.mark.parametrize("verb", ["quoted", "cited", "reported"])
@pytest.mark.parametrize("who", ["Ana Brel", "her", "the regulator", "the chair, Ana Brel,"])
def test_what_one_is_quoted_as_saying_is_theirs(verb: str, who: str) -> None:
    quoted = f"{who} as saying that the dam would not hold"
    made = repaired(f"The Ledger {verb} {quoted}.", quoted, "The Ledger", verb)
    assert said(made) == [(who.rstrip(","), "the dam would not hold")]


def test_a_title_may_stand_between() -> None:
    text = "The dam would hold, the Ledger quoted mayor Ana Brel as saying."
    content = part(text, "The dam would hold") + part(text, "Ana Brel as saying")
    made = document(text, Attribution(content, part(text, "the Ledger"), part(text, "quoted"), 0.9))
    repair_attributions(made)
    assert said(made) == [("mayor Ana Brel", "The dam would hold")]


def test_nothing_is_left_where_the_words_are_anothers_attribution() -> None:
    text = "“It holds,” the Ledger quoted her as saying."
    assert said(repaired(text, "her as saying", "the Ledger", "quoted")) == []


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "Ana Brel quoted a poem that every child knows.",
            "a poem that every child knows",
            "quoted",
        ),
        ("Ana Brel said the dam, as saying goes, held.", "the dam, as saying goes, held", "said"),
    ],
)
def test_others_keep_what_they_say(text: str, content: str, cue: str) -> None:
    assert said(repaired(text, content, "Ana Brel", cue)) == [("Ana Brel", content)]
