"""What the narration in front of a quotation says of a person whom it introduces.

“A canning firm from Bergen said it would look elsewhere.  ‘We have contracts,’ said Ana Brel, the
firm’s buyer”: the sentences before the first mention, in its paragraph, tell where she is from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.countries.belonging import within
from extraction.countries.evidence import Evidence
from extraction.countries.signs import Sign
from extraction.document import Document

# “a canning firm from ”, “two doctors from ”, “a ”: what stands before the sign
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
INDEFINITE = re.compile(
    rf"(?:^|[\s“‘(])(?:an?|another|some|several|many|most|few|both|other|one|{NUMBERS}|\d+)\s"
    r"(?:(?!(?:is|was|are|were|has|have|had|said|says|told|will|would|who|which|that)\s)[\w’'-]+\s){0,6}$",
    re.IGNORECASE,
)
# “In Bergen”, “Over the border, at Bergen”: what opens a sentence before the sign
PLACED = re.compile(
    r"\W*(?:On\s(?:the\sother|that)\sside,\s|[A-Z][\w\s’-]{2,30},\s)?"
    r"(?:in|at|from|near|outside|across|over|on|along|beyond|back\sin)\s(?:the\s)?(?:[\w’-]+\s){0,3}$",
    re.IGNORECASE,
)
REACH = 120  # code points before a sign that are looked at


def introduced(document: Document, narrated: Sequence[Sign], first: int) -> Iterator[Evidence]:
    """The signs of the sentences before `first` in its paragraph, by how they stand there.

    `narrated` are the signs outside of quotations.
    """
    text = document.text
    paragraph = document.paragraph(first)
    end = max(paragraph.start, document.sentences.at(first).start)
    found: defaultdict[str, list[Sign]] = defaultdict(list)
    for sign in within(narrated, Span(paragraph.start, end)):
        sentence = max(paragraph.start, document.sentences.at(sign.span.start).start)
        if kind := _standing(text, sign, sentence):
            found[kind].append(sign)
    for kind, signs in found.items():
        total = sum(sign.share for sign in signs)
        for sign in signs:
            share = sign.share / max(total, 1.0)
            yield Evidence(sign.code, f"intro:{kind}", share, sign.span.of(text))


def _standing(text: str, sign: Sign, start: int) -> str | None:
    before = text[max(start, sign.span.start - REACH) : sign.span.start]
    if INDEFINITE.search(before):
        return "one"
    if sign.span.start - start <= REACH and PLACED.fullmatch(before):
        return "place"
    return None
