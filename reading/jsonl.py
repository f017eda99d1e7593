"""JSON Lines: one article a line, as `{"title": …, "body": …, "published_on": …}`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from reading.dates import whole_date
from reading.decode import BOM, decode
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of every line; a bad line yields its error, and the others go on."""
    for number, line in enumerate(decode(name, data).removeprefix(BOM).split("\n"), start=1):
        if line.strip():
            try:
                yield _article(f"{name}, line {number},", line)
            except ReadingError as error:
                yield error
    if not data.strip():
        raise ReadingError(f"{name} is empty. Write one article a line, as a JSON object.")


def _article(place: str, line: str) -> Draft:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{place} is not JSON: {error}. Write one object a line.") from None
    if not isinstance(record, dict):
        raise ReadingError(f'{place} is no JSON object. Write {{"title": …, "body": …}}.')
    header = Header(
        title=_one_line(place, record, "title"),
        published_on=_date(place, record),
        outlet=_one_line(place, record, "outlet"),
        author=_one_line(place, record, "author"),
        url=_one_line(place, record, "url"),
    )
    return draft(place, header, _text(place, record, "body"))


def _one_line(place: str, record: dict[str, Any], key: str) -> str:
    return " ".join(_text(place, record, key).split())


def _text(place: str, record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReadingError(f"{place} has a {key} that is no string. Put it in quotes.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"{place} has half a character in {key} at {error.start} "
            f"(U+{ord(value[error.start]):04X}, a lone surrogate). Write the whole pair."
        ) from None
    if "\0" in value:
        raise ReadingError(f"{place} has a null character in {key}. Leave it out.")
    return value


def _date(place: str, record: dict[str, Any]) -> dt.date | None:
    value = _text(place, record, "published_on")
    date = whole_date(value)
    if value.strip() and not date:
        raise ReadingError(
            f"{place} has “{value[:40]}” as published_on. Write the date as 2025-06-19."
        )
    return date
