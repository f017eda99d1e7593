"""What news calls a person in passing: “the Osk-born actor”, “the 34-year-old, who lost it”."""

from __future__ import annotations

import pytest

from extraction.annotations import Quotation
from extraction.pipeline import load


def quoted(text: str) -> list[Quotation]:
    return [each for each in load().extract(text).quotations if each.kind != "indirect"]


@pytest.mark.parametrize(
    ("called", "again"),
    [
        ("Film star", "The Osk-born actor"),
        ("Novelist", "The writer"),
        ("Poet", "The prize-winning author"),
        ("Guitarist", "The musician"),
        ("Swimmer", "The athlete"),
        ("Cyclist", "The rider"),
        ("Surgeon", "The doctor"),
    ],
)
def test_another_word_for_the_same_trade(called: str, again: str) -> None:
    text = (
        f"{called} Liam Nolan spoke at a dinner in Osk on Monday.\n\n"
        f"{again} told guests: “I will not come back.” Chairman Jan Holm laughed."
    )
    assert [each.name for each in quoted(text)] == ["Liam Nolan"]


@pytest.mark.parametrize("called", ["The Osk-born baker", "The gardener", "The award-winning cook"])
def test_who_comes_after_is_not_whom_nothing_links_to_it(called: str) -> None:
    text = (
        "A dinner was held in Osk on Monday for the theatre. Mayor Ida Falk was away.\n\n"
        f"{called} said that the roof was “in very poor repair”. Chairman Jan Holm said so too."
    )
    assert [each.name for each in quoted(text)] == [None]


@pytest.mark.parametrize(
    ("tag", "who"),
    [
        ("said the European champion", "Tom Ek"),
        ("said the former winner", "Tom Ek"),
        ("said the American", "Tom Ek"),
        ("said the Swede", "Tom Ek"),
        ("said the 30-year-old", "Tom Ek"),
        ("said the cook", "Ida Falk"),
        ("said the dentist", None),
    ],
)
def test_who_states_something_and_is_called_something_in_the_tag(tag: str, who: str | None) -> None:
    text = (
        "Ida Falk, a cook, asked for time. “It is hard,” said Zara Lund of the union. Runner Tom "
        f"Ek said the dentist would decide. “It would be good to have her,” {tag}."
    )
    assert quoted(text)[-1].name == who


def test_an_age_behind_the_article_has_it() -> None:
    text = (
        "Driver Ana Brel won the rally in Osk on Sunday.\n\n"
        "The 34-year-old, who lost it twice, said: “I could not feel my hands.”"
    )
    (found,) = quoted(text)
    assert (found.name, found.source[0].of(text)[:15]) == ("Ana Brel", "The 34-year-old")


@pytest.mark.parametrize(
    ("words", "who"),
    [("I was too fast for them,", "Marco Ruiz"), ("He was too fast for me,", None)],
)
def test_who_speaks_of_the_one_person_is_another(words: str, who: str | None) -> None:
    text = f"Marco Ruiz won the race. “{words}” said the Dutchman."
    assert [each.name for each in quoted(text)] == [who]


@pytest.mark.parametrize(
    ("called", "who"),
    [
        ("the mum-of-three", "Zoe Lund"),
        ("the mother-of-one from Osk", "Zoe Lund"),
        ("the grandad-of-nine", "Roy Falk"),
    ],
)
def test_parents_are_called_by_how_many_children_they_have(called: str, who: str) -> None:
    text = (
        f"Zoe Lund sued the baths in May. Roy Falk runs them. “I fell down a hole,” {called} said."
    )
    assert [each.name for each in quoted(text)] == [who]
