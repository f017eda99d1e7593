from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.lexicon.abbreviations import ABBREVIATIONS, IN_NARRATION, IN_TITLES
from extraction.text.boundaries import abbreviated, boundary
from extraction.text.quotation_marks import find_quoted_spans
from extraction.text.sentences import SENTENCE_END, Sentences, is_subject
from reading.titles import title_from


def sentences(text: str) -> list[str]:
    each = Sentences(text, find_quoted_spans(text))
    found, at = [], 0
    while at < len(text):
        span = each.at(at)
        found.append(span.of(text).strip())
        at = span.end
    return found


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_no_sentence_ends_at_an_abbreviation(word: str) -> None:
    assert sentences(f"She met {word}. Brel. He left.") == [f"She met {word}. Brel.", "He left."]


@pytest.mark.parametrize("word", sorted(IN_NARRATION))
def test_no_sentence_of_narration_does(word: str) -> None:
    assert SENTENCE_END.split(f"She met {word}. Brel. He left.") == [
        f"She met {word}. Brel",
        "He left.",
    ]


@pytest.mark.parametrize("word", sorted(IN_TITLES))
def test_no_title_does(word: str) -> None:
    assert title_from(f"She met {word}. Brel. He left.") == f"She met {word}. Brel."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains. “It pours.” She left.", ["It rains.", "“It pours.”", "She left."]),
        (
            "“It rains. It pours,” she said. He left.",
            ["“It rains. It pours,” she said.", "He left."],
        ),
        ("J. Brel spoke! He left…", ["J. Brel spoke!", "He left…"]),
        ("One line\nAnother", ["One line", "Another"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_what_differs_is_a_parameter() -> None:
    text = "She met Dr. Brel.” and left. Dr.\nBrel"
    plain = boundary(closing="", begins=r"\S")
    assert plain.split(text) == ["She met Dr", "Brel.” and left", "Dr", "Brel"]
    closing = boundary(closing="”", begins=r"\S", abbreviations=["Dr"])
    assert closing.split(text) == ["She met Dr. Brel", "and left", "Dr.", "Brel"]
    assert abbreviated(["Dr"], initial="[A-Z]").search("She met Dr.")
    assert not abbreviated(["Dr"], initial="[A-Z]").search("She met Dr. Brel.")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("It stood under a roof. Ana Brel came.", True),
        ("It stood behind Ana Brel.", False),
        ("They gave it to Ana Brel.", False),
        ("It came in a letter to Ana Brel.", False),
        ("Criticism came from Ana Brel.", True),
        ("There was praise too from Mayor Ana Brel.", True),
        ("There was a letter to Ana Brel.", False),
    ],
)
def test_a_name_that_opens_a_sentence_is_its_subject(text: str, subject: bool) -> None:
    start = text.index("Ana")
    assert is_subject(text, Span(start, start + 8)) is subject
