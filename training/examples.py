"""Windows with their labels: the examples of a training step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
from tokenizers import Tokenizer

from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.tagger.windows import Window, windows
from extraction.text.quotation_marks import find_quoted_spans
from training.corpus import Article, anchor, source_unsure
from training.silver import LABELS

NONE, SOURCE, CONTENT, CUE = range(4)
NONE_OR_SOURCE = 4
"""A label of training only: the gold does not say whether the piece is of the source."""
IGNORED = -100
MIN_WORDS = 3
OUTSIDE = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces `start` to `end` of a quoted stretch, and the anchors of the golds that cover it."""

    start: int
    end: int
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window of T pieces with A anchors.

    `roles` (A, T) holds the role of each piece for each anchor, `names` (T,) the BIO class,
    `weight` (T,) is 0 where a missing anchor is no negative example.
    """

    window: Window
    anchors: np.ndarray
    roles: np.ndarray
    names: np.ndarray
    weight: np.ndarray
    stretches: tuple[Stretch, ...]

    def __len__(self) -> int:
        return len(self.window)


def examples(article: Article, tokenizer: Tokenizer, limit: int) -> Iterator[Example]:
    """One example a window of the article, in order."""
    quoted = [s.span for s in find_quoted_spans(article.text) if s.depth == 0]
    for window in windows(article.text, tokenizer, quoted, limit):
        anchors, roles, golds = _roles(article, window)
        yield Example(
            window,
            np.array(anchors, dtype=np.int64),
            np.array(roles, dtype=np.int64).reshape(-1, len(window)),
            _names(article, window),
            _weight(article, window, anchors),
            tuple(_stretches(article.text, quoted, window, list(zip(anchors, golds, strict=True)))),
        )


def _within(window: Window, span: Span) -> slice:
    """The pieces of a window that share characters with a span."""
    starts, ends = window.starts[1:-1], window.ends[1:-1]
    first = int(np.searchsorted(ends, span.start, side="right"))
    last = int(np.searchsorted(starts, span.end, side="left"))
    return slice(first + 1, max(first, last) + 1)


def _roles(
    article: Article, window: Window
) -> tuple[list[int], list[np.ndarray], list[Attribution]]:
    anchors: list[int] = []
    roles, golds = [], []
    uncued = [s for gold in article.attributions if not gold.cue for s in gold.content]
    for gold in article.attributions:
        if not gold.cue:
            continue
        at = anchor(article.text, gold.cue)
        pieces = _within(window, Span(at, at + 1))
        if pieces.start >= pieces.stop or pieces.start in anchors:
            continue
        none = NONE_OR_SOURCE if source_unsure(article.text, gold) else NONE
        labels = np.full(len(window), none)
        for span in uncued:  # a cue before it may or may not be its own
            labels[_within(window, span)] = IGNORED
        for role, spans in ((CONTENT, gold.content), (CUE, gold.cue), (SOURCE, gold.source)):
            for span in spans:
                labels[_within(window, span)] = role
        labels[[0, -1]] = IGNORED
        anchors.append(pieces.start)
        roles.append(labels)
        golds.append(gold)
    return anchors, roles, golds


def _names(article: Article, window: Window) -> np.ndarray:
    """(T,) BIO classes: 0 outside, then B and I of each of LABELS; all unknown without names."""
    if not article.names:
        return np.full(len(window), IGNORED)
    out = np.zeros(len(window), dtype=np.int64)
    for start, end, label in article.names:
        pieces = _within(window, Span(start, end))
        if pieces.start < pieces.stop:
            begin = 1 + 2 * LABELS.index(label)
            out[pieces] = begin + 1
            if window.starts[pieces.start] <= start:
                out[pieces.start] = begin
    out[[0, -1]] = IGNORED
    return out


def _weight(article: Article, window: Window, anchors: list[int]) -> np.ndarray:
    weight = np.ones(len(window), dtype=np.float32)
    for span in article.unsure:
        weight[_within(window, span)] = 0
    for gold in article.attributions:
        if not gold.cue:
            for span in gold.source:
                weight[_within(window, span)] = 0
    weight[[0, -1]] = 0
    weight[anchors] = 1
    return weight


def _stretches(
    text: str, quoted: list[Span], window: Window, golds: list[tuple[int, Attribution]]
) -> Iterator[Stretch]:
    for span in quoted:
        if len(re.findall(r"\w+", span.of(text))) < MIN_WORDS:
            continue
        pieces = _within(window, span)
        if pieces.stop - pieces.start < MIN_WORDS:
            continue
        shown = Span(int(window.starts[pieces.start]), int(window.ends[pieces.stop - 1]))
        size = shown.end - shown.start
        claimed = tuple(
            at
            for at, gold in golds
            if not pieces.start <= at < pieces.stop and overlap([shown], gold.content) >= 0.8 * size
        )
        if claimed:
            yield Stretch(pieces.start, pieces.stop, claimed)


def batches(found: Iterable[Example], pieces: int, random: Random) -> list[list[Example]]:
    """Batches of examples of similar length, at most `pieces` with padding, in random order."""
    ordered = sorted(found, key=lambda example: len(example) + 40 * random.random())
    out: list[list[Example]] = [[]]
    longest = 0
    for example in ordered:
        longest = max(longest, len(example))
        if out[-1] and longest * (len(out[-1]) + 1) > pieces:
            out.append([])
            longest = len(example)
        out[-1].append(example)
    random.shuffle(out)
    return out
