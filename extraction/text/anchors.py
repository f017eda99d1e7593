"""Anchors: spans of a text that are found again after the text has changed.

An anchor describes a span by offset and by content with some context, as the selectors of the
W3C Web Annotation Data Model do (TextPositionSelector, TextQuoteSelector).  Offsets are half-open
`[start, end)` code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from extraction.annotations import Span, Spans
from extraction.lexicon.glyphs import DASHES, DOUBLE_ALIKE, PASTED, SINGLE_ALIKE
from extraction.text.patterns import any_character

CONTEXT = 32  # code points of prefix and suffix
DISTINCTIVE = 12  # code points; shorter words occur in many places
SURE_CONTEXT = 6  # code points of context that must agree for words that are not distinctive
LEFT_OUT = re.compile(r"\s*(?:…|\[\.\.\.\]|\[…\])\s*|\n\s*\n")
QUOTES = {
    glyph: any_character(alike) for alike in (SINGLE_ALIKE, DOUBLE_ALIKE, DASHES) for glyph in alike
}
_PASTED = "".join(PASTED)


class Anchor(TypedDict):
    """One span: its verbatim, the context before and after it, and its offsets."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def quoted_text(body: str, spans: Iterable[Sequence[int]]) -> str:
    """The verbatim of spans in text order, joined as a reader would print them.

    Words left out between two spans show as “ … ”; if only marks and a break of paragraph lie
    between, as an empty line; if only marks or blanks do, as a blank.

    >>> quoted_text("“I came,” she said, “I saw.”", [(1, 8), (21, 27)])
    'I came, … I saw.'
    """
    joined = ""
    at = 0
    for start, end in spans:
        between = body[at:start] if joined else ""
        if any(map(str.isalnum, between)):
            joined += " … "
        elif "\n" in between:
            joined += "\n\n"
        elif between:
            joined += " "
        joined += body[start:end]
        at = end
    return joined


def anchors_for(body: str, spans: Iterable[Sequence[int]]) -> list[Anchor]:
    """The anchors of spans, in the same order."""
    return [
        Anchor(
            exact=body[start:end],
            prefix=body[max(0, start - CONTEXT) : start],
            suffix=body[end : end + CONTEXT],
            start=start,
            end=end,
        )
        for start, end in spans
    ]


def relocate(anchors: Sequence[Anchor], body: str) -> Spans | None:
    """The spans of the anchored words in a text, all of them in order; else None.

    If the words occur several times, the context decides, then the distance from the old
    offsets.  Blanks and the shape of quotation marks may have changed, letters may not.

    >>> relocate(anchors_for("He came. I saw.", [(9, 14)]), "At last he came.  I saw. I won.")
    (Span(start=18, end=23),)
    """
    if not anchors:
        return None
    placed: list[Span] = []
    shift = 0
    for anchor in anchors:
        after = placed[-1].end if placed else 0
        found = _relocate(anchor, body, after, shift)
        if found is None:
            return None
        placed.append(found)
        shift = found.start - anchor["start"]
    return tuple(placed)


def _relocate(anchor: Anchor, body: str, after: int, shift: int) -> Span | None:
    start, end, exact = anchor["start"], anchor["end"], anchor["exact"]
    here = after <= start and body[start:end] == exact
    if here and _context(anchor, body, Span(start, end)) >= _whole_context(anchor):
        return Span(start, end)
    found = [span for span in _occurrences(exact, body) if span.start >= after]
    if not found:
        return None
    best = max(
        found,
        key=lambda span: (_context(anchor, body, span), -abs(span.start - start - shift)),
    )
    if len(exact) < DISTINCTIVE and len(found) > 1 and _context(anchor, body, best) < SURE_CONTEXT:
        return None
    return best


def _whole_context(anchor: Anchor) -> int:
    return len(anchor["prefix"]) + len(anchor["suffix"])


def _context(anchor: Anchor, body: str, span: Span) -> int:
    """Code points next to the span that are as they were."""
    before, after = body[: span.start][-CONTEXT:], body[span.end : span.end + CONTEXT]
    return _common(reversed(anchor["prefix"]), reversed(before)) + _common(anchor["suffix"], after)


def _common(left: Iterable[str], right: Iterable[str]) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count


def _occurrences(words: str, body: str) -> list[Span]:
    exact = [Span(*m.span()) for m in re.finditer(re.escape(words), body)] if words else []
    return exact or list(_alike(words, body))


def _alike(words: str, body: str) -> Iterator[Span]:
    """Spans of words, with any blanks between them and any shape of their marks."""
    parts = words.split()
    if not parts:
        return
    pattern = r"\s+".join("".join(QUOTES.get(c, re.escape(c)) for c in part) for part in parts)
    for match in re.finditer(pattern, body):
        yield Span(*match.span())


def find(words: str, body: str, near: int = 0) -> Spans | None:
    """The spans of words that an editor typed, pasted or selected; of several, nearest to `near`.

    “…” or an empty line marks an omission between two parts.  None if a part is not in the text,
    letter by letter.

    >>> find("I came … I saw.", "“I came,” she said, “I saw.”")
    (Span(start=1, end=7), Span(start=21, end=27))
    """
    whole = list(_occurrences(words.strip(), body))
    if whole:
        return (min(whole, key=lambda span: abs(span.start - near)),)
    parts = [part for part in LEFT_OUT.split(words.strip()) if part.strip()]
    if len(parts) < 2:
        bare = words.strip().strip(_PASTED)
        found = _occurrences(bare, body) if bare != words.strip() else []
        return (min(found, key=lambda span: abs(span.start - near)),) if found else None
    spans: list[Span] = []
    for part in parts:
        after = spans[-1].end if spans else 0
        found = _occurrences(part, body) or _occurrences(part.strip(_PASTED), body)
        found = [span for span in found if span.start >= after]
        if not found:
            return None
        spans.append(min(found, key=lambda span: abs(span.start - (after or near))))
    return tuple(spans)


def move_edge(body: str, spans: Spans, edge: str, words: int) -> Spans:
    """Spans whose first "start" or last "end" has moved by some words, forwards if positive.

    Nothing moves past the ends of the text, or past the other edge of its span.

    >>> move_edge("I came, I saw.", (Span(2, 6),), "end", 2)[0].of("I came, I saw.")
    'came, I saw'
    """
    first, last = spans[0], spans[-1]
    if edge == "start":
        start = _moved(body, first.start, words, edge="start")
        return (Span(start, first.end), *spans[1:]) if start < first.end else spans
    end = _moved(body, last.end, words, edge="end")
    return (*spans[:-1], Span(last.start, end)) if end > last.start else spans


def _moved(body: str, position: int, words: int, *, edge: str) -> int:
    edges = [m.start() if edge == "start" else m.end() for m in re.finditer(r"\w+", body)]
    later = [at for at in edges if at > position]
    earlier = [at for at in edges if at < position]
    if words > 0:
        return later[min(words, len(later)) - 1] if later else position
    return earlier[-min(-words, len(earlier))] if words and earlier else position


def jaccard(left: Iterable[Sequence[int]], right: Iterable[Sequence[int]]) -> float:
    """Characters that two sets of spans share, over those that either has: 0 to 1 (Jaccard)."""
    mine, other = list(left), list(right)
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in other)
    every = sum(end - start for start, end in (*mine, *other)) - both
    return both / every if every else 0.0
