"""Whom the lead of an article means that names nobody."""

from __future__ import annotations

import pytest

from extraction.confidence import REVIEW_NAMED_BELOW
from extraction.pipeline import load


def who_says(words: str, text: str) -> str | None:
    """The name given to the quotation that has these words."""
    (found,) = (
        quotation.name
        for quotation in load().extract(text).quotations
        if any(words in span.of(text) for span in quotation.content)
    )
    return found


@pytest.mark.parametrize(
    ("lead", "behind", "who"),
    [
        ("The head of the union called the offer", "Tomas Holm said it was late.", "Tomas Holm"),
        ("Kesh's president called the offer", "Dara Seng said it was late.", "Dara Seng"),
        ("A leading doctor called the offer", "Dr Paul Ness said it was late.", "Paul Ness"),
        ("The Osk coach called the offer", "Goran Lund said it was late.", "Goran Lund"),
        ("A former nurse called the offer", "Mira Lund said it was late.", "Mira Lund"),
        # others
        ("A former nurse called the offer", "Mira Lund died in the ward.", None),
        ("The chief executive called the offer", "Mira Lund lost her job.", None),
        ("The opposition leader called the offer", "Jan Ek, a minister, had made it.", None),
        ("The mayor called the offer", "Ana Brel, who leads the opposition, was away.", None),
        ("Her lawyer called the offer", "Ana Brel was away on Monday.", None),
        ("A nurse called the offer", "Ana Brel and Tom Ek had made it.", None),
        ("A nurse called the offer", "Ana Brel's sister had made it.", None),
        ("A nurse called the offer", "Brel had made it, as the town knew.", None),
        ("The unions called the offer", "Ana Brel had made it.", None),
        ("Two nurses called the offer", "Ana Brel had made it.", None),
    ],
)  # fmt: skip
def test_the_next_paragraph_names_the_person(lead: str, behind: str, who: str | None) -> None:
    text = f"{lead} “an insult to every crew in the bay” on Monday.\n\n{behind}\n\nIt rained."
    assert who_says("an insult to every crew", text) == who


@pytest.mark.parametrize(
    ("described", "other", "who"),
    [
        ("Norland's justice minister", "First Minister Jack Ek", "Cathy Brel"),
        ("The finance minister", "Justice Minister Jack Ek", "Cathy Brel"),
        ("The chief executive of Holm Bank", "Brel Trust chief executive Jack Ek", "Cathy Brel"),
        ("Osk's mayor", "Lund mayor Jack Ek", "Cathy Brel"),
        ("The minister", "Justice Minister Jack Ek", "Jack Ek"),
        ("The Holm Bank chief executive", "Holm Bank chief executive Jack Ek", "Jack Ek"),
    ],
)
def test_another_office_is_another_person(described: str, other: str, who: str) -> None:
    text = (
        f"{described} called the offer “an insult to every crew in the bay” on Monday.\n\n"
        f"Cathy Brel said {other} had come.\n\nIt rained for days."
    )
    assert who_says("an insult to every crew", text) == who


def test_a_description_further_on_is_not_of_the_lead() -> None:
    text = (
        "Ida Falk closed the port.\n\nA nurse called that “an insult to every crew in the bay”.\n\n"
        "Ana Brel was away on Monday."
    )
    assert who_says("an insult to every crew", text) is None


@pytest.mark.parametrize("lead", ["A former nurse", "A scientist", "The Osk coach"])
def test_whom_the_next_paragraph_names_is_to_be_checked(lead: str) -> None:
    text = (
        f"{lead} called the offer “an insult to every crew in the bay” on Monday.\n\n"
        "Mira Lund said it was late.\n\nIt rained."
    )
    found = load().extract(text).quotations[0]
    assert (found.name, found.confidence < REVIEW_NAMED_BELOW) == ("Mira Lund", True)
