"""A long text in parts, so that a model needs memory for one of them only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.annotations import Span

CHUNK = 20_000
"""The most code points of a part."""
LONGEST_RUN = 500  # code points without a blank
RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


def chunks(text: str) -> Iterator[Span]:
    """The parts, in order; each ends with a line, or where it cannot, with a word.

    >>> list(chunks("It rains."))
    [Span(start=0, end=9)]
    """
    start = 0
    while start < len(text):
        end = _end(text, start)
        yield Span(start, end)
        start = end


def _end(text: str, start: int) -> int:
    end = start + CHUNK
    if end >= len(text):
        return len(text)
    for gap in ("\n", " "):
        found = text.rfind(gap, start, end)
        if found > start:
            return found + 1
    return end


def without_long_runs(text: str) -> str:
    """The text with blanks in place of what no blank interrupts for longer than any word.

    Such a run (an embedded picture, a row of marks) says nothing, and spaCy's tokenizer and many
    a pattern take time in proportion to the square of its length.
    """
    if max(map(len, text.split()), default=0) <= LONGEST_RUN:
        return text
    return RUN.sub(lambda run: " " * len(run[0]), text)
