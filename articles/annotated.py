"""Articles with what was found in them, as JSON lines: what `extract` prints and `ingest
--annotated` reads, so that extraction can run on another machine (docs/extract.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from extraction.annotations import (
    Entity,
    EntityType,
    Extraction,
    Kind,
    Quotation,
    Span,
    Spans,
    SpeakerType,
)
from reading.dates import whole_date
from reading.draft import Draft, ReadingError
from reading.titles import title_from

# Characters of a line: an article of twenty million, or many quotations of a shorter one.
LONGEST_LINE = 100_000_000

type Item = tuple[Draft, Extraction, str] | ReadingError


# ── printing ──────────────────────────────────────────────────────────────────────────────


def record(name: str, found: Extraction, offset: int = 0) -> dict[str, Any]:
    """One line of output; `offset` is where the article's body begins in its file."""
    return {
        "id": name,
        "quotes": [_quote(quotation, offset) for quotation in found.quotations],
        "entities": [_mentioned(entity, offset) for entity in found.entities],
    }


def whole_record(name: str, draft: Draft, found: Extraction, version: str) -> dict[str, Any]:
    """A line with the article itself, from which it can be loaded."""
    line = record(name, found)
    for quote, quotation in zip(line["quotes"], found.quotations, strict=True):
        quote["reason"] = quotation.reason
    return {
        **line,
        "text": draft.body,
        "title": draft.title,
        "published_on": draft.published_on.isoformat() if draft.published_on else None,
        "outlet": draft.outlet,
        "author": draft.author,
        "url": draft.url,
        "extractor": version,
    }


def _quote(quotation: Quotation, offset: int) -> dict[str, Any]:
    return {
        "kind": quotation.kind,
        "content": _shifted(quotation.content, offset),
        "source": _shifted(quotation.source, offset),
        "cue": _shifted(quotation.cue, offset),
        "name": quotation.name,
        "speaker_type": quotation.speaker_type,
        "title": quotation.title,
        "speaker_country": quotation.speaker_country,
        "about": list(quotation.about),
        "confidence": round(quotation.confidence, 4),
    }


def _mentioned(entity: Entity, offset: int) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "country": entity.country,
        "mentions": _shifted(entity.mentions, offset),
    }


def _shifted(spans: Spans, offset: int) -> list[list[int]]:
    return [[start + offset, end + offset] for start, end in spans]


# ── reading ───────────────────────────────────────────────────────────────────────────────


def read(path: Path) -> Iterator[Item]:
    """The articles of a file with what was found, line by line; an error for each bad line."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if line.strip():
                    yield _item(f"{path}, line {number},", line)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReadingError(f"{path} cannot be opened: {reason}. Check its name and permissions.")
    except UnicodeDecodeError as error:
        yield ReadingError(f"{path} is not UTF-8 ({error.reason}); print it anew with extract.")


def _item(place: str, line: str) -> Item:
    try:
        told = _Told(place, json.loads(line))
        return _draft(told), _extraction(told), told.text("extractor", "elsewhere")[:64]
    except ReadingError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ReadingError(f"{place} is not JSON: {error}. Print it anew with extract --text.")


class _Told:
    """An object of JSON whose values are asked for by key and type."""

    def __init__(self, place: str, values: Any) -> None:
        if not isinstance(values, dict):
            raise ReadingError(f"{place} is no JSON object, as extract --text prints them.")
        self.place, self.values = place, values

    def wrong(self, key: str, wanted: str) -> ReadingError:
        shown = json.dumps(self.values.get(key), ensure_ascii=False)[:60]
        return ReadingError(f"{self.place} has {key!r}: {shown}; it is to be {wanted}.")

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.wrong(key, "text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) or None

    def number(self, key: str) -> float:
        value = self.values.get(key, 1.0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, "a number from 0 to 1")
        return float(value)

    def one_of[E: StrEnum](self, key: str, kind: type[E]) -> E:
        try:
            return kind(self.text(key))
        except ValueError:
            raise self.wrong(key, "one of " + ", ".join(member.value for member in kind)) from None

    def spans(self, key: str) -> Spans:
        value = self.values.get(key, [])
        try:
            spans = tuple(Span(start, end) for start, end in value)
        except (TypeError, ValueError):
            spans = (Span(1, 0),)
        for span in spans:
            if not all(type(place) is int for place in span) or not 0 <= span.start < span.end:
                raise self.wrong(key, "pairs of [start, end]")
        return spans

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.wrong(key, "a list of texts")
        return tuple(value)

    def each(self, key: str) -> Iterator[_Told]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        for number, values in enumerate(value, start=1):
            yield _Told(f"{self.place} {key} {number},", values)


def _draft(told: _Told) -> Draft:
    body = told.text("text")
    if not any(map(str.isalnum, body)):
        raise ReadingError(f"{told.place} has no text; print it with extract --text.")
    day = told.text("published_on")
    published_on = whole_date(day) if day else None
    if day and published_on is None:
        raise told.wrong("published_on", "a day, as 2026-03-31")
    return Draft(
        title=" ".join(told.text("title").split()) or title_from(body),
        body=body,
        published_on=published_on,
        outlet=" ".join(told.text("outlet").split()),
        author=" ".join(told.text("author").split()),
        url=told.text("url"),
    )


def _extraction(told: _Told) -> Extraction:
    return Extraction(
        tuple(_quotation(quote) for quote in told.each("quotes")),
        tuple(_entity(entity) for entity in told.each("entities")),
    )


def _quotation(told: _Told) -> Quotation:
    return Quotation(
        kind=told.one_of("kind", Kind),
        content=told.spans("content"),
        source=told.spans("source"),
        cue=told.spans("cue"),
        name=told.optional("name"),
        speaker_type=told.one_of("speaker_type", SpeakerType)
        if told.text("speaker_type")
        else None,
        title=told.optional("title"),
        speaker_country=told.optional("speaker_country"),
        about=told.words("about"),
        confidence=told.number("confidence"),
        reason=told.text("reason"),
    )


def _entity(told: _Told) -> Entity:
    return Entity(
        type=told.one_of("type", EntityType),
        name=told.text("name"),
        mentions=told.spans("mentions"),
        country=told.optional("country"),
    )
