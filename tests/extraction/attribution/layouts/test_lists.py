"""Lists of what one source said, without marks."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.attribution.layouts.lists import listed
from tests.support.documents import document, said

POINTS = ["The bridge will be shut for two weeks.", "Buses run all night."]


def given(lead: str, bullet: str, points: list[str] = POINTS) -> list[tuple[str, str]]:
    text = (
        f"It rained.\n\n{lead}\n\n" + "\n".join(f"{bullet} {each}" for each in points) + "\n\nEnd."
    )
    start = text.find("Ana Brel")
    names = [(Span(start, start + 8), "PERSON")] if start >= 0 else []
    made = document(text, names=names)
    made.attributions = list(listed(made))
    return said(made)


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("What Ana Brel said:", "Ana Brel"),
        ("What the report says about the bridge:", "the report"),
        ("Here is what the council wants:", "the council"),
        ("Ana Brel on the bridge:", "Ana Brel"),
        ("The mayor, Ana Brel, promised:", "The mayor"),
        ("In a speech on Friday, Ana Brel said:", "Ana Brel"),
    ],
)
@pytest.mark.parametrize("bullet", ["-", "•", "*", "–"])
def test_each_point_is_of_whom_the_lead_names(lead: str, source: str, bullet: str) -> None:
    assert given(lead, bullet) == [(source, point) for point in POINTS]


def test_numbers_are_bullets_too() -> None:
    text = "What Ana Brel said:\n1. The bridge is shut.\n2. Buses run all night."
    made = document(text)
    assert [each.content[0].of(text) for each in listed(made)] == [
        "The bridge is shut.",
        "Buses run all night.",
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "You will need:",
        "The dates:",
        "Ana Brel, who said it leaked, has these towns on her map of the north and its rivers:",
        "What we know:",
    ],
)
def test_other_lists_are_nobodys(lead: str) -> None:
    assert given(lead, "-") == []


def test_points_between_marks_are_quotations_by_themselves() -> None:
    assert given("What Ana Brel said:", "-", ["“It is shut for weeks.”", "“It leaks a lot.”"]) == []


def test_a_list_whose_points_name_their_speakers_is_of_none_of_them() -> None:
    points = ["Jon Ek: “The bridge is old.”", "Nobody asked the children."]
    assert given("What Ana Brel said:", "-", points) == []
