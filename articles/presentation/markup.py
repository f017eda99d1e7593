"""An article's body as paragraphs with inline markup for quotations, sources and entities.

Quotations may nest, overlap and run over several paragraphs.  A sweep over the edges of all
ranges cuts each paragraph into pieces with the same marks, and yields a flat sequence of tokens
that nests as HTML must.  A template prints the tokens; their texts and the gaps between
paragraphs, concatenated, are the body, code point for code point.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from articles.models import Mention, Quotation
from extraction.lexicon.glyphs import SHOWN_CLOSING, SHOWN_OPENING

BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\n\s*")
LINE_END = re.compile(r"\r?\n\s*")
LONGEST_WRAPPED_LINE = 100
LONGEST_CROSSHEAD = 80
# Quotations that may lie within one another; more are listed beside the text only.
DEEPEST = 20


class Mark(StrEnum):
    TEXT = "text"
    QUOTE = "quote"
    SOURCE = "source"
    ENTITY = "entity"
    NAME = "name"
    HIT = "hit"
    END_QUOTE = "end quote"
    END_SOURCE = "end source"
    END_ENTITY = "end entity"
    END_NAME = "end name"
    END_HIT = "end hit"
    REFERENCE = "reference"


ENDS = {
    Mark.QUOTE: Mark.END_QUOTE,
    Mark.SOURCE: Mark.END_SOURCE,
    Mark.ENTITY: Mark.END_ENTITY,
    Mark.NAME: Mark.END_NAME,
    Mark.HIT: Mark.END_HIT,
}


# Links, which do not nest.
LINKS = (Mark.SOURCE, Mark.NAME)


@dataclass(frozen=True, slots=True)
class QuoteNote:
    """A quotation with its number in the article and the id of its place in the text.

    `focused` is true for the one that the URL names.
    """

    number: int
    quotation: Quotation
    focused: bool = False

    @property
    def anchor(self) -> str:
        return f"q{self.quotation.start}-{self.quotation.end}"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, or an edge of a mark; `first` is true where a quotation begins.

    A name is an entity that is a link to `url`.
    """

    mark: Mark
    text: str = ""
    note: QuoteNote | None = None
    mention: Mention | None = None
    first: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a crosshead, and the blank space of the body that follows it."""

    tokens: tuple[Token, ...]
    gap: str
    crosshead: bool = False
    repeats_title: bool = False

    @property
    def tag(self) -> str:
        return "h2" if self.crosshead else "p"


@dataclass(frozen=True, slots=True)
class Body:
    """The whole body; if `wrapped`, line ends inside paragraphs are only blanks."""

    blocks: tuple[Block, ...]
    notes: tuple[QuoteNote, ...]
    wrapped: bool

    @property
    def focused(self) -> bool:
        """Whether the URL names one of its quotations."""
        return any(note.focused for note in self.notes)


@dataclass(frozen=True, slots=True)
class Range:
    """A mark on `[start, end)`.  Lower `rank` is further out; ties: longer first."""

    start: int
    end: int
    rank: int
    token: Token

    @property
    def order(self) -> tuple[int, int, int, int]:
        number = self.token.note.number if self.token.note else 0
        return self.rank, self.start, -self.end, number


def render(
    body: str,
    quotations: Iterable[Quotation],
    mentions: Iterable[Mention] = (),
    *,
    title: str = "",
    at: str = "",
    hits: Iterable[tuple[int, int]] = (),
    part: tuple[int, int] | None = None,
    numbers: Mapping[int, int] | None = None,
    links: Mapping[int, str] | None = None,
) -> Body:
    """Return the body with these marks; spans that leave the body are cut to what is inside it.

    `hits` are the spans that match a search.  `at` is the span, as “12-40”, of the quotation in
    focus.  `part` is the stretch of the body to return, if not all of it; `numbers` then gives
    the number of each quotation in the article by its key.  `links` are the URLs of entities
    by key.
    """
    window = part or (0, len(body))
    notes = tuple(_notes(quotations, at, numbers))
    pieces = {note: _pieces(body, window, note.quotation) for note in notes}
    sources = list(_apart(_source_ranges(window, notes)))
    ranges = [
        *_shallow(_quote_ranges(pieces)),
        *sources,
        *_linked(_apart(_entity_ranges(window, mentions)), sources, links or {}),
        *(Range(start, end, 3, Token(Mark.HIT)) for start, end in _inside(window, hits)),
    ]
    wrapped = _is_wrapped(body)
    edges = list(_block_edges(body, window, wrapped=wrapped))
    blocks = _blocks(body, edges, ranges, _endings(pieces, edges), title.strip())
    return Body(tuple(blocks), notes, wrapped)


def _notes(
    quotations: Iterable[Quotation], at: str, numbers: Mapping[int, int] | None
) -> Iterator[QuoteNote]:
    ordered = sorted(quotations, key=lambda q: (q.start, q.end, q.pk or 0))
    for place, quotation in enumerate(ordered, start=1):
        number = place if numbers is None else numbers.get(quotation.pk, place)
        focused = bool(at) and f"{quotation.start}-{quotation.end}" == at
        yield QuoteNote(number, quotation, focused)


class _Sweep:
    """Answers which ranges overlap `[start, end)`, for stretches given in order, in linear time."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._waiting = sorted(ranges, key=lambda item: item.start, reverse=True)
        self._open: list[Range] = []

    def within(self, start: int, end: int) -> list[Range]:
        while self._waiting and self._waiting[-1].start < end:
            self._open.append(self._waiting.pop())
        self._open = [item for item in self._open if item.end > start]
        return self._open


def _blocks(
    body: str,
    edges: Sequence[tuple[int, int, int]],
    ranges: Sequence[Range],
    endings: Mapping[int, list[QuoteNote]],
    title: str,
) -> Iterator[Block]:
    nearby = _Sweep(ranges)
    for start, end, following in edges:
        near = nearby.within(start, end)
        text = body[start:end]
        quoted = any(item.rank == 0 for item in near)
        again = start == 0 and not quoted and text.strip() == title
        last = following == len(body)
        yield Block(
            tokens=tuple(_tokens(body, start, end, near, endings)),
            gap=body[end:following],
            crosshead=not (quoted or again or last) and _is_crosshead(text),
            repeats_title=again,
        )


def _endings(
    pieces: Mapping[QuoteNote, Sequence[tuple[int, int]]], edges: Sequence[tuple[int, int, int]]
) -> dict[int, list[QuoteNote]]:
    """Return the notes by where their quotation ends; one that ends in a gap, before it."""
    endings: dict[int, list[QuoteNote]] = {}
    starts = [start for start, _, _ in edges]
    for note, spans in pieces.items():
        place = max((end for _, end in spans), default=0)
        block = bisect_left(starts, place)
        before = edges[block - 1][1] if block else 0
        endings.setdefault(min(place, before), []).append(note)
    return endings


def _tokens(
    body: str, start: int, end: int, ranges: Sequence[Range], endings: Mapping[int, list[QuoteNote]]
) -> Iterator[Token]:
    """Yield the tokens of a block: at each edge, close what ends, refer to it, open what begins."""
    cuts = {start, end}
    for item in ranges:
        cuts.update(edge for edge in (item.start, item.end) if start < edge < end)
    stack: list[Range] = []
    nearby = _Sweep(ranges)
    for left, right in pairwise(sorted(cuts)):
        wanted = sorted(nearby.within(left, right), key=lambda w: w.order)
        notes = endings.get(left, []) if left > start else []
        yield from _close(stack, _kept(stack, wanted, outside_links=bool(notes)))
        yield from (Token(Mark.REFERENCE, note=note) for note in notes)
        for item in wanted[len(stack) :]:
            stack.append(item)
            token = item.token
            yield token if item.start == left else replace(token, text="", first=False)
        yield Token(Mark.TEXT, body[left:right])
    yield from _close(stack, 0)
    yield from (Token(Mark.REFERENCE, note=note) for note in endings.get(end, []))


def _kept(stack: Sequence[Range], wanted: Sequence[Range], *, outside_links: bool) -> int:
    """Return how many open marks stay open: those that the next piece has too, in order."""
    kept = 0
    for open_range, wanted_range in zip(stack, wanted, strict=False):
        if open_range is not wanted_range:
            break
        if outside_links and open_range.token.mark in LINKS:
            break
        kept += 1
    return kept


def _close(stack: list[Range], kept: int) -> Iterator[Token]:
    while len(stack) > kept:
        yield Token(ENDS[stack.pop().token.mark])


def _pieces(body: str, window: tuple[int, int], quotation: Quotation) -> list[tuple[int, int]]:
    """Return the content spans of a quotation, with the quotation marks around them."""
    first, last = window
    spans = []
    for start, end in _inside(window, quotation.content):
        if start > first and body[start - 1] in SHOWN_OPENING and body[start] not in SHOWN_OPENING:
            start -= 1
        if end < last and body[end] in SHOWN_CLOSING and body[end - 1] not in SHOWN_CLOSING:
            end += 1
        spans.append((start, end))
    return spans


def _quote_ranges(pieces: Mapping[QuoteNote, Sequence[tuple[int, int]]]) -> Iterator[Range]:
    """Yield one mark a piece, and only one where two speakers are quoted together."""
    seen: set[tuple[int, int]] = set()
    anchors: set[str] = set()
    for note, spans in pieces.items():
        for span in spans:
            if span not in seen:
                first = note.anchor not in anchors
                yield Range(*span, 0, Token(Mark.QUOTE, note=note, first=first))
                anchors.add(note.anchor)
                seen.add(span)


def _shallow(ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield those that lie in fewer than `DEEPEST` others: browsers give up on deeper nesting."""
    ends: list[int] = []
    for item in sorted(ranges, key=lambda item: item.order):
        ends = [end for end in ends if end > item.start]
        if len(ends) < DEEPEST:
            ends.append(item.end)
            yield item


def _source_ranges(window: tuple[int, int], notes: Iterable[QuoteNote]) -> Iterator[Range]:
    """Yield the source spans, to be linked to the speaker."""
    for note in notes:
        if note.quotation.speaker_id:
            for start, end in _inside(window, note.quotation.source):
                yield Range(start, end, 1, Token(Mark.SOURCE, note=note))


def _entity_ranges(window: tuple[int, int], mentions: Iterable[Mention]) -> Iterator[Range]:
    for mention in mentions:
        for start, end in _inside(window, [(mention.start, mention.end)]):
            yield Range(start, end, 2, Token(Mark.ENTITY, mention=mention))


def _linked(
    entities: Iterable[Range], sources: Iterable[Range], links: Mapping[int, str]
) -> Iterator[Range]:
    """Make entities links, but for those that overlap a source, which is a link itself."""
    nearby = _Sweep(sources)
    for item in entities:
        mention = item.token.mention
        url = links.get(mention.entity.pk, "") if mention else ""
        if url and not nearby.within(item.start, item.end):
            yield replace(item, token=replace(item.token, mark=Mark.NAME, url=url))
        else:
            yield item


def _apart(ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield those that overlap none before them: links do not nest."""
    reached = 0
    for item in sorted(ranges, key=lambda item: item.order):
        if item.start >= reached:
            reached = item.end
            yield item


def _inside(window: tuple[int, int], spans: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        start, end = max(window[0], start), min(window[1], end)
        if start < end:
            yield start, end


def _block_edges(
    body: str, window: tuple[int, int], *, wrapped: bool
) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, start of the next) of each paragraph, in order, without a hole.

    Blank lines separate paragraphs; in a text without one, each line is a paragraph, unless
    its lines are broken at a fixed width.
    """
    parting = BLANK_LINE if wrapped or BLANK_LINE.search(body.strip()) else LINE_END
    start, last = window
    for gap in parting.finditer(body, start, last):
        if body[start : gap.start()].strip():
            yield start, gap.start(), gap.end()
            start = gap.end()
    if start < last:
        yield start, last, last


def _is_wrapped(body: str) -> bool:
    """Whether the lines were broken at a fixed width, as in mail and in old archives."""
    lines = [line.strip() for line in body.splitlines()]
    inner = [line for line, below in pairwise(lines) if line and below]
    if not inner or max(map(len, lines)) > LONGEST_WRAPPED_LINE:
        return False
    return sum(not line.endswith((".", "!", "?", "”", '"', ":")) for line in inner) * 2 > len(inner)


def _is_crosshead(text: str) -> bool:
    """A short line that is a question, or ends like no sentence."""
    line = text.strip()
    if not line or len(line) > LONGEST_CROSSHEAD or "\n" in line or line.startswith("By "):
        return False
    return line[-1].isalnum() or line.endswith("?")
