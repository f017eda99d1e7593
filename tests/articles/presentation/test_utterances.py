"""What a later wording of an utterance changed, as pages mark it."""

from __future__ import annotations

import pytest

from articles.presentation.utterances import compared


@pytest.mark.parametrize(
    ("first", "text", "expected"),
    [
        # at the beginning, within and at the end
        ("It said rain came", "It told us rain came", [("said", "told us")]),
        ("We will not sell the port", "We may not sell the port", [("will", "may")]),
        ("The line is shut for good now", "The line is shut for good", [("now", "")]),
        ("Now the line is shut", "The line is shut", [("Now", "")]),
        # marks, case and blanks are no other words
        ("It said “rain” came", 'it  said "rain" came.', []),
        ("Rain", "Snow", [("Rain", "Snow")]),
    ],
)
def test_what_a_wording_changed(first: str, text: str, expected: list[tuple[str, str]]) -> None:
    pieces = list(compared(first, text))
    assert [(each.pasted, each.text) for each in pieces if each.differs] == expected
    assert "".join(each.text for each in pieces) == text
