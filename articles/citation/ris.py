"""RIS: a record that Zotero, EndNote, Mendeley and RefWorks read, in UTF-8.

A line a field, `XX  - value`, ended by CR LF; the last field is `ER`.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles.citation.authors import authors
from articles.citation.cited import Cited, Run, one_line


def ris(cited: Cited) -> tuple[Run, ...]:
    lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(cited)]
    return (Run("".join(f"{line}\r\n" for line in (*lines, "ER  - "))),)


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if cited.outlet else "ELEC"
    for author in authors(cited.author):
        yield "AU", author.inverted
    yield "TI", cited.title
    if cited.outlet:
        yield "T2", cited.outlet
    if day := cited.published_on:
        yield "PY", str(day.year)
        yield "DA", f"{day:%Y/%m/%d}/"
    yield "UR", cited.url
    yield "Y2", f"{cited.read_on:%Y/%m/%d}/"
    yield "N1", cited.note
