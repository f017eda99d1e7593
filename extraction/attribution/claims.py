"""Which attributions have a quoted span for their content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extraction.annotations import Attribution, Span, length, overlap
from extraction.text.intervals import IntervalIndex
from extraction.text.quotation_marks import QuotedSpan

HALF = 0.5
MOST = 0.6
"""Shares of the words between marks that an attribution must hold to claim them."""


def claiming(
    attributions: Iterable[Attribution], quoted_span: QuotedSpan, share: float = HALF
) -> list[Attribution]:
    """The attributions that hold a share of the words of a quoted span, in their order."""
    least = share * length((quoted_span.inner,))
    return [a for a in attributions if overlap(a.content, (quoted_span.inner,)) >= least]


def closest(attributions: Iterable[Attribution], quoted_span: QuotedSpan) -> Attribution | None:
    """The one with the least content of those that hold most of a quoted span."""
    found = claiming(attributions, quoted_span, MOST)
    return min(found, key=lambda a: length(a.content), default=None)


class Claims:
    """Attributions by where their content is: what claims a quoted span, without a look at all."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._within = IntervalIndex(
            (span, (order, each))
            for order, each in enumerate(attributions)
            for span in each.content
        )

    def on(self, quoted_span: QuotedSpan) -> list[Attribution]:
        """As `claiming` of all of them."""
        return claiming(self.touching(quoted_span.inner), quoted_span)

    def closest(self, quoted_span: QuotedSpan) -> Attribution | None:
        """As `closest` of all of them."""
        return closest(self.touching(quoted_span.inner), quoted_span)

    def touching(self, span: Span) -> list[Attribution]:
        """Those whose content shares a character with a span, in their order."""
        found = dict(self._within.overlapping(span))
        return [found[order] for order in sorted(found)]


def without(attributions: Iterable[Attribution], moved: Iterable[Span]) -> list[Attribution]:
    """The attributions without the spans of content that overlap what is moved to others."""
    others = IntervalIndex((span, span) for span in moved)
    kept = []
    for each in attributions:
        content = tuple(span for span in each.content if not others.overlapping(span))
        if content == each.content:
            kept.append(each)
        elif content:
            kept.append(replace(each, content=content))
    return kept
