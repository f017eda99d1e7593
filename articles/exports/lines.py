"""Quotations as JSON lines, each as `articles.serialization` has a stored quotation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from articles.exports.export import Export
from articles.serialization.stored import stored_record


def write(export: Export) -> Iterator[bytes]:
    """Yield the file, some hundreds of lines at a time."""
    for chunk in export.chunks():
        records = (stored_record(row, export.site) for row in chunk)
        yield "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records).encode()
