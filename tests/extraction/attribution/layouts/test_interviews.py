"""Interviews whose questions and answers have neither labels nor marks."""

from __future__ import annotations

import pytest

from extraction import confidence
from extraction.annotations import Span
from extraction.attribution.layouts.interviews import answers
from extraction.attribution.layouts.labelled import apply_layouts
from tests.support.documents import document, said

TALK = """The keeper of the locks

{intro}

Do the gates still close?

Mine do. I oil them on Sundays.

{asked}

My father did. He said, “A gate is a door for water.”

I never forgot it.

And when you stop?

We have a cat who knows the levers.

The locks are shut on Mondays.
"""
INTRO = "Ana Brel, 61, has kept nine locks for thirty years."
ASKED = "The work is hard. Who taught you?"
ANSWERS = [
    "Mine do. I oil them on Sundays.",
    "My father did. He said, “A gate is a door for water.” | I never forgot it.",
    "We have a cat who knows the levers.",
]


def spoken(intro: str, asked: str, *people: str) -> list[tuple[str, str]]:
    text = TALK.format(intro=intro, asked=asked)
    names = [(Span(at := text.index(name), at + len(name)), "PERSON") for name in people]
    made = document(text, names=names)
    return said(document(text, *answers(made), names=names))


@pytest.mark.parametrize(
    ("intro", "people"),
    [
        (INTRO, ["Ana Brel"]),
        ("Jon Ek met Ana Brel at the upper gate.", ["Jon Ek", "Ana Brel"]),
        ("Ana Brel, who keeps nine locks, spoke to Jon Ek.", ["Ana Brel", "Jon Ek"]),
        (
            "Ida Falk has a book out. Ana Brel keeps nine locks. We met her.",
            ["Ida Falk", "Ana Brel"],
        ),
        ("We met Ana Brel, whose mother, Ida Falk, also kept locks.", ["Ana Brel", "Ida Falk"]),
    ],
)
def test_answers_are_of_who_is_introduced(intro: str, people: list[str]) -> None:
    assert spoken(intro, ASKED, *people) == [("Ana Brel", answer) for answer in ANSWERS]


def test_answers_are_nobodys_that_is_known_where_two_are_introduced() -> None:
    found = spoken("Ana Brel and Jon Ek keep nine locks.", ASKED, "Ana Brel", "Jon Ek")
    assert found == [("", answer) for answer in ANSWERS]


@pytest.mark.parametrize(
    "text",
    [
        TALK.format(intro=INTRO, asked="The work is hard."),  # two questions
        TALK.format(intro=INTRO, asked=ASKED).replace("And when", "“And when"),
        TALK.format(intro=INTRO, asked=ASKED).replace("We have", "Brel: We have"),
        TALK.format(intro=INTRO, asked=ASKED).replace("I ", "She ").replace("My ", "Her "),
        TALK.format(intro=INTRO, asked=ASKED).replace("I never", "So.\n\nNo.\n\nI never"),
    ],
)
def test_other_texts_are_no_interview(text: str) -> None:
    assert list(answers(document(text))) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who pays it?", "Shops do, and we all see it in prices."),
        ("Who pays it?", "My shop does, I fear."),
        ("Do you pay it?", "You do, and all of us do."),
    ],
)
def test_what_explains_to_readers_is_no_interview(question: str, answer: str) -> None:
    rounds = f"{question}\n\n{answer}\n\n" * 3
    made = document(f"Ana Brel announced a tax.\n\n{rounds}", names=[(Span(0, 8), "PERSON")])
    assert list(answers(made)) == []


@pytest.mark.parametrize(("met", "found"), [("We met Ana Brel.", 3), ("Ana Brel is old.", 0)])
def test_who_was_interviewed_may_speak_for_several(met: str, found: int) -> None:
    rounds = "How big are the gates?\n\nWe think they are of oak.\n\n" * 2
    text = f"{met}\n\nCan you show them?\n\nThey are below us.\n\n{rounds}"
    at = met.index("Ana")
    made = document(text, names=[(Span(at, at + 8), "PERSON")])
    assert len(list(answers(made))) == found


@pytest.mark.parametrize(
    ("met", "count", "found"),
    [
        ("We met Ana Brel.", 6, 3),
        ("Interview with Ana Brel.", 6, 3),
        ("We met Ana Brel.", 7, 0),
        ("Ana Brel is old.", 6, 0),
    ],
)
def test_long_answers_are_given_to_who_was_interviewed(met: str, count: int, found: int) -> None:
    answer = "I oil them.\n\nThe gates. Image: Jon Ek\n\n" + "So I do.\n\n" * (count - 1)
    text = f"{met}\n\n" + f"Do you oil them?\n\n{answer}" * 3
    at = met.index("Ana")
    made = list(answers(document(text, names=[(Span(at, at + 8), "PERSON")])))
    assert len(made) == found
    assert all("Image" not in span.of(text) for each in made for span in each.content)


@pytest.mark.parametrize(
    ("met", "sure"), [("We met Ana Brel. ", True), ("Ana Brel is old. ", False)]
)
def test_answers_are_surer_where_the_article_says_that_it_asked(met: str, sure: bool) -> None:
    rounds = "Are you well?\n\nI am, as my mother was.\n\n" * 3
    at = met.index("Ana")
    made = document(f"{met}\n\n{rounds}", names=[(Span(at, at + 8), "PERSON")])
    (first, *_) = answers(made)
    assert (first.confidence == confidence.LAYOUT) is sure


def test_the_layouts_have_the_answers() -> None:
    made = document(TALK.format(intro=INTRO, asked=ASKED))
    apply_layouts(made)
    assert [content for _, content in said(made)] == ANSWERS


@pytest.mark.parametrize("mark", ["**", "*", "_", "__"])
def test_two_questions_in_bold_are_an_interview(mark: str) -> None:
    text = (
        "Ana Brel, 61, keeps nine locks.\n\n{0}Do you oil them?{0}\n\nI do, on Sundays.\n\n"
        "{0}And in May?{0}\n\nIn May I paint mine."
    )
    names = [(Span(0, 8), "PERSON")]
    marked, plain = (
        said(document(made, *answers(document(made, names=names))))
        for made in (text.format(mark), text.format(""))
    )
    assert marked == [("Ana Brel", "I do, on Sundays."), ("Ana Brel", "In May I paint mine.")]
    assert plain == []
