"""Blocks of lines behind “>”, of whom their introduction names."""

from __future__ import annotations

import pytest

from extraction.annotations import Kind, Span
from extraction.attribution.kinds import kind_of
from extraction.attribution.layouts.labelled import apply_layouts
from extraction.attribution.repairs.paraphrases import trim_paraphrases
from extraction.attribution.repairs.repair import repair_attributions
from extraction.document import Document
from tests.support.documents import document, said, tagged

BLOCK = "> The weir has no owner.\n> Nor has the bell."
WORDS = "The weir has no owner. | Nor has the bell."


def read(text: str, *tags: tuple[str, str, str], people: str = "Ana Brel") -> Document:
    names = [(Span(at, at + len(people)), "PERSON") for at in [text.find(people)] if at >= 0]
    made = document(text, *(tagged(text, *tag) for tag in tags), names=names)
    for stage in (apply_layouts, repair_attributions, trim_paraphrases):
        stage(made)
    return made


@pytest.mark.parametrize(
    "lead",
    [
        "Ana Brel wrote to the council:",
        "Rain fell. Ana Brel answered on Monday:",
        "The council got this from its keeper, Ana Brel:",
        "**Ana Brel wrote:**",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_block_is_of_whom_its_introduction_names(lead: str, gap: str) -> None:
    made = read(f"{lead}{gap}{BLOCK}\n\nNobody answered.")
    assert said(made) == [("Ana Brel", WORDS)]
    assert kind_of(made, made.attributions[0]) is Kind.DIRECT


def test_paragraphs_of_a_block_are_one_quotation() -> None:
    made = read("Ana Brel wrote:\n\n> The weir has no owner.\n>\n> Nor has the bell.\n")
    assert said(made) == [("Ana Brel", WORDS)]


def test_the_source_is_that_of_the_tagger_if_it_gives_a_part_of_the_block() -> None:
    text = f"The port of Velm posted:\n\n{BLOCK}"
    tag = ("> The weir has no owner", "The port of Velm", "posted")
    assert said(read(text, tag)) == [("The port of Velm", WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        f"Ana Brel left.\n\n{BLOCK}",
        f"Three rules:\n\n{BLOCK}",
        f"The rules that Ana Brel broke:\n\n{BLOCK}",
        f"The letter to Ana Brel:\n\n{BLOCK}",
        f"The charge against the keeper Ana Brel:\n\n{BLOCK}",
        BLOCK,
        "Ana Brel wrote:\n\n>> The weir has no owner.",
        "Ana Brel wrote:\n\n>\n>",
        f":\n{BLOCK}",
    ],
)
def test_a_block_without_a_speaker_is_none(text: str) -> None:
    assert said(read(text)) == []
