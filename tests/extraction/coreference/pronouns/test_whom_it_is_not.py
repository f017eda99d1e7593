"""Whom a pronoun or a description does not mean: who is asked, replaced, spoken of."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.pronouns.pairs import ends_pair
from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


def test_who_asks_for_leave_goes_on() -> None:
    text = "Mira Tolland asked Venn if she could speak. “I have waited two years,” she said."
    assert names(text) == ["Mira Tolland"]


@pytest.mark.parametrize("deed", ["an Adam Ekman penalty", "a late Adam Ekman penalty"])
def test_who_scored_is_not_who_speaks(deed: str) -> None:
    text = (
        "Coach Nils Brandt thought his side deserved more from the derby.\n\n"
        f"But {deed} cost them the points. “It was never a foul,” he said."
    )
    assert names(text) == ["Nils Brandt"]


def test_of_whom_a_person_without_a_name_speaks_does_not() -> None:
    text = (
        "The minister met Tomas Vrel on Monday. The former teacher thinks Vrel is the wrong man "
        "and says he will vote against him. “A man like Vrel cannot lead,” he said."
    )
    assert names(text) == [None]


def test_who_is_replaced_is_not_the_new_one() -> None:
    text = (
        "The club said the board would replace Tom Kvist. “We need another voice,” "
        "the new chief said."
    )
    assert names(text) == [None]


def test_who_comes_on_for_another_is_the_new_one() -> None:
    text = (
        "Coach Pia Strand replaced striker Ida Moen with Lise Holm after an hour. "
        "“I only had to run,” the new striker said."
    )
    assert names(text) == ["Lise Holm"]


def test_a_former_player_is_not_who_was_taken_off() -> None:
    text = (
        "Striker Owen Tarn was replaced by Ned Lisk after an hour. “I can walk,” Tarn said.\n\n"
        "Coach Per Gade was relieved. “We need him,” the former midfielder said."
    )
    assert names(text) == ["Owen Tarn", "Per Gade"]


def test_a_prize_is_nobody() -> None:
    text = (
        "Singer Alex Karras joined the lectures. “Music is for all,” Karras said.\n\n"
        "Their debut won last year's Golden Harp Prize. He told them to read. “I like it,” he said."
    )
    assert names(text) == ["Alex Karras", "Alex Karras"]


def test_a_man_of_a_place_is_whom_the_paragraph_is_about() -> None:
    text = (
        "Jamie Corrin should not be walking.\n\n"
        "He says so himself. “I was in a lot of pain,” says the Kilmore man."
    )
    assert names(text) == ["Jamie Corrin"]


def test_a_native_is_who_is_called_so() -> None:
    text = (
        "Yannick Le Bras, a Breton who came in 2016, plays the drums.\n\n"
        "“My grapes were slow,” the Breton said."
    )
    assert names(text) == ["Yannick Le Bras"]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The sides meet at Velm Park and Kirwell says they are ready.", False),
        ("Ana Velm and Kirwell say they are ready.", True),
    ],
)
def test_a_place_and_a_person_are_no_pair(text: str, pair: bool) -> None:
    start = text.index("and Kirwell")
    assert ends_pair(text, Span(start, start + len("and Kirwell"))) is pair


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boss Colin Marr was pleased. “They were superb,” he said.", "Colin Marr"),
        (
            "The bread is baked by miller Jan Roo, 60. “Flour and water,” Miller Jan Roo said.",
            "Jan Roo",
        ),
        ("Actor Robin Sale came late. “I love a fair,” she said.", "Robin Sale"),
    ],
)
def test_a_trade_is_no_part_of_a_name(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_given_name_may_be_of_the_other_gender() -> None:
    text = (
        "A man was arrested with 900 kites.\n\n"
        "Rana Waheed had hung one over a bulb. “See how well it reads,” he said."
    )
    assert names(text) == ["Rana Waheed"]


def test_a_given_name_that_was_taken_for_a_people_belongs_to_the_name() -> None:
    text = (
        "ADDIS ABABA – Tigist Bekele Worku won a marathon on Sunday.\n\n"
        "She was looking for a goat. “It was in front,” she said."
    )
    assert names(text) == ["Tigist Bekele Worku"]


@pytest.mark.parametrize(
    "read",
    [
        "In a letter read by his nephew, Bashir Dahiru,",
        "In remarks conveyed by the crown prince, Hamdan bin Rashid,",
        "In a homily delivered on his behalf by Father Mateo Rincón,",
    ],
)
def test_who_reads_a_letter_did_not_write_it(read: str) -> None:
    text = f"The emir, who is 80, did not come. {read} he said “nobody will be forgotten”."
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police spokesman Sunday Adeyemi was calm. “They ran,” he said.", "Sunday Adeyemi"),
        ("Chief Sunday Eze opened the market. “It is yours,” he said.", "Sunday Eze"),
        ("The Oscar-nominated Owen Marlow came late. “I was lost,” he said.", "Owen Marlow"),
        (
            "In the centre at La Castellana, 63-year-old Corazon Dacula shared a mat with others. "
            "“The ash got into the rice,” she said.",
            "Corazon Dacula",
        ),
    ],
)
def test_a_name_has_its_given_name_and_no_more(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        (
            "Marta Solis and her daughter Irene Solis run the bakery. “We never close,” said the "
            "elder Solis. “She never closes,” said the younger Solis.",
            ["Marta Solis", "Irene Solis"],
        ),
        (
            "Elijah Kirwa found the boots with his uncle, Joseph Kirwa. “They were of two sizes,” "
            "the elder Kirwa said.",
            ["Joseph Kirwa"],
        ),
    ],
)
def test_the_elder_of_kin_is_the_parent(text: str, called: list[str]) -> None:
    assert names(text) == called
