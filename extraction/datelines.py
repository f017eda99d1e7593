"""Where a line says from which place or day it is dated: “VIENNA, Oct 3 (Reuters) - ”."""

from __future__ import annotations

import re

from extraction.names import CAP

_CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(c for c in map(chr, range(0x100, 0x180)) if c.isupper())
DATELINE = re.compile(
    rf"(?P<place>[{_CAPITALS}][{_CAPITALS} .’'-]{{2,}})"
    r"(?P<rest>,[^\n—–]{0,40})?(?P<agency>\([^)\n]{0,40}\))?(?:\s*(?:—|–|--)\s*|[ \xa0]-[ \xa0]+)"
)
# “COLOMBO: ”, as a label of a turn is written too
LABELLED = re.compile(rf"(?P<place>[{_CAPITALS}][{_CAPITALS} ’'-]{{2,}}):[ \xa0]+")
_OF_AGENCY = re.compile(
    rf"(?:{CAP}[ \xa0]){{0,3}}{CAP}(?:,[^\n—–(]{{0,40}})?"
    r"[ \xa0]?\([^)\n]{2,40}\)\.?\s*(?:—|–|--?)\s+"
)
_WITH_HYPHEN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,},[^\n—–-]{0,40}\d\s-\s+")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ \xa0]{_MONTH}(?:,?[ \xa0]\d{{4}})?"
    rf"|{_MONTH}[ \xa0]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ \xa0]\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
# “Oska, Tuesday, 12 November 2026 (Velm News) — ”, “12 November: ”
_DATED = re.compile(
    rf"(?:{CAP}(?:,?[ \xa0]{CAP}){{0,5}},?[ \xa0])?{_DAY}"
    r"(?:,?[ \xa0](?:\([^)\n]{2,40}\)|[A-ZÀ-ÖØ-Þ]{2,8}))?[ \xa0]?(?:—|–|--?|:)[ \xa0]+"
)
# “Rosario, Argentina - ”, “Durban – ”
_IN_SMALL = re.compile(
    rf"{CAP}(?:[ \xa0]{CAP}){{0,2}}(?:,[ \xa0]{CAP}(?:[ \xa0]{CAP}){{0,2}})?"
    r"[ \xa0](?:—|–|--?)[ \xa0]+(?=[A-ZÀ-ÖØ-Þ0-9“\"‘])"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline of a line from `start` to `end` ends; `start` if it has none."""
    for pattern in (_OF_AGENCY, _WITH_HYPHEN, DATELINE, LABELLED, _DATED, _IN_SMALL):
        if dateline := pattern.match(text, start, end):
            return dateline.end()
    return start
