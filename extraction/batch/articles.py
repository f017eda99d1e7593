"""A part → its articles, each with its id, or with why there is none."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extraction.batch.parts import Part, digest_of, is_blank, opened_table
from extraction.batch.places import BatchError, place_of, stem
from reading.draft import Draft, ReadingError
from reading.known import Known
from reading.tables import jsonl

_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a part; `draft` is the error if it cannot be read.

    `id` is that of `manage.py extract`; `place` names the line or the row; `source` is the line as
    it is in the input, or the row as JSON.
    """

    id: str
    place: str
    source: str
    draft: Draft | ReadingError


def items_of(part: Part) -> list[Item]:
    """The articles of a part; raises BatchError if its file is gone or changed."""
    return list(_rows(part) if part.is_table else _lines(part))


def _lines(part: Part) -> Iterator[Item]:
    with place_of(part.file).open(part.file) as file:
        file.seek(part.start)
        data = file.read(part.end - part.start)
    if digest_of(data) != part.digest:
        raise changed(part.file)
    if not part.start:
        data = data.removeprefix(codecs.BOM_UTF8)
    number = part.first
    for line, each in enumerate(data.split(b"\n"), start=part.line):
        if not is_blank(each):
            yield _item(part, number, f"{part.file}, line {line},", each)
            number += 1


def _item(part: Part, number: int, place: str, line: bytes) -> Item:
    return Item(
        f"{stem(part.file)}-{number}", place, line.decode(errors="replace"), _of_line(place, line)
    )


def _of_line(place: str, line: bytes) -> Draft | ReadingError:
    try:
        return _KNOWN.complete(jsonl.article(place, line.decode()), place)
    except UnicodeDecodeError as error:
        return ReadingError(f"{place} is not UTF-8 (byte {error.start}). Save it as UTF-8.")
    except ReadingError as error:
        return error


def _rows(part: Part) -> Iterator[Item]:
    if place_of(part.file).stamp(part.file) != part.digest:
        raise changed(part.file)
    with opened_table(part.file) as table:
        for number, row in enumerate(_between(table, part.start, part.end), part.line):
            place = f"{part.file}, row {number},"
            source = json.dumps(row, ensure_ascii=False, default=str)
            yield Item(f"{stem(part.file)}-{number}", place, source, _of_row(place, row))


def _of_row(place: str, row: dict[str, Any]) -> Draft | ReadingError:
    try:
        return _KNOWN.complete(jsonl.of_record(place, row), place)
    except ReadingError as error:
        return error


def _between(table: Any, start: int, end: int) -> Iterator[dict[str, Any]]:
    """The rows of a table from one to another; only the row groups that have them are read."""
    at = 0
    for group in range(table.metadata.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        low, high = max(start - at, 0), min(end - at, rows)
        if low < high:
            yield from table.read_row_group(group).slice(low, high - low).to_pylist()
        at += rows


def changed(file: str) -> BatchError:
    """The error of a file that is not what it was when it was cut into parts."""
    return BatchError(
        f"{file} has changed since this output was begun. Name another OUTPUT, or put the file "
        "back as it was."
    )
