"""Where quoted words begin and end, and whose they are when a sentence or a paragraph goes on."""

from __future__ import annotations

import pytest

from extraction.annotations import Quotation
from extraction.pipeline import load
from extraction.text.anchors import quoted_text

pytestmark = pytest.mark.model

BEFORE = """Ferry strike

The ferries of Velm stood still on Monday, the company said. Tomas Ek, the harbour master, closed
the quay.
"""


def found_in(paragraph: str, before: str = BEFORE) -> list[tuple[Quotation, str]]:
    """The quotations of a paragraph behind another, with their words."""
    text = f"{before}\n{paragraph}\n\nThe council meets on Friday.\n"
    start = text.index(paragraph)
    found = load().extract(text).quotations
    return [(q, quoted_text(text, q.content)) for q in found if q.content[0].start >= start]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("“Why,” asked Mira Holm, a passenger, “should I pay for a boat?”", "should I pay"),
        ("“If,” said Mira Holm, who lives on the island, “no boat comes, we will row.”", "no boat"),
        ("“Now,” said Mira Holm, the nurse, “we row.”", "we row"),
        ("“Because,” said Mira Holm, 54, a nurse from Oska, “nobody asked us.”", "nobody"),
    ],
)
def test_the_end_of_a_tag_is_no_part_of_the_words(paragraph: str, words: str) -> None:
    found = found_in(paragraph)
    assert {quotation.name for quotation, _ in found} == {"Mira Holm"}
    assert " … ".join(said for _, said in found).partition("… ")[2].startswith(words)


@pytest.mark.parametrize(
    ("paragraph", "end"),
    [
        (
            "Mira Holm said that Ek “knew for months” and “did nothing.” Ek denies that.",
            "nothing.”",
        ),
        ("Mira Holm said the mayor had “lied to everybody.” He denies it.", "everybody.”"),
        ("Mira Holm said the dam was “a danger to all.” It was built in 1962.", "to all.”"),
    ],
)
def test_the_next_sentence_is_no_part_of_the_words(paragraph: str, end: str) -> None:
    ((quotation, said),) = found_in(paragraph)
    assert quotation.name == "Mira Holm"
    assert said.endswith(end)


@pytest.mark.parametrize(
    "lead",
    [
        "City striker Ana Brel was not happy.",
        "Ana Brel, who scored twice, was in tears.",
        "Oska manager Ana Brel praised her team.",
    ],
)
def test_words_behind_a_sentence_on_another_are_not_of_who_spoke_before(lead: str) -> None:
    before = "Coach blames himself\n\nMira Holm was calm. “It's just a knock,” she said.\n"
    found = found_in(f"{lead} “Four goals! I have never seen that.”", before)
    assert [q.name in {"Ana Brel", None} for q, said in found if "Four" in said] == [True]


def test_the_first_words_of_a_quotation_are_no_quotation_beside_it() -> None:
    before = """Mayor resigns after audit

The mayor of Oska, Tomas Ek, resigned on Monday, saying he had “lost the trust of the council” and
that his family “comes first.”
"""
    paragraph = (
        "“I take responsibility,” he said in a statement. “I should have asked questions "
        "earlier,” Ek continued, “and I did not.”"
    )
    said = [words for _, words in found_in(paragraph, before)]
    assert said == [
        "I take responsibility,",
        "I should have asked questions earlier, … and I did not.",
    ]


def test_a_name_in_a_credit_does_not_take_what_goes_on_behind_a_tag() -> None:
    before = """Ferry strike enters third week

VELM (VNA) — “We will not sail,” said Ana Brel, head of the seamen's union. “Not for this
pay – not for any pay like it.”

Photo: Ana Brel on the quay. “It is cold here,” she said. (Tomas Ek/VNA)
"""
    paragraph = "“Why,” asked Mira Holm, a passenger, “should I pay for a ferry that isn't there?”"
    assert {quotation.name for quotation, _ in found_in(paragraph, before)} == {"Mira Holm"}
