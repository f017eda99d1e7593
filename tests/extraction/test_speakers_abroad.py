"""Whose words they are in short news of many countries, by all stages together."""

from __future__ import annotations

import pytest

from extraction.pipeline import load

pytestmark = pytest.mark.model


def speakers(text: str) -> dict[str, str | None]:
    """The first two words of each quotation with the speaker's name."""
    found = load().extract(text).quotations
    return {" ".join(q.content[0].of(text).split()[:2]): q.name for q in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a title in brackets is no nickname
            "Ministry Secretary (Mrs) Thushara Wijesome said the dam would be paid for.",
            {"the dam": "Thushara Wijesome"},
        ),
        (  # who came in without a name stays so, also after others
            "A teacher who asked not to be named said the roof leaks. “We sit under the table,” "
            "the teacher said.\n\nThe headmaster, Mr Barnaby Kiplat, opened the cupboard. “It is "
            "empty here,” he said.\n\nThe teacher said that nobody had come.",
            {"We sit": None, "It is": "Barnaby Kiplat", "that nobody": None},
        ),
    ],
)
def test_speakers(text: str, expected: dict[str, str | None]) -> None:
    found = speakers(text)
    assert {words: found.get(words, "-") for words in expected} == expected
