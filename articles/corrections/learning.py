"""Decisions of editors as what extraction learns from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.models import Article, Decision
from articles.serialization.rows import quotation_of
from extraction.annotations import Span, SpeakerType
from extraction.text.anchors import relocate
from learning.cases import Decided, DecidedArticle


def decided_articles() -> Iterator[DecidedArticle]:
    """Return the articles that people decided on, by key, with the time of the last decision."""
    for article in Decision.objects.standing().articles().iterator(chunk_size=50):
        decisions = list(article.decisions.for_learning())
        decided = tuple(_decided(article, decisions))
        if decided:
            yield DecidedArticle(article.body, decided, max(d.decided_at for d in decisions))


def _decided(article: Article, decisions: Iterable[Decision]) -> Iterator[Decided]:
    """Return what each decides about a speaker: lost ones and those on other fields do not."""
    for decision in decisions:
        if decision.verdict == Decision.Verdict.REJECTED:
            if spans := relocate(decision.anchors, article.body):
                yield Decided(tuple(Span(*span) for span in spans), (), None, rejected=True)
        elif decision.quotation and decision.on_speaker:
            found = quotation_of(decision.quotation)
            named = found.speaker_type in (SpeakerType.PERSON, SpeakerType.ORGANIZATION)
            yield Decided(found.content, found.source, found.name if named else None)
