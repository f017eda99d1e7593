"""JSON Lines: one article a line, as `{"title": …, "body": …, "published_on": …}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reading.decode import BOM, decode
from reading.draft import NO_TEXT, Draft, ReadingError
from reading.spoken import Spoken
from reading.tables import fields, names, records, turns


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of every line; a bad line yields its error, and the others go on."""
    lines = decode(name, data).removeprefix(BOM).split("\n")
    if spoken := _transcript(lines):
        yield turns.draft_of(name, spoken)
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield article(f"{name}, line {number},", line)
            except ReadingError as error:
                yield error
    if not data.strip():
        raise ReadingError(f"{name} is empty. Write one article a line, as a JSON object.")


def _transcript(lines: list[str]) -> Spoken | None:
    """The transcript of which each line is a part; None for lines that are articles."""
    first = next(filter(str.strip, lines), "")
    try:
        record = json.loads(first)
        if not isinstance(record, dict) or not turns.may_be_part(map(names.key_of, record)):
            return None
        parts = [json.loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError):
        return None
    return next(iter(turns.recognised(parts)), None)


def article(place: str, line: str) -> Draft:
    """The article of a line; raises ReadingError."""
    try:
        record = json.loads(line, object_pairs_hook=fields.of_object)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{place} is not JSON: {error}. Write one object a line.") from None
    if not isinstance(record, dict):
        raise ReadingError(f'{place} is no JSON object. Write {{"title": …, "body": …}}.')
    return of_record(place, record)


def of_record(place: str, record: dict[str, Any]) -> Draft:
    """The article of an object, or of a row of a table; raises ReadingError."""
    keys = records.keys_of(record)
    if not names.has_body(keys) and names.has_teaser(keys):
        raise ReadingError(f"{place} has only a summary of its article. {NO_TEXT}")
    return records.article(place, keys)
