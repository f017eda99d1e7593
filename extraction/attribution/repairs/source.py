"""The sources that the tagger left out or cut, or took for those of another."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.subjects import (
    antecedent,
    first_noun,
    names_in,
    noun_before,
    subject,
    whole_name,
    with_given_name,
)
from extraction.document import Document, Name
from extraction.lexicon.speech_constructions import QUOTING
from extraction.lexicon.speech_verbs import CUES
from extraction.names import CAP, is_title
from extraction.text.patterns import any_of, one_of
from extraction.text.quotation_marks import near

_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)\Z", re.IGNORECASE)
# “which it”, “whom Ana Brel”, “to which 21 percent”: a clause whose object stands in front
_RELATIVE_OBJECT = re.compile(
    r"(?:[a-z][\w’'-]*[ \xa0]){0,3}?(?:which|that|whom?)[ \xa0]"
    r"(?P<it>it|he|she|they|we|(?:the|his|her|its|their|some|many|most|several|critics|\d+)\b.*|[A-Z].*)",
    re.DOTALL,
)
_TOPIC = re.compile(
    rf"{CAP}(?:[ \xa0]{CAP}){{0,3}}, (?P<who>(?:an?|the|one|another) [a-z][a-z -]+)"
)
SAYING = re.compile(one_of(sorted(CUES)) + r"\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+)?"
    rf"(?!{any_of(QUOTING)}\b)\w+(?:ed|en|own|wn|ut)\b",
    re.IGNORECASE,
)
_QUOTED_BY = re.compile(
    rf"\b(?:was|were|is|are|been)\s+(?:also\s+)?{any_of(QUOTING)}\s+by\s+(?:the\s+)?\Z"
)
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|their|our|my|its)[ \xa0]\Z", re.IGNORECASE)
# “Of Tom Ek, Ana Brel said”: whom she spoke of stands in front
_FRONTED_BY = re.compile(
    r"(?:\A|[.!?”\"’]\s)(?:Of|To|About|Like|Unlike|With)[ \xa0](?:the[ \xa0])?\Z"
)
_THE = re.compile(r"\b(?:the|an?)[ \xa0]\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?)[ \xa0]", re.IGNORECASE)
_SEAT = re.compile(
    rf"(?:{CAP}[ \xa0]){{0,2}}[A-Z][^\W\d_]+-"
    r"(?:based|listed|headquartered|registered|owned)[ \xa0][a-z]+"
)
REACH = 50  # code points from the noun back to where it is: “the São Paulo-based lender”
_IS_DETERMINER = re.compile(r"(?:the|an?|his|her|their|our|my|its)", re.IGNORECASE)
_NOUN = re.compile(r"(?P<noun>(?:[ \xa0][\w’'-]+){1,4})[ \xa0]")
_ENDS_IN_CAPITALS = re.compile(rf"(?<![\w’'-]){CAP}\Z")
_TITLES = re.compile(rf"[ \xa0](?:{CAP}[ \xa0])*")
_SPEAKING_THROUGH = re.compile(
    r",\s(?:speaking|writing|replying|responding)\s(?:through|via)\s[^,.;“”\"\n]{2,60},?\s\Z"
)
_ONE_OF_THEM = re.compile(r"(?:[Oo]ne|[Aa]nother)(?: of (?:them|the \w+))?, (?=[^\W\d_a-z])")
_VOICE = re.compile(r"(?<=\w)[’']s (?:[a-z]+ )?voice\Z")
_BEHIND_NAME = re.compile(r",?[ \xa0](?:that[ \xa0])?")  # nor “Brel’s plan”
_AFTER_NAME = re.compile(r"[,\s]*(?:that\s)?")


def with_source(document: Document, attribution: Attribution) -> Attribution:
    """With a whole source: the antecedent of “who”, the given name, the subject of its sentence."""
    text = document.text
    if not attribution.source:
        return _inherited(document, attribution)
    attribution = _behind_hyphen(document.text, attribution)
    if one := _ONE_OF_THEM.match(text, *attribution.source[0]):  # “One, Ana Brel,”
        named = Span(one.end(), attribution.source[0].end)
        attribution = replace(attribution, source=(named, *attribution.source[1:]))
    if voice := _VOICE.search(text, *attribution.source[0]):  # “…” Ana Brel's voice shook
        owner = Span(attribution.source[0].start, voice.start())
        attribution = replace(attribution, source=(owner, *attribution.source[1:]))
    first = _behind_fronted(text, attribution.source[0])
    first = _behind_relative(text, first, attribution.cue)
    first = _behind_topic(document, first, attribution.cue)
    if first != attribution.source[0]:
        attribution = replace(attribution, source=(first, *attribution.source[1:]))
    if quoted := _quoted_by(document, attribution):
        return quoted
    if _RELATIVE.match(first.of(text)):
        found = antecedent(text, first, document.sentences.at(first.start), document.names)
        if found and found.end <= first.start:
            return replace(attribution, source=(found, *attribution.source))
        return attribution
    if person := _from_place(document, attribution.source):
        first = person
    if through := _through(document, first):
        first = through
    if titled := _with_titled_name(document, attribution) or _with_cut_name(document, attribution):
        return titled
    first = _with_noun(document, _with_determiner(text, first), attribution.cue)
    first = _with_name_behind(document, first, attribution.cue)
    whole = with_given_name(text, whole_name(first, _people(document, first)))
    cut = text[first.end : first.end + 1] in ("'", "’", "-")
    if (
        (whole.start < first.start or cut)
        and whole != first
        and not any(whole.overlaps(o) for o in attribution.source[1:])
    ):
        return replace(attribution, source=(whole, *attribution.source[1:]))
    return replace(attribution, source=(first, *attribution.source[1:]))


def _behind_hyphen(text: str, attribution: Attribution) -> Attribution:
    """“The Osk-based firm” of “…, the Osk-based firm said”, which the tagger cuts at the hyphen."""
    first = attribution.source[0]
    article = _ARTICLE.match(text, *first)
    seat = _SEAT.match(text, article.end() if article else first.start, first.end) or (
        text[first.start - 1 : first.start] == "-"
        and _SEAT.search(text, max(0, first.start - REACH), first.end)
    )
    if not seat or seat.end() <= first.start:
        return attribution
    before = _THE.search(text, max(0, seat.start() - 4), seat.start())
    source = Span(before.start() if before else seat.start(), first.end)
    content = tuple(_until(text, span, source.start) for span in attribution.content)
    if any(end <= start for start, end in content):
        return attribution
    return replace(attribution, source=(source, *attribution.source[1:]), content=content)


def _until(text: str, content: Span, end: int) -> Span:
    """A span that ends before the comma in front of a position, if it reaches over it."""
    if not content.start < end <= content.end:
        return content
    return Span(content.start, content.start + len(text[content.start : end].rstrip(" \xa0,")))


def _from_place(document: Document, source: Spans) -> Span | None:
    """Whom “who” means behind a place that the tagger took: “Ana Brel of Osk, who said”."""
    if len(source) < 2 or not _RELATIVE.match(source[1].of(document.text)):
        return None
    place = any(label == "GPE" and span == source[0] for span, label in document.names)
    found = place and antecedent(
        document.text, source[1], document.sentences.at(source[1].start), document.names
    )
    return found or None


def _through(document: Document, source: Span) -> Span | None:
    """Who speaks through whom the tagger took: “Brel, speaking through her aide, Ek, said”."""
    text = document.text
    sentence = document.sentences.at(source.start)
    found = _SPEAKING_THROUGH.search(text, sentence.start, source.start)
    return found and first_noun(text, sentence, found.start(), document.quoted, document.names)


def _with_titled_name(document: Document, attribution: Attribution) -> Attribution | None:
    """“According to Ms” with the name behind, which the tagger took for the first word said."""
    first, content = attribution.source[0], attribution.content[0]
    if not is_title(first.of(document.text)):
        return None
    whole = whole_name(first, _people(document, Span(first.start, content.start + 1)))
    if not (content.start < whole.end < content.end and whole.end > first.end):
        return None
    if document.text[whole.end] in "'’":  # “said President | Brel’s aide”
        return None
    joint = _AFTER_NAME.match(document.text, whole.end, content.end)
    rest = Span(joint.end() if joint else whole.end, content.end)
    return replace(
        attribution,
        source=(whole, *attribution.source[1:]),
        content=(rest, *attribution.content[1:]),
    )


def _with_cut_name(document: Document, attribution: Attribution) -> Attribution | None:
    """“Said Ana | Brel, rise”: the family name is no part of what was said."""
    first, content = attribution.source[0], attribution.content[0]
    if first.end + 1 != content.start:
        return None
    for name, _ in _people(document, Span(first.end - 1, content.start + 1)):
        joint = _BEHIND_NAME.match(document.text, name.end, content.end)
        if first.contains(Span(name.start, first.end)) and joint and joint.end() < content.end:
            source = (Span(first.start, name.end), *attribution.source[1:])
            rest = (Span(joint.end(), content.end), *attribution.content[1:])
            return replace(attribution, source=source, content=rest)
    return None


def _behind_fronted(text: str, source: Span) -> Span:
    comma = text.find(", ", *source)
    fronted = comma > 0 and _FRONTED_BY.search(text[max(0, source.start - 20) : source.start])
    return Span(comma + 2, source.end) if fronted and text[comma + 2].isupper() else source


def _behind_topic(document: Document, source: Span, cue: Spans) -> Span:
    """“A top aide” of “Brel, a top aide said, “is tired””: no apposition, which a comma ends."""
    topic = _TOPIC.fullmatch(source.of(document.text))
    if not topic or not any(span.start == source.end + 1 for span in cue):
        return source
    named = names_in(document.names, Span(source.start + topic.start("who"), source.end))
    ends = document.text[source.start - 1 : source.start] in ("", " ", "\n")
    return Span(source.start + topic.start("who"), source.end) if ends and not named else source


def _behind_relative(text: str, source: Span, cue: Spans) -> Span:
    """“Which it” of “the flights, which it says will end”: “it”; “who Brel”: “Brel”."""
    behind = any(span.end + 1 == source.start for span in cue)  # “according to a poll that Brel …”
    subject = None if behind else _RELATIVE_OBJECT.fullmatch(source.of(text))
    return Span(source.start + subject.start("it"), source.end) if subject else source


def _with_determiner(text: str, source: Span) -> Span:
    """“planter” behind “the” with it, and so “34-year-old”."""
    before = _DETERMINER.search(text, max(0, source.start - 8), source.start)
    name = text[source.start].isupper()
    return Span(before.start(), source.end) if before and not name else source


def _with_noun(document: Document, source: Span, cue: Spans) -> Span:
    """“The” of “The railway called” with its noun, which the tagger leaves out now and then."""
    if not cue or not _IS_DETERMINER.fullmatch(source.of(document.text)):
        return source
    noun = _NOUN.fullmatch(document.text, source.end, cue[0].start)
    return Span(source.start, noun.end("noun")) if noun else source


def _with_name_behind(document: Document, source: Span, cue: Spans) -> Span:
    """“Foreign” of “Foreign Minister Ana Brel was heard saying” with the person whom it titles."""
    stop = cue[0].start if cue else source.end
    if stop <= source.end or not _ENDS_IN_CAPITALS.search(document.text, *source):
        return source
    for name in _people(document, Span(source.end, stop)):
        titled = _TITLES.fullmatch(document.text, source.end, name[0].start)
        return Span(source.start, name[0].end) if titled and name[0].end < stop else source
    return source


def _quoted_by(document: Document, attribution: Attribution) -> Attribution | None:
    """“X was quoted by Y as saying”: the words are X's, not Y's."""
    first = attribution.source[0]
    before = document.text[max(0, first.start - 40) : first.start]
    passive = "ed by" in before and _QUOTED_BY.search(before)
    if not passive:
        return None
    start = first.start - len(before) + passive.start()
    sentence = document.sentences.at(start)
    found = subject(
        document.text, Span(start, first.start), sentence, document.quoted, document.names
    )
    return replace(attribution, source=(found,)) if found else None


def _people(document: Document, span: Span) -> list[Name]:
    return [
        name
        for name in names_in(document.names, span)
        if name[1] == "PERSON" and "\n" not in name[0].of(document.text)
    ]


def _inherited(document: Document, attribution: Attribution) -> Attribution:
    if not attribution.cue or not any(near(document.outer_spans, s) for s in attribution.content):
        return attribution
    start = attribution.content[0].start
    cue = max((c for c in attribution.cue if c.end <= start), default=attribution.cue[0])
    sentence = document.sentences.at(cue.start)
    if _PASSIVE.search(document.text, max(sentence.start, cue.start - 12), cue.end):
        return attribution
    saying = any(SAYING.search(span.of(document.text)) for span in attribution.cue)
    find = subject if saying else noun_before
    found = find(document.text, cue, sentence, document.quoted, document.names)
    if found is None or any(
        found.overlaps(span) for span in (*attribution.content, *attribution.cue)
    ):
        return attribution
    score = attribution.confidence * confidence.INHERITED
    return replace(attribution, source=(found,), confidence=score)
