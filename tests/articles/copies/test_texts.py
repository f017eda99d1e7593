"""Which two texts are copies: what outlets do with wire copy, and what only looks like it."""

from __future__ import annotations

import random

import pytest

from articles.copies.texts import Text, are_copies
from tests.articles.copies.wire import LINES, WIRE, sentences


def copies(one: str, other: str) -> bool:
    found = are_copies(Text.of(one), Text.of(other))
    assert found is are_copies(Text.of(other), Text.of(one))
    return found


@pytest.mark.parametrize(
    "changed",
    [
        WIRE.upper().replace("“", '"').replace("”", '"'),
        WIRE.replace("\n\n", " "),
        "\n\n".join(LINES[:6]),
        "\n\n".join(LINES[2:]),
        "\n\n".join(
            [LINES[0], "A sentence that the desk of this outlet wrote itself.", *LINES[1:]]
        ),
        WIRE.replace("harbour", "port").replace("said", "told reporters"),
        WIRE.replace("forty", "44"),
        "\n\n".join([LINES[1], LINES[0], *LINES[2:]]),
    ],
)
def test_what_outlets_do_to_a_text_leaves_a_copy(changed: str) -> None:
    assert copies(WIRE, changed)


def test_other_texts_are_none() -> None:
    rng = random.Random(22)
    one, other = sentences(rng, 12), sentences(rng, 12)
    assert not copies(one, other)
    assert not copies(WIRE, one)
    assert not copies(one, f"{other} {' '.join(LINES[:3])}")
    # The same notice below two texts.
    notice = sentences(rng, 3)
    assert not copies(f"{one} {notice}", f"{other} {notice}")


def test_a_digest_is_a_copy_of_none_of_its_texts() -> None:
    rng = random.Random(5)
    texts = [sentences(rng, 10) for _ in range(4)]
    assert not any(copies(text, "\n\n".join(texts)) for text in texts)


def test_short_texts_are_copies_if_all_their_words_are_the_same() -> None:
    short = "Rain fell on the northern valley for a third day, and two roads are closed."
    assert copies(short, short.upper().replace(",", ""))
    assert not copies(short, short.replace("third", "fourth"))
    assert not copies(short, f"{short} {WIRE}")


def test_a_text_without_words_is_a_copy_of_none() -> None:
    assert not copies("…", "…")
    assert not copies("…", WIRE)
