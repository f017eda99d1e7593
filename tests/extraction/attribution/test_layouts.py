from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Attribution, Span
from extraction.attribution.layouts import formatted, with_formats
from extraction.text.quotation_marks import find_quoted_spans
from tests.support.growth import growth


def said(text: str) -> list[tuple[str, str]]:
    """Source and content of what the layout attributes."""
    return [
        (a.source[0].of(text), " | ".join(span.of(text) for span in a.content))
        for a in formatted(text, find_quoted_spans(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam is a gift.” — Ana Brel", [("Ana Brel", "The dam is a gift.")]),
        ('"The dam is a gift." -- Ana Brel', [("Ana Brel", "The dam is a gift.")]),
        ("“The dam is a gift.”\n― Ana Brel, Chile", [("Ana Brel", "The dam is a gift.")]),
        ("“The dam is a gift.” – Inés de la Cruz", [("Inés de la Cruz", "The dam is a gift.")]),
        ("“The dam is a gift.” — @anabrel", [("@anabrel", "The dam is a gift.")]),
        ("“The dam” — Ana Brel", []),
        ("“The dam is a gift” — and a costly one.", []),
        ("“The dam is a gift” — Ana Brel never doubted it.", []),
    ],
)
def test_signed_quotations(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_a_transcript_in_capitals() -> None:
    text = (
        "BREL: Welcome to the programme.\nARRIAGA: Thank you. It is good to be here.\n"
        "BREL (laughing): Will the dam stand?\n(MUSIC)\nARRIAGA: It will stand."
    )
    assert said(text) == [
        ("BREL", "Welcome to the programme."),
        ("ARRIAGA", "Thank you. It is good to be here."),
        ("BREL", "Will the dam stand?"),
        ("ARRIAGA", "It will stand."),
    ]


def test_a_quoted_transcript_keeps_its_paragraphs() -> None:
    text = (
        "“BREL: Welcome to the programme.\n\n“ARRIAGA: Thank you.\n\n“It is good to be here.\n\n"
        "“BREL: Will the dam stand?”"
    )
    assert said(text) == [
        ("BREL", "Welcome to the programme."),
        ("ARRIAGA", "Thank you. | It is good to be here."),
        ("BREL", "Will the dam stand?"),
    ]


@pytest.mark.parametrize("mark", [":", "."])
def test_questions_and_answers(mark: str) -> None:
    text = f"Q{mark} Will the dam stand?\nA{mark} It will.\nFor years.\nQ{mark} Who pays for it?"
    assert said(text) == [
        ("Q", "Will the dam stand?"),
        ("A", "It will. | For years."),
        ("Q", "Who pays for it?"),
    ]


def test_an_interview_by_name() -> None:
    turns = ["Ledger: Will it stand?", "Ana Brel: It will.", "Ledger: How long?", "Ana Brel: Ages."]
    assert [who for who, _ in said("\n".join(turns))] == ["Ledger", "Ana Brel"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Note: the dam is closed.\nUpdate: it opened.\nSource: the ministry.\nNote: we erred.",
        "Brel: 47.\nArriaga: 46.\nBrel: 12.\nArriaga: 9.",
        "SANTIAGO: The dam opened on Monday.",
        "One thing is plain: it will stand.\nAnother is not: who pays.",
    ],
)
def test_a_colon_alone_makes_no_transcript(text: str) -> None:
    assert said(text) == []


def test_a_format_takes_the_place_of_a_guess() -> None:
    text = "“The dam is a gift.” — Ana Brel"
    found = formatted(text, find_quoted_spans(text))
    guess = Attribution((Span(1, 20),), (), (Span(22, 23),))
    assert with_formats([guess], found) == found


def test_speech_reported_in_an_answer_stays() -> None:
    text = "Q: Will it stand?\nA: The minister told me that it will stand for years.\nQ: And then?"
    found = formatted(text, find_quoted_spans(text))
    start = text.index("that")
    nested = Attribution(
        (Span(start, start + 20),),
        (Span(text.index("The minister"), text.index(" told")),),
        (Span(text.index("told"), text.index(" me")),),
    )
    assert nested in with_formats([nested], found)


@given(st.text(alphabet='AQB:.“”"—-( \nab\0', max_size=150))
def test_any_text_has_content_in_every_format(text: str) -> None:
    for each in formatted(text, find_quoted_spans(text)):
        for spans in (each.content, each.source, each.cue):
            assert spans
            assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_long_transcript_takes_no_longer_than_its_length_says() -> None:
    def transcript(turns: int) -> tuple[Attribution, ...]:
        text = "ANA: It rains in Norway.\nBO: It does, and it will.\n" * turns
        found = formatted(text, find_quoted_spans(text))
        assert len(found) == 2 * turns
        return found

    found = {turns: transcript(turns) for turns in (500, 4_000)}
    assert growth(lambda turns: with_formats(found[turns], found[turns]), 500) < 2.5
