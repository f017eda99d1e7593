"""Workbooks (.xlsx, .xls, .ods): the first sheet that has a column of texts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from python_calamine import CalamineWorkbook

from reading.draft import Draft, ReadingError
from reading.tables import rows
from reading.tables.names import has_articles
from reading.unpacking import opened

# Rows among which the one with the names of the columns is looked for.
_TOP = 20

type Sheet = list[Sequence[object]]


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of each row.  Of a formula only its last result is read; none is computed."""
    if data.startswith(b"PK"):
        opened(name, data).close()
    sheets = _sheets(name, data)
    if not sheets:
        raise ReadingError(f"{name} is empty. Give its columns names in the first row.")
    found = (
        (sheet, at) for sheet in sheets for at, row in enumerate(sheet[:_TOP]) if has_articles(row)
    )
    sheet, at = next(found, (sheets[0], 0))
    yield from rows.articles(name, sheet[at], sheet[at + 1 :], first=at + 2)


def _sheets(name: str, data: bytes) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets: list[Sheet] = [
                [*book.get_sheet_by_name(each).iter_rows()] for each in book.sheet_names
            ]
    except Exception as error:  # noqa: BLE001 - a broken file breaks calamine in many ways
        raise ReadingError(
            f"{name} is no workbook that can be read ({type(error).__name__}). "
            "Has it a password? Save it without one, or as .csv."
        ) from None
    return [sheet for sheet in sheets if sheet]
