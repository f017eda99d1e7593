"""Nexis: “1 of 3 DOCUMENTS” of the old exports, “End of Document” of Nexis Uni and Lexis+."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from reading.bylines import author
from reading.dates import leading_date
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, lines_of, parts, span_of

# A text with this share of lines that are not blank has lost those that were.
_DENSE = 0.9
# A line of so many characters is full; a line of fewer than these goes on with a field.
_FULL, _SHORT = 60, 40
_DOCUMENT = late(r"(?:Document )?\d[\d,]* (?:of|OF) \d[\d,]* DOCUMENTS?")
_END = late(r"End of Document", re.IGNORECASE)
_BODY = late(r"Body", re.IGNORECASE)
_COPYRIGHT = late(r"(?:Copyright|©|\(c\)) .*|All Rights Reserved.*", re.IGNORECASE)
_EDITION = late(r".*\b(?:Edition|Final|Correction Appended)\b.*", re.IGNORECASE)
_PAGE = late(r"Page \d+ of \d+", re.IGNORECASE)
_LINES = re.MULTILINE | re.IGNORECASE
_NO_TITLE = late(
    r"Page \d+ of \d+|(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type|Job Number"
    r"|Date and Time|User Name)\b.*|Documents? \(\d+\)|\d+\. .*|[^\t]+\t.*",
    re.IGNORECASE,
)
_BEFORE = late(
    r"(Byline|Section|Length|Dateline|Highlight|Series|Abstract|Distribution|Correction-Date"
    r"|Anchors?|Guests?|Body|Headline|Title|Edition|URL)\s*:\s*(.*)",
    re.IGNORECASE,
)
_BEHIND = late(
    r"(?:Load-Date|Language|Publication-Type|Document-Type|Journal-Code|Subject|Graphic|Person"
    r"|Company|Organization|Geographic|Country|State|City|Industry|Ticker|Acc-No|Type|Notes|Name"
    r"|Category|Correction|URL|Pub-Type|Term)\s*:.*|Classification|Graphic|Notes"
    r"|Copyright \d{4} .*|©\s*\d{4} .*",
    re.IGNORECASE,
)


def recognised(text: str) -> bool:
    """Whether a text is such an export."""
    if "DOCUMENT" not in text and "End of Document" not in text:
        return False
    if re.search(rf"^[ \t\f]*{_DOCUMENT.pattern}[ \t\r]*$", text, re.MULTILINE):
        return bool(re.search(r"^[ \t]*(?:LENGTH|LOAD-DATE|BYLINE)\s*:", text, re.MULTILINE))
    ends = re.search(r"^[ \t]*End of Document[ \t\r]*$", text, _LINES)
    return bool(ends and re.search(r"^[ \t]*(?:Load-Date[ \t]*:|Body[ \t\r]*$)", text, _LINES))


def pieces(text: str) -> Iterator[Piece]:
    """The articles of an export, in order; its cover and its lists of terms are left out."""
    lines = lines_of(text)
    documents = parts(lines, _DOCUMENT)[1:]
    found = map(_classic, documents) if documents else map(_with_end, parts(lines, _END)[:-1])
    yield from (piece for piece in found if piece)


# ── “End of Document” ─────────────────────────────────────────────────────────────────────


def _with_end(lines: Sequence[Line]) -> Piece | None:
    """An article of Nexis Uni: title, outlet, date, copyright, fields, “Body”, text, fields."""
    body = next((at for at, line in enumerate(lines) if _BODY.fullmatch(line.words)), None)
    if body is None:
        return None
    top = next(
        (at for at in range(body) if _is_behind_title(lines[at].words) and _has_title(lines, at)),
        body,
    )
    header = _named(lines[:top])
    _take_fields(header, lines[top:body])
    spans = span_of(_until_fields(lines[body + 1 :]))
    return Piece(header, spans) if spans else None


def _is_behind_title(words: str) -> bool:
    return bool(_COPYRIGHT.fullmatch(words) or _BEFORE.fullmatch(words))


def _has_title(lines: Sequence[Line], at: int) -> bool:
    """Whether there is a date, and lines above it, shortly before a line."""
    last = [line for line in lines[:at] if line.words][-4:]
    return len(last) > 1 and any(leading_date(line.words) for line in last[1:])


def _named(lines: Sequence[Line]) -> Header:
    """Title, outlet and date, which are the last lines of a head, in this order."""
    words = [line.words for line in lines]
    filled = [at for at, each in enumerate(words) if each and not _PAGE.fullmatch(each)]
    dated = next((at for at in reversed(filled[-3:]) if leading_date(words[at])), None)
    header = Header()
    if dated is not None:
        found = leading_date(words[dated])
        header.published_on = found[0] if found else None
        filled = [at for at in filled if at < dated]
    if filled:
        header.outlet = words[filled.pop()]
    if filled:
        header.title = _title(words, filled[-1])
    return header


def _title(words: Sequence[str], last: int) -> str:
    """A title that ends in a line: that one, and those above it without a blank one between."""
    lines = reversed(words[max(0, last - 3) : last + 1])
    above = takewhile(lambda each: each and not _NO_TITLE.fullmatch(each), lines)
    # Some exports have it twice, as the address of the page and as its heading.
    return " ".join(reversed([*dict.fromkeys(above)]))


def _take_fields(header: Header, lines: Sequence[Line]) -> None:
    for line in lines:
        field = _BEFORE.fullmatch(line.words)
        if field and field[1].lower() == "byline":
            header.author = author(field[2])
        if field and field[1].lower() in {"headline", "title"}:
            header.title = header.title or field[2]


def _until_fields(lines: Sequence[Line]) -> list[Line]:
    return [*takewhile(lambda line: not _BEHIND.fullmatch(line.words), lines)]


# ── “1 of 3 DOCUMENTS” ────────────────────────────────────────────────────────────────────


def _classic(lines: Sequence[Line]) -> Piece | None:
    """An article of an old export: outlet, date, title, fields, text, fields, copyright."""
    filled = sum(bool(line.words) for line in lines)
    if filled == len(lines) or filled > _DENSE * len(lines):  # the blank lines were lost
        found_blocks = [[line] for line in lines if line.words]
    else:
        found_blocks = _blocks(lines)
    blocks = [block for block in found_blocks if not _COPYRIGHT.fullmatch(block[0].words)]
    header = Header()
    at = next((at for at, block in enumerate(blocks[:6]) if leading_date(block[0].words)), None)
    if at is None:
        at = 0
    else:
        found = leading_date(blocks[at][0].words)
        header.published_on = found[0] if found else None
    if blocks and at:
        header.outlet = blocks[0][0].words
    rest = blocks[at + 1 :]
    while rest and _EDITION.fullmatch(rest[0][0].words) and len(rest[0][0].words) < 40:
        rest = rest[1:]
    if rest and not _BEFORE.match(rest[0][0].words):
        header.title = " ".join(line.words for line in rest[0])
        rest = rest[1:]
    while rest and (field := _BEFORE.fullmatch(rest[0][0].words)):
        value, rest[0] = _field(rest[0])
        if field[1].lower() == "byline":
            header.author = author(value.partition(":")[2])
        if field[1].lower() == "headline":
            header.title = header.title or value.partition(":")[2].strip()
        rest = rest if rest[0] else rest[1:]
    spans = span_of(_until_fields([line for block in rest for line in block]))
    return Piece(header, spans) if spans else None


def _field(block: list[Line]) -> tuple[str, list[Line]]:
    """The first field of a block, with the lines it goes on in, and the lines behind it.

    A field goes on behind a line that is full, and in a short one; a text begins with a long one.
    """
    count = 1
    while count < len(block) and not _BEFORE.fullmatch(block[count].words):
        full, short = len(block[count - 1].words) >= _FULL, len(block[count].words) < _SHORT
        if not full and not short:
            break
        count += 1
    return " ".join(line.words for line in block[:count]), block[count:]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow one another without a blank one."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
