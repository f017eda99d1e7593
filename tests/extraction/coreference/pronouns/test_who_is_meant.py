"""Whom descriptions and pronouns mean that the paragraph or the sentence before makes plain."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


@pytest.mark.parametrize(
    "called",
    ["the 44-year-old", "the ex-mayor", "the former deputy head", "the politician", "the skipper"],
)
def test_a_description_is_the_one_person_of_its_paragraph(called: str) -> None:
    text = (
        "Ines Falk opened the fair on Sunday with Tom Ek and a brass band.\n\n"
        f"Ana Brel waited for an hour in the rain. “I was promised a seat,” said {called}."
    )
    assert names(text) == ["Ana Brel"]


@pytest.mark.parametrize("called", ["her lawyer", "the source", "an aide"])
def test_a_description_of_another_is_not_the_person_of_its_paragraph(called: str) -> None:
    text = f"Ana Brel waited for an hour in the rain. “She had no seat,” said {called}."
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("other", "called"),
    [
        ("Ana Brel, the skipper of a trawler, came home.", "the 44-year-old skipper"),
        ("Ana Brel, 44, a teacher, came home.", "the retired teacher"),
    ],
)
def test_whom_the_article_calls_so_comes_before_who_is_in_the_paragraph(
    other: str, called: str
) -> None:
    text = f"{other} It rained.\n\nTom Ek waited outside. “I slept for a day,” said {called}."
    assert names(text) == ["Ana Brel"]


def test_of_two_who_have_an_office_neither_is_the_person_of_the_paragraph() -> None:
    text = (
        "Coach Ana Brel met Osk coach Ida Falk. It rained.\n\n"
        "Tom Ek danced in the square. “I start on Monday,” said the 44-year-old coach."
    )
    assert names(text) == [None]


def test_of_two_people_in_a_paragraph_neither_is_meant() -> None:
    text = "Ana Brel met Ida Falk in the rain. “I had no seat,” said the 44-year-old."
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("called", "who"),
    [
        ("the woman", None),
        ("the man", None),
        ("she", "Mara Velm"),
        ("the 44-year-old", "Mara Velm"),
    ],
)
def test_a_subject_that_a_possessive_hides_is_she_but_no_woman(
    called: str, who: str | None
) -> None:
    text = "Mara Velm, a tailor, was late because a lorry hit Velm’s cart. "
    assert names(f"{text}“Nobody came,” said {called}.") == [who]


@pytest.mark.parametrize(
    "before",
    ["Holm reached the last four and is pleased with it.", "Holm was far from happy."],
)
def test_he_is_whom_the_sentence_before_is_about(before: str) -> None:
    text = (
        "Jan Holm beat Ivo Brel. Brel met Luc Ek, who lost to Tom Falk. Falk plays Max Velm. "
        f"{before} “These were two good weeks,” he said."
    )
    assert names(text) == ["Jan Holm"]


@pytest.mark.parametrize("subject", ["The 61-year-old", "The MP"])
def test_a_description_that_opens_a_paragraph_goes_on_about_its_person(subject: str) -> None:
    text = (
        "Ana Brel MP, 61, opened the fair on Sunday.\n\n"
        f"{subject} laughed at the band. “They are loud,” she said."
    )
    assert names(text) == ["Ana Brel"]


def test_a_husband_has_the_name_of_his_wife() -> None:
    text = (
        "Ana and Luc Brel keep bees. Tom Ek buys the honey. “It is sweet,” he says.\n\n"
        "“We do not count them,” Ana says.\n\nHer husband counts jars. “Ninety,” he says."
    )
    assert names(text)[-1] == "Luc Brel"


@pytest.mark.parametrize(
    ("title", "later"),
    [("Striker", "the forward"), ("Goalkeeper", "the keeper"), ("Biologist", "the scientist")],
)
def test_a_role_has_other_words(title: str, later: str) -> None:
    text = (
        f"{title} Ana Brel came with the driver Ida Falk.\n\nIt rained.\n\n"
        f"“I will stay,” said {later}."
    )
    assert names(text) == ["Ana Brel"]


@pytest.mark.parametrize("role", ["Prop", "Striker", "Winger", "Goalkeeper"])
def test_a_place_in_a_team_is_no_part_of_a_name(role: str) -> None:
    assert names(f"“I will stay,” said the star. {role} Karen Brel left.\n\n“No,” Brel said.")[
        -1
    ] == ("Karen Brel")


@pytest.mark.parametrize("native", ["Briton", "Dane", "Filipina", "Argentine"])
def test_who_is_called_by_a_country_is_no_organization(native: str) -> None:
    text = f"Ana Brel keeps bees in Osk. “They are calm,” the {native} said."
    assert names(text) == ["Ana Brel"]


def test_who_stands_behind_a_place_in_a_team_speaks() -> None:
    text = "City striker Ana Brel was not happy. “I should have had three goals.”"
    assert names(text) == ["Ana Brel"]
