"""Quotations as a Word document: the filters of the list, then each with who, where and when.

python-docx makes the document with its styles and its head; the quotations are then written into
its body while they are sent.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from articles.exports.export import Export
from articles.exports.packages import parts_of, printable, zipped
from articles.models import Quotation
from articles.models.choices import KIND_LABELS
from articles.presentation.verbatim import quoted
from extraction.annotations import Kind

BODY = "word/document.xml"
WORDS, BY, WHERE, NOTE = "Clipping", "ClippingBy", "ClippingWhere", "ClippingNote"


def write(export: Export) -> Iterator[bytes]:
    """Yield the file, a quotation at a time."""
    parts = parts_of(_template(export))
    return zipped(parts, {BODY: _body(parts[BODY].decode(), export)})


def _template(export: Export) -> bytes:
    """Return the document with its head and no quotation."""
    document = docx.Document()
    document.core_properties.title = printable(export.title)
    document.core_properties.author = "Newsroom"
    document.core_properties.created = export.made_at.replace(tzinfo=None)
    _add_styles(document)
    document.add_heading(printable(export.title), level=0)
    for words in export.filters:
        document.add_paragraph(printable(words), style="List Bullet")
    if export.note:
        document.add_paragraph(export.note)
    count = len(export.keys)
    document.add_paragraph(
        f"{count:,} quote{'' if count == 1 else 's'}, {export.made_at:%-d %B %Y, %H:%M %Z}"
    )
    document.add_paragraph(export.address)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_styles(document: Any) -> None:
    spaced = ((WORDS, 12, 14, 3), (BY, 10, 0, 0), (WHERE, 9, 0, 6), (NOTE, 10, 0, 6))
    for name, size, before, after in spaced:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name in (WORDS, BY)
        style.paragraph_format.keep_together = True
    document.styles[NOTE].font.italic = True
    document.styles[WORDS].font.name = "Georgia"
    document.styles[WHERE].font.color.rgb = RGBColor(0x56, 0x5A, 0x61)


def _body(made: str, export: Export) -> Iterator[bytes]:
    """Yield the body of the document, with the quotations before the layout of its pages."""
    head, mark, tail = made.rpartition("<w:sectPr")
    yield head.encode()
    for number, row in enumerate(export.rows(), start=1):
        yield _clipping(number, row, export).encode()
    yield f"{mark}{tail}".encode()


def _clipping(number: int, row: Quotation, export: Export) -> str:
    article, note = row.article, export.notes.get(row.pk)
    by = [row.speaker.name if row.speaker else row.source_text or "Speaker not found"]
    if row.title_beside:
        by.append(row.title_beside)
    about = [country.name for country in row.about.all()]
    details = [
        row.country_in_words,
        KIND_LABELS[Kind(row.kind)].lower() if row.kind != Kind.DIRECT else "",
        f"about {', '.join(about)}" if about else "",
        "check speaker" if row.doubtful else "",
    ]
    where = [
        article.title,
        article.outlet.name if article.outlet else "",
        f"{article.published_on:%-d %B %Y}" if article.published_on else "",
        article.url,
    ]
    return (
        _paragraph(WORDS, _run(f"{number}. {quoted(row)}"))
        + _paragraph(BY, _run(", ".join(by), bold=True) + _run(_joined(["", *details])))
        + _paragraph(WHERE, _run(_joined(where)) + _run("\n") + _link(export.permalink(row)))
        + (_paragraph(NOTE, _run(f"Note: {note}")) if note else "")
    )


def _joined(parts: list[str]) -> str:
    """Join what there is by dots; an empty first part puts one in front."""
    kept = [part for part in parts[1:] if part]
    return " · ".join([parts[0], *kept]) if kept else parts[0]


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, bold: bool = False) -> str:
    """Return a run of text, with its line breaks and tabs as elements."""
    if not text:
        return ""
    inner = escape(printable(text.replace("\r\n", "\n").replace("\r", "\n")))
    for character, tag in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        inner = inner.replace(character, f'</w:t>{tag}<w:t xml:space="preserve">')
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def _link(address: str) -> str:
    """Return a link as a field, which needs no entry in another part of the package."""
    code = quoteattr(f' HYPERLINK "{address}" ', {'"': "&quot;"})
    return f"<w:fldSimple w:instr={code}>{_run(address)}</w:fldSimple>"
