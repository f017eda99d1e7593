"""Paragraphs that are one quotation, and whose the paragraphs beside them make it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extraction.annotations import Attribution, Span
from extraction.attribution.subjects import first_noun, names_in
from extraction.document import NOWHERE, Document
from extraction.lexicon.roles import HEADS, TEAM_MEMBERS
from extraction.names import CAP
from extraction.text.folding import plain
from extraction.text.intervals import overlapping
from extraction.text.quotation_marks import QuotedSpan
from extraction.text.sentences import is_subject

PARAGRAPHS_BACK = 2
LINES_ON_TOP = 400  # code points, in which an article may open with a quotation
MOST_OFFICE = 6  # words of an office before a name
OPENING = 45  # code points, in which a sentence names its subject
_SENTENCE = re.compile(r"\w\w[.!?…][”’\"']?\s")  # the end of one
_SIGNING = re.compile(r"[(―—–~-][ \xa0]?\Z")  # “…” (Ana Brel, 34)
_DESCRIBES = re.compile(r"(?:The|An?|His|Her|Their|[^\W\d_a-z]\w*[’']s)\s")
_LONE_NAME = re.compile(r"[^\W\d_a-z][\w-]+(?= [a-z])")
# “From the desk of Ana Brel, vice president, Velm Lamps.”, a line of its own
_LED_IN_BY = re.compile(
    r"(?i:from the (?:desk|pen|office) of|(?:an? |the )?(?:open )?(?:message|note|letter|statement"
    r"|tribute|testimony|greeting|foreword|words?) (?:from|by|of)) (?:[a-z][a-z-]+ ){0,3}"
    rf"(?P<name>{CAP}(?: {CAP}){{1,3}})(?: ?[,(][^.!?“”\"\n]{{0,100}})?[.:]?"
)
_CAPITALIZED = re.compile(r"[^\W\d_a-z][\w-]+")
_HE_OR_SHE = re.compile(r"[\s“\"‘]*(?P<pronoun>He|She)\b")


def speaker_beside(
    document: Document, quoted_span: QuotedSpan, cued: Sequence[Attribution]
) -> Attribution | Span | None:
    """Whose a lone quoted span is: that of the attribution before it, or the person it is behind.

    `cued` are the attributions with a cue, by their last cue.
    """
    before = document.paragraph_before(quoted_span.span.start)
    if led_in := _LED_IN_BY.fullmatch(before.of(document.text).strip()):
        start = document.text.index(led_in["name"], *before)
        return Span(start, start + len(led_in["name"]))
    for _ in range(PARAGRAPHS_BACK):
        index = bisect_left(cued, before.end, key=lambda each: each.cue[-1].start)
        if index and before.start <= cued[index - 1].cue[-1].start:
            return cued[index - 1]
        if before == NOWHERE or _people(document, before) or _subject_alone(document, before):
            break
        before = document.paragraph_before(before.start)
    opens = _opens(document, quoted_span) and not _leads_in(document, before)
    beside = document.paragraph_behind(quoted_span.span.end) if opens else before
    source = _subject_alone(document, beside)
    return None if source is None or _speaks_of(document, quoted_span, source) else source


def _opens(document: Document, quoted_span: QuotedSpan) -> bool:
    """Whether no sentence comes before: there may be a place or a byline."""
    start = quoted_span.span.start
    return start < LINES_ON_TOP and not _SENTENCE.search(document.text, 0, start)


def _leads_in(document: Document, paragraph: Span) -> bool:
    """“Testimony of Ana Brel, 44, before the panel:”."""
    return paragraph.of(document.text).rstrip().endswith(":")


def _people(document: Document, paragraph: Span) -> list[Span]:
    """The names of people in the narration of a paragraph."""
    return [
        span
        for span, label in names_in(document.names, paragraph)
        if label == "PERSON" and not overlapping(document.outer_spans, span)
    ]


def _subject_alone(document: Document, paragraph: Span) -> Span | None:
    """Whom the last or the first sentence of a paragraph is about, if it names nobody else."""
    people = _people(document, paragraph)
    if paragraph == NOWHERE or len({_family(document, person) for person in people}) > 1:
        return None
    if people and _leads_in(document, paragraph):
        return people[0]
    last = document.sentences.at(max(paragraph.start, paragraph.end - 2))
    for sentence in (last, document.sentences.at(paragraph.start)):
        if match := _HE_OR_SHE.match(document.text, sentence.start):
            return Span(*match.span("pronoun"))
        for person in people:
            near_start = sentence.start <= person.start < sentence.start + OPENING
            signs = bool(_SIGNING.search(document.text, sentence.start, person.start))
            if near_start and not signs and is_subject(document.text, person):
                return person
    return None


def person_acting(document: Document, narration: Span) -> Span | None:
    """The subject of the last sentence of some narration, if it is a person."""
    text = document.text
    end = narration.start + len(narration.of(text).rstrip())
    sentence = document.sentences.at(max(narration.start, end - 2))
    if not _SENTENCE.search(text, end - 3, end + 2) or sentence.start < narration.start:
        return None
    return person_in(document, sentence, end)


def person_in(document: Document, sentence: Span, end: int) -> Span | None:
    """The subject of a sentence, or of its part up to `end`, if it is a person."""
    text = document.text
    noun = first_noun(text, sentence, end, document.quoted, document.names)
    if noun is None or noun.end >= end:
        return _family_acting(document, sentence)
    if named := _name_behind(document, noun, sentence) or _titled(document, noun, sentence):
        return named
    words = noun.of(text)
    person = any(name.overlaps(noun) for name in _people(document, sentence))
    role = plain(words.split()[-1]) in HEADS
    if person or role or words.lower() in {"he", "she"}:
        return noun
    return _family_acting(document, sentence)


def _name_behind(document: Document, noun: Span, sentence: Span) -> Span | None:
    """The name in apposition to a description: “A member of the council, Ana Brel, stood up.”"""
    text = document.text
    if not _DESCRIBES.match(text, noun.start):
        return None
    for person in _people(document, Span(noun.start, sentence.end)):
        between = text[noun.start : person.start]
        apposed = between.endswith(", ") and text[person.end : person.end + 2] == ", "
        if apposed and between.count(",") == 1 and not re.search(r"\bwho\b", between):
            return person
    return None


def _titled(document: Document, noun: Span, sentence: Span) -> Span | None:
    """The name behind an office that a sentence opens with: “Health minister Ana Brel laughed.”"""
    for person in _people(document, Span(noun.start, sentence.end)):
        before = document.text[noun.start : person.start]
        office = before.split()
        if (
            1 < len(office) <= MOST_OFFICE
            and "," not in before
            and plain(office[-1]) in HEADS | TEAM_MEMBERS
        ):
            return person
    return None


def _speaks_of(document: Document, quoted_span: QuotedSpan, source: Span) -> bool:
    """Whether a quotation is about the “he” who would say it."""
    pronoun = source.of(document.text)
    words = quoted_span.inner.of(document.text)
    found = re.search(rf"\b{pronoun}\b", words, re.IGNORECASE)
    return found is not None and not re.search(r"\w\s[A-Z]", words[: found.start()])


def _family(document: Document, name: Span) -> str:
    return name.of(document.text).split()[-1]


def _family_acting(document: Document, sentence: Span) -> Span | None:
    """Who is called by the family name alone that a sentence opens with: “Brel laughs.”"""
    return family_named(document, sentence) if _LONE_NAME.match(document.text, *sentence) else None


def family_named(document: Document, opening: Span) -> Span | None:
    """The family name of a person of the text that some words open with."""
    found = _CAPITALIZED.match(document.text, *opening)
    if found is None:
        return None
    known = any(
        label == "PERSON" and span.of(document.text).split()[1:][-1:] == [found[0]]
        for span, label in document.names
    )
    return Span(*found.span()) if known else None
