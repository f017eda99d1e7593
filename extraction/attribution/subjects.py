"""The subject of a cue without a source, by orthography and names alone: no parse.

The answer is None in all but plain cases.  Also whether the subject of a headline says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.document import Document, Name
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import PARTICLES_IN_SUBJECTS
from extraction.lexicon.speech_constructions import (
    DENYING,
    DONE_TO,
    FRONTED,
    FRONTED_PLACES,
    QUESTIONED,
)
from extraction.names import is_given
from extraction.text.patterns import any_of

_WORD_BEFORE = re.compile(r"(?<![\w’'-])(?P<word>[A-Z][\w’'-]*)[ \xa0]\Z")

SPEAKING_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})

_FRONTED = re.compile(
    rf"(?:{any_of(capitalized(FRONTED | FRONTED_PLACES))}"
    r"|After|Before|While|When|Whenever|Since|As|Although|Though|In|On|At|By|During|With|Without"
    r"|Despite|Following|Amid|For|From|If"
    r"|Because|Until|Under|Over|Earlier|Later|Meanwhile|However|But|And|Yet|Still|Then|Instead"
    r"|Last|Once|Of course|So|Now|Soon|Since|Given|According|Unlike|Like|[A-Z]\w+ing)\b"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)"
_PROPER = r"[^\W\d_a-z][\w.’'&-]*"
_INSIDE_NAMES = PARTICLES_IN_SUBJECTS | {"of", "for", "and"}
_PARTICLE = rf"{any_of(_INSIDE_NAMES)}(?=[ \xa0][^\W\d_a-z])"
_NAME = rf"{_PROPER}(?:[ \xa0](?:{_PROPER}|{_PARTICLE}))*"
_DETERMINED = (
    r"\b(?:[Tt]he|[Aa]n?|[Bb]oth|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Ss]ome|[Mm]any|[Aa]nother"
    r"|[Ss]everal|[Tt]his|[Tt]hat|[Ee]ach|[Aa]ll)(?: [\w’'-]+){1,4}?"
)
_PLURAL = r"[A-Z][a-z]+ (?:[a-z]+ ){0,2}[a-z]+s"
_ADVERBS = (
    r"(?:\s+(?:also|then|later|once|again|still|now|often|even|already|just|recently|reportedly|has|have"
    r"|had|was|is|were|would|will|[a-z]\w*ly|on \w+day|this week|last week|in \w+ \d{4}),?)*"
)
_ENDS_IN_NOUN = re.compile(rf"(?P<noun>\b{_PRONOUN}|{_DETERMINED}|{_NAME}){_ADVERBS}\s*\Z")
_NOUN_END = re.compile(rf"\b(?:{_DETERMINED}|{_NAME}|\w+)\Z")
_STARTS_WITH_NOUN = re.compile(
    rf"\s*(?:\d+-year-old )?(?P<noun>{_PRONOUN}\b|{_DETERMINED}(?=[ ,])|{_PLURAL}\b|{_NAME})"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|on|at|by|with|for|to|from|about|against|than|into|over|near|under|via)"
    r"(?:\s+(?:the|a|an|his|her|their))?\s*\Z"
)
# “When asked if he feared the bull replied”: who was asked replied, not the bull
_IN_QUESTION = re.compile(
    rf"(?:\b(?:when|if|was|were)|,)\s+(?:\w+ly\s+|later\s+|then\s+)?{any_of(QUESTIONED)}\s+"
    r"(?:by\s[^,;:“”\"]{1,40}\s)?(?:if|whether|what|how|why|when|where|who|on|about|over)\b"
    r"[^,;:“”\"]*\Z"
)

_FROM_PLACE = re.compile(r"[ \xa0](?:of|from|in)[ \xa0](?:the[ \xa0])?\Z")
# “Ana Brel, a Republican, who”: Ana Brel
_APPOSED = re.compile(r",[ \xa0](?:an?|the)[ \xa0]\Z")
_PLACE_BEHIND = re.compile(rf"[ \xa0](?:of|from|in)[ \xa0](?:the[ \xa0])?{_NAME}")
_WHO = re.compile(r"whom?\b", re.IGNORECASE)
# “the envoy in ”, “a student of the cafe near the ”, “officials of ”
_PERSON_OF = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother|[\w-]+[’']s)"
    r"(?:[ \xa0](?!\w+ed\b|(?:told|said|met|was|is|were|had|has)\b)[\w’'-]+){1,5}?"
    r"|\b(?:[A-Z][a-z]+[ \xa0])?[a-z]+(?:s|men|women|people))"
    r"[ \xa0](?:in|at|of|from|near|to|for|with|outside)[ \xa0]"
    r"(?:(?:an?|the|his|her|their)[ \xa0](?:[\w-]+[ \xa0]){1,3}?(?:in|at|of|from|near)[ \xa0])?"
    r"(?:the[ \xa0])?\Z"
)
_DONE = re.compile(
    rf"[ \xa0](?P<done>{any_of(DONE_TO)})[ \xa0](?:for|of|over|after|to|in|as|with|at|from|on)\b"
)
_DENIED = re.compile(
    rf"[ \xa0](?P<done>{any_of(DENYING)})[ \xa0][^\n]{{0,40}}?"
    r"[‘'“\"][^\n’'”\"]{1,60}[’'”\"][ \xa0]"
    r"(?:accusation|allegation|attack|charge|claim|jibe|label|report|row|rumou?r|slur|smear|tag)s?\b"
)
LONGEST_HEADLINE = 200  # code points
_SENTENCE_END = re.compile(r"[.!?…]\s*\Z")


def subject(
    text: str, cue: Span, sentence: Span, quoted: Sequence[Span], names: Sequence[Name]
) -> Span | None:
    """Whose a cue is that has no source: the noun before it, or the subject of its sentence.

    `quoted` are quoted spans, of which no word is a subject.  `names` are by start.
    """
    if noun := noun_before(text, cue, sentence, quoted, names):
        return noun
    opening = text[sentence.start : cue.start].strip()
    fronted = _FRONTED.match(opening) and "," not in opening and len(opening) < 30
    if fronted or not opening:
        return _after_comma(text, cue.end, sentence, quoted, names)
    return first_noun(text, sentence, cue.start, quoted, names)


def noun_before(
    text: str, cue: Span, sentence: Span, quoted: Sequence[Span], names: Sequence[Name]
) -> Span | None:
    """The noun right before a cue, adverbs and auxiliaries aside, if it may be its subject."""
    before = text[sentence.start : cue.start]
    found = _ENDS_IN_NOUN.search(before[-120:])
    if not found or _joined(before) or _FRONTED.fullmatch(found["noun"]):
        return None
    at = max(0, len(before) - 120) + found.start("noun")
    if _IN_QUESTION.search(before[max(0, at - 200) : at]):
        return None
    start = sentence.start + at
    noun = Span(start, start + len(found["noun"]))
    return whole_name(noun, names) if _may_speak(text, noun, sentence, quoted) else None


def _joined(before: str) -> bool:
    """Whether the cue goes on with an earlier subject: “, saying”, “and said”."""
    return bool(
        re.search(
            r"(?:,|\band|\bbut|\bwhile|\bbefore|\bafter|[-–—])\s*"
            r"(?:[a-z]\w*ly |then |also |later )?\Z",
            before,
        )
    )


def first_noun(
    text: str, sentence: Span, end: int, quoted: Sequence[Span], names: Sequence[Name]
) -> Span | None:
    """The subject of a sentence as far as `end`: its first noun that no fronted phrase holds."""
    start = sentence.start
    while start < end and text[start].isspace():
        start += 1
    for _ in range(3):
        if not _FRONTED.match(text, start, end):
            break
        comma = text.find(",", start, end)
        word = _FRONTED.match(text, start, end)
        short = word is not None and word[0] in ("But", "And", "Yet", "Still", "Then", "However")
        if short and word is not None:
            start = word.end() + (text[word.end() : word.end() + 1] == ",")
        elif comma >= 0:
            start = comma + 1
        else:
            return None
        while start < end and text[start].isspace():
            start += 1
    match = _STARTS_WITH_NOUN.match(text, start, end)
    if not match:
        return None
    noun = whole_name(Span(*match.span("noun")), names)
    return noun if _may_speak(text, noun, sentence, quoted) and noun.end <= end else None


def _after_comma(
    text: str, start: int, sentence: Span, quoted: Sequence[Span], names: Sequence[Name]
) -> Span | None:
    """The subject that follows a fronted “After saying …,”."""
    for match in re.finditer(r",[\"”’»]?\s+", text[start : sentence.end]):
        at = start + match.end()
        found = _STARTS_WITH_NOUN.match(text, at, sentence.end)
        if found:
            noun = Span(*found.span("noun"))
            if _may_speak(text, noun, sentence, quoted):
                return whole_name(noun, names)
    return None


def _may_speak(text: str, noun: Span, sentence: Span, quoted: Sequence[Span]) -> bool:
    index = bisect_left(quoted, (noun.end, 0))
    if index and quoted[index - 1].overlaps(noun):
        return False
    return not _PREPOSITION.search(text, max(sentence.start, noun.start - 14), noun.start)


def whole_name(noun: Span, names: Sequence[Name]) -> Span:
    """The noun with the whole of any speaking name that it cuts."""
    start, end = noun
    for span, label in names_in(names, noun):
        if label in SPEAKING_LABELS and span.end - span.start < 80:
            start, end = min(start, span.start), max(end, span.end)
    return Span(start, end)


def with_given_name(text: str, noun: Span) -> Span:
    """“Brel” right behind “Ana” with the given name, whether or not the recogniser knows her."""
    before = _WORD_BEFORE.search(text, max(0, noun.start - 30), noun.start)
    if before and text[noun.start].isupper() and is_given(before["word"]):
        return Span(before.start("word"), noun.end)
    return noun


def names_in(names: Sequence[Name], span: Span) -> list[Name]:
    """The names that overlap a span; `names` are by start and do not overlap."""
    first = bisect_left(names, ((span.start, 0), ""))
    while first and names[first - 1][0].end > span.start:
        first -= 1
    after = first
    while after < len(names) and names[after][0].start < span.end:
        after += 1
    return list(names[first:after])


def antecedent(text: str, relative: Span, sentence: Span, names: Sequence[Name]) -> Span | None:
    """The antecedent of a relative pronoun (who, which, that): the name or noun right before it."""
    before = text[sentence.start : relative.start]
    stop = sentence.start + len(before.rstrip(" ,\xa0\t"))
    if stop <= sentence.start:
        return None
    people = [
        name for name in names_in(names, Span(sentence.start, stop)) if name[1] in SPEAKING_LABELS
    ]
    of_people = _WHO.match(text, relative.start) is not None
    for span, label in reversed(people):
        if label == "GPE" and _is_of_person(text, span, people):
            continue
        if of_people and span.end == stop and label != "PERSON":
            placed = _PERSON_OF.search(text, max(sentence.start, span.start - 90), span.start)
            if placed:  # “the French envoy in Vienna, who”
                return Span(placed.start(), stop)
        if label != "PERSON" and _APPOSED.search(
            text, max(sentence.start, span.start - 5), span.start
        ):
            continue
        between = text[_of_place(text, span, stop) : stop]
        if not between.strip() or between in ("’s", "'s"):
            return _with_title(text, span, sentence)
        apposition = (
            between.startswith((", ", " (")) and len(between) < 90 and between.count(",") <= 2
        )
        if apposition and label == "PERSON":
            return _with_title(text, span, sentence)
    match = _NOUN_END.search(text[max(sentence.start, stop - 60) : stop])
    if not match:
        return None
    start = max(sentence.start, stop - 60) + match.start()
    return Span(start, stop)


def _is_of_person(text: str, place: Span, names: Sequence[Name]) -> bool:
    """Whether a place says where the person right before it is from: “Ana Brel of Osk”."""
    before = _FROM_PLACE.search(text, max(0, place.start - 20), place.start)
    return before is not None and any(
        label == "PERSON" and span.end == before.start() for span, label in names
    )


def _of_place(text: str, person: Span, stop: int) -> int:
    """Where a name ends with the place behind it that ends a clause."""
    place = _PLACE_BEHIND.match(text, person.end, stop)
    return stop if place and place.end() == stop else person.end


def _with_title(text: str, name: Span, sentence: Span) -> Span:
    """The name with the capitalised words before it: “US President” Donald Trump."""
    before = text[max(sentence.start, name.start - 80) : name.start]
    match = re.search(r"(?:\b[^\W\d_a-z][\w.’'-]*[ \xa0]+)+\Z", before)
    if not match:
        return name
    return Span(name.start - len(match[0]), name.end)


def is_done_to(document: Document, source: Span, cue: Span) -> bool:
    """Whether a headline says what is done to a source, or what it denies.

    “Ek sued for ‘fraud’”, “Ek denies ‘bribe’ claim”: the words are another's.
    """
    text, line = document.text, document.paragraph(0)
    if not source.start < line.end < LONGEST_HEADLINE or _SENTENCE_END.search(text, *line):
        return False
    done = _DONE.match(text, source.end) or _DENIED.match(text, source.end)
    return done is not None and done.start("done") == cue.start
