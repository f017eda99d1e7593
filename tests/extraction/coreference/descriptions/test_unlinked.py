"""Descriptions that the article gives nobody: “the crowd”, “the judge”, “the Daily Courier”."""

from __future__ import annotations

import pytest

from extraction.coreference.descriptions.unlinked import may_be_person
from extraction.pipeline import load

SHOWN_WITHOUT_A_MARK = 0.935


@pytest.mark.parametrize(
    ("lead", "words", "tag"),
    [
        ("Nadia Rahal came to the window at noon.", "Bread and work,", "the crowd shouted"),
        ("Bo Lind took the stage an hour late.", "Go home,", "the audience called"),
        ("Silas Grant could not pay the fine.", "The law is the law,", "the judge said"),
        ("Ruth Amadi fell at the second fence.", "She will ride again,", "the doctor said"),
        ("Anton Weiss moved in on Friday.", "The roof leaks,", "the neighbour said"),
        ("Maya Stern, 9, was found near the mill.", "We never gave up,", "the father said"),
        ("Leo Hart, 12, missed the penalty.", "Keep your head down,", "the coach shouted"),
    ],
)
def test_who_meets_a_person_is_not_that_person(lead: str, words: str, tag: str) -> None:
    (quotation,) = load().extract(f"{lead} “{words}” {tag}.").quotations
    assert quotation.name is None


@pytest.mark.parametrize(
    ("lead", "words", "tag", "speaker"),
    [
        ("Ruth Amadi, a judge in Osk, went home.", "It is over,", "the judge said", "Ruth Amadi"),
        (
            "Anton Weiss, 44, moved in on Friday.",
            "It leaks,",
            "the 44-year-old said",
            "Anton Weiss",
        ),
        ("The neighbour, Bo Lind, called them.", "It leaks,", "the neighbour said", "Bo Lind"),
        ("Maya Stern, 9, won the prize.", "I like numbers,", "the girl said", "Maya Stern"),
    ],
)
def test_who_is_called_so_is_that_person(lead: str, words: str, tag: str, speaker: str) -> None:
    (quotation,) = load().extract(f"{lead} “{words}” {tag}.").quotations
    assert quotation.name == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "President Ada Obi met her Chadian counterpart, Idris Saleh. "
            "“Our borders stay open,” the Nigerian leader said.",
            "Ada Obi",
        ),
        (
            "Finnish minister Aino Salo flew to Riga to see Latvian minister Janis Ozols. "
            "“Trade has doubled,” the Latvian politician said.",
            "Janis Ozols",
        ),
    ],
)
def test_who_is_of_another_country_is_not_meant(text: str, speaker: str) -> None:
    (quotation,) = load().extract(text).quotations
    assert quotation.name == speaker


def test_a_trade_that_the_article_does_not_give_is_to_be_checked() -> None:
    text = "Hassan Noor opened his shop after the flood. “I have nothing left,” the trader said."
    (quotation,) = load().extract(text).quotations
    assert quotation.name == "Hassan Noor"
    assert quotation.confidence < SHOWN_WITHOUT_A_MARK


@pytest.mark.parametrize(
    "phrase",
    ["the trader", "the half-forward", "the St Lucian", "The Pole", "the ex-mayor", "the MP",
     "the 44-year-old", "the Social Democrat", "the Ohio Republican",
     "the gambling tycoon", "the Florida senator", "the elder Brel"],
)  # fmt: skip
def test_a_person(phrase: str) -> None:
    assert may_be_person(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["the Daily Courier", "The Ledger", "the order released on Friday", "the crowd", "the SVP",
     "the polling average", "the letter", "the Casa Verde", "the intelligence community"],
)  # fmt: skip
def test_no_person(phrase: str) -> None:
    assert not may_be_person(phrase)
