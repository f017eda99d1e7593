"""Copy as agencies sent it by wire (ANPA 1312): slugs, headline, byline, indented paragraphs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from reading.bylines import author
from reading.decode import text_of
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, lines_of, span_of

_CONTROL = late(r"[\x00-\x08\x0e-\x1f\x7f]")
_SLUG = late(
    r"(?:\^?[A-Z]{2}[-–]+\w.*|.*,\s*\d{2,4}|(?:urgent|bulletin|flash|eds|adv|with)\b.*|-+|\w{1,6}-*)",
    re.IGNORECASE,
)
_BYLINE = late(r"\^?by\s+(.+)", re.IGNORECASE)
_SIGN_OFF = late(r"[A-Z]{2,4}-[A-Z]{2}-(\d{2})-(\d{2})-(\d{2})\b.*")
_END = late(r"_{2,}|-{2,}30-{2,}|-30-|#+|\(?(?:end|more)\)?|\W*", re.IGNORECASE)
_INDENT = late(r"(?:\t| {2,})[ \t]*\Z")
# Characters of a line that is a paragraph though it is not indented.
_PARAGRAPH = 120


def read(name: str, data: bytes) -> Iterator[Draft]:
    """The article; its text begins at the first indented line."""
    text = text_of(name, data)
    lines = lines_of(text)
    first = next((at for at, line in enumerate(lines) if _is_paragraph(text, line)), None)
    if first is None:
        raise ReadingError(f"{name} is wire copy without a text. Save its text as .txt.")
    header = _header(lines[:first])
    body = [*lines[first:]]
    while body and (_END.fullmatch(body[-1].words) or _take_sign_off(header, body[-1].words)):
        body.pop()
    for start, end in span_of(body):
        part = text[start:end]
        if _CONTROL.search(part):
            yield draft(name, header, _CONTROL.sub("", part))
        else:
            yield draft(name, header, part, offset=start)


def _is_paragraph(text: str, line: Line) -> bool:
    above = text[max(0, line.start - 20) : line.start].rpartition("\n")[2]
    return bool(line.words) and (bool(_INDENT.match(above)) or len(line.words) > _PARAGRAPH)


def _header(lines: Sequence[Line]) -> Header:
    """The headline is the first line that is no slug; lines of the writer end with “=”."""
    header = Header()
    for line in lines:
        words = line.words
        if byline := _BYLINE.fullmatch(words):
            header.author = header.author or author(byline[1])
        elif _CONTROL.search(words) or _SLUG.fullmatch(words) or words.endswith("="):
            continue
        elif not header.title:
            header.title = words.strip("^<> ")
    return header


def _take_sign_off(header: Header, words: str) -> bool:
    """Take the day from the last line: `AP-NY-05-14-24 0310EDT`."""
    found = _SIGN_OFF.fullmatch(words)
    if not found:
        return False
    month, day, year = map(int, found.groups())
    try:
        header.published_on = dt.date(year + (1900 if year > 60 else 2000), month, day)
    except ValueError:
        header.unread_date = words
    return True
