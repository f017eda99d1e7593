"""Exchanges of two people: short paragraphs without a tag take turns."""

from __future__ import annotations

import re

import pytest

from extraction.annotations import Span
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.turns import take_turns
from tests.support.documents import document, said, tagged


def speakers(text: str, *tags: tuple[str, str, str]) -> list[str]:
    """The sources in text order; an empty one is nobody known."""
    people = [Span(m.start(), m.end()) for m in re.finditer("Jon Ek|Ana Brel", text)]
    names = [(person, "PERSON") for person in people]
    made = document(text, *(tagged(text, *tag) for tag in tags), names=names)
    continue_attributions(made)
    take_turns(made)
    return [source for source, _ in said(made)]


MILL = ("The mill is mine.", "Ana Brel", "said")
MINE = "“The mill is mine.” Ana Brel said."


@pytest.mark.parametrize(
    ("text", "tags", "wanted"),
    [
        (  # who asks does not answer
            f"{MINE}\n\n“Since when?” asked Jon Ek.\n\n“Since my aunt died.”",
            (MILL, ("Since when?", "Jon Ek", "asked")),
            ["Ana Brel", "Jon Ek", "Ana Brel"],
        ),
        (  # and after the answer the one who asked goes on
            f"{MINE}\n\n“Since when?” asked Jon Ek.\n\n“Since my aunt died.”\n\n“She had a son.”",
            (MILL, ("Since when?", "Jon Ek", "asked")),
            ["Ana Brel", "Jon Ek", "Ana Brel", "Jon Ek"],
        ),
        (  # nobody else spoke before
            "The road was dry.\n\n“Whose mill is it?” asked Jon Ek.\n\n“It is mine.”",
            (("Whose mill is it?", "Jon Ek", "asked"),),
            ["Jon Ek", ""],
        ),
        (  # a person is called by name by another
            "“It is a good mill,” said Jon Ek.\n\n“You never saw it turn, Jon.”",
            (("It is a good mill,", "Jon Ek", "said"),),
            ["Jon Ek", ""],
        ),
        (  # a retort has its own
            f"{MINE}\n\n“So is the debt,” shot back Jon Ek.\n\n“I can pay it.”",
            (MILL, ("So is the debt,", "Jon Ek", "shot back")),
            ["Ana Brel", "Jon Ek", "Ana Brel"],
        ),
        (  # many short ones in turn
            f"{MINE}\n\n“Not by this map,” said Jon Ek.\n\n“Turn it round.”"
            "\n\n“It is round.”\n\n“So is my wheel.”",
            (MILL, ("Not by this map,", "Jon Ek", "said")),
            ["Ana Brel", "Jon Ek", "Ana Brel", "Jon Ek", "Ana Brel"],
        ),
        (  # whose they are is not known
            "Jon Ek said the map was old. “It is torn,” he said.\n\nOn the wheel the two differ."
            "\n\n“I oiled it each day.”\n\n“And I paid for it.”",
            (("It is torn,", "he", "said"),),
            ["he", "", ""],
        ),
        (  # a question in the narration begins it, and its asker goes on
            "Ana Brel asked Jon Ek who had oiled the lock.\n\n“It was dry,” he answered."
            "\n\n“It drips on my boots.”\n\n“It drips on all boots.”",
            (("who had oiled the lock", "Ana Brel", "asked"), ("It was dry,", "he", "answered")),
            ["Ana Brel", "he", "Ana Brel", "he"],
        ),
        (  # nobody answers a question of their own
            f"{MINE}\n\n“Since when?”\n\n“Since my aunt died.”",
            (MILL,),
            ["Ana Brel", "", "Ana Brel"],
        ),
        (  # who is called by name is another than who calls
            "Jon Ek came late.\n\n“The road was wet,” he said."
            "\n\n“You have no road, Mr Ek.”\n\n“I have a boat.”",
            (("The road was wet,", "he", "said"),),
            ["he", "", "he"],
        ),
    ],
)
def test_turns(text: str, tags: tuple[tuple[str, str, str], ...], wanted: list[str]) -> None:
    assert speakers(text, *tags) == wanted


LONG = (
    "I have said before this council, and I say it again, that no mill on this river was ever sold."
)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (  # nobody is answered
            f"{MINE}\n\n“It was sold,” said Jon Ek.\n\n“I saw the deed.”",
            (MILL, ("It was sold,", "Jon Ek", "said")),
        ),
        (  # too long for a turn
            f"{MINE}\n\n“So is the debt,” shot back Jon Ek.\n\n“{LONG} {LONG}”",
            (MILL, ("So is the debt,", "Jon Ek", "shot back")),
        ),
        (  # the same person asks again
            f"{MINE}\n\n“Since when?” asked Jon Ek.\n\n“And who says so?”",
            (MILL, ("Since when?", "Jon Ek", "asked")),
        ),
        (  # of whom, is not called
            f"{MINE}\n\n“It was sold,” said Jon Ek.\n\n“Jon Ek saw the deed.”",
            (MILL, ("It was sold,", "Jon Ek", "said")),
        ),
    ],
)
def test_a_speaker_goes_on(text: str, tags: tuple[tuple[str, str, str], ...]) -> None:
    assert speakers(text, *tags) == ["Ana Brel", "Jon Ek", "Jon Ek"]
