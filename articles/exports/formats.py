"""The table of formats that a list of quotations can be exported to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.exports.export import Export

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the suffix of its addresses; `label` is what links say.

    `module` writes it, and is imported by the first export: the libraries of Word and Excel would
    make every start a fifth longer.  `download` is false for what a browser shows.
    """

    suffix: str
    label: str
    content_type: str
    module: str
    download: bool = True

    def write(self, export: Export) -> Iterator[bytes]:
        """Yield the file piece by piece."""
        written: Iterator[bytes] = import_module(self.module).write(export)
        return written


FORMATS = {
    each.suffix: each
    for each in (
        Format("xlsx", "Excel", f"{OFFICE}.spreadsheetml.sheet", "articles.exports.workbook"),
        Format("docx", "Word", f"{OFFICE}.wordprocessingml.document", "articles.exports.document"),
        Format("csv", "CSV", "text/csv; charset=utf-8", "articles.exports.separated"),
        Format("jsonl", "JSON lines", "application/jsonl; charset=utf-8", "articles.exports.lines"),
        Format(
            "html", "Printable page", "text/html; charset=utf-8", "articles.exports.printed", False
        ),
    )
}
