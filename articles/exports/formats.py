"""The table of formats that a list of quotations can be exported to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.exports import document, lines, printed, separated, workbook
from articles.exports.export import Export

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the suffix of its addresses; `label` is what links say.

    `download` is false for what a browser shows.
    """

    suffix: str
    label: str
    content_type: str
    write: Callable[[Export], Iterator[bytes]]
    download: bool = True


FORMATS = {
    each.suffix: each
    for each in (
        Format("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", workbook.write),
        Format("docx", "Word", f"{OFFICE}.wordprocessingml.document", document.write),
        Format("csv", "CSV", "text/csv; charset=utf-8", separated.write),
        Format("jsonl", "JSON lines", "application/jsonl; charset=utf-8", lines.write),
        Format("html", "Printable page", "text/html; charset=utf-8", printed.write, False),
    )
}
