"""Where a line says from which place it is dated: “VIENNA, Oct 3 (Reuters) - ”."""

from __future__ import annotations

import re

from extraction.names import CAP

DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,})"
    r"(?P<rest>,[^\n—–]{0,40})?(?:\([^)\n]{0,40}\))?\s*(?:—|–|--)\s*"
)
_OF_AGENCY = re.compile(
    rf"(?:{CAP}[ \xa0]){{0,3}}{CAP}(?:,[^\n—–(]{{0,40}})?"
    r"[ \xa0]?\([^)\n]{2,40}\)\s*(?:—|–|--?)\s+"
)
_WITH_HYPHEN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .’'-]{2,},[^\n—–-]{0,40}\d\s-\s+")


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline of a line from `start` to `end` ends; `start` if it has none."""
    for pattern in (_OF_AGENCY, _WITH_HYPHEN, DATELINE):
        if dateline := pattern.match(text, start, end):
            return dateline.end()
    return start
