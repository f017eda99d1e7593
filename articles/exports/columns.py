"""The columns of a table of quotations, for spreadsheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from articles.exports.export import Export
from articles.models import Country, Outlet, Quotation

type Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; `width` is in characters, for formats that have widths."""

    name: str
    width: int
    value: Callable[[Quotation, Export], Cell]


COLUMNS = (
    Column("quote", 80, lambda row, export: row.text),
    Column("speaker", 24, lambda row, export: row.speaker.name if row.speaker else ""),
    Column("office", 24, lambda row, export: row.speaker_title),
    Column("country", 18, lambda row, export: _name(row.speaker_country)),
    Column("about", 18, lambda row, export: "; ".join(c.name for c in row.about.all())),
    Column("outlet", 20, lambda row, export: _name(row.article.outlet)),
    Column("date", 12, lambda row, export: row.article.published_on),
    Column("article", 40, lambda row, export: row.article.title),
    Column("author", 20, lambda row, export: row.article.author),
    Column("link", 40, lambda row, export: export.permalink(row)),
    Column("article_url", 40, lambda row, export: row.article.url),
    Column("kind", 10, lambda row, export: row.kind),
    Column("confidence", 11, lambda row, export: round(row.confidence, 4)),
    Column("check_speaker", 14, lambda row, export: _yes(row.doubtful)),
    Column("source", 24, lambda row, export: row.source_text),
    Column("speaker_type", 13, lambda row, export: _speaker_type(row)),
    Column("country_code", 13, lambda row, export: row.speaker_country_id),
    Column("likely_country", 18, lambda row, export: _name(row.likely)),
    Column("likely_country_code", 13, lambda row, export: row.likely.pk if row.likely else None),
    Column("country_reason", 24, lambda row, export: row.why_country),
    Column("about_codes", 12, lambda row, export: "; ".join(c.pk for c in row.about.all())),
    Column("quote_id", 10, lambda row, export: row.pk),
    Column("utterance_id", 12, lambda row, export: row.utterance_id),
    Column("speaker_id", 11, lambda row, export: row.speaker_id),
    Column("article_id", 10, lambda row, export: row.article_id),
    Column("article_group_id", 14, lambda row, export: row.article.group_id),
    Column("start", 8, lambda row, export: row.start),
    Column("end", 8, lambda row, export: row.end),
    Column("content_offsets", 16, lambda row, export: offsets(row.content)),
    Column("source_offsets", 16, lambda row, export: offsets(row.source)),
    Column("cue_offsets", 16, lambda row, export: offsets(row.cue)),
)
# Behind the words, in a list on which a reader wrote notes.
CLIPPING_NOTE = Column("clipping_note", 40, lambda row, export: export.notes.get(row.pk, ""))


def columns_of(export: Export) -> tuple[Column, ...]:
    """Return the columns of an export: with that of notes if it has any."""
    if not export.notes:
        return COLUMNS
    words, *others = COLUMNS
    return (words, CLIPPING_NOTE, *others)


def cells(row: Quotation, export: Export) -> list[Cell]:
    """Return the values of a quotation, one a column."""
    return [column.value(row, export) for column in columns_of(export)]


def offsets(spans: list[list[int]]) -> str:
    """Return half-open spans as “12-45; 60-72”."""
    return "; ".join(f"{start}-{end}" for start, end in spans)


def _name(row: Country | Outlet | None) -> str:
    return row.name if row else ""


def _speaker_type(row: Quotation) -> str:
    return row.speaker.type if row.speaker else row.speaker_type


def _yes(flag: bool) -> str:
    return "yes" if flag else ""
