"""Articles, quotations and entities as JSON objects: the one form in which they leave.

`manage.py extract` and `extraction.batch` print it, `articles/serialization/loading.py` reads it
back; docs/extract.md describes each key.  Rows have the same form by way of `rows.py` there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any, Protocol

from extraction.annotations import Entity, Extraction, Quotation, Spans


class Article(Protocol):
    """What is known of an article: `reading.Draft` has it."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def published_on(self) -> dt.date | None: ...
    @property
    def outlet(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def unread_date(self) -> str: ...
    @property
    def notes(self) -> Sequence[str]: ...


def line_of(record: dict[str, Any]) -> str:
    """Write a record as a line of JSON Lines, without its end."""
    return json.dumps(record, ensure_ascii=False)


def extraction_record(name: str, found: Extraction, offset: int = 0) -> dict[str, Any]:
    """Serialise the annotations of an article; `offset` is where its body begins in its file."""
    return {
        "id": name,
        "quotes": [quotation_record(quotation, offset) for quotation in found.quotations],
        "entities": [entity_record(entity, offset) for entity in found.entities],
    }


def article_record(name: str, draft: Article, found: Extraction, version: str) -> dict[str, Any]:
    """Serialise an article with its annotations, so that it can be loaded elsewhere.

    Offsets are into its text.
    """
    record = extraction_record(name, found)
    for quote, quotation in zip(record["quotes"], found.quotations, strict=True):
        quote["reason"] = quotation.reason
        quote["country_reason"] = quotation.country_reason
    return {
        **record,
        "text": draft.body,
        "title": draft.title,
        "published_on": draft.published_on.isoformat() if draft.published_on else None,
        "outlet": draft.outlet,
        "author": draft.author,
        "url": draft.url,
        "extractor": version,
        **({"unread_date": draft.unread_date} if draft.unread_date else {}),
        **({"notes": list(draft.notes)} if draft.notes else {}),
    }


def quotation_record(quotation: Quotation, offset: int = 0) -> dict[str, Any]:
    """Serialise a quotation; `confidence` is rounded to four places."""
    return {
        "kind": quotation.kind,
        "content": _shifted(quotation.content, offset),
        "source": _shifted(quotation.source, offset),
        "cue": _shifted(quotation.cue, offset),
        **speaker_record(quotation),
        "confidence": round(quotation.confidence, 4),
    }


def speaker_record(quotation: Quotation) -> dict[str, Any]:
    """Serialise who speaks in a quotation, and about which countries."""
    return {
        "name": quotation.name,
        "speaker_type": quotation.speaker_type,
        "title": quotation.title,
        "speaker_country": quotation.speaker_country,
        "likely_country": quotation.likely_country,
        "country_probability": quotation.country_probability,
        "about": list(quotation.about),
    }


def entity_record(entity: Entity, offset: int = 0) -> dict[str, Any]:
    """Serialise an entity with its mentions."""
    return {
        "type": entity.type,
        "name": entity.name,
        "country": entity.country,
        "mentions": _shifted(entity.mentions, offset),
    }


def _shifted(spans: Spans, offset: int) -> list[list[int]]:
    return [[start + offset, end + offset] for start, end in spans]
