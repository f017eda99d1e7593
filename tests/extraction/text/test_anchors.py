"""Words found again in a text, and words that a reader typed."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.annotations import Span
from extraction.text.anchors import (
    Anchor,
    anchors_for,
    find,
    jaccard,
    move_edge,
    quoted_text,
    relocate,
)
from tests.support.factories import said

letters = st.text(alphabet="ab “”‘’\"' \n.é", max_size=60)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    body = draw(st.text(alphabet="abc .“”\n", min_size=2, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), min_size=2, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return body, tuple(Span(*pair) for pair in pairs)


@given(texts_and_spans())
def test_in_the_same_text_everything_is_where_it_was(drawn: tuple[str, tuple[Span, ...]]) -> None:
    body, spans = drawn
    assert relocate(anchors_for(body, spans), body) == spans


@given(texts_and_spans(), letters, letters)
def test_what_is_placed_in_another_text_is_the_same_words(
    drawn: tuple[str, tuple[Span, ...]], front: str, back: str
) -> None:
    body, spans = drawn
    changed = front + body + back
    placed = relocate(anchors_for(body, spans), changed)
    if placed is not None:
        assert [s.of(changed).split() for s in placed] == [s.of(body).split() for s in spans]
        assert all(a.end <= b.start for a, b in itertools.pairwise(placed))


@given(st.text(alphabet="abcdefgh ", min_size=20, max_size=60), letters, letters)
def test_long_words_are_found_wherever_they_went(words: str, front: str, back: str) -> None:
    assume(words.strip())
    body = f"One. {words} Two."
    anchors = anchors_for(body, [Span(5, 5 + len(words))])
    changed = f"{front}{words}{back}"
    placed = relocate(anchors, changed)
    assert placed is not None
    assert placed[0].of(changed) == words


@given(letters, letters)
def test_words_are_located_or_not_and_nothing_raises(words: str, body: str) -> None:
    spans = find(words, body)
    if spans is not None:
        assert all(0 <= start < end <= len(body) for start, end in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(texts_and_spans(), st.integers(0, 80))
def test_the_words_of_a_span_are_located_verbatim(
    drawn: tuple[str, tuple[Span, ...]], near: int
) -> None:
    body, spans = drawn
    words = spans[0].of(body)
    assume(words.strip())
    found = find(words, body, near)
    assert found is not None
    assert found[0].of(body).split() == words.split()


@given(texts_and_spans(), st.text(max_size=40), st.text(max_size=40))
def test_words_with_room_around_them_are_where_they_went(
    drawn: tuple[str, tuple[Span, ...]], front: str, back: str
) -> None:
    """Text put in front and behind moves everything by as much, where the words are long."""
    body, _ = drawn
    words = "no other words are these"
    whole = f"{body} {words} {body}"
    anchors = anchors_for(whole, [Span(len(body) + 1, len(body) + 1 + len(words))])
    changed = f"{front}{whole}{back}"
    placed = relocate(anchors, changed)
    assert placed is not None
    assert placed[0].of(changed) == words
    assert placed[0].start == len(front) + len(body) + 1
    assert relocate(anchors, body) is None


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_no_text_raises(old: str, new: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(old)), max_size=4)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    placed = relocate(anchors_for(old, spans), new)
    if placed is not None:
        assert [lengths(s.of(new)) for s in placed] == [lengths(s.of(old)) for s in spans]
    for spans_found in (find(old, new), find(new, new)):
        assert spans_found is None or all(0 <= a < b <= len(new) for a, b in spans_found)


@given(st.text(alphabet="ab'\"“”‘’«»-– \n", min_size=1, max_size=40), st.data())
def test_the_shape_of_marks_and_blanks_does_not_matter(words: str, data: st.DataObject) -> None:
    assume(words.split())
    families = ("'‘’", '"“”„«»', "-–—", " \n\t\u00a0")
    drawn = "".join(
        data.draw(st.sampled_from(next((f for f in families if mark in f), mark))) for mark in words
    )
    body = f"He said: {words}."
    found = find(drawn.strip(), body)
    assert found is not None
    (span,) = found
    assert lengths(span.of(body)) == lengths(words)


def lengths(text: str) -> list[int]:
    """How long its words are: what stays where marks and blanks are drawn another way."""
    return [len(word) for word in text.split()]


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
def test_typed_words_are_found(words: str, near: int, expected: list[str] | None) -> None:
    spans = find(words, BODY, near)
    assert (spans and [span.of(BODY) for span in spans]) == expected


def test_of_two_places_the_nearest_is_taken() -> None:
    starts = [find("I came", BODY, near) for near in (0, 60)]
    assert starts == [(Span(1, 7),), (Span(39, 45),)]


def test_context_says_which_of_two_is_meant() -> None:
    body = "He said yes. She said yes."
    anchors = anchors_for(body, [Span(22, 25)])
    moved = "In front. He said yes. Then, later on, She said yes."
    placed = relocate(anchors, moved)
    assert placed is not None
    assert moved[: placed[0].start].endswith("She said ")


def test_a_short_word_without_its_context_is_not_guessed() -> None:
    anchors = anchors_for("He said yes.", [Span(8, 11)])
    assert relocate(anchors, "yes yes yes") is None


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        # marks and blanks made straight
        ("“It’s so,” she said.", "It’s so", '"It\'s so," she said.', "It's so"),
        (
            "He said: one  two three.",
            "one  two three",
            "He said: one two\nthree.",
            "one two\nthree",
        ),
        ("It was a well-known fact.", "well-known fact", "A well–known fact.", "well–known fact"),
        # letters are letters
        ("He said: never again.", "never again", "He said: Never again.", None),
        ("He said: never again.", "never again", "He said: never, again.", None),
        ("He said: never again.", "never again", "", None),
        # a short word with its context, and without
        ("Ada said no to Bo.", "no", "Then Ada said no to Bo. She had no time.", "no"),
        ("Ada said no to Bo.", "no", "He had no time, she no wish.", None),
        ("Ada said no to Bo.", "no", "There was no time.", "no"),
    ],
)
def test_what_may_change_and_what_may_not(
    old: str, words: str, new: str, expected: str | None
) -> None:
    start = old.index(words)
    placed = relocate(anchors_for(old, [Span(start, start + len(words))]), new)
    assert (placed and placed[0].of(new)) == expected


def test_all_stretches_are_placed_in_order_or_none_is() -> None:
    old = "“We came to see,” he said, “and we saw it all.”"
    spans = [Span(1, 15), Span(28, 45)]
    anchors: list[Anchor] = anchors_for(old, spans)
    assert [anchor["exact"] for anchor in anchors] == ["We came to see", "and we saw it all"]
    longer = f"One line more. {old}"
    assert relocate(anchors, longer) == tuple(Span(a + 15, b + 15) for a, b in spans)
    assert relocate(anchors, "“We came to see,” he said.") is None
    assert relocate(anchors, "“and we saw it all,” he said, “We came to see”") is None
    assert relocate([], old) is None


@pytest.mark.parametrize(
    ("edge", "step", "expected"),
    [("start", -1, "I came, I saw"), ("start", 1, "I saw"), ("end", -1, "came, I"),
     ("end", 1, "came, I saw. I"), ("start", 9, "came, I saw"), ("end", -9, "came, I saw")],
)  # fmt: skip
def test_an_edge_moves_by_words_and_never_past_the_other(
    edge: str, step: int, expected: str
) -> None:
    body = "I came, I saw. I won."
    (span,) = move_edge(body, (Span(2, 13),), edge, step)
    assert span.of(body) == expected


def test_an_edge_moved_by_no_words_stays() -> None:
    for edge in ("start", "end"):
        assert move_edge("I came, I saw. I won.", (Span(2, 13),), edge, 0) == (Span(2, 13),)


def test_shared_is_of_what_either_has() -> None:
    assert jaccard([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert jaccard([(0, 4), (6, 10)], [(0, 10)]) == pytest.approx(0.8)
    assert jaccard([], []) == 0.0


# ── wording ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("“A,” he said, “b.”", ["A,", "b."], "A, … b."),
        ("“A.\n\n“B.”", ["A.", "B."], "A.\n\nB."),
        ("“A.”\n“B.”", ["A.", "B."], "A.\n\nB."),
        ("“A.” “B.”", ["A.", "B."], "A. B."),
        ("“A” – “b”", ["A", "b"], "A b"),
        ("ab", ["a", "b"], "ab"),
        ("“A.”\n\nThen he said:\n\n“B.”", ["A.", "B."], "A. … B."),
        ("“A\n\nb”", ["A\n\nb"], "A\n\nb"),
    ],
)
def test_wording(text: str, parts: list[str], expected: str) -> None:
    assert quoted_text(text, said(text, *parts).content) == expected


def test_wording_of_nothing() -> None:
    assert quoted_text("Text", ()) == ""


@given(st.text(min_size=1), st.data())
def test_every_part_of_the_wording_is_verbatim(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2)))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    parts = (re.escape(part.of(text)) for part in spans)
    assert re.fullmatch("(?: … | |\n\n|)".join(parts), quoted_text(text, spans))


def test_wording_takes_pairs_of_numbers_too() -> None:
    assert quoted_text("A, b.", [[0, 1], [3, 5]]) == "A b."
