"""Paragraphs of a quotation that open without a mark: “We know nothing.⏎⏎Nobody told us.”

A closing mark that no mark opens ends the quotation that the paragraph before left open, or one
that goes on behind a paragraph that is closed, tag or not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.attribution.tags import ADVERB, DETERMINED, NAME, PRONOUN, TAG_END, VERB
from extraction.lexicon.glyphs import CLOSING_DOUBLE, STRAIGHT_DOUBLE
from extraction.text.patterns import any_character
from extraction.text.quotation_marks import QuotedSpan, Style

MOST_PARAGRAPHS = 3
"""Paragraphs without an opening mark that a quotation may have in a row."""
LONGEST = 3000  # code points of them
_CLOSING = CLOSING_DOUBLE | STRAIGHT_DOUBLE
_MARK = re.compile(rf"(?<=[.,!?…]){any_character(_CLOSING)}(?=[ \xa0]|\n|\Z)")
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
_ENDS_PARAGRAPH = re.compile(r"[ \xa0]*(?:\n|\Z)")
LONGEST_TAG = 60
"""Code points of the tag that ends the paragraph before."""
_WHO = rf"(?:{PRONOUN}\b|(?:[a-z][\w’'-]*[ \xa0]){{0,4}}{NAME}|{DETERMINED})"
_TAG = re.compile(rf"[ \xa0](?:{ADVERB}{VERB}[ \xa0]{_WHO}|{_WHO}[ \xa0]{ADVERB}{VERB}){TAG_END}")
_STRAIGHT = Style.STRAIGHT


def opened_before(text: str, quoted_spans: Sequence[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """The quoted spans of a text, in order, with the paragraphs that an unopened mark closes."""
    outer = [each for each in quoted_spans if each.depth == 0]
    found = list(quoted_spans)
    for mark in _MARK.finditer(text):
        found += _paragraphs(text, mark.start(), outer)
    if len(found) == len(quoted_spans):
        return tuple(quoted_spans)
    return tuple(sorted(found, key=lambda each: (each.span.start, -each.span.end)))


def _paragraphs(text: str, mark: int, outer: Sequence[QuotedSpan]) -> Iterator[QuotedSpan]:
    """The paragraphs up to a closing mark that belong to the quotation before them."""
    index = bisect_left(outer, mark, key=lambda each: each.span.start)
    previous = outer[index - 1] if index else None
    if previous is None or mark - previous.span.end > LONGEST or mark < previous.span.end:
        return
    start = _end_of_paragraph(text, previous)
    if start < 0:
        return
    if (text[mark] in STRAIGHT_DOUBLE) != (previous.style is _STRAIGHT):
        return
    lines = [Span(*line.span()) for line in _PARAGRAPH.finditer(text, start, mark)]
    most = 1 if previous.closed else MOST_PARAGRAPHS
    if not 0 < len(lines) <= most or not _may_end(text, mark, lines, closed=previous.closed):
        return
    for line in lines:
        last = line.end == mark
        end = line.start + len(line.of(text).rstrip())
        span = Span(line.start, mark + 1 if last else end)
        yield QuotedSpan(span, Span(line.start, end), previous.style, 0, last, continues=True)


def _end_of_paragraph(text: str, previous: QuotedSpan) -> int:
    """Where the paragraph of a quoted span ends, if nothing but a tag follows it; -1 if not."""
    if _ENDS_PARAGRAPH.match(text, previous.span.end):
        return previous.span.end
    end = text.find("\n", previous.span.end)
    tagged = previous.closed and _TAG.match(text, previous.span.end)
    return end if tagged and end - previous.span.end <= LONGEST_TAG else -1


def _may_end(text: str, mark: int, lines: Sequence[Span], *, closed: bool) -> bool:
    """Whether what the mark ends may be said: no tag in it, and its paragraph or a tag behind it.

    Behind a closed quotation the narrator may go on, so there the mark ends its paragraph.
    """
    at_end = _ENDS_PARAGRAPH.match(text, mark + 1)
    if not at_end and (closed or not _TAG.match(text, mark + 1)):
        return False
    return not any(_TAG.search(text, line.start - 1, line.end) for line in lines)
