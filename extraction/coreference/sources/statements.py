"""Whose statement it is: “the statement added”, where the article says before who made it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extraction import confidence
from extraction.annotations import Span, SpeakerType
from extraction.document import Document, ResolvedSource

_BARE = re.compile(
    r"(?:the|its|their|his|her)\s+(?:statement|news release|press release)", re.IGNORECASE
)
_MADE = re.compile(r"\b(?:statement|release)\b")
# “The police put out a statement too”: that of another, though nothing of it was quoted yet
_ANOTHER = re.compile(
    r"\b(?:an?|another|(?:its|their|his|her)[ \xa0]own|[\w-]+[’'])s?[ \xa0](?:[\w-]+[ \xa0]){0,3}"
    r"(?:statement|release)\b"
)
REACH = 1200
"""Code points from “the statement” back to the sentence that says whose it is."""


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
