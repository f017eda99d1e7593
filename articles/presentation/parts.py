"""A long article in parts, each a page: what is sent and laid out at once stays bounded.

Parts follow from the text and from where its quotations are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article

# Code points of the longest part, some 6,500 words, which few articles have, and of the shortest
# but the last.
LONGEST, SHORTEST = 40_000, 1_000
# Bytes of the text and of all quotations of a part: with the rest of the page 100 kB.
ROOM = 75_000
# Bytes of a quotation beside the text, with what editors do to it, and how often its words are
# there again.
PER_QUOTATION, AGAIN = 2_800, 3
# A part ends at the last of these within its second half: a blank line, a line end, the end of a
# sentence, a blank.
PLACES = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?…][)\]”’\"']*\s+"),
    re.compile(r"\s+"),
)


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


def parts_of(article: Article) -> list[Part]:
    """Divide an article; no query is made for a text that is one part however it is quoted."""
    is_short = len(article.body) <= SHORTEST
    return parts(article.body, () if is_short else article.quotations.spans())


def parts(body: str, quoted: Sequence[tuple[int, int]] = (), longest: int = LONGEST) -> list[Part]:
    """Divide a body into parts of at most `longest` code points, and about `ROOM` bytes.

    `quoted` has the first code point of each quotation and the one behind its last, in order.
    """
    size = len(body.encode("utf-8", "surrogatepass")) / len(body) if body else 1.0
    edges = [0]
    while (limit := _limit(edges[-1], size, quoted, longest)) < len(body):
        edges.append(_end(body, edges[-1], limit))
    spans = list(pairwise([*edges, len(body)]))
    return [Part(number, len(spans), *span) for number, span in enumerate(spans, start=1)]


def _limit(start: int, size: float, quoted: Sequence[tuple[int, int]], longest: int) -> int:
    """Return where a part from `start` on ends at the latest; a code point has `size` bytes."""
    room = float(ROOM)
    for first, end in quoted[bisect_left(quoted, (start, start)) :]:
        room -= PER_QUOTATION + AGAIN * size * (end - first)
        if room < size * (first - start):
            return min(max(first, start + SHORTEST), start + longest)
    return min(max(int(room / size), SHORTEST), longest) + start


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
