"""Who “Q” and “A” are, and labels that name nobody."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span, SpeakerType
from extraction.attribution.layouts.labelled import apply_layouts
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.mentions import find_mentions
from extraction.coreference.names.recognition import correct_names
from extraction.coreference.sources.resolve import resolve_sources
from extraction.document import ResolvedSource
from tests.support.documents import document

TURNS = (
    "\n\nQ: Does the weir leak?\n\nA: It always did.\n\nQ: Since when?\n\nA: Since May, I think."
)


def resolved(text: str, *people: str) -> list[ResolvedSource]:
    """The sources of all turns."""
    names = [
        (Span(at, at + len(person)), "PERSON")
        for person in people
        for at in range(len(text))
        if text.startswith(person, at)
    ]
    made = document(text, names=sorted(names))
    for stage in (apply_layouts, correct_names, find_mentions, join_mentions, resolve_sources):
        stage(made)
    return [made.source_of(each) for each in made.attributions]


@pytest.mark.parametrize(
    ("intro", "people", "asks", "answers"),
    [
        ("Wilma Dopheide asked Ruth Nalwembe, who keeps the lock, why.",
         ("Wilma Dopheide", "Ruth Nalwembe"), "Wilma Dopheide", "Ruth Nalwembe"),
        ("Ruth Nalwembe has kept the lock since May. Wilma Dopheide spoke to Ruth Nalwembe there.",
         ("Wilma Dopheide", "Ruth Nalwembe"), "Wilma Dopheide", "Ruth Nalwembe"),
        ("Ruth Nalwembe, 61, keeps the lock.", ("Ruth Nalwembe",), None, "Ruth Nalwembe"),
        ("After Wilma Dopheide had left the lock, we met Ruth Nalwembe in the rain.",
         ("Wilma Dopheide", "Ruth Nalwembe"), None, "Ruth Nalwembe"),
        ("Wilma Dopheide left the lock in May. Ruth Nalwembe keeps it.",
         ("Wilma Dopheide", "Ruth Nalwembe"), None, None),
        ("The inquiry heard the lock-keeper.", (), None, None),
        ("The inquiry heard Ruth Nalwembe and the lawyer Wilma Dopheide.\n\nBY MS. DOPHEIDE:",
         ("Wilma Dopheide", "Ruth Nalwembe"), "Wilma Dopheide", "Ruth Nalwembe"),
    ],
)  # fmt: skip
def test_questions_and_answers(
    intro: str, people: tuple[str, ...], asks: str | None, answers: str | None
) -> None:
    found = resolved(intro + TURNS, *people)
    assert [each.name for each in found] == [asks, answers, asks, answers]
    assert all(each.chain for each in found if each.name)


@pytest.mark.parametrize(
    "label", ["UNIDENTIFIED MALE", "UNIDENTIFIED FEMALE (through translator)", "UNKNOWN SPEAKER"]
)
def test_a_label_that_names_nobody(label: str) -> None:
    text = (
        f"RUTH NALWEMBE: The weir leaks.\n\n{label}: It never did.\n\nRUTH NALWEMBE: Come and see."
        "\n\nRUTH NALWEMBE: There it is."
    )
    found = resolved(text, "RUTH NALWEMBE", "UNIDENTIFIED MALE")
    assert (found[1].type, found[1].name) == (SpeakerType.UNNAMED, None)


def test_a_letter_that_is_no_label() -> None:
    text = "Ruth Nalwembe wrote to Q about it. Q said the weir leaks."
    made = document(text, Attribution((Span(42, 57),), (Span(35, 36),), (Span(37, 41),)))
    for stage in (correct_names, find_mentions, join_mentions, resolve_sources):
        stage(made)
    assert made.source_of(made.attributions[0]).name is None


@pytest.mark.parametrize(
    ("label", "name"),
    [("The Lamp", None), ("The Evening Lamp", None), ("The Mayor", "Ruth Nalwembe")],
)
def test_the_label_of_an_outlet_is_nobody_spoken_of(label: str, name: str | None) -> None:
    text = (
        "Mayor Ruth Nalwembe, 61, was asked.\n\nRuth Nalwembe: It leaks.\n\n"
        f"{label}: It always did.\n\nRuth Nalwembe: So it did.\n\n{label}: Since May, I think."
    )
    found = resolved(text, "Ruth Nalwembe")
    assert [each.name for each in found] == ["Ruth Nalwembe", name, "Ruth Nalwembe", name]


def test_initials_are_those_of_the_one_person_who_has_them() -> None:
    turns = "HR: How deep?\nOK: Ninety metres.\nHR: Alone?\nO.K.: With a lamp."
    found = resolved(f"The Review met Ottilie Krag, a diver.\n\n{turns}", "Ottilie Krag")
    assert [each.name for each in found] == [None, "Ottilie Krag"] * 2
    assert found[0].type is SpeakerType.UNNAMED


def test_initials_of_two_people_or_of_none_are_left_as_they_are() -> None:
    turns = "HR: How deep?\nOK: Ninety metres.\nHR: Alone?\nOK: With a lamp."
    intro = "The Review met Ottilie Krag and Olaf Kern."
    found = resolved(f"{intro}\n\n{turns}", "Ottilie Krag", "Olaf Kern")
    assert "Ottilie Krag" not in [each.name for each in found]
    assert "Olaf Kern" not in [each.name for each in found]
