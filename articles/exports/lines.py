"""Quotations as JSON lines, each as `articles.serialization` has a stored quotation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from articles.exports.export import Export
from articles.models import Quotation
from articles.serialization.stored import stored_record


def write(export: Export) -> Iterator[bytes]:
    """Yield the file, some hundreds of lines at a time."""
    for chunk in export.chunks():
        records = (_record(row, export) for row in chunk)
        yield "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records).encode()


def _record(row: Quotation, export: Export) -> dict[str, object]:
    """Return the record of a quotation, with the note on it in a list that has notes."""
    noted = {"clipping_note": export.notes.get(row.pk, "")} if export.notes else {}
    return {**stored_record(row, export.site), **noted}
