"""Pull quotes and subheads, whose words are said again in the text."""

from __future__ import annotations

import pytest

from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.pull_quotes import give_pull_quotes
from tests.support.documents import document, said, tagged
from tests.support.growth import growth

TEXT = """Ana Brel denied it. “I warned them twice,” she said.

“{pulled}”

Tom Ek shook his head. “{whole}” he said."""


def given(pulled: str, whole: str) -> list[tuple[str, str]]:
    text = TEXT.format(pulled=pulled, whole=whole)
    made = document(
        text,
        tagged(text, "I warned them twice,", "she", "said"),
        tagged(text, pulled, "Ana Brel", "denied it"),
        tagged(text, whole, "Tom Ek", "he said"),
    )
    continue_attributions(made)
    return said(made)


@pytest.mark.parametrize(
    ("pulled", "whole"),
    [
        ("The weir has no owner", "The weir has no owner and no keeper,"),
        ("has no owner", "The weir has no owner,"),
        ("The weir’s owner is dead", "“The weir's owner is dead, I hear,”"),
        ("The weir has NO owner!", "Believe me: the weir has no owner,"),
    ],
)
def test_words_that_are_said_again_are_of_who_says_them(pulled: str, whole: str) -> None:
    found = given(pulled, whole)
    assert ("Tom Ek", pulled) in found
    assert not [who for who, words in found if words == pulled and who != "Tom Ek"]


@pytest.mark.parametrize(
    ("pulled", "whole"),
    [
        ("No owner", "The weir has no owner,"),
        ("The weir has no owner", "The weir had no owner,"),
        ("The weir has no owner", "The weir has no owner"),
        ("The weir has no owner in Velm", "The weir has no owner,"),
    ],
)
def test_other_words_stay_with_who_said_them(pulled: str, whole: str) -> None:
    assert ("Ana Brel", pulled) in given(pulled, whole)


def test_a_paragraph_that_nobody_is_given_is_not_added() -> None:
    text = "“The weir has no owner”\n\n“The weir has no owner in May,” said Tom Ek."
    made = document(text, tagged(text, "The weir has no owner in May,", "Tom Ek", "said"))
    continue_attributions(made)
    assert said(made) == [("Tom Ek", "The weir has no owner in May,")]


def test_a_song_of_one_word_takes_time_by_its_length() -> None:
    def sung(times: int) -> str:
        return f"“{'la ' * times}” sang Ana Brel.\n\n“La la la no”\n\n“Stop,” said Tom Ek."

    documents = {times: document(sung(times)) for times in (400, 3_200)}
    assert growth(lambda times: give_pull_quotes(documents[times]), 400) < 2.5
