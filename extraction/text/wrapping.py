"""Lines that were wrapped at a width, as old wires and mails have them, read as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Widths at which texts are wrapped, in code points.
NARROWEST, WIDEST = 40, 100
# The least length of the longest line of a block that may be joined without regard to width.
LEAST_LINE = 30
# Ends of lines from which a text can be judged, and how many of them its width must explain.
LEAST_ENDS = 3
MOST = 0.85
# How many of them are within a sentence; lines of verse and of lists seldom are.
WITHIN_SENTENCE = 0.5

_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
# “12.”, “b)”, “(iv)” begin an item of a list; “it.” and “old.” end a sentence.
_ITEM = re.compile(r"\s*(?:[-–—―•*·>#|]|\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,4})[.)]\s)")


class _End(NamedTuple):
    """The end of a line, at `at`, and the length it would have with the next word on it.

    `goes_on` says that the next line begins with a small letter.
    """

    at: int
    line: str
    longer: int
    goes_on: bool


def unwrap(text: str) -> str:
    """The text with a blank for each line end inside a paragraph.

    It has the same length, so offsets into it are offsets into `text`.  A line end is inside a
    paragraph if the first word of the next line would not have fitted on its line, and that holds
    for nearly all lines; or if sentences run over most line ends of its block, at any width.
    """
    ends = [*_ends(text)]
    width = _width(ends)
    full = [end for end in ends if end.longer > width]
    if len(ends) < LEAST_ENDS or not NARROWEST <= width <= WIDEST or len(full) < MOST * len(ends):
        return _without_ends_in_sentences(text)
    if sum(not _SENTENCE_END.search(end.line) for end in full) < WITHIN_SENTENCE * len(full):
        return _without_ends_in_sentences(text)
    return "".join(_joined(text, [end.at for end in full]))


def _without_ends_in_sentences(text: str) -> str:
    """The text with its blocks of lines joined in which sentences run over most line ends."""
    joined: list[int] = []
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        joined += _ends_in_sentences(text[start : blank.start()], start)
        start = blank.end()
    joined += _ends_in_sentences(text[start:], start)
    return "".join(_joined(text, joined)) if joined else text


def _ends_in_sentences(block: str, start: int) -> list[int]:
    """The line ends to join in a block, lines without a blank one between them, from `start`.

    One is inside a sentence for sure if a small letter follows it, and likely if no stop precedes.
    """
    ends = [*_ends(block)]
    if max((len(end.line) for end in ends), default=0) < LEAST_LINE:
        return []
    inside = [end for end in ends if not _SENTENCE_END.search(end.line)]
    sure = [end for end in inside if end.goes_on]
    whole = sure and len(inside) >= WITHIN_SENTENCE * len(ends)
    return [start + end.at for end in (ends if whole else sure)]


def _ends(text: str) -> Iterator[_End]:
    """The ends of lines whose next line is neither blank nor indented further."""
    before, at = "", 0
    for line in text.split("\n"):
        words = line.split(maxsplit=1)
        if before and words and _indent(line) <= _indent(before) and not _ITEM.match(line):
            longer = len(before) + 1 + len(words[0])
            yield _End(at - 1, before, longer, words[0].lstrip("\"'“‘«(")[:1].islower())
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
