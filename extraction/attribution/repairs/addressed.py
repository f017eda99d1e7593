"""Who is turned to, and nods, did not speak before: “Brel turned to Ek. “…” Ek nodded.”"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.lone_paragraphs import person_acting
from extraction.document import Document
from extraction.lexicon.speech_verbs import CUES, TAG_VERBS, inflected

_TO = r"\b(?:to|toward|towards|at|from|with|beside|opposite|before|behind)\s[^.!?“”\"\n]{0,60}?\b"
_TAGS = inflected(TAG_VERBS)
_SILENT = re.compile(r"[ \xa0](?:nothing|no more|not a word|little)\b")
_ENDED = re.compile(r"[.!?…]['’\"”»]{0,2}\s*\Z")
_ENDED_PLAINLY = re.compile(r"\.['’\"”»]{0,2}\s*\Z")


def by_who_turned(document: Document, attribution: Attribution) -> Attribution:
    """From the one who is turned to in the sentence before, and reacts, to who turned to them.

    Who answers keeps the answer alone: “Brel turned to Ek. “…?” Ek nodded. “…””.
    """
    if not (attribution.source and attribution.cue and attribution.content):
        return attribution
    text, reacting = document.text, attribution.source[0]
    words, *answer = attribution.content
    asked = text[words.start : reacting.start].rstrip(" \xa0”\"’'").endswith("?")
    answered = asked and answer and answer[0].start > attribution.cue[-1].end
    before = words if answered else attribution.content[-1]
    if not before.end < reacting.start < attribution.cue[0].start:
        return attribution
    act = attribution.cue[0].of(text).lower().split(" ", 1)[0]
    ended = _ENDED_PLAINLY if act in _TAGS else _ENDED
    speaks = act in CUES and not _SILENT.match(text, attribution.cue[0].end)
    if speaks or not ended.search(text, words.start, reacting.start):
        return attribution
    turning = who_turned(document, words.start - 1, reacting.of(text).rsplit(" ", 1)[-1])
    if turning is None:
        return attribution
    if answered:
        return replace(attribution, content=tuple(answer))
    sure = min(attribution.confidence, confidence.INTRODUCED)
    return replace(attribution, source=(turning,), cue=(), confidence=sure)


def who_turned(document: Document, end: int, family: str) -> Span | None:
    """Who turns to the person of a family name in the sentence that ends at `end`."""
    before = Span(min(end, document.paragraph(end).start), end)
    turning = person_acting(document, before)
    name = re.escape(family)
    if turning is None or re.search(rf"\b{name}\b", turning.of(document.text)):
        return None
    towards = re.compile(rf"{_TO}{name}\b").search(document.text, turning.end, end)
    return turning if towards else None
