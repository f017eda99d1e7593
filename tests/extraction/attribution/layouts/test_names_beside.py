"""Lists of quotations with a name on the line below or above each."""

from __future__ import annotations

import pytest

from extraction.attribution.layouts.labelled import apply_layouts
from tests.support.documents import document, said

BOTH = [("Ana Brel", "It wakes my baby."), ("Jon Ek", "I sold my car.")]


def laid_out(text: str) -> list[tuple[str, str]]:
    made = document(text)
    apply_layouts(made)
    return said(made)


@pytest.mark.parametrize("described", ["", ", nurse", ", 34", ", 34, a nurse in Lom", " (Lom)"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("lead", ["", "What of the tram?\n\n", "It opened in May.\n\n"])
def test_names_below_are_those_of_the_quotations_above_them(
    lead: str, gap: str, described: str
) -> None:
    text = f"{lead}“It wakes my baby.”{gap}Ana Brel{described}\n\n“I sold my car.”{gap}Jon Ek"
    assert laid_out(text) == BOTH


@pytest.mark.parametrize("described", ["", ", nurse", ", 34, a nurse in Lom"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_names_above_are_those_of_the_quotations_below_them(gap: str, described: str) -> None:
    text = f"Ana Brel{described}{gap}“It wakes my baby.”\n\nJon Ek{described}{gap}“I sold my car.”"
    assert laid_out(f"What of the tram?\n\n{text}") == BOTH


def test_a_heading_that_may_be_a_name_is_none_where_names_adjoin_their_quotations() -> None:
    text = "The Night Tram\n\n“It wakes my baby.”\nAna Brel\n\n“I sold my car.”\nJon Ek"
    assert laid_out(text) == BOTH


@pytest.mark.parametrize("dash", ["– ", "— ", "-- ", "-"])
@pytest.mark.parametrize("behind", ["", " after the match.", " on losing", ", in May"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_that_a_dash_opens_are_of_the_quotations_above_them(
    gap: str, behind: str, dash: str
) -> None:
    first = f"“It wakes my baby.”{gap}{dash}Osk's Ana Brel{behind}"
    second = f"“I sold my car.”{gap}{dash}Striker Jon Ek{behind}"
    assert laid_out(f"Who said what in Osk:\n\n{first}\n\n{second}") == [
        ("Osk's Ana Brel", "It wakes my baby."),
        ("Striker Jon Ek", "I sold my car."),
    ]


def test_a_dash_below_one_quotation_of_many_names_nobody() -> None:
    text = "“One.”\n\n– Ana Brel\n\n“Two.”\n\n“Three.”\n\nIt rained."
    assert laid_out(text) == []


def test_an_office_before_the_name_belongs_to_it() -> None:
    text = "“It wakes my baby.”\nDr Ana Brel\n\n“I sold my car.”\nFormer judge Jon Ek, 70"
    assert [name for name, _ in laid_out(text)] == ["Dr Ana Brel", "Former judge Jon Ek"]


def test_one_person_may_be_named_again_and_speak_in_two_paragraphs() -> None:
    text = "“One.\n\n“Two.”\nAna Brel, nurse\n\n“Three.”\nJon Ek\n\n“Four.”\nAna Brel, nurse"
    assert laid_out(text) == [
        ("Ana Brel", "One. | Two."),
        ("Jon Ek", "Three."),
        ("Ana Brel", "Four."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It wakes my baby.”\nAna Brel was awake.\n\n“I sold my car.”\nJon Ek, 34, was not.",
        "“It wakes my baby.”\nAna Brel, nurse\n\nIt rained all day.\n\n“I sold it.”\nJon Ek, 34",
        "“It wakes my baby.”\nAna Brel, nurse\n\n“I sold my car.”\nAna Brel, nurse",
        "Market Square\n\n“It wakes my baby.”\n\nOsk Road\n\n“I sold my car.”",
        "“One day.”\n\n“Two days.”\n\n“Three days.”\n\n“It wakes me.”\nAna Brel\n\n“No.”\n\n“Yes.”",
    ],
)
def test_sentences_and_headings_below_quotations_name_nobody(text: str) -> None:
    assert laid_out(text) == []
