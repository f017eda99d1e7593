"""Where a permalink leads after its quotation was corrected or its article replaced.

A permalink has the place of a quotation, `[start, end)`.  Where no quotation is there any more, the
words are looked up in the earlier texts of the article and found again in the one it has now.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article, Change, Decision, Quotation
from extraction.annotations import Span
from extraction.text.anchors import anchors_for, jaccard, relocate

# Content shared, of that which either has, from which a decision is about the words of a link.
ABOUT = 0.5


@dataclass(frozen=True, slots=True)
class Target:
    """What a permalink leads to.

    `quotation` is None where no quotation has the words any more; `span` is where the words are in
    the text of now, None if they are gone from it; `decision` is that on the lost quotation.
    """

    words: str
    span: Span | None
    quotation: Quotation | None = None
    decision: Decision | None = None


def target(article: Article, start: int, end: int) -> Target | None:
    """What is at a place; None if no text of the article was ever that long.

    In order: the quotation that is exactly there; the one whose words were there in an earlier
    text; the one that overlaps the place best; the words alone.
    """
    if start >= end:
        return None
    exact = article.quotations.for_review().nearest_to(start, end)
    if exact and (exact.start, exact.end) == (start, end):
        return Target(exact.text, Span(start, end), exact)
    moved = _in_earlier_texts(article, start, end)
    if moved and moved.quotation:
        return moved
    if end > len(article.body):
        return moved
    span = Span(start, end)
    here = Target(article.body[start:end], span, exact)
    return here if exact else Target(here.words, span, None, _decision_on(article, span))


def _in_earlier_texts(article: Article, start: int, end: int) -> Target | None:
    """The best target of the words that were there before the text was replaced."""
    found = None
    best = -1.0
    for text in Change.objects.earlier_texts(article):
        if end > len(text):
            continue
        placed = relocate(anchors_for(text, [(start, end)]), article.body)
        span = placed[0] if placed else None
        near = article.quotations.for_review().nearest_to(*span) if span else None
        shared = jaccard([(near.start, near.end)], [span]) if near and span else 0.0
        if shared > best:
            best = shared
            quotation = near if shared >= ABOUT else None
            found = Target(text[start:end], span, quotation)
    return found


def _decision_on(article: Article, span: Span) -> Decision | None:
    """The decision, such as a rejection, on words at a place where no quotation is shown."""
    for decision in article.decisions.without_quotation():
        placed = relocate(decision.anchors, article.body)
        if placed and jaccard(placed, [span]) >= ABOUT:
            return decision
    return None
