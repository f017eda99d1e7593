"""Wrapped lines are read as paragraphs, and offsets stay those of the text."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extraction
from extraction.annotations import Entity, EntityType, Extraction, Kind, Quotation, Span
from extraction.text.view import TextView
from extraction.text.wrapping import unwrap

PARAGRAPHS = (
    "The council of Varde will shut the older of its two libraries in May, it decided on Monday "
    "after a debate of seven hours in which hardly anybody spoke for it.",
    "“We have looked for the money in every drawer of this house, and there is none,” said Oda "
    "Lien, who leads the council.",
    "Readers had gathered four thousand names against it since the beginning of the winter.",
)
SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def wrapped(paragraph: str, width: int) -> str:
    lines = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


@pytest.mark.parametrize("width", [48, 66, 72, 80])
@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\n"], ids=["empty", "blanks", "indent"])
def test_wrapped_lines_become_paragraphs(gap: str, width: int) -> None:
    paragraphs = [f"   {each}" if gap == "\n" else each for each in PARAGRAPHS]
    text = gap.join(wrapped(paragraph, width) for paragraph in paragraphs)
    assert unwrap(text) == gap.join(paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        "The rain, the rain,\nit falls again\non roof and lane,\nand down the drain.\n",
        "Oda Lien: Shall we begin with the harbour?\nJon Ek: It was shut all Monday, so no.\n"
        "Oda Lien: What did the mayor say to you?\nJon Ek: She said that it never stops.\n",
        "Harbour of Varde\nOda Lien, who runs it\n12 Quay Street\nVarde\n",
        "The council shut three libraries in May:\n- the one by the quay\n"
        "- the one in the school of Varde\n- the one nobody knew about\n",
        "",
    ],
    ids=["lines", "paragraphs", "verse", "turns", "address", "list", "empty"],
)
def test_other_lines_stay(text: str) -> None:
    assert unwrap(text) == text


@pytest.mark.parametrize("word", ["old", "it", "war", "him"])
def test_a_short_word_that_ends_a_sentence_begins_no_item(word: str) -> None:
    line = "Jon Ek, who runs the harbour of Varde, said that nobody had seen"
    text = f"{line}\n{word}. The quay is shut, and the boats that were in it are in\nthe next."
    assert unwrap(text) == text.replace("\n", " ")
    listed = f"{line} all of these\n4. quays\nb) boats\n(iv) nets\n12. ropes"
    assert unwrap(listed) == listed


@pytest.mark.parametrize(
    "text",
    [
        wrapped(PARAGRAPHS[2], 60),
        "The older of the two libraries will shut in May, Oda\n"
        "Lien said\non Monday, after a debate that nobody wanted.",
        "Jon Ek signed in the margin.\n\nThe harbour is shut, said the engineer whom Jon\n"
        "Ek had hired.\nNobody\nhas seen him since the beginning of the winter.",
    ],
    ids=["short", "ragged", "in one paragraph"],
)
def test_lines_that_sentences_run_over_are_joined_at_any_width(text: str) -> None:
    head, gap, paragraph = text.rpartition("\n\n")
    assert unwrap(text) == head + gap + paragraph.replace("\n", " ")


@given(st.text(alphabet=st.sampled_from("ab \n\r.”\t"), max_size=400))
def test_only_line_ends_change(text: str) -> None:
    found = unwrap(text)
    assert len(found) == len(text)
    assert all(
        new == old or (old, new) == ("\n", " ") for old, new in zip(text, found, strict=True)
    )


@given(
    st.lists(st.sampled_from(["rain", "It", "harbour,", "Varde", "a"]), min_size=40, max_size=120),
    st.integers(44, 96),
)
def test_what_was_wrapped_is_unwrapped(words: list[str], width: int) -> None:
    paragraph = " ".join(words)
    text = "\n\n".join([wrapped(paragraph, width)] * 2)
    if text.count("\n") > 6 and max(map(len, text.split("\n"))) >= 40:
        assert unwrap(text) == f"{paragraph}\n\n{paragraph}"


# ── carriage returns ──────────────────────────────────────────────────────────────────────


@given(st.text(alphabet="a\r\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_offsets_into_the_view_are_found_in_the_text(text: str, start: int, end: int) -> None:
    view = TextView.of(text)
    span = Span(*sorted((min(start, len(view.text)), min(end, len(view.text)))))
    found = view.in_text(
        Extraction(
            (Quotation(Kind.DIRECT, (span,), (span,), (span,)),),
            (Entity(EntityType.PERSON, "a", (span,)),),
        )
    )
    (quotation,), (entity,) = found.quotations, found.entities
    assert quotation.content == quotation.source == quotation.cue == entity.mentions
    verbatim = quotation.content[0].of(text)
    assert verbatim.replace("\r\n", "\n").replace("\r", "\n") == span.of(view.text)


# ── the whole pipeline ────────────────────────────────────────────────────────────────────


def said(text: str) -> list[tuple[object, ...]]:
    """Kind, words and speaker of each quotation, blanks as one."""
    return [
        (found.kind, [" ".join(span.of(text).split()) for span in found.content], found.name)
        for found in extraction.load().extract(text).quotations
    ]


@pytest.mark.model
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("sample", ["barents-cod-quota", "rocket-launch-interview"])
def test_wrapped_texts_say_the_same(sample: str, end: str) -> None:
    lines = (SAMPLES / f"{sample}.txt").read_text().split("\n")
    paragraphs = [line for line in lines if line.strip()]
    text = "\n\n".join(wrapped(paragraph, 72) for paragraph in paragraphs)
    assert said(text.replace("\n", end)) == said("\n\n".join(paragraphs))
