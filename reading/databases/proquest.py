"""ProQuest: “Full text:” between fields, documents divided by lines of underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from reading.bylines import author, in_order
from reading.dates import leading_date, whole_date
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, lines_of, parts, span_of

_RULE = late(r"_{20,}")
_NUMBER = late(r"Document \d+ of \d+", re.IGNORECASE)
_TEXT = late(r"Full[ -]text\s*(?::\s*(?P<words>.*))?", re.IGNORECASE)
_FIELD = late(
    r"(Title|Author|Publication info|Publication title|Publication date|Publication year|Subject"
    r"|Business indexing term|Location|People|Company / organization|Company|Credit|Word count"
    r"|Identifier / keyword|Classification|Pages|First page|Section|Volume|Issue|Publisher"
    r"|Place of publication|Country of publication|Publication subject|ISSN|e-ISSN|Source type"
    r"|Language of publication|Document type|Document feature|ProQuest document ID|Document URL"
    r"|Accession number|Copyright|Last updated|Database|Links|Abstract|Illustration|Caption|Column"
    r"|Correction|Source attribution|Copyright holder|DOI|Number of references)\s*:\s*(.*)",
    re.IGNORECASE,
)
_HEADING = late(r"DETAILS|ABSTRACT.*|ProQuest document link|LINKS", re.IGNORECASE)


def recognised(text: str) -> bool:
    """Whether a text is such an export."""
    if "ProQuest" not in text and "PROQUEST" not in text and "proquest" not in text:
        return False
    text_field = re.search(r"^[ \t]*Full[ -]text\s*(?::|$)", text, re.MULTILINE | re.IGNORECASE)
    return bool(text_field) and bool(
        re.search(r"^[ \t]*ProQuest document (?:ID|link)\b", text, re.MULTILINE | re.IGNORECASE)
    )


def pieces(text: str) -> Iterator[Piece]:
    """The articles of an export, in order; those without a full text are left out."""
    for part in parts(lines_of(text), _RULE):
        if piece := _piece(part):
            yield piece


def _piece(lines: Sequence[Line]) -> Piece | None:
    at = next((at for at, line in enumerate(lines) if _TEXT.fullmatch(line.words)), None)
    if at is None:
        return None
    body = [*takewhile(lambda line: not _is_field(line.words), lines[at + 1 :])]
    first = _TEXT.fullmatch(lines[at].words)
    if first and first["words"]:
        start = lines[at].start + first.start("words")
        body.insert(0, Line(first["words"], start, lines[at].end))
    spans = span_of(body)
    return Piece(_header(lines), spans) if spans else None


def _is_field(words: str) -> bool:
    return bool(_FIELD.fullmatch(words) or _HEADING.fullmatch(words))


def _header(lines: Sequence[Line]) -> Header:
    fields: dict[str, str] = {}
    for line in lines:
        if field := _FIELD.fullmatch(line.words):
            fields.setdefault(field[1].lower(), field[2].strip())
    words = (line.words for line in lines)
    above = dropwhile(lambda each: not each or bool(_NUMBER.fullmatch(each)), words)
    header = Header(
        title=fields.get("title") or next(above, ""),
        author=author(in_order(fields.get("author", ""))),
        outlet=fields.get("publication title", fields.get("publication info", "")).split(";")[0],
        url=fields.get("document url", ""),
    )
    header.outlet = header.outlet.strip()
    date = fields.get("publication date", "")
    found = leading_date(date)
    header.published_on = found[0] if found else whole_date(date)
    header.unread_date = date
    return header
