"""Where words stand in a text, and how to find them again once it has changed.

An anchor is a stretch of text told twice, by offset and by content with some context, as the
selectors of the W3C Web Annotation Data Model are (TextPositionSelector, TextQuoteSelector).
Offsets are half-open `[start, end)` code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from extraction.annotations import Span, Spans

CONTEXT = 32  # code points of prefix and suffix
TELLING = 12  # words shorter than this stand in many places
SURE_CONTEXT = 6  # code points of context that must agree where the words alone do not tell
LEFT_OUT = re.compile(r"\s*(?:…|\[\.\.\.\]|\[…\])\s*|\n\s*\n")
QUOTES = {
    **dict.fromkeys("'‘’‚‛ʼ", "['‘’‚‛ʼ]"),
    **dict.fromkeys('"“”„‟«»', '["“”„‟«»]'),
    **dict.fromkeys("-–—‐‑", "[-–—‐‑]"),
}


class Anchor(TypedDict):
    """One stretch: its verbatim, what stands before and after it, and where it was."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def wording(body: str, spans: Iterable[Sequence[int]]) -> str:
    """The verbatim of spans in text order, joined as a reader would print them.

    Words left out between two spans show as “ … ”; where only marks and a break of
    paragraph lie between there is an empty line, and where only marks or blanks do, a blank.

    >>> wording("“I came,” she said, “I saw.”", [(1, 8), (21, 27)])
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


def anchors_of(body: str, spans: Iterable[Sequence[int]]) -> list[Anchor]:
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


def place(anchors: Sequence[Anchor], body: str) -> Spans | None:
    """Where the anchored words stand in a text now, all of them in order; else None.

    Where the words stand several times, the context decides, then the distance from where
    they were.  Blanks and the shape of quotation marks may have changed, letters may not.

    >>> place(anchors_of("He came. I saw.", [(9, 14)]), "At last he came.  I saw. I won.")
    (Span(start=18, end=23),)
    """
    if not anchors:
        return None
    placed: list[Span] = []
    shift = 0
    for anchor in anchors:
        after = placed[-1].end if placed else 0
        found = _place(anchor, body, after, shift)
        if found is None:
            return None
        placed.append(found)
        shift = found.start - anchor["start"]
    return tuple(placed)


def _place(anchor: Anchor, body: str, after: int, shift: int) -> Span | None:
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
    if len(exact) < TELLING and len(found) > 1 and _context(anchor, body, best) < SURE_CONTEXT:
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
    """Where words stand, whatever blanks part them and however their marks are drawn."""
    parts = words.split()
    if not parts:
        return
    pattern = r"\s+".join("".join(QUOTES.get(c, re.escape(c)) for c in part) for part in parts)
    for match in re.finditer(pattern, body):
        yield Span(*match.span())


def locate(words: str, body: str, near: int = 0) -> Spans | None:
    """The spans of words that somebody typed, pasted or selected: the place nearest to `near`.

    “…” or an empty line stands for what is left out between two stretches.  None where a
    stretch is not in the text, letter by letter.

    >>> locate("I came … I saw.", "“I came,” she said, “I saw.”")
    (Span(start=1, end=7), Span(start=21, end=27))
    """
    whole = list(_occurrences(words.strip(), body))
    if whole:
        return (min(whole, key=lambda span: abs(span.start - near)),)
    stretches = [part for part in LEFT_OUT.split(words.strip()) if part.strip()]
    if len(stretches) < 2:
        bare = words.strip().strip('“”"«»„')
        found = _occurrences(bare, body) if bare != words.strip() else []
        return (min(found, key=lambda span: abs(span.start - near)),) if found else None
    spans: list[Span] = []
    for stretch in stretches:
        after = spans[-1].end if spans else 0
        found = _occurrences(stretch, body) or _occurrences(stretch.strip('“”"«»„'), body)
        found = [span for span in found if span.start >= after]
        if not found:
            return None
        spans.append(min(found, key=lambda span: abs(span.start - (after or near))))
    return tuple(spans)


def nudged(body: str, spans: Spans, edge: str, words: int) -> Spans:
    """Spans whose first "start" or last "end" has moved by some words, on if positive.

    Nothing moves past the ends of the text, or past the other edge of its stretch.

    >>> nudged("I came, I saw.", (Span(2, 6),), "end", 2)[0].of("I came, I saw.")
    'came, I saw'
    """
    first, last = spans[0], spans[-1]
    if edge == "start":
        start = _moved(body, first.start, words, edge="start")
        return (Span(start, first.end), *spans[1:]) if start < first.end else spans
    end = _moved(body, last.end, words, edge="end")
    return (*spans[:-1], Span(last.start, end)) if end > last.start else spans


def _moved(body: str, place: int, words: int, *, edge: str) -> int:
    edges = [m.start() if edge == "start" else m.end() for m in re.finditer(r"\w+", body)]
    later = [at for at in edges if at > place]
    earlier = [at for at in edges if at < place]
    if words > 0:
        return later[min(words, len(later)) - 1] if later else place
    return earlier[-min(-words, len(earlier))] if words and earlier else place


def shared(left: Iterable[Sequence[int]], right: Iterable[Sequence[int]]) -> float:
    """Characters that two sets of spans share, over those that either has: 0 to 1 (Jaccard)."""
    mine, other = list(left), list(right)
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in other)
    every = sum(end - start for start, end in (*mine, *other)) - both
    return both / every if every else 0.0
