"""EBSCO, Gale and NewsBank: labelled lines above a text, and labelled lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reading.bylines import author, in_order
from reading.dates import leading_date
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, lines_of, parts, span_of

_RECORD = late(r"Record: \d{1,5}", re.IGNORECASE)
_EBSCO_TEXT = late(r"Full Text(?: Available)?:\s*(?P<words>.*)", re.IGNORECASE)
_EBSCO = late(
    r"(?P<label>Title|Authors?|Source|Publication Date|Persistent link[^:]{0,40}|Section"
    r"|Document Type|Subject Terms?|Subjects|Geographic Terms|Company/Entity|People|Abstract"
    r"|Reviews & Products|NAICS/Industry Codes|Full Text Word Count|Lexile|ISSN|DOI"
    r"|Accession Number|Database|Publication Type|Author Affiliations|Inset):\s*(?P<value>.*)",
    re.IGNORECASE,
)
_EBSCO_END = late(
    r"(?:ISSN|DOI|Accession Number|Database|Inset|Persistent link[^:]{0,40}):.*"
    r"|(?:~{5,}|Copyright of .*|\(c\) Copyright .*|Copyright:? .*)",
    re.IGNORECASE,
)
_GALE_END = late(r"(?:Gale )?Document Number: ?(?:GALE\|)?[A-Z]{1,4}\d+.*", re.IGNORECASE)
_GALE = late(
    r"(?P<label>Authors?|Byline|Date|From|Source|Publication|Publisher|Document Type|Length"
    r"|Content Level|Lexile Measure|ISSN|DOI|Section|Article Type):\s*(?P<value>.*)",
    re.IGNORECASE,
)
_GALE_BEHIND = late(
    r"(?:Copyright: )?(?:COPYRIGHT|Copyright|©).*|Source Citation.*|Full Text:? COPYRIGHT.*",
)
_BANK = late(
    r"(?P<label>Author/Byline|Author|Byline|Section|Page|Edition|Estimated printed pages"
    r"|Readability|Dateline|Column|Series|Correction):\s*(?P<value>.*)",
    re.IGNORECASE,
)
_BANK_LABEL = late(r"\s+(?=(?:Section|Page|Edition|Column|Readability):)")
_BANK_PAPER = late(r"(?P<outlet>[^()]{2,60}?)(?: \([^()]{2,60}\))? - (?P<date>.+)")
_BANK_END = late(
    r"(?:Index terms|Record|Record Number|Caption|Memo|Copyright|OpenURL Link)\b:?.*"
    r"|(?:\(c\)|©).*",
    re.IGNORECASE,
)
_BANK_LAST = late(r"(?:Copyright|\(c\) Copyright|©).*", re.IGNORECASE)
# Lines in which the fields above an article are looked for.
_LOOKED_AT = 20


def recognised(text: str) -> bool:
    """Whether a text is such an export."""
    return _is_ebsco(text) or _is_gale(text) or _is_bank(text)


def pieces(text: str) -> Iterator[Piece]:
    """The articles of an export, in order; those without a full text are left out."""
    lines = lines_of(text)
    if _is_ebsco(text):
        records = parts(lines, _RECORD)
        found = map(_of_ebsco, records)
    elif _is_gale(text):
        found = map(_of_gale, parts(lines, _GALE_END)[:-1])
    else:
        found = map(_of_bank, parts(lines, _BANK_LAST)[:-1])
    yield from (piece for piece in found if piece)


def _has(text: str, *labels: str) -> bool:
    return all(
        label in text and re.search(rf"^[ \t]*{re.escape(label)}", text, re.MULTILINE)
        for label in labels
    )


def _is_ebsco(text: str) -> bool:
    return _has(text, "Accession Number:", "Full Text:", "Title:")


def _is_gale(text: str) -> bool:
    return _has(text, "Gale Document Number:", "From:")


def _is_bank(text: str) -> bool:
    return _has(text, "Author/Byline:") and _has(text, "Copyright")


def _of_ebsco(lines: Sequence[Line]) -> Piece | None:
    at = next((at for at, line in enumerate(lines) if _EBSCO_TEXT.fullmatch(line.words)), None)
    if at is None:
        return None
    fields = _fields(lines[:at], _EBSCO)
    found = _EBSCO_TEXT.fullmatch(lines[at].words)
    first = found["words"] if found else ""
    begins = Line(first, lines[at].end - len(first), lines[at].end)
    spans = span_of([begins, *_until(lines[at + 1 :], _EBSCO_END)])
    outlet, _, behind = fields.get("source", "").partition(". ")
    date = re.match(r"\S+", behind)
    header = Header(
        title=fields.get("title", "").removesuffix("."),
        author=_writers(fields.get("authors") or fields.get("author", "")),
        outlet=re.sub(r"\s+\([^()]*\)\Z", "", outlet),
    )
    # EBSCO writes the month first in every country.
    day = leading_date(behind, day_first=False)
    header.published_on = day[0] if day else None
    header.unread_date = date[0].rstrip(",") if date and not day else ""
    return Piece(header, spans) if spans else None


def _of_gale(lines: Sequence[Line]) -> Piece | None:
    words = [line for line in lines if line.words]
    labelled = [at for at, line in enumerate(words[:_LOOKED_AT]) if _GALE.fullmatch(line.words)]
    if not labelled or labelled[0] == 0:
        return None
    fields = _fields(words[:_LOOKED_AT], _GALE)
    last = next(at for at in labelled if at + 1 not in labelled)
    named = fields.get("from") or fields.get("publication") or fields.get("source", "")
    header = Header(
        title=words[labelled[0] - 1].words,
        author=_writers(fields.get("author") or fields.get("authors") or fields.get("byline", "")),
        outlet=named.partition("(")[0].strip(),
    )
    _date(header, fields.get("date", ""))
    spans = span_of([*_until(words[last + 1 :], _GALE_BEHIND)])
    return Piece(header, spans) if spans else None


def _of_bank(lines: Sequence[Line]) -> Piece | None:
    words = [line for line in lines if line.words]
    labelled = [at for at, line in enumerate(words[:_LOOKED_AT]) if _BANK.match(line.words)]
    paper = labelled and _BANK_PAPER.fullmatch(words[labelled[0] - 1].words)
    if not paper or labelled[0] < 2:
        return None
    last = next(at for at in labelled if at + 1 not in labelled)
    shown = [part for line in words[: last + 1] for part in _BANK_LABEL.split(line.words)]
    found = [field for part in shown if (field := _BANK.match(part))]
    fields = {field["label"].lower(): field["value"].strip() for field in found}
    header = Header(
        title=words[labelled[0] - 2].words,
        author=_writers(fields.get("author/byline") or fields.get("author", "")),
        outlet=paper["outlet"].strip(),
    )
    _date(header, paper["date"])
    spans = span_of([*_until(words[last + 1 :], _BANK_END)])
    return Piece(header, spans) if spans else None


def _writers(names: str) -> str:
    """Names as people write them: “Brel, Ana; Weir, Jon” are two."""
    return author(" and ".join(in_order(name.strip()) for name in names.split(";") if name.strip()))


def _fields(lines: Sequence[Line], pattern: re.Pattern[str]) -> dict[str, str]:
    """The first value of each label, in small letters; a value may be on the line below it."""
    fields: dict[str, str] = {}
    label = ""
    for line in lines:
        if found := pattern.fullmatch(line.words):
            label = found["label"].lower()
            fields.setdefault(label, found["value"].strip())
        elif line.words and label and not fields[label]:
            fields[label] = line.words
    return fields


def _until(lines: Sequence[Line], end: re.Pattern[str]) -> Iterator[Line]:
    for line in lines:
        if end.fullmatch(line.words):
            return
        yield line


def _date(header: Header, written: str) -> None:
    day = leading_date(written)
    header.published_on = day[0] if day else None
    header.unread_date = "" if day else written
