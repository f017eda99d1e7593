"""Quotations as an Excel workbook: a sheet of them, and one with the filters of the list.

XlsxWriter makes the workbook with its styles and no quotation; rows are then written into its
sheets as XlsxWriter would write them, but while they are sent.  Every text is an inline string,
which no spreadsheet computes, and has the mark of text (`quotePrefix`) that keeps it one when the
cell is edited: words need no apostrophe.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from articles.exports.columns import COLUMNS, Cell, Column, cells, columns_of
from articles.exports.export import Export
from articles.exports.packages import parts_of, zipped
from articles.models import Quotation

# Rows of a sheet: it then stays below the 2 GB of a part that every program reads.
SHEET_ROWS = 500_000
# The longest text of a cell, by the format.
LONGEST = 32_767
# The first day that a cell can hold, and the day that it counts from.
FIRST_DAY, DAY_NOUGHT = dt.date(1900, 3, 1), dt.date(1899, 12, 30)
NOTE = "note"
LETTERS = [xl_col_to_name(place) for place in range(len(COLUMNS) + 2)]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_x(?=[0-9A-Fa-f]{4}_)")
_SAMPLE = re.compile(r'<row r="2".*?</row>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles of cells in the workbook."""

    wrapped: int
    text: int
    day: int


def write(export: Export) -> Iterator[bytes]:
    """Yield the file, some hundreds of rows at a time."""
    sheets = -(-len(export.keys) // SHEET_ROWS) or 1
    parts = parts_of(_template(export, sheets))
    rows = export.rows()
    streamed = {}
    for number in range(1, sheets + 1):
        name = f"xl/worksheets/sheet{number}.xml"
        streamed[name] = _sheet(parts[name].decode(), islice(rows, SHEET_ROWS), export)
    return zipped(parts, streamed)


def _template(export: Export, sheets: int) -> bytes:
    """Return the workbook without quotations; the second row of each sheet has the styles."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": export.title, "created": export.made_at})
    head = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    text = book.add_format({"valign": "top", "quote_prefix": True})
    day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
    left = len(export.keys)
    columns = columns_of(export)
    for number in range(1, sheets + 1):
        sheet = book.add_worksheet("Quotes" if number == 1 else f"Quotes {number}")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, head)
        sheet.set_column(len(columns), len(columns), 40)
        sheet.write_string(0, len(columns), NOTE, head)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, min(left, SHEET_ROWS)), len(columns))
        for place, style in enumerate((wrapped, text, day)):
            sheet.write_blank(1, place, None, style)
        left -= SHEET_ROWS
    about = book.add_worksheet("About this list")
    about.set_column(0, 0, 14)
    about.set_column(1, 1, 100)
    for line, (label, value) in enumerate(_about(export)):
        about.write_string(line, 0, label)
        about.write_string(line, 1, value, text)
    book.close()
    return file.getvalue()


def _about(export: Export) -> Iterator[tuple[str, str]]:
    yield "List", export.title
    for place, words in enumerate(export.filters):
        yield "Filters" if place == 0 else "", words
    if export.note:
        yield "Words", export.note
    yield "Quotes", f"{len(export.keys):,}"
    yield "Made", f"{export.made_at:%-d %B %Y, %H:%M %Z}"
    yield "Address", export.address


def _sheet(made: str, rows: Iterable[Quotation], export: Export) -> Iterator[bytes]:
    """Yield a sheet, with rows in place of the one that has the styles."""
    made = re.sub(r"<dimension [^>]*>", "", made)
    sample = _SAMPLE.search(made)
    if sample is None:
        raise ValueError("The sheet has no second row, which has the styles.")
    styles = Styles(*map(int, re.findall(r's="(\d+)"', sample[0])))
    yield made[: sample.start()].encode()
    columns = columns_of(export)
    for number, row in enumerate(rows, start=2):
        yield _row(number, _with_note(cells(row, export), columns), styles).encode()
    yield made[sample.end() :].encode()


def _with_note(row: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Return the cells with a last one that names those which are too long for a cell."""
    notes = []
    for place, cell in enumerate(row):
        if isinstance(cell, str) and _length(cell) > LONGEST:
            row[place] = _beginning(cell)
            name = columns[place].name
            notes.append(f"{name}: the beginning of {len(cell):,} characters; the link has all.")
    return [*row, " ".join(notes)]


def _length(text: str) -> int:
    """The length of a text as Excel counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _beginning(text: str) -> str:
    """The longest beginning that fits into a cell with an ellipsis behind it."""
    units = text.encode("utf-16-le")[: 2 * (LONGEST - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def _row(number: int, row: list[Cell], styles: Styles) -> str:
    made = (
        _cell(f"{LETTERS[place]}{number}", cell, place, styles) for place, cell in enumerate(row)
    )
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(place: str, cell: Cell, column: int, styles: Styles) -> str:
    match cell:
        case None | "":
            return ""
        case dt.date() if cell >= FIRST_DAY:
            return f'<c r="{place}" s="{styles.day}"><v>{(cell - DAY_NOUGHT).days}</v></c>'
        case dt.date():
            text = cell.isoformat()
        case str():
            text = _escaped(cell)
        case _:
            return f'<c r="{place}"><v>{cell}</v></c>'
    style = styles.text if column else styles.wrapped
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _escaped(text: str) -> str:
    """Return a text as XML, control characters as the format writes them (ST_Xstring).

    >>> _escaped("a\\x0cb <_x000C_>")
    'a_x000C_b &lt;_x005F_x000C_&gt;'
    """
    text = _ESCAPED.sub("_x005F_x", text)
    return escape(_CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
