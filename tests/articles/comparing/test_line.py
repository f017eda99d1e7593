"""Where the words of a speaker shift."""

from __future__ import annotations

import pytest

from articles.comparing.line import Shift, shifts, stances


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("We will not send ships.", "We may send ships.", ("will not", "may")),
        ("We’ll pay.", "Perhaps we will pay.", ("We’ll", "Perhaps we will")),
        ("Nobody will lose a job.", "Some will lose a job.", ("Nobody will", "will")),
        ("There is no way we are going to sell.", "It’s possible to sell.",
         ("no way we are going to", "possible to")),
        ("I don’t think we should join.", "I think we should join.",
         ("don’t think we should", "should")),
        ("They must leave.", "They don’t have to leave.", ("must", "don’t have to")),
        ("We rule out a deal.", "We don’t rule out a deal.", ("rule out", "don’t rule out")),
        ("We have no plans to close it.", "We are considering it.", ("no plans to", "considering")),
        ("We will pay 300 million euros.", "We will pay 450 million euros.",
         ("300 million euros", "450 million euros")),
        ("It costs $4 million. We will see.", "It costs about $7.5 million. We shall see.",
         ("$4 million", "$7.5 million")),
        ("We can open it by June.", "We couldn’t open it.", ("can", "couldn’t")),
    ],
)  # fmt: skip
def test_a_shift_is_marked_in_the_words_of_both(
    before: str, after: str, words: tuple[str, str]
) -> None:
    assert shifts([before, "We met in 2019.", after]) == [None, None, Shift(*words)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We will not pay.", "We won’t pay a cent."),
        ("We will pay.", "The will of the people counts. May 2 is near."),
        ("We will pay.", "May I ask why? Would you?"),
        ("We will pay.", "We could have paid. She’d gone."),
        ("We will pay.", "We can pay."),
        ("We will not pay.", "They should pay."),
        ("We will leave in 2019.", "We will leave in 2023."),
        ("We have 40 ships.", "They lost 12 ships."),
        ("We might not come.", "We may come."),
        ("She is going to win.", "He is going to the war. He will win."),
        ("We must not wait.", "We should not wait."),
    ],
)
def test_no_shift_is_marked_where_there_is_none(before: str, after: str) -> None:
    assert shifts([before, after]) == [None, None]


def test_a_shift_is_from_the_last_quote_that_says_any_of_the_same() -> None:
    found = shifts(["We won’t pay.", "Never will we.", "We may pay in May.", "We must, and may."])
    assert found == [None, None, Shift("Never will", "may"), None]


def test_a_long_text_is_read_in_no_time() -> None:
    assert stances("no " * 2_000 + "will " * 2_000 + "not" * 2_000)
