"""A long text in parts, so that what looks at it needs no more memory than for one of them."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.annotations import Span

CHUNK = 20_000
"""The most code points of a part."""


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
