"""The place that an article is dated from: “MOSCOW — …”, “ISLAMABAD: …”."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.countries.signs.places import IN_STATE
from extraction.countries.signs.signs import Sign, SignKind, signs_in
from extraction.datelines import DATELINE
from extraction.names import CAP

COLON_DATELINE = re.compile(r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ ’'-]{3,}):\s")
"""Where a name is written so in front of a turn, it is no sign of a country."""
# “Osh, 3 April (Agency) – ”, “Bukavu – ”, “Lukla: ”, which are datelines if they name a place
IN_SMALL = re.compile(
    rf"(?P<place>{CAP}(?:[ -](?:{CAP}|d[aeo]s?|el|al)){{0,3}})(?:,\s[^\n—–:“”\"]{{3,24}})?"
    r"(?:\s?\([^)\n]{2,30}\))?(?:\s(?:—|–|--?)|:|,\s[A-Z][a-z]+\s\d{1,2})\s(?=[A-Z“\"‘'])"
)
LINE_START = re.compile(r"^\s*", re.MULTILINE)
BEHIND = re.compile(r",\s[A-Z][\w. ]{2,24}(?=\s?[(—–,-])")
HEAD = 600  # code points, in which a dateline is looked for


def dated_from(text: str) -> Span:
    """The place in the dateline, empty at the start of a text without one."""
    for line in LINE_START.finditer(text, 0, HEAD):
        dateline = DATELINE.match(text, line.end()) or COLON_DATELINE.match(text, line.end())
        if dateline:
            return Span(*dateline.span("place"))
        if small := IN_SMALL.match(text, line.end()):
            place = Span(*small.span("place"))
            if dateline_signs(text, place):
                return place
    return Span(0, 0)


def dateline_signs(text: str, place: Span) -> list[tuple[Sign, str]]:
    """The signs of the place that an article is dated from, with its name."""
    if place.end == 0:
        return []
    after = text[place.end : place.end + 40].partition("\n")[0]
    dated = f"in {place.of(text).title()}{after}"
    end = len(dated) - len(after)
    found = signs_in(dated)
    within = [sign for sign in found if sign.span.start < end]
    if not within and (behind := BEHIND.match(after)):  # “CARSON FLATS, Nev. — ”
        if IN_STATE.match(after):
            within = [Sign(Span(3, end), "US", SignKind.PLACE)]
        else:
            within = [sign for sign in found if sign.span.end <= end + behind.end()][:1]
    return [(sign, sign.span.of(dated)) for sign in within]
