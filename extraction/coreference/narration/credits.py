"""Who took a picture or wrote an article: names that tell nothing of whom the news is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.annotations import Span
from extraction.lexicon.written_words import PICTURES
from extraction.names import CAP
from extraction.text.patterns import one_of

_NAME = rf"{CAP}(?:[ \xa0](?:{CAP}|[a-z]{{1,4}}(?=[ \xa0][A-Z]))){{1,4}}"
# “Photo: Ana Brel”, “(Photograph by Ana Brel/The Beacon)”, “Picture courtesy of Ana Brel”
_PICTURE = re.compile(
    rf"(?i:{one_of(sorted(PICTURES))})(?:[ \xa0](?i:credits?))?"
    rf"(?:[ \xa0](?:by|courtesy[ \xa0]of)[ \xa0]|[ \xa0]?[:©/|][ \xa0]?)(?P<name>{_NAME})"
)
_CREDIT = re.compile(rf"(?:C(?<!\w.)(?:redits?[ \xa0]?:|ourtesy of)|©)[ \xa0]?(?P<name>{_NAME})")
# “(Ana Brel/The Herald)”, “Ana Brel / Reuters” at the end of a line
_AGENCY = re.compile(
    rf"(?:^|[(\[.][ \xa0]?)(?P<name>{_NAME})[ \xa0]?/[ \xa0]?{CAP}(?:[ \xa0]{CAP}){{0,3}}"
    r"[)\].]?[ \xa0]*$",
    re.MULTILINE,
)
# “By Ana Brel”, “Reporting by Ana Brel in Oska; editing by Ida Falk”
_WRITTEN = re.compile(
    r"^[ \t(\[*_]*(?:By|(?:Additional[ \xa0])?(?:[Rr]eporting|[Ww]riting|[Ee]diting)[ \xa0]by)"
    rf"[ \xa0]{_NAME}"
    r"[^.!?“”\"\n]{0,120}[.)\]*_]*[ \t]*$",
    re.MULTILINE,
)


def credited(text: str) -> Iterator[Span]:
    """Where a text names its photographers, its authors and its editors; may overlap."""
    for pattern in (_PICTURE, _CREDIT, _AGENCY):
        for match in pattern.finditer(text):
            yield Span(*match.span("name"))
    for match in _WRITTEN.finditer(text):
        yield Span(*match.span())
