"""Factiva: rows with codes (`HD`, `LP`, `TD`), or lines between “83 words” and “Document …”.

The lines are in the language of the reader: “83 mots”, “Documento …”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reading.bylines import SMALL, author
from reading.dates import leading_date
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, lines_of, span_of
from reading.tops.naming import is_post

_CODES = (
    "SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CLM|CO|IN|NS|RE|IPC|IPD|PUB|AN|CX"
)
_ROW = late(rf"({_CODES})(?:[ ]*[|\t]|[ ]{{2,}}|$)[ \t|]*(.*)")
# As copied from a page, with one blank behind the code; within a text, only codes that end it.
_COPIED_ROW = late(rf"({_CODES})(?:[ |\t]+|$)(.*)")
_BEHIND_TEXT = frozenset("TD CO IN NS RE IPC IPD PUB AN".split())
_DOCUMENT = late(r"(?:Document[oe]?|Dokument) [A-Za-z0-9]{12,}")
_COUNT = (
    r"\d[\d,.\u202f\xa0 ]* ?(?:words|mots|w[oö]rter|worte|palabras|palavras|parole|woorden|ord)"
)
_WORDS = late(_COUNT, re.IGNORECASE)
_TIME = late(r"\d{1,2}[:.]\d{2}.{0,12}")
_CODE = late(r"[A-Z0-9]{2,8}")
_COPYRIGHT = late(r"(?:\(c\)|©|Copyright)\s.*", re.IGNORECASE)
_SENTENCE_END = late(r".*[.!?…][\"'”’»)\]]*")
# The publisher, whose name may end as a sentence does.
_COMPANY = late(
    r".{0,80}\b(?:Ltd|Limited|Inc|Incorporated|Co|Corp|LLC|Pty|Pte|PLC|plc|GmbH|AG|S\.A|S\.p\.A|N\.V|A/S)\."
)
_LINES = re.MULTILINE | re.IGNORECASE
# A date that we do not read: the line behind the number of words has digits, and is no time.
_LONGEST_DATE = 40
# Lines between the number of words and the text.
_FIELDS = 14


def recognised(text: str) -> bool:
    """Whether a text is such an export."""
    if not _DOCUMENT.search(text):
        return False
    documents = re.search(rf"^[ \t|]*(?:AN[ \t|]+)?{_DOCUMENT.pattern}", text, re.MULTILINE)
    return bool(documents) and bool(
        re.search(rf"^[ \t]*(?:WC[ \t|]+)?{_COUNT}[ \t|\r]*$", text, _LINES)
        or re.search(r"^[ \t]*(?:LP|TD)(?:[ \t|]|\r?$)", text, re.MULTILINE)
    )


def pieces(text: str) -> Iterator[Piece]:
    """The articles of an export, in order."""
    lines = lines_of(text)
    pattern = next((each for each in (_ROW, _COPIED_ROW) if _has_rows(lines, each)), None)
    yield from _coded(lines, pattern) if pattern else _plain(lines)


def _has_rows(lines: Sequence[Line], pattern: re.Pattern[str]) -> bool:
    """Whether the lines are rows with codes, at least of a headline and of a text."""
    codes = {row[1] for line in lines if (row := pattern.match(line.words))}
    return {"HD", "TD"} <= codes or {"HD", "LP"} <= codes


# ── rows with codes ───────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Rows:
    """The rows of an article, each with its lines."""

    rows: dict[str, list[Line]] = field(default_factory=dict)

    def words(self, code: str) -> str:
        return " ".join(line.words for line in self.rows.get(code, []) if line.words)

    def piece(self) -> Piece | None:
        spans = (*span_of(self.rows.get("LP", [])), *span_of(self.rows.get("TD", [])))
        date = self.words("PD")
        found = leading_date(date)
        header = Header(
            title=self.words("HD"),
            author=author(self.words("BY")),
            outlet=self.words("SN"),
            published_on=found[0] if found else None,
            unread_date=date,
        )
        return Piece(header, spans) if spans else None


def _coded(lines: Sequence[Line], pattern: re.Pattern[str]) -> Iterator[Piece]:
    article, code = _Rows(), ""
    for line in lines:
        row = pattern.match(line.words)
        if row and pattern is _COPIED_ROW and code in {"LP", "TD"}:
            row = row if row[1] in _BEHIND_TEXT else None
        if row:
            code = row[1]
            if code in {"SE", "HD"} and {"LP", "TD", "AN"} & article.rows.keys():
                if piece := article.piece():
                    yield piece
                article = _Rows()
        if code:
            rest = _within(line, row.start(2)) if row else line
            article.rows.setdefault(code, []).append(_without_bar(rest))
    if piece := article.piece():
        yield piece


def _within(line: Line, at: int) -> Line:
    return Line(line.words[at:], line.start + at, line.end)


def _without_bar(line: Line) -> Line:
    """Without the bar that ends a table's cell."""
    words = line.words.rstrip("| \t")
    return Line(words, line.start, line.start + len(words))


# ── lines ─────────────────────────────────────────────────────────────────────────────────


def _plain(lines: Sequence[Line]) -> Iterator[Piece]:
    """Articles that end with “Document …”; what follows the last is a summary of the search."""
    filled = [line for line in lines if line.words]
    start = 0
    for at, line in enumerate(filled):
        if _DOCUMENT.fullmatch(line.words):
            if piece := _article(filled[start:at]):
                yield piece
            start = at + 1


def _article(lines: Sequence[Line]) -> Piece | None:
    at = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line.words)), None)
    if at is None:
        return None
    header = Header()
    _take_title(header, [line.words for line in lines[:at]])
    fields = lines[at + 1 : at + 1 + _FIELDS]
    text = _text_from(fields)
    _take_fields(header, [line.words for line in fields[:text]])
    body = [*lines[at + 1 + text :]]
    while len(body) > 1 and _is_behind(body[-1].words):
        body.pop()  # the publisher, related documents
    spans = span_of(body)
    return Piece(header, spans) if spans else None


def _is_behind(words: str) -> bool:
    """Whether a line is no sentence of the text: what follows one is the publisher."""
    return not _SENTENCE_END.fullmatch(words) or bool(_COMPANY.fullmatch(words))


def _take_title(header: Header, above: list[str]) -> None:
    """The lines above the number of words: section, title, byline."""
    if len(above) > 2 and is_post(above[-1]) and _is_name(above[-2]):
        above.pop()
    if len(above) > 1 and (above[-1].lower().startswith("by ") or _is_name(above[-1])):
        header.author = author(above.pop())
    if above:
        header.title = above[-1]


def _is_name(words: str) -> bool:
    """Whether a line is a few capitalised words, as names are."""
    each = [word for word in words.replace(",", " ").split() if word not in SMALL]
    return 2 <= len(each) <= 6 and all(word[:1].isupper() and word[-1:] != "." for word in each)


def _text_from(fields: Sequence[Line]) -> int:
    """How many lines are fields: up to the copyright, else up to the first sentence."""
    for at, line in enumerate(fields):
        if _COPYRIGHT.fullmatch(line.words):
            return at + 1
    return next((at for at, line in enumerate(fields) if len(line.words) > 80), 0)


def _take_fields(header: Header, fields: Sequence[str]) -> None:
    """Date, time, outlet, code of the outlet, edition, page, language."""
    dated = next((at for at, words in enumerate(fields) if leading_date(words)), None)
    if dated is None:
        if not fields or len(fields[0]) > _LONGEST_DATE or not any(map(str.isdigit, fields[0])):
            return
        dated, header.unread_date = 0, fields[0]
    found = leading_date(fields[dated])
    header.published_on = found[0] if found else None
    rest = (words for words in fields[dated + 1 :] if not _TIME.fullmatch(words))
    header.outlet = next((words for words in rest if not _COPYRIGHT.fullmatch(words)), "")
