"""Rows as annotations, so that `records` serialises what is stored as it does what is extracted."""

from __future__ import annotations

from typing import Any

from articles.models import Quotation as Row
from articles.serialization.records import quotation_record
from extraction.annotations import Kind, Quotation, Span, Spans, SpeakerType


def quotation_of(row: Row) -> Quotation:
    """Return a stored quotation as an annotation, with editors' decisions in it.

    The speaker is the one shown, by its own name.  Queries are saved by `select_related("speaker")`
    and `prefetch_related("about")`; countries are in the order of their codes.
    """
    speaker = row.speaker
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
    )


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


def stored_record(row: Row, site: str) -> dict[str, Any]:
    """Serialise a stored quotation with its key, its words, its permalink and its article.

    `site` is the address of the newsroom without a slash at the end.  Queries are saved by
    `Quotation.objects.for_export()`.
    """
    article = row.article
    return {
        "id": row.pk,
        "url": site + row.get_absolute_url(),
        "text": row.text,
        **quotation_record(quotation_of(row)),
        "reason": row.reason,
        "speaker_id": row.speaker_id,
        "source_text": row.source_text,
        "article": {
            "id": article.pk,
            "title": article.title,
            "outlet": article.outlet.name if article.outlet else None,
            "author": article.author,
            "published_on": article.published_on.isoformat() if article.published_on else None,
            "url": article.url,
        },
    }
