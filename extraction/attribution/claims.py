"""Which attributions have a quoted span for their content."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.annotations import Attribution, length, overlap
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
