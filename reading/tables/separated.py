"""Tables as text: .csv and .tsv, divided by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from reading.decode import BOM, decoded
from reading.draft import Draft, ReadingError
from reading.tables import rows
from reading.tables.cells import first_row
from reading.tables.first_row import without_first_line

# A cell may be as long as an article.
_LONGEST_CELL = 20_000_000


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of each row."""
    text, notes = decoded(name, data)
    text = text.removeprefix(BOM)
    separator, columns = first_row(text)
    table = csv.reader(io.StringIO(without_first_line(text), newline=""), delimiter=separator)
    limit = csv.field_size_limit(_LONGEST_CELL)  # of the process, in which others read lists
    try:
        next(table, None)
        for item in rows.articles(name, columns, table):
            if notes and isinstance(item, Draft):
                yield replace(item, notes=(*notes, *item.notes))
            else:
                yield item
    except csv.Error as error:
        raise ReadingError(
            f"{name} is a table that cannot be read (row {table.line_num}: {error}). "
            "Save it as .xlsx."
        ) from None
    finally:
        csv.field_size_limit(limit)
