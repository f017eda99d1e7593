"""Words found again in a text, and words that somebody typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.extraction.annotations import Span
from articles.verbatim import anchors_of, locate, nudged, place, shared, wording

letters = st.text(alphabet="ab “”‘’\"' \n.é", max_size=60)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    body = draw(st.text(alphabet="abc .“”\n", min_size=2, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), min_size=2, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return body, tuple(Span(*pair) for pair in pairs)


@given(texts_and_spans())
def test_in_the_same_text_everything_is_where_it_was(told: tuple[str, tuple[Span, ...]]) -> None:
    body, spans = told
    assert place(anchors_of(body, spans), body) == spans


@given(texts_and_spans(), letters, letters)
def test_what_is_placed_in_another_text_is_the_same_words(
    told: tuple[str, tuple[Span, ...]], front: str, back: str
) -> None:
    body, spans = told
    changed = front + body + back
    placed = place(anchors_of(body, spans), changed)
    if placed is not None:
        assert [s.of(changed).split() for s in placed] == [s.of(body).split() for s in spans]
        assert all(a.end <= b.start for a, b in itertools.pairwise(placed))


@given(st.text(alphabet="abcdefgh ", min_size=20, max_size=60), letters, letters)
def test_long_words_are_found_wherever_they_went(words: str, front: str, back: str) -> None:
    assume(words.strip())
    body = f"One. {words} Two."
    anchors = anchors_of(body, [Span(5, 5 + len(words))])
    changed = f"{front}{words}{back}"
    placed = place(anchors, changed)
    assert placed is not None
    assert placed[0].of(changed) == words


@given(letters, letters)
def test_words_are_located_or_not_and_nothing_raises(words: str, body: str) -> None:
    spans = locate(words, body)
    if spans is not None:
        assert all(0 <= start < end <= len(body) for start, end in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(texts_and_spans(), st.integers(0, 80))
def test_the_words_of_a_span_are_located_verbatim(
    told: tuple[str, tuple[Span, ...]], near: int
) -> None:
    body, spans = told
    words = spans[0].of(body)
    assume(words.strip())
    found = locate(words, body, near)
    assert found is not None
    assert found[0].of(body).split() == words.split()


BODY = "“I came,” she said. ‘I saw,’ he said.\n\nI came  too; the  ‘end’."


@pytest.mark.parametrize(
    ("words", "near", "expected"),
    [
        ("I came", 0, ["I came"]),
        ("I came", 60, ["I came"]),
        ('"I came,"', 0, ["“I came,”"]),
        ("the 'end'", 0, ["the  ‘end’"]),
        ("  I saw,  ", 0, ["I saw,"]),
        ("I came, … I saw,", 0, ["I came,", "I saw,"]),
        ("I came\n\nI saw", 0, ["I came", "I saw"]),
        ("“I saw,”", 0, ["I saw,"]),
        ("I saw, … I came,", 0, None),
        ("I went", 0, None),
        ("", 0, None),
        ("…", 0, None),
    ],
)
def test_what_somebody_types(words: str, near: int, expected: list[str] | None) -> None:
    spans = locate(words, BODY, near)
    assert (spans and [span.of(BODY) for span in spans]) == expected


def test_of_two_places_the_nearest_is_taken() -> None:
    starts = [locate("I came", BODY, near) for near in (0, 60)]
    assert starts == [(Span(1, 7),), (Span(39, 45),)]


def test_context_says_which_of_two_is_meant() -> None:
    body = "He said yes. She said yes."
    anchors = anchors_of(body, [Span(22, 25)])
    moved = "In front. He said yes. Then, later on, She said yes."
    placed = place(anchors, moved)
    assert placed is not None
    assert moved[: placed[0].start].endswith("She said ")


def test_a_short_word_without_its_context_is_not_guessed() -> None:
    anchors = anchors_of("He said yes.", [Span(8, 11)])
    assert place(anchors, "yes yes yes") is None


@pytest.mark.parametrize(
    ("edge", "step", "expected"),
    [("start", -1, "I came, I saw"), ("start", 1, "I saw"), ("end", -1, "came, I"),
     ("end", 1, "came, I saw. I"), ("start", 9, "came, I saw"), ("end", -9, "came, I saw")],
)  # fmt: skip
def test_an_edge_moves_by_words_and_never_past_the_other(
    edge: str, step: int, expected: str
) -> None:
    body = "I came, I saw. I won."
    (span,) = nudged(body, (Span(2, 13),), edge, step)
    assert span.of(body) == expected


def test_shared_is_of_what_either_has() -> None:
    assert shared([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert shared([(0, 4), (6, 10)], [(0, 10)]) == pytest.approx(0.8)
    assert shared([], []) == 0.0


def test_wording_takes_pairs_of_numbers_too() -> None:
    assert wording("A, b.", [[0, 1], [3, 5]]) == "A b."
