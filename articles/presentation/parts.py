"""A long article in parts, each a page: what a browser lays out at once stays bounded.

Parts follow from the text alone, so that a link to one lasts as long as the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

# Code points of the longest part: some 6,500 words, which few articles have.
LONGEST = 40_000
# Quotation marks of the fullest part: some 400 quotes, each with a note beside the text.
MOST_MARKS = 800
QUOTATION_MARK = re.compile('[“”„«»"]')
# A part ends at the last of these within its second half: a blank line, a line end, a blank.
PLACES = (re.compile(r"\n[^\S\n]*\n\s*"), re.compile(r"\n\s*"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of `count`, the code points `[start, end)` of the body."""

    number: int
    count: int
    start: int
    end: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def parts(body: str, longest: int = LONGEST) -> list[Part]:
    """Divide a body into parts of at most `longest` code points and `MOST_MARKS` marks."""
    edges = [0]
    while (limit := _limit(body, edges[-1], longest)) < len(body):
        edges.append(_end(body, edges[-1], limit))
    spans = list(pairwise([*edges, len(body)]))
    return [Part(number, len(spans), *span) for number, span in enumerate(spans, start=1)]


def _limit(body: str, start: int, longest: int) -> int:
    """Return where a part that begins at `start` ends at the latest."""
    marks = QUOTATION_MARK.finditer(body, start, start + longest)
    surplus = next(islice(marks, MOST_MARKS, None), None)
    return surplus.start() if surplus else start + longest


def _end(body: str, start: int, limit: int) -> int:
    half = (start + limit) // 2
    for place in PLACES:
        ends = [found.end() for found in place.finditer(body, half, limit) if found.end() < limit]
        if ends:
            return ends[-1]
    return limit


def part_at(divided: list[Part], place: int) -> Part:
    """Return the part that holds the code point `place`; the last one if it is behind the end."""
    return next((part for part in divided if place < part.end), divided[-1])


def chosen_part(divided: list[Part], number: str, span: str) -> Part:
    """Return the part with a number, as an address gives it; else the part of a span “12-40”."""
    if number.isdecimal() and 1 <= int(number[:9]) <= len(divided):
        return divided[int(number[:9]) - 1]
    start = span.partition("-")[0]
    return part_at(divided, int(start[:9]) if start.isdecimal() else 0)
