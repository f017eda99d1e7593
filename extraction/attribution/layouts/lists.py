"""Lists of what one source said: “What Ana Brel said:”, and a point a line without marks.

Points between quotation marks are quotations by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.repairs.source import SAYING
from extraction.attribution.subjects import first_noun, names_in, subject
from extraction.document import Document
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.glyphs import QUOTATION_GLYPHS
from extraction.lexicon.reported_words import DEMANDING
from extraction.lexicon.speech_verbs import CUES
from extraction.text.patterns import any_of

MIN_WORDS = 3
"""Words of a point."""
LONGEST_TAIL = 40
"""Code points between a verb of saying and the colon before a list."""
_BULLET = r"[ \t\xa0]*(?:[•*·▪–—-]|\d{1,2}[.)])[ \t\xa0]+"
_LIST = re.compile(
    r"^[^\n]{3,200}(?P<colon>:)[ \t\xa0]*\n(?:[ \t\xa0]*\n)?"
    rf"(?P<points>(?:{_BULLET}[^\s][^\n]*(?:\n[ \t\xa0]*(?:\n[ \t\xa0]*)?|\Z)){{2,}})",
    re.MULTILINE,
)
_POINT = re.compile(rf"^{_BULLET}(?P<said>[^\s][^\n]*)", re.MULTILINE)
# “What the report says about wells:”
_DEMANDS = any_of(CUES | DEMANDING)
_WHAT = re.compile(
    rf"(?:Here is )?[Ww]hat (?P<source>[^:\n]{{2,60}}?) (?P<cue>(?:has |have |had )?{_DEMANDS})"
    r"\b[^:\n]{0,60}:"
)
_SPEAKER = re.compile(r"[^:“”\"\n]{2,80}:[ \xa0]?[“\"«‘]")
_TITLE = re.compile(r"(?:[\w’'-]+ ){0,3}\Z")
_VERB = re.compile(rf"\b{any_of(FINITE)}\b")
_ON = re.compile(r" on [^:\n]{2,60}:")


def listed(document: Document) -> Iterator[Attribution]:
    """The points of lists that one source said, in text order."""
    for match in _LIST.finditer(document.text):
        found = _lead(document, match.start("colon"))
        points = [Span(*point.span("said")) for point in _POINT.finditer(match["points"])]
        if found is None or not all(_is_plain(match["points"], point) for point in points):
            continue
        source, cue = found
        for point in points:
            start = match.start("points") + point.start
            said = Span(start, start + len(point.of(match["points"]).rstrip()))
            yield Attribution((said,), (source,), (cue,), confidence.TAGGED)


def _is_plain(text: str, point: Span) -> bool:
    """Whether a point is some words without marks at its beginning, and names no speaker."""
    said = point.of(text)
    enough = said[0] not in QUOTATION_GLYPHS and len(said.split()) >= MIN_WORDS
    return enough and not _SPEAKER.match(said)


def _lead(document: Document, colon: int) -> tuple[Span, Span] | None:
    """The source and the cue of the words before a list, if these say whose the points are."""
    text = document.text
    sentence = document.sentences.at(colon)
    if what := _WHAT.match(text, sentence.start, colon + 1):
        return Span(*what.span("source")), Span(*what.span("cue"))
    people = names_in(document.names, Span(sentence.start, colon))
    if (
        people
        and people[0][1] == "PERSON"
        and _TITLE.match(text, sentence.start, people[0][0].start)
    ):
        name = people[0][0]
        on = _ON.match(text, name.end, colon + 1)
        if on and on.end() == colon + 1:
            return name, Span(colon, colon + 1)
    saying = list(SAYING.finditer(text, sentence.start, colon))
    tail = text[saying[-1].end() : colon] if saying else ""
    if not saying or len(tail) > LONGEST_TAIL or _VERB.search(tail):
        return None
    cue = Span(*saying[-1].span())
    found = subject(text, cue, sentence, document.quoted, document.names) or first_noun(
        text, sentence, cue.start, document.quoted, document.names
    )
    return None if found is None or found.overlaps(cue) else (found, cue)
