"""Whose statement it is: “the statement added”, where the article says before who made it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extraction import confidence
from extraction.annotations import EntityType, Span, SpeakerType
from extraction.document import Document, Mention, ResolvedSource
from extraction.lexicon import words
from extraction.text.folding import plain

_BARE = re.compile(
    r"(?:the|its|their|his|her)\s+(?:statement|news release|press release)", re.IGNORECASE
)
_MADE = re.compile(r"\b(?:statement|release)\b")
# “The police put out a statement too”: that of another, though nothing of it was quoted yet
_ANOTHER = re.compile(
    r"\b(?:an?|another|(?:its|their|his|her)[ \xa0]own|[\w-]+[’'])s?[ \xa0](?:[\w-]+[ \xa0]){0,3}"
    r"(?:statement|release)\b"
)
_BY = re.compile(
    r"\b(?:statement|release|communiqu[ée]|bulletin)[ \xa0]"
    r"(?:(?:issued|released|published|put out)[ \xa0])?"
    r"(?:from|by)[ \xa0](?:the[ \xa0])?"
)
# “from the Interior Minister”, “from the union and the club”
_GOES_ON = re.compile(r"\s(?:and|&)\s|(?<!\S)[^\W\d_a-z]")
STATEMENTS = words("statement release communique bulletin")
KINDS_OF_RELEASES = words("news press media joint")
REACH = 1200
"""Code points from “the statement” back to the sentence that says whose it is."""


def named_maker(
    document: Document, source: Span, head: str, before: Mention | None
) -> Mention | None:
    """Who makes a statement by the source itself: “a WHO statement”, “a statement from Osk Rovers”.

    `before` is the name in front of the head of the source, if there is one.
    """
    if head not in STATEMENTS:
        return None
    text = document.text
    if before and before.type is EntityType.ORGANIZATION:
        between = text[before.span.end : source.end].split()
        return before if between and plain(between[0]) in STATEMENTS | KINDS_OF_RELEASES else None
    if not (by := _BY.search(text, *source)):
        return None
    maker = next((each for each in document.mentions if each.span.start == by.end()), None)
    if maker is None or maker.type not in (EntityType.ORGANIZATION, EntityType.PERSON):
        return None
    goes_on = _GOES_ON.search(text, maker.span.end, source.end)
    return None if goes_on or maker.possessive else maker


def maker_of_statement(
    document: Document, resolved: Mapping[Span, ResolvedSource], source: Span
) -> ResolvedSource | None:
    """Who spoke in the last sentence before that has a statement, if that is a name.

    “Brel said in a statement”, then “the statement said”; `resolved` has the sources so far.
    None too where another makes one in between: “The police put out a statement.”
    """
    if not _BARE.fullmatch(source.of(document.text).strip()):
        return None
    for attribution in reversed(document.attributions):
        if not attribution.source or attribution.source[0].start >= source.start:
            continue
        before = attribution.source[0]
        if source.start - before.start > REACH:
            return None
        found = resolved.get(before)
        sentence = document.sentences.at(before.start)
        if found is None or not _MADE.search(document.text, *sentence):
            continue
        if not found.name or found.type not in (SpeakerType.PERSON, SpeakerType.ORGANIZATION):
            return None
        if _ANOTHER.search(document.text, max(sentence.end, before.end), source.start):
            return None
        reason = f"“{source.of(document.text).strip()}” → {found.name}: whose statement it is"
        certainty = min(found.certainty, confidence.BY_DESCRIPTION)
        return replace(found, span=source, certainty=certainty, reason=reason)
    return None
