"""Text as the encoder reads it: windows of whole paragraphs, each a run of word pieces.

Training and run time cut and number a text with this one module, so the weights never meet
an input of another make.  The vocabulary is uncased and knows no layout; what it loses comes
back as one number per piece: letter case, whether the piece is inside quotation marks and
whether it opens a paragraph.  Quotation marks of every house style become “ and ”, and every
apostrophe becomes ', in the numbers only: offsets always point into the unmodified text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer

from extraction.annotations import Span
from extraction.lexicon.glyphs import APOSTROPHES, BACKTICK, QUOTATION_GLYPHS
from extraction.text.chunks import chunks

FEATURES = 32
"""How many values a feature has: shape + INSIDE_MARKS + PARAGRAPH_START."""
INSIDE_MARKS = 8
PARAGRAPH_START = 16
MARK = 6

_MARKS = QUOTATION_GLYPHS | BACKTICK
_ENDS = frozenset('.?!…”"’。')


@dataclass(frozen=True, slots=True)
class Window:
    """One pass of the encoder over T pieces, [CLS] and [SEP] among them.

    `starts` and `ends` are code points into the whole text; for the two special pieces both
    are 0.
    """

    ids: np.ndarray  # (T,) int64
    features: np.ndarray  # (T,) int64, below FEATURES
    starts: np.ndarray  # (T,) int64
    ends: np.ndarray  # (T,) int64

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """All pieces of a text, n of them, without special ones."""

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    def window(self, features: np.ndarray, start: int, end: int, around: tuple[int, int]) -> Window:
        """The pieces from `start` to `end` between [CLS] and [SEP], whose ids are `around`."""
        return Window(
            np.concatenate(([around[0]], self.ids[start:end], [around[1]])),
            np.concatenate(([0], features[start:end], [0])),
            np.concatenate(([0], self.starts[start:end], [0])),
            np.concatenate(([0], self.ends[start:end], [0])),
        )


def windows(text: str, tokenizer: Tokenizer, quoted: Sequence[Span], limit: int) -> list[Window]:
    """The windows of a text, in order; every piece lies in exactly one of them.

    `quoted` are the outermost quoted spans, marks included, by start,
    none overlapping.  `limit` is the most pieces a window holds besides [CLS] and [SEP].  A
    window ends where a paragraph does, unless a paragraph alone exceeds the limit: that one is
    cut after a sentence, or wherever the limit falls.  A text without any piece has no window.
    """
    pieces = _pieces(text, tokenizer)
    if not len(pieces.ids):
        return []
    opens = _opens_paragraph(text, pieces)
    features = _features(text, pieces, quoted, opens)
    _unify_marks(text, pieces, quoted, tokenizer)
    around = (_id(tokenizer, "[CLS]"), _id(tokenizer, "[SEP]"))
    return [
        pieces.window(features, start, end, around)
        for start, end in _packed(_segments(text, pieces, opens, limit), limit)
    ]


def _id(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece!r}: it must be BERT's vocabulary")
    return int(found)


# ---------------------------------------------------------------- pieces
def _pieces(text: str, tokenizer: Tokenizer) -> _Pieces:
    """Ids and offsets; encoded a chunk at a time, so that a long text needs little memory."""
    ids: list[int] = []
    offsets: list[np.ndarray] = []
    for chunk in chunks(text):
        encoding = tokenizer.encode(chunk.of(text), add_special_tokens=False)
        ids.extend(encoding.ids)
        offsets.append(np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) + chunk.start)
    both = np.concatenate(offsets) if offsets else np.zeros((0, 2), np.int64)
    return _Pieces(np.array(ids, dtype=np.int64), both[:, 0], both[:, 1])


def _unify_marks(text: str, pieces: _Pieces, quoted: Sequence[Span], tokenizer: Tokenizer) -> None:
    """Give the marks around each quoted span the ids of “ and ”, and apostrophes that of '."""
    apostrophe = _id(tokenizer, "'")
    for glyph in sorted(APOSTROPHES):
        found = tokenizer.token_to_id(glyph)
        if found is not None:
            pieces.ids[pieces.ids == found] = apostrophe
    opening, closing = _id(tokenizer, "“"), _id(tokenizer, "”")
    for span in quoted:
        for at, mark in ((span.start, opening), (span.end - 1, closing)):
            index = int(np.searchsorted(pieces.starts, at))
            if index < len(pieces.starts) and pieces.starts[index] == at and text[at] in _MARKS:
                pieces.ids[index] = mark


# ---------------------------------------------------------------- features
def _features(text: str, pieces: _Pieces, quoted: Sequence[Span], opens: np.ndarray) -> np.ndarray:
    """(n,) shape of each piece, with a bit for inside marks and one for a paragraph's start."""
    borders = np.array([border for span in quoted for border in span], dtype=np.int64)
    marks = [border for span in quoted for border in (span.start, span.end - 1)]
    words = [
        text[start:end]
        for start, end in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
    ]
    shapes = np.array([_shape(word) for word in words], dtype=np.int64)
    for index in np.flatnonzero(np.isin(pieces.starts, marks)).tolist():
        if words[index] in _MARKS:
            shapes[index] = MARK
    inside = np.searchsorted(borders, pieces.starts, side="right") % 2
    return shapes + inside * INSIDE_MARKS + np.where(opens, PARAGRAPH_START, 0)


@lru_cache(maxsize=20_000)
def _shape(piece: str) -> int:
    """0 lower case, 1 capitalised, 2 upper case, 3 mixed, 4 digits, 5 symbols, 6 double marks."""
    if piece in '“”"':
        return MARK
    if not any(char.isalnum() for char in piece):
        return 5
    if any(char.isdigit() for char in piece):
        return 4
    if piece.islower():
        return 0
    if piece.isupper() and len(piece) > 1:
        return 2
    return 1 if piece[0].isupper() else 3


def _opens_paragraph(text: str, pieces: _Pieces) -> np.ndarray:
    """(n,) whether a line's end lies between a piece and the one before; true of the first."""
    breaks = np.array([match.start() for match in re.finditer("\n", text)], dtype=np.int64)
    lines = np.searchsorted(breaks, pieces.starts)
    return np.concatenate(([True], lines[1:] != lines[:-1]))


# ---------------------------------------------------------------- windows
def _segments(text: str, pieces: _Pieces, opens: np.ndarray, limit: int) -> list[tuple[int, int]]:
    """Paragraphs as ranges of pieces, the longest cut so that none exceeds the limit."""
    borders = [*np.flatnonzero(opens).tolist(), len(pieces.ids)]
    out = []
    for start, end in pairwise(borders):
        while end - start > limit:
            cut = _sentence_end(text, pieces, start + limit // 2, start + limit)
            out.append((start, cut))
            start = cut
        out.append((start, end))
    return out


def _sentence_end(text: str, pieces: _Pieces, first: int, last: int) -> int:
    """The piece after the last sentence that ends in the range, or the end of the range."""
    for index in range(last, first, -1):
        ended = text[pieces.starts[index - 1] : pieces.ends[index - 1]] in _ENDS
        goes_on = text[pieces.starts[index] : pieces.ends[index]] in _ENDS
        if ended and not goes_on:
            return index
    return last


def _packed(segments: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Neighbouring segments joined for as long as they fit one window."""
    out = [segments[0]]
    for start, end in segments[1:]:
        if end - out[-1][0] <= limit:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
