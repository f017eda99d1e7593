"""The decoder on scores made by hand: one piece a word, no weights."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.tagger.component import named
from extraction.attribution.tagger.decoding import Decoder, best_run, runs_of
from extraction.attribution.tagger.extents import joined, snapped, source_spans, trim, whole_words
from extraction.attribution.tagger.runtime import Configuration, Model, Scores
from extraction.attribution.tagger.windows import Window
from extraction.text.quotation_marks import find_quoted_spans

ROLES = {"-": 0, "s": 1, "c": 2, "q": 3}


def window(text: str) -> Window:
    """Words as pieces, between two special ones."""
    starts, ends, at = [0], [0], 0
    for word in text.split():
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    starts.append(0)
    ends.append(0)
    zeros = np.zeros(len(starts), np.int64)
    return Window(zeros, zeros, np.array(starts), np.array(ends))


def decode(text: str, anchors: dict[int, tuple[float, str]]) -> list[Attribution]:
    """`anchors`: word → its probability and a letter a word: s(ource), c(ontent), q (cue), -."""
    cut = window(text)
    count = len(cut.starts)
    probability = np.zeros(count, np.float32)
    roles = {}
    for word, (chance, letters) in anchors.items():
        probability[word + 1] = chance
        rows = np.full((count, 4), 0.02, np.float32)
        rows[np.arange(count), [0, *(ROLES[letter] for letter in letters), 0]] = 0.94
        roles[word + 1] = rows
    scores = Scores(probability, None, ())
    model = SimpleNamespace(
        configuration=Configuration(), roles=lambda _, at: np.array([roles[a] for a in at])
    )
    quoted_spans = find_quoted_spans(text)
    return Decoder(cast("Model", model), text, cut, scores, quoted_spans).attributions()


def shown(text: str, found: list[Attribution]) -> list[tuple[str, str, str]]:
    def verbatim(spans: Spans) -> str:
        return " | ".join(span.of(text) for span in spans)

    return [(verbatim(a.source), verbatim(a.cue), verbatim(a.content)) for a in found]


def test_an_anchor_gives_an_attribution() -> None:
    text = "“It will stand,” said Ana Brel yesterday."
    found = decode(text, {3: (0.9, "cccqss-")})
    assert shown(text, found) == [("Ana Brel", "said", "It will stand,")]
    assert found[0].confidence == pytest.approx(0.9 * 0.94 * 0.94, abs=1e-3)


def test_half_a_stretch_draws_in_the_rest() -> None:
    text = "Brel said “it will stand for years and years” again."
    assert shown(text, decode(text, {1: (0.9, "sq--cccc--")})) == [
        ("Brel", "said", "it will stand for years and years")
    ]


def test_a_stretch_goes_to_the_stronger_of_two_anchors() -> None:
    text = "Brel warned Lund, saying “it will stand” again."
    found = decode(text, {1: (0.9, "sqc-cc--"), 3: (0.9, "s--qccc-")})
    assert sorted(shown(text, found)) == [
        ("Brel", "saying", "it will stand"),
        ("Brel", "warned", "Lund"),
    ]


def test_speech_within_speech_shares_its_words() -> None:
    text = "Brel said Lund told her “it will stand” again."
    found = decode(text, {1: (0.9, "sqcccccc-"), 3: (0.9, "--sq-ccc-")})
    assert {content for _, _, content in shown(text, found)} == {
        "Lund told her “it will stand”",
        "it will stand",
    }


def test_a_stretch_nobody_claims_raises_a_weak_anchor() -> None:
    text = "“It will stand,” as Brel once put."
    assert shown(text, decode(text, {6: (0.2, "ccc-s-q")}))
    text = "It will stand, as Brel once put."
    assert not decode(text, {6: (0.2, "ccc-s-q")})


def test_two_anchors_of_one_content_are_one_attribution() -> None:
    text = "Brel said and wrote it will stand for years"
    found = decode(text, {1: (0.9, "sq--ccccc"), 3: (0.8, "s--qccccc")})
    assert shown(text, found) == [("Brel", "said", "it will stand for years")]


def test_two_anchors_in_one_cue_do_not_compete() -> None:
    text = "Brel said in the letter that it “will stand for years” again."
    found = decode(text, {1: (0.9, "sq--q-ccccc-"), 4: (0.6, "sq--q-ccccc-")})
    assert [content for _, _, content in shown(text, found)] == ["it “will stand for years”"]


def test_an_empty_window_and_empty_content_give_nothing() -> None:
    assert decode("Brel said", {1: (0.9, "sq")}) == []
    assert decode("", {}) == []


def test_runs() -> None:
    assert runs_of(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert best_run(np.array([0, 0.9, 0.3, 0.9, 0, 0.5], np.float32), 0.4) == (1, 4)
    assert best_run(np.zeros(4, np.float32), 0.4) is None


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("one two", [(0, 3), (4, 7)], ["one two"]),
        ("one\ntwo", [(0, 7)], ["one", "two"]),
        ("one, two", [(5, 8), (0, 3)], ["one", "two"]),
    ],
)
def test_spans_are_joined_within_a_line(
    text: str, spans: list[tuple[int, int]], expected: list[str]
) -> None:
    assert [s.of(text) for s in joined(text, [Span(*span) for span in spans])] == expected


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("he said “it will stand” now", "it will stand", "it will stand"),
        ("he said “it will stand”.", "“it will stand”.", "it will stand"),
        ("that it “will stand” now", "that it “will sta", "that it “will stand”"),
        ("“It will.” “It must.”", "“It will.” “It must.”", "It will.” “It must."),
        ("he left. “We are ten miles from it.”", "ten miles", "We are ten miles from it."),
        ("he left. “We are ten miles from the sea, if not more.”", "are", "are"),
    ],
)
def test_content_snaps_to_marks(text: str, piece: str, expected: str) -> None:
    start = text.index(piece)
    found = snapped(
        text, [Span(start, start + len(piece))], find_quoted_spans(text), Span(0, len(text))
    )
    assert [span.of(text) for span in found] == [expected]


def test_ends_of_spans() -> None:
    assert whole_words("standing", Span(2, 4)) == Span(0, 8)
    assert trim(", it stands (", Span(0, 13)) == Span(2, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Brel", ["Ana Brel"]),
        ("’s minister Ana Brel,", ["minister Ana Brel"]),
        ("Ana Brel on", ["Ana Brel"]),
        ("Ana Brel, who", ["Ana Brel", "who"]),
        ("who", ["who"]),
        ("the head of the port of", ["the head of the port"]),
        (" , ", []),
    ],
)
def test_sources_are_trimmed(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in source_spans(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    ("text", "letters", "source", "content"),
    [
        ("According to Ana Brel, “it is ours”.", "qqccccc", "Ana Brel", "it is ours"),
        ("According to Ana Brel, “it is ours”.", "qqscccc", "Ana Brel", "it is ours"),
        ("Brel was quoted as saying, “It is ours.”", "sqqccccc", "Brel", "It is ours."),
        ("Brel said in Oslo, “it is ours”.", "sqccccc", "Brel", "in Oslo, “it is ours”."),
        ("Brel asked why Kim, “the girl”, came.", "sqccccc", "Brel", "why Kim, “the girl”, came."),
    ],
)  # fmt: skip
def test_source_and_cue_that_lead_up_to_a_mark_are_no_content(
    text: str, letters: str, source: str, content: str
) -> None:
    found = decode(text, {letters.index("q"): (0.9, letters)})
    assert [(s, c) for s, _, c in shown(text, found)] == [(source, content)]


def test_names_by_bio() -> None:
    text = "Ana Brel of Chile"
    labels = ("O", "B-PERSON", "I-PERSON", "B-GPE")
    logits = np.eye(4, dtype=np.float32)[[0, 1, 2, 0, 3, 0]]
    scores = Scores(np.zeros(6, np.float32), logits, ())
    found = named(window(text), scores, labels)
    assert [(span.of(text), label) for span, label in found] == [
        ("Ana Brel", "PERSON"),
        ("Chile", "GPE"),
    ]
