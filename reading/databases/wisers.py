"""WiseNews: “Paper | 2024-05-14” above each article, its number below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reading.bylines import author
from reading.dates import leading_date
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, lines_of, parts, span_of

_NUMBER = late(r"(?:Document (?:Number|No\.?|ID)|News ID|文章編號|文章编号)[:：]? ?\d{12,}.*")
_MARK = late(r"^[ \t]*(?:Document |News ID|文章)", re.MULTILINE)
_PAPER = late(r"(?P<outlet>[^|]{2,60}?) *\| *(?P<date>\d{4}-\d{2}-\d{2})(?: *\|.*)?")
_PLACE = late(r"(?:[^|]{1,60}\|){1,6}[^|]{0,80}")
_COUNTED = late(r"(?:Word Count|Words|字數|字数)[:：]? ?\d[\d,]*(?: words| 字)?", re.IGNORECASE)
_ORDER = late(r"\d{1,4}\.?")
_BY = late(r"by\b", re.IGNORECASE)
# Lines in which the paper and its day are looked for.
_LOOKED_AT = 6


def recognised(text: str) -> bool:
    """Whether a text is such an export."""
    if "|" not in text:
        return False
    lines = (text[mark.start() : text.find("\n", mark.start())] for mark in _MARK.finditer(text))
    numbered = any(_NUMBER.fullmatch(line.strip()) for line in lines)
    return numbered and any(_PAPER.fullmatch(line.words) for line in lines_of(text, most=20))


def pieces(text: str) -> Iterator[Piece]:
    """The articles of an export, in order."""
    for lines in parts(lines_of(text), _NUMBER):
        if piece := _piece([line for line in lines if line.words]):
            yield piece


def _piece(lines: Sequence[Line]) -> Piece | None:
    """An article, whose headline is above the paper, or below the line of its page."""
    found = (_PAPER.fullmatch(line.words) for line in lines[:_LOOKED_AT])
    at, paper = next(((at, each) for at, each in enumerate(found) if each), (0, None))
    if not paper:
        return None
    above = [line.words for line in lines[:at] if not _ORDER.fullmatch(line.words)]
    header = Header(title=" ".join(above), outlet=paper["outlet"].strip())
    day = leading_date(paper["date"])
    header.published_on = day[0] if day else None
    body = at + 1
    for line in lines[body:]:
        if _PLACE.fullmatch(line.words):
            last = line.words.rpartition("|")[2].strip()
            header.author = header.author or (author(last) if _BY.match(last) else "")
        elif not header.title:
            header.title = line.words
        elif _BY.match(line.words) and len(line.words.split()) < _LOOKED_AT:
            header.author = header.author or author(line.words)
        elif not _COUNTED.fullmatch(line.words):
            break
        body += 1
    spans = span_of(lines[body:])
    return Piece(header, spans) if spans else None
