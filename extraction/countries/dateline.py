"""The place that an article is dated from: “MOSCOW — …”, “ISLAMABAD: …”."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.countries.signs import Sign, signs_in
from extraction.datelines import DATELINE

COLON_DATELINE = re.compile(r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ ’'-]{3,}):\s")
"""Where a name is written so in front of a turn, it is no sign of a country."""
LINE_START = re.compile(r"^\s*", re.MULTILINE)
HEAD = 600  # code points, in which a dateline is looked for


def dated_from(text: str) -> Span:
    """The place in the dateline, empty at the start of a text without one."""
    for line in LINE_START.finditer(text, 0, HEAD):
        dateline = DATELINE.match(text, line.end()) or COLON_DATELINE.match(text, line.end())
        if dateline:
            return Span(*dateline.span("place"))
    return Span(0, 0)


def dateline_signs(text: str, place: Span) -> list[tuple[Sign, str]]:
    """The signs of the place that an article is dated from, with its name."""
    if place.end == 0:
        return []
    after = text[place.end : place.end + 40].partition("\n")[0]
    dated = f"in {place.of(text).title()}{after}"
    end = len(dated) - len(after)
    return [(s, s.span.of(dated)) for s in signs_in(dated) if s.span.start < end]
