"""Names of people in their full extent: initials, particles, given names that are written short."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


@pytest.mark.parametrize(
    "name",
    [
        "B. Kh. Ergashov",
        "Yu. V. Brelov",
        "A. P. J. Kadir Salem",
        "J.R.R. Holm",
        "M.K. Venkatraj",
        "I Wayan Sudirka",
        "Anne-Lise d'Hauterive",
        "Koffi Kouamé N'Dri",
        "Md. Shafiul Karim Bhuyan",
        "Sevinj Ali qizi Mammadli",
        "Wm. Hartley",
        "Geo. P. Lund",
        "José María de la Cruz y Prado",
        "Maria do Carmo dos Santos",
        "Lluís Puig i Ferrer",
        "Ilse Freifrau zu Rhein",
        "Thandeka kaMthethwa",
    ],
)
def test_a_name_has_all_its_words(name: str) -> None:
    text = (
        "The flood came at night and took the bridge.\n\n"
        f"{name}, who runs the ferry, said on Monday that the river was too high. "
        f"“We will wait,” {name} said."
    )
    assert [q.name for q in load().extract(text).quotations] == [name, name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anne-Lise d'Hauterive left. “It rained,” d'Hauterive said.", "Anne-Lise d'Hauterive"),
        ("Yemane Ghebreab Tecle, a retired teacher, left. “It rained,” Yemane said.",
         "Yemane Ghebreab Tecle"),
        ("Calvin Moultrie, Jr. told reporters the road was shut.", "Calvin Moultrie"),
        ("“It broke in May,” said Wendell P. Stokes IV. “We shut it.”", "Wendell P. Stokes IV"),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_of_the_whole(text: str, name: str) -> None:
    assert {q.name for q in load().extract(f"Night fell.\n\n{text}").quotations} == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The storm left the U.S.A. Mira Holm said: “I miss the rain.”", "Mira Holm"),
        ("He spoke to the F.B.I. Mira Holm said: “He was calm.”", "Mira Holm"),
        ("They met in Group B. Mira Holm said: “We were better.”", "Mira Holm"),
        ("What do Ana Brel and the mayor want? “A bridge,” Ana Brel said.", "Ana Brel"),
    ],
)
def test_what_ends_a_sentence_is_no_initial(text: str, name: str) -> None:
    assert name in [q.name for q in load().extract(text).quotations]


@pytest.mark.parametrize(
    "title",
    (
        "Commodore Subedar Tehsildar Induna Archdeacon Alcaldesa MSP Rector Publican Physio "
        "Alderwoman Singer-songwriter Bürgermeister Kapitän Préfet Kabaka Rinpoche Crofter "
        "Substitute Warden Duchess Goaltender Viscount"
    ).split(),
)
def test_a_title_in_front_is_no_part_of_a_name(title: str) -> None:
    text = (
        f"The road was shut on Monday.\n\n{title} Ines Calloway said the bridge was unsafe. "
        "“It moves,” she said."
    )
    assert {q.name for q in load().extract(text).quotations} == {"Ines Calloway"}


def test_who_is_of_a_clause_within_a_source_does_not_speak() -> None:
    text = (
        "The pupils left.\n\nThe head of the school Ana Brel attended said nobody was hurt.\n\n"
        "“We called,” said the head of the school that Ana Brel attended.\n\n"
        "“We wept,” said the nurse, Mia Ek."
    )
    assert [q.name for q in load().extract(text).quotations] == [None, None, "Mia Ek"]
