"""Who speaks behind narration that is about things."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.document import Document
from tests.support.documents import document, part, tagged

SAID = "“It will stand,” said Ana Brel."


def last(narration: str, behind: str = "", said: str = SAID) -> Attribution:
    """What is found of the last words between marks, behind narration."""
    text = f"{said}\n\n{narration} “It was never meant for lorries.”{behind}"
    made: Document = document(text, tagged(text, "It will stand,", "Ana Brel", "said"))
    made.names = [(part(text, "Ana Brel")[0], "PERSON")]
    if "Ivan Ek" in text:
        made.names.append((part(text, "Ivan Ek")[0], "PERSON"))
    continue_attributions(made)
    (found,) = [each for each in made.attributions if "lorries" in each.content[0].of(text)]
    return found


@pytest.mark.parametrize(
    "narration",
    [
        "The bridge was built in 1962.",
        "The bridge was built in 1962. Its two arches are of brick.",
        "Many bridges are older.",
        "It took two years to build the bridge.\n\nThe river is deep here.",
    ],
)
@pytest.mark.parametrize("behind", ["", " It is to close in May."])
def test_who_spoke_last_speaks_on_behind_narration_about_things(
    narration: str, behind: str
) -> None:
    found = last(narration, behind)
    assert [span.start for span in found.source] == [SAID.index("Ana Brel")]
    assert found.confidence <= 0.6
    assert found.carried_from == 1


@pytest.mark.parametrize(
    "narration",
    [
        "Many in Lom disagree.",
        "Residents of the street are angry.",
        "The engineer of the town is angry.",
        "Ivan Ek has built the bridge.",
        "A note was found in a bottle.",
        "The bridge is old. " * 40,
    ],
)
def test_nobody_speaks_where_others_come_in_or_it_is_long_ago(narration: str) -> None:
    assert not last(narration, " It is to close in May.").source


def test_nobody_speaks_on_behind_words_that_are_signed() -> None:
    said = "“It will stand, I am sure of that.” – Ana Brel\n\nThe bridge is old."
    text = f"{said} “It was never meant for lorries.” It is to close."
    made = document(text)
    made.names = [(part(text, "Ana Brel")[0], "PERSON")]
    continue_attributions(made)
    assert not [
        each for each in made.attributions if each.source and "lorries" in each.content[0].of(text)
    ]
