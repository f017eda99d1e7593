"""Lines that were wrapped at a width, as old wires and mails have them, read as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Widths at which texts are wrapped, in code points.
NARROWEST, WIDEST = 40, 100
# Ends of lines from which a text can be judged, and how many of them its width must explain.
LEAST_ENDS = 3
MOST = 0.85
# How many of them are within a sentence; lines of verse and of lists seldom are.
WITHIN_SENTENCE = 0.5

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")


class _End(NamedTuple):
    """The end of a line, at `at`, and the length it would have with the next word on it."""

    at: int
    line: str
    longer: int


def unwrap(text: str) -> str:
    """The text with a blank for each line end inside a paragraph.

    It has the same length, so offsets into it are offsets into `text`.  A text whose lines were
    not wrapped is returned as it is: a line end is inside a paragraph only if the first word of
    the next line would not have fitted on its line, and if that holds for nearly all lines.
    """
    ends = [*_ends(text)]
    width = _width(ends)
    full = [end for end in ends if end.longer > width]
    if len(ends) < LEAST_ENDS or not NARROWEST <= width <= WIDEST or len(full) < MOST * len(ends):
        return text
    if sum(not _SENTENCE_END.search(end.line) for end in full) < WITHIN_SENTENCE * len(full):
        return text
    return "".join(_joined(text, [end.at for end in full]))


def _ends(text: str) -> Iterator[_End]:
    """The ends of lines whose next line is neither blank nor indented further."""
    before, at = "", 0
    for line in text.split("\n"):
        words = line.split(maxsplit=1)
        if before and words and _indent(line) <= _indent(before):
            yield _End(at - 1, before, len(before) + 1 + len(words[0]))
        before, at = line.rstrip(), at + len(line) + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _width(ends: Sequence[_End]) -> int:
    """The length that all but a few of the lines keep to: an address may be longer."""
    lengths = sorted(len(end.line) for end in ends)
    return lengths[(len(lengths) - 1) * 19 // 20] if lengths else 0


def _joined(text: str, ends: Iterable[int]) -> Iterator[str]:
    start = 0
    for end in ends:
        yield text[start:end]
        yield " "
        start = end + 1
    yield text[start:]
