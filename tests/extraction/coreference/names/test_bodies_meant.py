"""Bodies that the recogniser takes for people, by “it said” behind them."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.bodies_meant import bodies_meant
from extraction.coreference.names.missed_bodies import bodies_missed
from tests.support.documents import part


@pytest.mark.parametrize(
    ("text", "source", "body"),
    [
        ("Veltra Vik said it was late. “We wait,” it said.", "Veltra Vik", True),
        ("The Veltra said it was late. “We wait,” it said.", "The Veltra", True),
        ("Veltra Vik said it was late.\n\n“We wait,” it said.", "Veltra Vik", False),
        ("Ana Vik said it was late. “We wait,” it said.", "Ana Vik", False),
        ("Mr Veltra said it was late. “We wait,” it said.", "Mr Veltra", False),
        ("Veltra Vik read the report. “We wait,” it said.", "Veltra Vik", False),
        ("Veltra Vik met the court. “We wait,” it said.", "Veltra Vik", False),
        ("Veltra Vik said it was late. “We wait,” he said.", "Veltra Vik", False),
    ],
)
def test_a_body_of_which_it_is_said(text: str, source: str, body: bool) -> None:
    name = part(text, source.removeprefix("The ").removeprefix("Mr "))[0]
    pronoun = text.rindex(" said") - 2
    sources = [part(text, source)[0], Span(pronoun, pronoun + 2)]
    found = bodies_meant(text, sources, [(name, "PERSON")])
    assert found == [(name, "ORG" if body else "PERSON")]


def test_another_body_in_between_may_be_meant() -> None:
    text = "Veltra Vik left the Osk Bank. “We wait,” it said."
    names = [(part(text, "Veltra Vik")[0], "PERSON"), (part(text, "Osk Bank")[0], "ORG")]
    sources = [part(text, "Veltra Vik")[0], Span(text.rindex("it"), text.rindex("it") + 2)]
    assert bodies_meant(text, sources, names) == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Doctors Against Noise left.", ["Doctors Against Noise"]),
        ("She joined Friends of the Osk Canal. Friends of the Osk Canal met.",
         ["Friends of the Osk Canal", "Friends of the Osk Canal"]),
        ("“No,” Parents for Calm said.", ["Parents for Calm"]),
        ("He left. Friends of Ana Brel wept. “No.” Lawyers for Brel left.", []),
        ("It was for lawyers for Brel.", []),
    ],
)  # fmt: skip
def test_bodies_are_named_after_their_members(text: str, bodies: list[str]) -> None:
    assert [span.of(text) for span, _ in bodies_missed(text, [])] == bodies
