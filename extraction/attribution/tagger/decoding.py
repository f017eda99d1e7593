"""From the network's scores of a window to attributions.

Each likely anchor of a cue claims source, content and cue.  Where two anchors claim the same
quoted span the stronger one wins it, unless one of them is itself inside the other's content.
A quoted span that no anchor claims may raise a weaker anchor.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extraction.annotations import Attribution, Span, Spans, length, overlap
from extraction.attribution.tagger.extents import joined, led_in, snapped, source_spans, whole_words
from extraction.attribution.tagger.network import Floats
from extraction.attribution.tagger.runtime import (
    CONTENT,
    CUE,
    LIKELY,
    NONE,
    SOURCE,
    Model,
    Scores,
)
from extraction.attribution.tagger.windows import Window
from extraction.text.patterns import occurs
from extraction.text.quotation_marks import QuotedSpan, near

CLAIM = 0.4
"""The mean probability of content from which on an anchor claims a quoted span."""
SOURCE_LEVEL = 0.5
CUE_REACH = 12
"""How many pieces from its anchor a cue may have parts."""
SAME = 0.7
"""Two contents that share more than this (intersection over union) are one attribution."""
_WORD = re.compile(r"\w[\w’'-]*")

Range = tuple[int, int]


class Decoder:
    """Decodes one window.  `quoted_spans` are those of depth 0, in text order."""

    def __init__(
        self,
        model: Model,
        text: str,
        window: Window,
        scores: Scores,
        quoted_spans: Sequence[QuotedSpan],
    ) -> None:
        self.model, self.text, self.window, self.scores = model, text, window, scores
        self.threshold = model.configuration.anchor
        self.starts: list[int] = window.starts.tolist()
        self.ends: list[int] = window.ends.tolist()
        self.within = Span(self.starts[1], self.ends[-2])
        self.quoted_spans = near(quoted_spans, self.within)
        self._roles: dict[int, Floats] = {}

    def attributions(self) -> list[Attribution]:
        """What the window says, strongest first."""
        anchors = self._one_a_word(self._anchors())
        ranges = [r for s in self.quoted_spans if (r := self._pieces(s.span))[1] > r[0]]
        anchors = self._rescued(anchors)
        if not anchors:
            return []
        self._score(anchors)
        self._compete(anchors, ranges)
        found = (self._attribution(anchor) for anchor in anchors)
        return without_doubles([each for each in found if each is not None])

    # ------------------------------------------------------------ anchors
    def _anchors(self) -> list[int]:
        return np.flatnonzero(self.scores.anchors > self.threshold).tolist()

    def _one_a_word(self, anchors: Sequence[int]) -> list[int]:
        kept: list[int] = []
        for anchor in anchors:
            inside = kept and self.starts[anchor] == self.ends[kept[-1]]
            if inside and self.text[self.starts[anchor]].isalnum():
                if self.scores.anchors[anchor] > self.scores.anchors[kept[-1]]:
                    kept[-1] = anchor
            else:
                kept.append(anchor)
        return kept

    def _rescued(self, anchors: list[int]) -> list[int]:
        """The anchors, and for each unclaimed quoted span of three words its best weak one."""
        wide = [s for s in self.quoted_spans if occurs(_WORD, self.text, [s.inner], 3)]
        ranges = [r for s in wide if (r := self._pieces(s.span))[1] - r[0] > 1]
        if not ranges:
            return anchors
        self._score(anchors)
        claimed = self._all_content(anchors).max(0, initial=0.0)
        lost = [r for r in ranges if mean(claimed[r[0] : r[1]]) < 0.5]
        probability = self.scores.anchors
        weak = np.flatnonzero((probability > LIKELY) & (probability <= self.threshold)).tolist()
        if not lost or not weak:
            return anchors
        self._score(weak)
        added = set()
        for start, end in lost:
            claims = {
                a: mean(self._roles[a][start:end, CONTENT]) for a in weak if not start <= a < end
            }
            strong = [a for a, claim in claims.items() if claim > 0.5]
            if strong:
                added.add(max(strong, key=lambda a: claims[a] * probability[a]))
        return sorted({*anchors, *added})

    def _score(self, anchors: Sequence[int]) -> None:
        new = [anchor for anchor in anchors if anchor not in self._roles]
        if new:
            self._roles.update(zip(new, self.model.roles(self.scores, new), strict=True))

    def _all_content(self, anchors: Sequence[int]) -> Floats:
        """(N, T) the probability that a piece is content of each of N anchors."""
        found = np.zeros((len(anchors), len(self.starts)), np.float32)
        for index, anchor in enumerate(anchors):
            found[index] = self._roles[anchor][:, CONTENT]
        return found

    def _pieces(self, span: Span) -> Range:
        """The pieces that lie wholly in a span."""
        first = bisect_left(self.starts, span.start, 1, len(self.starts) - 1)
        last = bisect_right(self.ends, span.end, 1, len(self.ends) - 1)
        return first, max(first, last)

    # ------------------------------------------------------------ competition
    def _compete(self, anchors: Sequence[int], ranges: Sequence[Range]) -> None:
        """Give each quoted span to one anchor: nearness in lines and the mean claim decide."""
        content = self._all_content(anchors)
        for start, end in ranges:
            claims = []
            means = content[:, start:end].mean(1).tolist()
            for anchor, claim in zip(anchors, means, strict=True):
                if claim > 0.05 and not start <= anchor < end:
                    claims.append((claim - 0.2 * min(self._lines(anchor, start, end), 2), anchor))
            claims.sort(reverse=True)
            if not claims or claims[0][0] < CLAIM:
                continue
            winner = claims[0][1]
            for _, anchor in claims[1:]:
                mine, theirs = self._roles[anchor], self._roles[winner]
                if mine[winner, CONTENT] > 0.5 or theirs[anchor, CONTENT] > 0.5:
                    continue  # one is nested in the other
                if mine[winner, CUE] > 0.5 or theirs[anchor, CUE] > 0.5:
                    continue  # both are parts of one cue
                mine[start:end, CONTENT] *= 0.1
                mine[start:end, NONE] = 1 - mine[start:end, 1:].sum(1)

    def _lines(self, anchor: int, start: int, end: int) -> int:
        """How many line ends lie between an anchor and a quoted span."""
        if anchor < start:
            return self.text.count("\n", self.ends[anchor], self.starts[start])
        return self.text.count("\n", self.ends[end - 1], self.starts[anchor])

    # ------------------------------------------------------------ spans
    def _attribution(self, anchor: int) -> Attribution | None:
        roles = self._roles[anchor]
        is_cue = roles[:, CUE] > 0.5
        is_cue[anchor] = True
        runs = self._content(roles, is_cue)
        content = snapped(self.text, map(self._span, runs), self.quoted_spans, self.within)
        if not content:
            return None
        source = best_run(roles[:, SOURCE], SOURCE_LEVEL)
        confidence = float(self.scores.anchors[anchor])
        confidence *= mean(np.concatenate([roles[a:b, CONTENT] for a, b in runs]))
        if source:
            confidence *= mean(roles[source[0] : source[1], SOURCE])
        spans: Spans = ()
        if source:
            spans = source_spans(self.text, whole_words(self.text, self._span(source)))
        cue = self._cue(anchor, is_cue)
        content, spans = led_in(self.text, content, spans, cue, self.quoted_spans)
        return Attribution(content, spans, cue, min(1.0, confidence))

    def _cue(self, anchor: int, is_cue: NDArray[np.bool_]) -> Spans:
        """Whole words near the anchor, in text order."""
        near_by = slice(max(0, anchor - CUE_REACH), anchor + CUE_REACH + 1)
        runs = runs_of(is_cue[near_by])
        words = [self._span((a + near_by.start, b + near_by.start)) for a, b in runs]
        return tuple(joined(self.text, [whole_words(self.text, word) for word in words]))

    def _span(self, pieces: Range) -> Span:
        return Span(self.starts[pieces[0]], self.ends[pieces[1] - 1])

    def _content(self, roles: Floats, is_cue: NDArray[np.bool_]) -> list[Range]:
        """Runs of content, small gaps filled, specks left out."""
        level = roles[:, CONTENT]
        held = level > self.model.configuration.content
        runs = runs_of(held)
        for (_, before), (after, _) in pairwise(runs):
            gap = slice(before, after)
            if after - before <= 3 and mean(level[gap]) > 0.15 and not is_cue[gap].any():
                held[gap] = True
        if len(runs) < 2:
            return runs
        runs = runs_of(held)
        mass = [float(level[a:b].sum()) for a, b in runs]
        least = min(2.0, max(mass, default=0.0))
        return [r for r, m in zip(runs, mass, strict=True) if m >= least or r[1] - r[0] >= 3]


def mean(values: Floats) -> float:
    """What `values.mean()` gives, which takes several times as long for as few as these."""
    return float(np.add.reduce(values) / len(values))


def runs_of(flags: NDArray[np.bool_]) -> list[Range]:
    """Half-open ranges of neighbours that are true."""
    edges: list[int] = ((flags[1:] != flags[:-1]).nonzero()[0] + 1).tolist()
    if len(flags) and flags[0]:
        edges.insert(0, 0)
    if len(flags) and flags[-1]:
        edges.append(len(flags))
    return list(zip(edges[::2], edges[1::2], strict=True))


def best_run(probability: Floats, level: float) -> Range | None:
    """The range whose sum of probability above `level` is greatest, if it is worth anything."""
    above = (probability > level).nonzero()[0]
    if not len(above):
        return None
    first, last = int(above[0]), int(above[-1])
    best, total, start = (0.05, 0, 0), 0.0, 0
    for index, value in enumerate((probability[first : last + 1] - level).tolist(), first):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best[0]:
            best = (total, start, index + 1)
    return (best[1], best[2]) if best[2] else None


def without_doubles(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Strongest first; of two with nearly the same content the stronger one stays.

    The same holds if one has a part of the other's content, from the same source.
    """
    kept: list[Attribution] = []
    for each in sorted(attributions, key=lambda a: -a.confidence):
        if not any(_repeats(each, other) for other in kept):
            kept.append(each)
    return kept


def _repeats(each: Attribution, other: Attribution) -> bool:
    shared = overlap(each.content, other.content)
    if not shared:
        return False
    mine, theirs = length(each.content), length(other.content)
    if shared > SAME * (mine + theirs - shared):  # intersection over union
        return True
    if not overlap(each.source, other.source) or overlap(each.cue, other.content):
        return False
    return shared >= 0.9 * mine
