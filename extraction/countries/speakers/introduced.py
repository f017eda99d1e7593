"""What the narration in front of a quotation says of a person whom it introduces.

“A canning firm from Bergen said it would look elsewhere.  ‘We have contracts,’ said Ana Brel, the
firm’s buyer”: the sentences before the first mention, in its paragraph, tell where she is from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.countries.article.foreigners import people_of
from extraction.countries.evidence import NONE, Evidence
from extraction.countries.signs.signs import Sign, SignKind
from extraction.countries.speakers.belonging import within
from extraction.countries.speakers.nationality import international_in
from extraction.document import Document
from extraction.lexicon.people_met import SERVANTS_OF_A_PLACE
from extraction.text.patterns import any_of

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
# “in Bergen”, “off Bergen”, “the road between Bergen and …”: where something happens
WITHIN = re.compile(
    r"\b(?:in|at|near|outside|around|off|above|below|between|on|across|through|from|to|of)\s(?:the\s)?$",
    re.IGNORECASE,
)
# “said Ana Brel, a judge”: of the court that tries a man from elsewhere
OF_THE_PLACE = re.compile(rf"\b{any_of(SERVANTS_OF_A_PLACE)}\b", re.IGNORECASE)
BESIDE = 80  # code points around where a name begins, in which that is said
# “Hoteliers in Bergen”, “The bakers from Bergen”: what opens a sentence before the sign
OF_MANY = re.compile(
    r"\W*[A-Z][a-z]+(?:\s[a-z]+)?(?:[^s\s]s|men|women|people)\s(?:in|from|of|at|near)\s(?:the\s)?"
)
PLACES = (SignKind.CAPITAL, SignKind.PLACE, SignKind.CITY)
OPENING = 500  # code points in which the scene is set
SHORT = 16  # code points before a place
QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
OF_A_BODY = 0.6  # what it counts that one of an international body is spoken of
LONGEST = 600  # code points before a person in which that is looked for
REACH = 120  # code points before a sign that are looked at


def introduced(document: Document, narrated: Sequence[Sign], first: int) -> Iterator[Evidence]:
    """The signs of the sentences before `first` in its paragraph, by how they stand there.

    `narrated` are the signs outside of quotations.  Those of “a man from Bergen” are none of the
    judge who tries him.
    """
    text = document.text
    paragraph = document.paragraph(first)
    end = max(paragraph.start, document.sentences.at(first).start)
    found: defaultdict[str, list[Sign]] = defaultdict(list)
    for sign in within(narrated, Span(paragraph.start, end)):
        sentence = max(paragraph.start, document.sentences.at(sign.span.start).start)
        if kind := _standing(text, sign, sentence):
            found[kind].append(sign)
    lead = QUOTED.sub("", text[paragraph.start : end][-LONGEST:])
    if _serves_the_place(document, Span(end, first), lead):
        found.pop("one", None)
    body = international_in(lead)
    if body is not None and INDEFINITE.search(lead[max(0, body - REACH) : body]):
        yield Evidence(NONE, "none:international", OF_A_BODY)  # “An adviser to the UN said …”
    for kind, signs in found.items():
        total = sum(sign.share for sign in signs)
        for sign in signs:
            share = sign.share / max(total, 1.0)
            yield Evidence(sign.code, f"intro:{kind}", share, sign.span.of(text))


def of_those_before(document: Document, narrated: Sequence[Sign], first: int) -> Iterator[Evidence]:
    """“Two hikers from Bergen were saved. / ‘We sang,’ said Ana Brel, 28”: one of them.

    That is for who is mentioned first behind the paragraph that speaks of them, in one without a
    country before the name.
    """
    text = document.text
    paragraph = document.paragraph(first)
    if any(within(narrated, Span(paragraph.start, first))):
        return
    before = document.paragraph_before(first)
    if any(c.full and before.contains(c.mentions[0].span) for c in document.chains):
        return
    found = [sign for sign in within(narrated, before) if people_of(text, sign)]
    codes = {sign.code for sign in found if sign.share == 1.0} or {sign.code for sign in found}
    for sign in found:
        if sign.code in codes:
            yield Evidence(sign.code, "intro:before", 1 / len(codes), sign.span.of(text))


def scene(text: str, narrated: Sequence[Sign]) -> list[Sign]:
    """The first place in which something happens, a sign for each country that has one.

    It is looked for in the opening of an article; `narrated` are its signs outside of quotations.
    """
    for sign in narrated:
        if sign.span.start >= OPENING:
            break
        before = text[max(0, sign.span.start - SHORT) : sign.span.start]
        if sign.kind in PLACES and (not before.strip() or WITHIN.search(before)):
            return [each for each in narrated if each.span == sign.span]
    return []


def of_the_scene(
    document: Document, narrated: Sequence[Sign], place: Sequence[Sign], first: int
) -> Iterator[Evidence]:
    """The countries of the scene, for who is mentioned first in a paragraph without others."""
    paragraph = document.paragraph(first)
    codes = {sign.code for sign in place}
    if all(sign.code in codes for sign in within(narrated, paragraph)):
        for sign in place:
            yield Evidence(sign.code, "scene", sign.share, sign.span.of(document.text))


def _standing(text: str, sign: Sign, start: int) -> str | None:
    before = text[max(start, sign.span.start - REACH) : sign.span.start]
    if INDEFINITE.search(before):
        return "one"
    if sign.span.start - start <= REACH and OF_MANY.fullmatch(before):
        return "one"
    if sign.span.start - start <= REACH and PLACED.fullmatch(before):
        return "place"
    return None


def _serves_the_place(document: Document, before: Span, lead: str) -> bool:
    """Whether a person serves where something happens, by words that nobody in the lead has.

    `before` is what stands in front of the name in its sentence.
    """
    last = min(document.sentences.at(before.end).end, before.end + BESIDE)
    words = QUOTED.sub("", before.of(document.text))[-BESIDE:] + document.text[before.end : last]
    served = OF_THE_PLACE.search(words)
    return served is not None and served[0].lower() not in lead.lower()
