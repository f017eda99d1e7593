from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extraction.text.quotation_marks import Style, find_quoted_spans, near
from tests.support.growth import growth
from tests.support.sizes import sized

MARKED = st.text(
    alphabet=st.sampled_from("“”\"„‘’'«»‹›`abz S90.,!?:;—-()\n\r\t\0é🙂ש"), max_size=120
)


def outer(text: str) -> list[str]:
    """The inner texts of the quoted spans of depth 0."""
    return [s.inner.of(text) for s in find_quoted_spans(text) if s.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will,” she said. “No.”", ["We will,", "No."]),
        ('"We will," she said. "No."', ["We will,", "No."]),
        ("She said: «We will», then »We won’t« .", ["We will", "We won’t"]),
        ("« We will », she said", [" We will "]),
        ("„We will“, she said. „No“.", ["We will", "No"]),
        ("„We will”, she said.", ["We will"]),
        ("”We will,” she said.", ["We will,"]),
        ("‘We will,’ she said. ‘No.’", ["We will,", "No."]),
        ("'We will,' she said. 'No.'", ["We will,", "No."]),
        ("’We will,’ she said. ’No.’", ["We will,", "No."]),
        ("In the ’90s the workers’ union met, ’twas said.", []),
        ("They play rock ’n’ roll at the girls’ school.", []),
        ("``We will,'' she said.", ["We will,"]),
        ("''We will,'' she said.", ["We will,"]),
        ('He said,"We will"and left.', ["We will"]),
        ("“We will” (“we must”) – “we shall”", ["We will", "we must", "we shall"]),
    ],
)
def test_each_house_style(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("“We”", Style.CURLY),
        ('"We"', Style.STRAIGHT),
        ("«We»", Style.GUILLEMET),
        ("„We“", Style.LOW_HIGH),
        ("‘We’ go", Style.SINGLE),
    ],
)
def test_the_style_is_that_of_the_opening_mark(text: str, style: Style) -> None:
    assert [quoted_span.style for quoted_span in find_quoted_spans(text)] == [style]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don’t know the dogs’ owners, nor O’Brien.", []),
        ("The ’90s were rock ’n’ roll, the '80s were rock 'n' roll.", []),
        ("the bosses' cars and the workers' bikes", []),
        ("‘I don’t know the dogs’ owners,’ said O’Brien.", ["I don’t know the dogs’ owners,"]),
        ("'I don't know the dogs' owners,' said O'Brien.", ["I don't know the dogs' owners,"]),
        ("‘It was the ’90s,’ she said.", ["It was the ’90s,"]),
        ("'Tis the season,' she said.", ["Tis the season,"]),
        ("‘It’s rock ’n’ roll.’", ["It’s rock ’n’ roll."]),
    ],
)
def test_apostrophes_are_no_marks(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is 6' 2\" tall and she is 5' 1\" tall.", []),
        ('A 55" screen beside a 65" screen.', []),
        ('"I own a 55" screen," she said.', ['I own a 55" screen,']),
        ('"We met in 2020" was all she said.', ["We met in 2020"]),
    ],
)
def test_feet_and_inches_are_no_marks(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(
    ("text", "outermost", "nested"),
    [
        ("“He said ‘no’ twice,” she said.", "He said ‘no’ twice,", ["no"]),
        ("‘He said “no” twice,’ she said.", "He said “no” twice,", ["no"]),
        ("“He said “no” twice,” she said.", "He said “no” twice,", ["no"]),
        ('"He said "no" twice," she said.', 'He said "no" twice,', ["no"]),
        ("\"'Stop,' he told me,\" she said.", "'Stop,' he told me,", ["Stop,"]),
        ("“I said, ‘Do it yourself.’”", "I said, ‘Do it yourself.’", ["Do it yourself."]),
        ("«He said “no” twice», she said.", "He said “no” twice", ["no"]),
    ],
)
def test_nested_stretches_have_a_depth(text: str, outermost: str, nested: list[str]) -> None:
    assert outer(text) == [outermost]
    assert [s.inner.of(text) for s in find_quoted_spans(text) if s.depth == 1] == nested


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go. She left.\n\nThey “stayed” here.", ["We will go. She left.", "stayed"]),
        ('"We will go. She left.\n\nThey "stayed" here.', ["We will go. She left.", "stayed"]),
        ('"We will go, he said. "And stay."', ["We will go, he said.", "And stay."]),
        ('He: "We go. "I stay. "You sleep." She left.', ["We go.", "I stay.", "You sleep."]),
        ('He: "We say "No." She left." It rained.', ['We say "No." She left.']),
        ("We will go,” he said. “And stay.”", ["And stay."]),
        ("“We go“ and “stay“ said he.", ["We go", "stay"]),
        ('“We go" said he.', ["We go"]),
        ("“We go\nhome,” she said.", ["We go\nhome,"]),
    ],
)
def test_unbalanced_marks_are_mended(text: str, expected: list[str]) -> None:
    assert outer(text) == expected


@pytest.mark.parametrize(("mark", "end"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_one_quotation_in_many_paragraphs(mark: str, end: str) -> None:
    text = f"{mark}First.\n\n{mark}Second.\n\n{mark}Third,{end} she said. {mark}Fourth.{end}"
    found = find_quoted_spans(text)
    assert [s.closed for s in found] == [False, False, True, True]
    assert [s.continues for s in found] == [False, True, True, False]


def test_near_finds_the_outermost_stretches_that_a_span_touches() -> None:
    text = "“One ‘two’ three” four “five” six “seven”"
    found = find_quoted_spans(text)
    five = next(s for s in found if s.inner.of(text) == "five")
    assert near(found, five.inner) == [five]
    assert [s.inner.of(text) for s in near(found, found[1].span)] == ["One ‘two’ three"]


@given(MARKED | st.text(max_size=200))
@example("“")
@example("'" * 30)
@example("‘’'“" * 12)
def test_any_text_has_stretches_in_order(text: str) -> None:
    found = find_quoted_spans(text)
    for quoted_span in found:
        assert 0 <= quoted_span.span.start <= quoted_span.inner.start <= quoted_span.inner.end
        assert quoted_span.inner.end <= quoted_span.span.end <= len(text)
        assert quoted_span.span.start < quoted_span.span.end
    assert [s.span.start for s in found] == sorted(s.span.start for s in found)
    level = [s.span for s in found if s.depth == 0]
    assert all(left.end <= right.start for left, right in pairwise(level))


SIZE = sized(2_000, 6_000)


@pytest.mark.parametrize("piece", ['a "b" ', "“a ‘b’ c”\n", "‘’'“", '"', "' ", "x", "\n"])
def test_time_grows_with_the_text(piece: str) -> None:
    assert growth(lambda size: find_quoted_spans(piece * (size // len(piece))), SIZE) < 2.5
