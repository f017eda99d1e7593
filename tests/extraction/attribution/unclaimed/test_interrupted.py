"""Quoted sentences that their tag interrupts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Span
from extraction.attribution.unclaimed.interrupted import join_interrupted
from tests.support.documents import document, said, tagged


def joined(text: str, *given: tuple[str, str, str]) -> list[tuple[str, str]]:
    made = document(text, *(tagged(text, *each) for each in given))
    join_interrupted(made)
    return said(made)


@pytest.mark.parametrize("tag", ["said Ana Brel,", "said Ana Brel, who keeps the lock,"])
def test_both_parts_are_one(tag: str) -> None:
    text = f"“But,” {tag} “the water will rise.”"
    parts = (("But,", "Ana Brel", "said"), ("the water will rise.", "Ana Brel", "said"))
    assert joined(text, *parts) == [("Ana Brel", "But, | the water will rise.")]


def test_a_name_in_the_tag_is_the_source_of_both() -> None:
    text = "“Milk,” shouted one of them, Ana Brel, “is dear!” It rained."
    parts = (("Milk,", "one of them", "shouted"), ("is dear!", "Ana Brel", "shouted"))
    assert joined(text, *parts) == [("Ana Brel", "Milk, | is dear!")]


def test_so_are_three_parts() -> None:
    text = "“If,” said Brel, “no boat comes,” she said, “we row.”"
    parts = (
        ("If,", "Brel", "said"),
        ("no boat comes,", "she", "said"),
        ("we row.", "she", "said"),
    )
    ((_, words),) = joined(text, *parts)
    assert words == "If, | no boat comes, | we row."


@pytest.mark.parametrize(
    "text",
    [
        "“It will rise,” said Ana Brel. “we row.”",
        "“It will rise.” Ana Brel laughed, “we row.”",
        "“It will rise,” said Ana Brel, “We row.”",
        "“It will rise,” said Ana Brel,\n\n“we row.”",
    ],
)
def test_two_sentences_stay_two(text: str) -> None:
    end = "," if "rise," in text else "."
    row = "We row." if "We row" in text else "we row."
    parts = ((f"It will rise{end}", "Ana Brel", "Ana"), (row, "Ana Brel", "Ana"))
    assert len(joined(text, *parts)) == 2


@pytest.mark.parametrize("other", ["her son", "the keeper, Ivan Ek,", "a woman behind her"])
def test_a_second_part_with_a_noun_behind_it_is_of_another(other: str) -> None:
    text = f"“We lost the barn,” Ana Brel said, “and then the cows,” {other} added."
    source = other.removesuffix(",")
    parts = (("We lost the barn,", "Ana Brel", "said"), ("and then the cows,", source, "added"))
    assert joined(text, *parts) == [
        ("Ana Brel", "We lost the barn,"),
        (source, "and then the cows,"),
    ]


@pytest.mark.parametrize("same", ["she", "Brel", "the miller"])
def test_one_with_a_pronoun_or_a_word_of_the_first_tag_is_not(same: str) -> None:
    text = f"“It leaks,” said the miller, Ana Brel, “every day,” {same} added."
    start = text.rindex(same)
    behind = replace(
        tagged(text, "every day,", "", "added"), source=(Span(start, start + len(same)),)
    )
    made = document(text, tagged(text, "It leaks,", "Ana Brel", "said"), behind)
    join_interrupted(made)
    assert said(made) == [("Ana Brel", "It leaks, | every day,")]
