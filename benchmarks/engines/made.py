"""Quotations without meaning, the same for every engine, and the questions put to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

SEED = 24
MONTHS = 24
ROWS_AT_ONCE = 20_000
WORDS_EACH = 24
SPEAKERS, COUNTRIES, OUTLETS = 20_000, 190, 300
QUESTIONS = 20
FACETS = ("country", "outlet", "speaker", "month")
_ENDINGS = ("", "s", "ed", "ing")
_SYLLABLES = [first + vowel for first, vowel in product("bdfglmnprtvz", "aeiou")]


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation; `month` counts from the archive's first one, `day` from its first day."""

    id: int
    article: int
    day: int
    month: int
    speaker: int
    country: int
    outlet: int
    text: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked: words with any ending, phrases of two words, beginnings of words."""

    common: list[str]
    rare: list[str]
    phrases: list[str]
    beginnings: list[str]


def vocabulary() -> list[str]:
    """Return 32,000 words, the most common first: 8,000 with four endings each."""
    made = np.random.default_rng(SEED)
    plain = ["".join(each) for each in product(_SYLLABLES, repeat=3)]
    made.shuffle(plain)
    words = [word + "k" + ending for word in plain[:8_000] for ending in _ENDINGS]
    made.shuffle(words)
    return words


def rows(count: int) -> Iterator[list[Row]]:
    """Yield this many quotations in lists, oldest first, five to an article."""
    words = np.array(vocabulary())
    made = np.random.default_rng(SEED + 1)
    days = MONTHS * 30
    for first in range(0, count, ROWS_AT_ONCE):
        some = min(ROWS_AT_ONCE, count - first)
        spoken = words[_zipf(made, len(words), (some, WORDS_EACH))]
        speakers = _zipf(made, SPEAKERS, some)
        outlets = _zipf(made, OUTLETS, some)
        yield [
            Row(
                id=number, article=number // 5, day=(day := number * days // count),
                month=day // 30, speaker=int(speakers[place]),
                country=int(speakers[place]) % COUNTRIES, outlet=int(outlets[place]),
                text=" ".join(spoken[place]),
            )
            for place, number in enumerate(range(first, first + some))
        ]  # fmt: skip


def questions() -> Questions:
    """Return twenty questions of each kind."""
    words = vocabulary()
    common, rare = words[10 : 10 + QUESTIONS], words[5_000 : 5_000 + QUESTIONS]
    made = np.random.default_rng(SEED + 2)
    places = made.integers(0, 200, (QUESTIONS, 2))
    return Questions(
        common, rare, [f"{words[a]} {words[b]}" for a, b in places],
        [word[:5] for word in words[300 : 300 + QUESTIONS]],
    )  # fmt: skip


def _zipf(made: np.random.Generator, values: int, shape: Any) -> np.ndarray[Any, np.dtype[Any]]:
    """Return numbers below `values`, n about as often as 1 / (n + 10)."""
    drawn = 10.0 * ((values + 10.0) / 10.0) ** made.random(shape) - 10.0
    numbers: np.ndarray[Any, np.dtype[Any]] = np.minimum(drawn.astype(np.int64), values - 1)
    return numbers
