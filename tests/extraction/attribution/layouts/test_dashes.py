"""Dialogue behind dashes."""

from __future__ import annotations

import pytest

from extraction.annotations import Kind
from extraction.attribution.kinds import kind_of
from extraction.attribution.layouts.dashes import dialogues
from extraction.pipeline import load
from tests.support.documents import document, said

MARKET = """A scale stood between them.

— Whose thumb is that? asked Ana Brel.

— Mine, said the fish seller, Jon Ek. It has a licence.

— Then weigh it.

— I did, and it was cheap.

Both laughed. Later the inspector came.

— Who laughed? he asked.

— Nobody.
"""


def spoken(text: str) -> list[tuple[str, str]]:
    return said(document(text, *dialogues(text)))


def test_turns_have_their_speakers_and_those_without_a_tag_go_in_turn() -> None:
    assert spoken(MARKET) == [
        ("Ana Brel", "Whose thumb is that?"),
        ("the fish seller, Jon Ek", "Mine | It has a licence."),
        ("Ana Brel", "Then weigh it."),
        ("the fish seller, Jon Ek", "I did, and it was cheap."),
        ("he", "Who laughed?"),
        ("", "Nobody."),
    ]


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        ("– It leaks, he said. He shut the door.", ("he", "It leaks")),
        ("― It leaks! shouted Ana de la Brel.", ("Ana de la Brel", "It leaks!")),
        ("- It leaks, sighed a man in a hat.", ("a man", "It leaks")),
        ("— It leaks, I said, and it is yours.", ("I", "It leaks | and it is yours.")),
        ("— It leaks, said Ida Falk. I know it.", ("Ida Falk", "It leaks | I know it.")),
        ("— It leaks, said Ida Falk. Falk left.", ("Ida Falk", "It leaks")),
        ("-- It leaks, Brel said.", ("Brel", "It leaks")),
    ],
)
def test_tags_behind_a_turn(turn: str, expected: tuple[str, str]) -> None:
    assert spoken(f"{turn}\n\n— Not yours, said Jon Ek.")[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "— One said so, said Ana Brel.",  # one dash is no dialogue
        "— A dam broke, said Ana Brel.\n\n— Two roads closed.\n\n— A bell fell, said Jon Ek.",
        "- Bread\n- Salt\n- A rope, said to be long\n- Two lamps",
        "The weir — a bad one — leaks, said Ana Brel.\n\nIt — the weir — is old.",
        "— Nothing here.\n\n— Nor here.",
    ],
)
def test_lists_and_asides_are_no_dialogue(text: str) -> None:
    assert spoken(text) == []


def test_turns_are_direct() -> None:
    made = document(MARKET, *dialogues(MARKET))
    assert {kind_of(made, each) for each in made.attributions} == {Kind.DIRECT}


def test_a_turn_whose_speaker_is_not_given_is_kept() -> None:
    text = "The two sat on the wall in the rain.\n\n— Whose is it?\n\n— Mine, said Jon Ek.\n"
    first, second = load().extract(text).quotations
    assert (first.name, first.content[0].of(text)) == (None, "Whose is it?")
    assert second.name == "Jon Ek"
