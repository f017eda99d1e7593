"""Decisions of people on utterances, found in the rows of the quotations they are about."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from articles.models import Article, Quotation, UtteranceDecision
from articles.utterances.grouping import Decided
from extraction.text.anchors import relocate
from newsroom.db.prepared import PreparedQuery

# Whether anything is decided: of most articles nothing is, and each that is read asks.
ANY = PreparedQuery[int](
    lambda articles, others: (
        UtteranceDecision.objects.filter(Q(article__in=articles) | Q(other_article__in=others))
        .order_by()
        .values_list("pk", flat=True)[:1]
    )
)


def decided_on(articles: Collection[int]) -> Decided:
    """Return what people decided about quotations of these articles."""
    if not ANY(articles, articles):
        return Decided()
    apart: set[int] = set()
    joined: list[tuple[int, int]] = []
    for decision in UtteranceDecision.objects.on(articles):
        key = _place(decision)
        if key is None:
            continue
        if decision.apart:
            apart.add(key)
        elif (other := _place_other(decision)) is not None:
            joined.append((key, other))
    return Decided(frozenset(apart), tuple(joined))


def _place(decision: UtteranceDecision) -> int | None:
    if decision.quotation_id is None:
        found = _found(decision.article, decision.anchors)
        if found:
            decision.quotation = found
            decision.save(update_fields=["quotation"])
    return decision.quotation_id


def _place_other(decision: UtteranceDecision) -> int | None:
    if decision.other_id is None and decision.other_article:
        decision.other = _found(decision.other_article, decision.other_anchors)
        if decision.other:
            decision.save(update_fields=["other"])
    return decision.other_id


def _found(article: Article, anchors: Any) -> Quotation | None:
    """Return the quotation of an article that has these words best."""
    spans = relocate(anchors, article.body)
    if not spans:
        return None
    return article.quotations.all().nearest_to(spans[0].start, spans[-1].end)
