"""Numbers in words as figures: outlets print “twenty-five million” as “25m” and “25,000,000”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from articles.wording.words import Word

_HUNDRED = {"hundred": 100}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
# Behind a figure, without a blank between.
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}


def with_numbers(words: Iterable[Word]) -> list[Word]:
    """Return words with those of one number as one word, whose key is its figure.

    >>> from articles.wording.words import words_of
    >>> text = "three hundred and five of twenty-one thousand, 2.5m or one two, a million"
    >>> [word.key for word in with_numbers(words_of(text))]
    ['305', 'of', '21000', '2500000', 'or', '1', '2', 'a', 'million']
    """
    those, found, at = list(words), list[Word](), 0
    while at < len(those):
        if not those[at].key[:1].isdigit():
            found.append(those[at])
            at += 1
            continue
        value, end = _number(those, at)
        if end - at > 1:
            first, last = those[at], those[end - 1]
            found.append(first._replace(end=last.end, key=_figure(value)))
        else:
            found.append(those[at])
        at = max(end, at + 1)
    return found


def _number(words: Sequence[Word], at: int) -> tuple[Decimal, int]:
    """Return the number that begins at a word, and the place behind it; `at` if none begins."""
    total, current, start = Decimal(0), Decimal(0), at
    while at < len(words):
        word = words[at]
        scale = _scale(words, at)
        if scale and at > start and current:
            total, current = (total, current * scale) if scale == 100 else (
                total + current * scale, Decimal(0)
            )  # fmt: skip
        elif _follows(words, at, start, current):
            current += Decimal(word.key)
        elif not (word.key == "and" and _joins(words, at, start)):
            break
        at += 1
    return total + current, at


def _scale(words: Sequence[Word], at: int) -> int:
    word = words[at]
    behind = at and words[at - 1].end == word.start and words[at - 1].written[-1:].isdigit()
    found = _HUNDRED.get(word.written) or _SCALES.get(word.written, 0)
    return found or (_SHORT.get(word.written, 0) if behind else 0)


def _follows(words: Sequence[Word], at: int, start: int, current: Decimal) -> bool:
    """Whether a word is a number that adds to the one before: “one” to “twenty”, not to “two”."""
    word = words[at]
    if not word.key.replace(".", "", 1).isdecimal() or not word.key.isascii():
        return False
    if at == start:
        return True
    size = Decimal(word.key)
    in_words = word.written.isalpha()
    before = words[at - 1].written
    if before in {*_HUNDRED, *_SCALES, "and"}:
        return in_words
    tens = current % 100
    return in_words and before.isalpha() and size < 10 and tens >= 20 and tens % 10 == 0


def _joins(words: Sequence[Word], at: int, start: int) -> bool:
    """Whether “and” is within a number: “three hundred and five”."""
    if at == start or at + 1 >= len(words):
        return False
    return words[at - 1].written in {*_HUNDRED, "thousand"} and (
        words[at + 1].written.isalpha() and words[at + 1].key.isdecimal()
    )


def _figure(value: Decimal) -> str:
    return f"{value.normalize():f}"
