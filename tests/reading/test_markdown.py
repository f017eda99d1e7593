"""Markdown becomes the words that it shows."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reading.markdown import plain
from tests.support.growth import growth, ratio


@given(
    st.lists(
        st.sampled_from(
            [
                "**",
                "*",
                "_",
                "__",
                "# ",
                "> ",
                "- ",
                "`",
                "~~",
                "\\",
                "\n",
                "\n\n",
                " ",
                "roof",
                "5",
                "“no”",
                "é",
            ]
        ),
        max_size=40,
    )
)
def test_words_stay_in_markdown(parts: list[str]) -> None:
    text = "".join(parts)
    assume("```" not in text and "~~~" not in text)  # a block's language is not shown
    kept = [sign for sign in text if sign.isalnum() or sign in "“”"]
    assert [sign for sign in plain(text) if sign.isalnum() or sign in "“”"] == kept


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[a [b] c](x)", "a [b] c"),
        ("[![p](x.jpg)](y) Text", "Text"),
        ("one [two][1] three\n\n[1]: https://a.example", "one two three"),
        ("# Head\n\n***\n\n5 \\* 3 * 2 * 1", "Head\n\n5 * 3 * 2 * 1"),
        ("snake_case_name and ___all___", "snake_case_name and all"),
        ("Read more about [roofs](x) in the morning.", "Read more about roofs in the morning."),
        ("See also: [a](x), [b](y)", ""),
        ("**We** will *not\nclose* _it_.", "We will not\nclose it."),
        ("## Heading ##\nText\n\nOther\n=====\nText", "Heading\n\nText\n\nOther\n\nText"),
        ("> “No,” she said.\n> — **Mira**\n>\n> So", "“No,” she said.\n— Mira\n\nSo"),
        ("- one\n- [x] two\n* *three*\n1. four", "one\ntwo\nthree\n1. four"),
        ("`x*y*z`, ``a`b``\n\n```\n# not *a* head\n```", "x*y*z, a`b\n\n# not *a* head"),
        ("~~old~~ ==new== a == b", "old new a == b"),
        ("AT&amp;T <!-- no -->\\\nnext", "AT&T \nnext"),
    ],
)
def test_markdown_becomes_words(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_markdown_is_read_in_time() -> None:
    for text in ["[" * 50_000, "*" * 50_001, "![a](" * 20_000, "> " * 50_000, "_a" * 50_000]:
        assert len(plain(text)) <= len(text)


@pytest.mark.parametrize(
    ("before", "repeated", "size"),
    [
        ("So [", "a", 12),
        ("A [link](", "b", 12),
        ("", "<https://a.example/", 500),
        ("", "[a](b) [", 500),
    ],
)
def test_brackets_that_are_never_closed_take_no_longer(
    before: str, repeated: str, size: int
) -> None:
    assert growth(lambda times: plain(before + repeated * times), size) < 2.5


def test_links_around_links_are_opened_a_few_times_only() -> None:
    nested = "[" * 2_000 + "a" + "](b)" * 2_000
    assert ratio(lambda: plain(nested), lambda: plain("[a](b) x " * 1_200), limit=20) < 20
