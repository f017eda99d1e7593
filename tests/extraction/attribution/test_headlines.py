"""Whom headlines name who say nothing: the accused, and who denies the words of another."""

from __future__ import annotations

import pytest

from extraction.attribution.repairs.repair import repair_attributions
from tests.support.documents import document, said, tagged

BODY = "\n\nTom Ek was in court on Monday."


@pytest.mark.parametrize(
    ("headline", "content", "cue", "kept"),
    [
        ("Tom Ek sued for ‘fraud’", "fraud", "sued for", False),
        ("Tom Ek cleared over ‘threat’ to judge", "threat", "cleared over", False),
        ("Tom Ek denies ‘bribe’ claim", "bribe", "denies", False),
        ("Tom Ek hails ‘special’ win", "special", "hails", True),
        ("Tom Ek denies he took ‘a bribe’", "a bribe", "denies", True),
        ("Tom Ek accused Brel of ‘fraud’", "fraud", "accused", True),
        ("Tom Ek was sued for ‘fraud’.", "fraud", "sued for", True),
    ],
)
def test_in_a_headline_the_words_of_another(
    headline: str, content: str, cue: str, kept: bool
) -> None:
    made = document(headline + BODY, tagged(headline, content, "Tom Ek", cue))
    repair_attributions(made)
    assert bool(said(made)) is kept
