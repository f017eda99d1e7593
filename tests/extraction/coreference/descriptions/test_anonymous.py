"""Descriptions of who spoke just before and asked not to be named."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind == "direct"]


@pytest.mark.parametrize(
    ("opening", "behind"),
    [
        (
            "Senator Ana Brel voted against it. “It is late,” she said.",
            "A colleague from the north, speaking on condition of anonymity, said she had wavered."
            " “She cried in the lift,” the senator said.",
        ),
        (
            "President Oleg Marin vetoed the budget. “I can read,” he said.",
            "A member of the coalition, who asked not to be identified, said it had been agreed in"
            " advance. “It was theatre,” the lawmaker said.",
        ),
        (
            "Lawyer Rania Haddadi said her client was innocent. “He was in Oran,” she said.",
            "One of her colleagues, who was not authorised to speak about the case, was less sure."
            " “He was in Oran later,” the lawyer said.",
        ),
        (
            "Lawmaker Boris Kade called for calm. “Sit down,” he shouted.",
            "An ally of his, who insisted on not being named, said he had thrown the chair."
            " “He has a good arm,” the lawmaker said.",
        ),
    ],
)
def test_who_asked_not_to_be_named_is_described(opening: str, behind: str) -> None:
    first, second = names(f"{opening}\n\n{behind}")
    assert first is not None
    assert second is None


def test_a_person_named_since_is_meant() -> None:
    text = (
        "A critic of hers, who did not want to be named, said the pool leaked.\n\n"
        "Mayor Bea Falk jumped in. “It is deep enough,” the mayor said."
    )
    assert names(text) == ["Bea Falk"]
