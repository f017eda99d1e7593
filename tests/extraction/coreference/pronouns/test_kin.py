"""“Ana Brel's lawyer … the lawyer” is not Ana Brel."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lund’s doctor warned against the trip. “She needs rest,” the doctor said.",
        "Pavel Drob's agent spoke to clubs in Spain. “Nothing is signed,” said the agent.",
        "Jonas Weil’s first coach praised the run. “He was patient,” the coach said. Weil smiled.",
        "A lawyer for Ana Brel came alone. “Every page is hers,” the lawyer said.",
        "Mara Lund met her doctor on Monday. “She is well,” the doctor said afterwards.",
    ],
)
def test_who_belongs_to_a_person_is_not_that_person(text: str) -> None:
    assert [quotation.name for quotation in load().extract(text).quotations] == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jonas Weil’s coach, Mia Ek, was glad. “He waited,” the coach said.", "Mia Ek"),
        ("Ana Brel, the port’s manager, left. “We have a plan,” the manager said.", "Ana Brel"),
        ("Tom Ek, Norway’s coach, praised us. “We were patient,” the coach said.", "Tom Ek"),
    ],
)
def test_who_is_called_so_is_meant(text: str, speaker: str) -> None:
    assert [quotation.name for quotation in load().extract(text).quotations] == [speaker]
