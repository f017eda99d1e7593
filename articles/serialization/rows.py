"""Rows as annotations, so that `records` serialises what is stored as it does what is extracted."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Entity as EntityRow
from articles.models import Mention
from articles.models import Quotation as Row
from extraction.annotations import (
    Entity,
    EntityType,
    Kind,
    Quotation,
    Span,
    Spans,
    SpeakerType,
)


def quotation_of(row: Row) -> Quotation:
    """Return a stored quotation as an annotation, with editors' decisions in it.

    The speaker is the one shown, by its own name.  Queries are saved by `select_related("speaker")`
    and `prefetch_related("about")`; countries are in the order of their codes.
    """
    speaker, weighed = row.speaker, bool(row.why_country)
    kind = speaker.type if speaker else row.speaker_type
    return Quotation(
        kind=Kind(row.kind),
        content=_spans(row.content),
        source=_spans(row.source),
        cue=_spans(row.cue),
        name=speaker.name if speaker else None,
        speaker_type=SpeakerType(kind) if kind else None,
        title=row.speaker_title or None,
        speaker_country=row.speaker_country_id,
        about=tuple(sorted(country.pk for country in row.about.all())),
        confidence=row.confidence,
        reason=row.reason,
        likely_country=row.likely.pk if row.likely else None,
        country_probability=row.country_probability if weighed else None,
        country_reason=(row.country_reason or "") if weighed else "",
    )


def entities_of(mentions: Iterable[Mention]) -> list[Entity]:
    """Return the entities of stored mentions as annotations, by first mention.

    The mentions are in the order of the text, with their entities loaded.
    """
    spans: dict[int, list[Span]] = {}
    rows: dict[int, EntityRow] = {}
    for mention in mentions:
        rows.setdefault(mention.entity_id, mention.entity)
        spans.setdefault(mention.entity_id, []).append(Span(mention.start, mention.end))
    return [
        Entity(EntityType(row.type), row.name, tuple(spans[key]), row.country_id)
        for key, row in rows.items()
    ]


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
