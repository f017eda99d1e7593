"""Which of two people is meant: “the former”, “the latter”, and “he” behind “for Ek, Brel is …”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.annotations import EntityType, Span
from extraction.coreference.narration.events import Narration
from extraction.coreference.titles import head_noun
from extraction.document import Document, Mention
from extraction.lexicon.offices import OFFICES_SPELT_OUT
from extraction.lexicon.roles import HEADS
from extraction.names import CAP, gender_of_given, is_given
from extraction.text.folding import plain
from extraction.text.intervals import overlapping

NEAR = 400  # code points from the pair to what refers to it
PAIR = re.compile(
    r"the (?P<which>former|first|latter|second)\b(?! \w+ed\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# “For Tom Ek, a teacher, Brel was a hero.”
FOR_WHOM = re.compile(
    rf"For (?P<who>(?:[a-z-]+ ){{0,2}}{CAP}(?: {CAP}){{0,3}}),(?: [^.,“”\"\n]{{1,70}},){{0,2}}"
    r" [^.,“”\"\n]{2,40}? (?:is|was|remains|became|has been|had been|will be) [^“”\"\n]*"
)
TITLED_TOO = re.compile(r",?\s(?:and|or|&)\s(?:[\w.’'-]+\s){1,5}")
TWO_NAMES = re.compile(
    rf"(?P<first>{CAP})(?: {CAP}){{1,2}},? (?:and|&) (?P<second>{CAP})(?: {CAP}){{1,2}}"
)
AT_PLACE = re.compile(
    r"\b(?:at|in|from|near)\s(?:the\s)?(?:[A-Z][\w’'-]+\s){0,3}[A-Z][\w’'-]+\s(?:and|or)\Z"
)
JOINED = re.compile(r"\b[A-Z][\w’'-]+\s(?:and|or)\Z")
# “ chair and former mayor ” between a body and a person who has both offices
TWO_OFFICES = re.compile(
    r"[ \xa0](?P<first>[a-z]+)[ \xa0]and[ \xa0]"
    r"(?P<second>(?:[\w-]+[ \xa0]){0,2}(?P<last>[\w-]+)[ \xa0])"
)


def ends_pair(text: str, source: Span) -> bool:
    """Whether a source is two names, or the second with its conjunction: “Brel *and Ek*”."""
    phrase = source.of(text)
    if (two := TWO_NAMES.fullmatch(phrase)) and is_given(two["first"]) and is_given(two["second"]):
        return True
    first = phrase.split(" ", 1)[0]
    around = (max(0, source.start - 40), source.start + len(first))
    return bool(JOINED.search(text, *around)) and not AT_PLACE.search(text, *around)


def are_joined(text: str, named: Sequence[Mention]) -> bool:
    """Whether the last two names of a source are two who speak: “Ana Brel and Mayor Tom Ek”.

    Not “Brel and Ek’s lawyer”, nor “Osk Bank chair and former mayor Tom Ek”.
    """
    if named[-1].possessive:
        return False
    gap = text[named[-2].span.end : named[-1].span.start]
    people = [mention for mention in named if mention.type is EntityType.PERSON]
    gaps = (text[a.span.end : b.span.start] for a, b in pairwise(people))
    if named[-2].type is not EntityType.PERSON and (offices := TWO_OFFICES.fullmatch(gap)):
        last = offices["last"] in OFFICES_SPELT_OUT or head_noun(offices["second"])
        if plain(offices["first"]) in HEADS and last:
            return False
    titled = any(TITLED_TOO.fullmatch(each) for each in gaps)
    return titled or bool(re.match(r"(?:[’']s)?(?:\s\w+)?,?\s(?:and|or|&)\b|,\s*$", gap))


def one_of_pair(document: Document, narration: Narration, source: Span) -> Mention | None:
    """Whom “the former” or “the latter” means: of the last two people joined by “and” before.

    None if another person is named between, or if a noun follows: “the former minister”.  “He” and
    “she” are those for whom the sentence before says that another is something.
    """
    text, mentions = document.text, document.mentions
    if source.of(text).strip().lower() in {"he", "she"}:
        return _for_whom(document, source)
    found = PAIR.fullmatch(source.of(text).strip())
    if not found or re.match(r"\s\w", found["rest"]):
        return None
    near = overlapping(mentions, Span(max(0, source.start - NEAR), source.start))
    people = [
        m for m in near if m.type is EntityType.PERSON and not narration.quoted.holds(m.span.start)
    ]
    if len(people) < 2:
        return None
    first, second = people[-2:]
    between = text[first.span.end : second.span.start]
    if "\n" in between or not re.search(r"\band\b", between) or re.search(r"[.!?]\s", between):
        return None
    return first if found["which"].lower() in {"former", "first"} else second


def _for_whom(document: Document, source: Span) -> Mention | None:
    """For whom something is so in the sentence before a “he” or “she”, if nobody else is between.

    “For Tom Ek, Brel was a hero. He said”: Ek, unless his given name is none of a man.
    """
    pronoun = source.of(document.text).strip()
    sentence = document.sentences.at(source.start)
    before = document.sentences.at(max(0, sentence.start - 2))
    found = FOR_WHOM.match(document.text, before.start, before.end)
    if found is None or before.start >= sentence.start:
        return None
    people = [m for m in document.mentions if m.type is EntityType.PERSON]
    who = [m for m in people if m.span.end == found.end("who")]
    between = [m for m in people if sentence.start <= m.span.start < source.start]
    outside = [m for m in between if not any(q.contains(m.span) for q in document.quoted)]
    gender = gender_of_given(who[0].words[0]) if who else None
    fits = who and gender in (None, "m" if pronoun.lower() == "he" else "f")
    return who[0] if fits and not outside else None
