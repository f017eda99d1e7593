"""Who answers, who is behind a comma, and which body speaks."""

from __future__ import annotations

import pytest

from extraction.pipeline import load

QUESTION = "“Did you lock the gate, or not?” Mr Brel asked {}.\n\n“I did,” {} {}."


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


@pytest.mark.parametrize("verb", ["replied", "answered", "retorted"])
def test_who_answers_a_question_did_not_ask_it(verb: str) -> None:
    text = QUESTION.format("Tomas Ek", "the witness", verb)
    assert names(text) == ["Brel", "Tomas Ek"]
    assert names(QUESTION.format("again", "the witness", verb))[1] is None


def test_he_who_was_asked_answers() -> None:
    assert names("“Are you proud?” Piet Holm asked Ivan Ek. “Very,” he said.") == [
        "Piet Holm",
        "Ivan Ek",
    ]
    assert names("“Are you proud?” Piet Holm asked. “I am,” he said.")[0] == "Piet Holm"


def test_who_asks_somebody_is_not_the_one_who_is_asked() -> None:
    text = "“You stayed at home because of the rain, didn’t you?” Mr Holm asked Ines Falk."
    assert names(text) == ["Holm"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a former pupil, the Olympic medallist Gabor Velm", "Gabor Velm"),
        ("a neighbour, the retired engineer Ana Brel", "Ana Brel"),
    ],
)
def test_a_description_in_apposition_has_the_name(phrase: str, name: str) -> None:
    assert names(f"“She ran it like a ship,” recalled {phrase}.") == [name]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Trade union", "Syntra"),
        ("Pressure group", "Velmora"),
        ("The NGO", "Katika"),
        ("The tour producer", "Brelliano"),
    ],
)
def test_a_name_behind_a_kind_of_body_is_its_name(kind: str, name: str) -> None:
    assert names(f"{kind} {name} called the plan “brutal” and left the talks.") == [name]


def test_one_word_behind_kin_is_a_name() -> None:
    text = "She is survived by her daughter, Zsófia, who said: “She would have laughed at this.”"
    assert names(text) == ["Zsófia"]


def test_an_irish_office_is_no_name() -> None:
    text = "The Taoiseach met the Tánaiste.\n\n“I have answered it,” the Taoiseach said."
    assert names(text) == [None]


@pytest.mark.parametrize(
    "wish",
    [
        "who spoke on condition of anonymity because she feared for her job",
        "who declined to be identified",
        "who asked not to be named because of the trial",
        "who was not authorised to speak to the press",
    ],
)
def test_who_wants_no_name_is_none_of_those_named(wish: str) -> None:
    text = f"“It was a scandal,” said the manager, {wish}. Lena Falk is a manager at the mill."
    assert names(text) == [None]
