"""Articles with annotations from JSON lines, as `records` serialises them (docs/extract.md).

`ingest --annotated` reads them, so that extraction can run on another machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from articles.serialization.checked import Fields, each_once
from extraction.annotations import Entity, EntityType, Extraction, Kind, Quotation, SpeakerType
from reading.dates import whole_date
from reading.draft import Draft, ReadingError
from reading.titles import title_from

# Characters of a line: an article of twenty million, or many quotations of a shorter one.
LONGEST_LINE = 100_000_000

type Annotated = tuple[Draft, Extraction, str] | ReadingError
"""An article, its annotations and the version of the extractor; or why a line has none."""


def read(path: Path) -> Iterator[Annotated]:
    """Yield the annotated articles of a file, line by line; an error for each bad line."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if line.strip():
                    yield _annotated(f"{path}, line {number},", line)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReadingError(f"{path} cannot be opened: {reason}. Check its name and permissions.")
    except UnicodeDecodeError as error:
        yield ReadingError(f"{path} is not UTF-8 ({error.reason}); print it again with extract.")


def _annotated(place: str, line: str) -> Annotated:
    try:
        fields = Fields(place, json.loads(line, object_pairs_hook=each_once))
        return _draft(fields), _extraction(fields), fields.text("extractor", "elsewhere")[:64]
    except ReadingError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ReadingError(f"{place} is not JSON: {error}. Print it again with extract --text.")


def _draft(fields: Fields) -> Draft:
    body = fields.text("text")
    if not any(map(str.isalnum, body)):
        raise ReadingError(f"{fields.place} has no text; print it with extract --text.")
    day = fields.text("published_on")
    published_on = whole_date(day) if day else None
    if day and published_on is None:
        raise fields.wrong("published_on", "a day, as 2026-03-31")
    return Draft(
        title=" ".join(fields.text("title").split()) or title_from(body),
        body=body,
        published_on=published_on,
        outlet=" ".join(fields.text("outlet").split()),
        author=" ".join(fields.text("author").split()),
        url=fields.text("url"),
        notes=fields.words("notes"),
        unread_date="" if published_on else " ".join(fields.text("unread_date").split()),
    )


def _extraction(fields: Fields) -> Extraction:
    return Extraction(
        tuple(_quotation(quote) for quote in fields.each("quotes")),
        tuple(_entity(entity) for entity in fields.each("entities")),
    )


def _quotation(fields: Fields) -> Quotation:
    return Quotation(
        kind=fields.one_of("kind", Kind),
        content=fields.spans("content"),
        source=fields.spans("source"),
        cue=fields.spans("cue"),
        name=fields.optional("name"),
        speaker_type=fields.one_of("speaker_type", SpeakerType)
        if fields.text("speaker_type")
        else None,
        title=fields.optional("title"),
        speaker_country=fields.optional("speaker_country"),
        about=fields.words("about"),
        confidence=fields.number("confidence"),
        reason=fields.text("reason"),
        likely_country=fields.optional("likely_country"),
        country_probability=fields.number("country_probability")
        if fields.values.get("country_probability") is not None
        else None,
        country_reason=fields.text("country_reason"),
    )


def _entity(fields: Fields) -> Entity:
    return Entity(
        type=fields.one_of("type", EntityType),
        name=fields.text("name"),
        mentions=fields.spans("mentions"),
        country=fields.optional("country"),
    )
