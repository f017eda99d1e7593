"""Which spans of a text meet, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Protocol

from extraction.annotations import Span


class Spanned(Protocol):
    """A mention, or anything else with a place in the text."""

    @property
    def span(self) -> Span: ...


def overlapping[T: Spanned](items: Sequence[T], span: Span) -> Sequence[T]:
    """Those that share a character with a span; the items are in text order, without overlaps."""
    first = bisect_right(items, span.start, key=_end)
    return items[first : bisect_left(items, span.end, first, key=_start)]


class IntervalIndex[T]:
    """Items that each lie somewhere within a span; the spans may overlap.

    >>> within = IntervalIndex([(Span(0, 9), "a"), (Span(2, 4), "b"), (Span(7, 8), "c")])
    >>> within.overlapping(Span(3, 7))
    ['a', 'b']
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=itemgetter(0))
        self._reach = list(accumulate((span.end for span, _ in self._items), max))

    def overlapping(self, span: Span) -> list[T]:
        """Those whose span shares a character with this one, by start."""
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._items, span.end, first, key=lambda item: item[0].start)
        return [item for around, item in self._items[first:last] if around.end > span.start]


def _start(item: Spanned) -> int:
    return item.span.start


def _end(item: Spanned) -> int:
    return item.span.end


class CharacterMask:
    """The code points that lie in any of some spans, a byte for each code point of the text.

    >>> cover = CharacterMask(20, [Span(2, 5)])
    >>> cover.touches(Span(4, 9)), cover.touches(Span(5, 9)), cover.holds(2)
    (True, False, True)
    """

    def __init__(self, size: int, spans: Iterable[Span] = ()) -> None:
        self._taken = bytearray(size)
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def touches(self, span: Span) -> bool:
        """Whether any of the spans overlaps this one."""
        return self._taken.find(1, span.start, span.end) >= 0

    def holds(self, position: int) -> bool:
        """Whether the character at this position lies in any of the spans."""
        return bool(self._taken[position])


def lines_of(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span on each of its lines, without blanks around: no name crosses a line."""
    start = span.start
    for line in span.of(text).split("\n"):
        if words := line.strip():
            first = start + line.index(words)
            yield Span(first, first + len(words))
        start += len(line) + 1
