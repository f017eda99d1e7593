"""Persons without a name that sentences are about: “The nurse sat down”, “The MP laughed”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.annotations import Span
from extraction.lexicon import capitalized
from extraction.lexicon.roles import GENDER_OF_PEOPLE, HEADS, NATIVES, PARTISANS
from extraction.text.folding import plain
from extraction.text.patterns import any_of

# “The nurse sat down”, “when her brother came”
SUBJECT_DESCRIBED = re.compile(
    r"(?:^|[.!?]\s|[”\"’]\s|,\s|\b(?:when|while|as|but|that|because|before|after|until)\s)"
    r"(?P<phrase>(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Ii]ts|\w+[’']s)\s"
    r"(?:[a-z][\w’'-]+\s){0,2}?"
    r"(?P<head>[a-z][\w-]+))(?=[\s,])",
    re.MULTILINE,
)
# “The Kenyan had won”, “The Dutchman laughed”
SUBJECT_NATIVE = re.compile(
    rf"(?:^|[.!?]\s|[”\"’]\s)(?P<phrase>The\s(?:[A-Z][a-z]+(?:an|ese|man|woman|lander)"
    rf"|{any_of(capitalized(NATIVES))}))"
    r"(?=\s(?:had|has|was|is|would|will|did|could|also|never|then|won|came|took|went|[a-z]{3,}ed)\b)",
    re.MULTILINE,
)
# “The 61-year-old laughed”, “The Ohio Democrat was not persuaded”, “The MP”
SUBJECT_CALLED = re.compile(
    rf"(?:^|[.!?]\s|[”\"’]\s)(?P<phrase>The\s(?:\d\d-year-old(?:\s[a-z]+)?"
    rf"|(?:[A-Z]\w+\s)?{any_of(capitalized(PARTISANS))}|MP|MEP|TD))(?=[\s,])",
    re.MULTILINE,
)


def described_subjects(text: str) -> Iterator[tuple[Span, str | None]]:
    """The phrases, each with the noun that it turns on, if that is a role."""
    for pattern in (SUBJECT_CALLED, SUBJECT_NATIVE):
        for match in pattern.finditer(text):
            yield Span(*match.span("phrase")), None
    for match in SUBJECT_DESCRIBED.finditer(text):
        head = plain(match["head"])
        if head in HEADS or head in GENDER_OF_PEOPLE:
            yield Span(*match.span("phrase")), head
