from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.annotations import EntityType, Span
from extraction.coreference.mentions import find_mentions
from extraction.document import Mention, Name
from tests.support.documents import document


def mentions_of(text: str, *names: Name) -> Sequence[Mention]:
    made = document(text, names=names)
    find_mentions(made)
    return made.mentions


def test_a_title_makes_a_person_of_a_capitalised_word() -> None:
    text = "Mr. Zorbin spoke."
    (mention,) = mentions_of(text)
    assert (mention.type, mention.span.of(text), mention.gender) == (
        EntityType.PERSON, "Zorbin", "m",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("President Ana Brel’s", (0, 20), ["Ana Brel"]),
        ("Ana Brel\nBERN", (0, 13), ["Ana Brel", "BERN"]),
        ("Ana Brel Foundation", (0, 19), []),
        ("Tuesday", (0, 7), []),
    ],
)
def test_what_is_left_of_a_span_tagged_as_a_person(
    text: str, span: tuple[int, int], expected: list[str]
) -> None:
    assert [m.name for m in mentions_of(text, (Span(*span), "PERSON"))] == expected
