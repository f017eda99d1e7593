"""Clauses of one sentence that each have a subject and a verb of saying of their own.

“Brel said she was “glad to be back” and Reddick said he “had stayed home””: the second cue has its
own source, and what the first reports ends before the conjunction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extraction.annotations import Attribution, Span
from extraction.attribution.tags import ADVERB, DETERMINED, NAME, PRONOUN, VERB
from extraction.document import Document
from extraction.text.intervals import IntervalIndex

REACH = 120
"""Code points before a cue in which its clause begins."""
_CLAUSE = re.compile(
    r"(?P<joint>,?\s(?:and|but|while|whereas|though)\s|;\s)"
    rf"(?P<source>{PRONOUN}|{NAME}|{DETERMINED})\s{ADVERB}\Z"
)
_SAYS = re.compile(rf"{VERB}\Z")


class Clause(NamedTuple):
    """Where the conjunction starts, the subject, and the cue."""

    start: int
    source: Span
    cue: Span


def separate_clauses(document: Document) -> None:
    """Give each clause the source that is in it, and end the content before it there."""
    by_source = IntervalIndex(
        (span, each) for each in document.attributions for span in each.source
    )
    found = {
        place: clause
        for place, attribution in enumerate(document.attributions)
        if (clause := _clause(document.text, attribution))
        and _has_speaker_of(attribution, clause, by_source)
    }
    if not found:
        return
    clauses = IntervalIndex((clause.source, (at, clause)) for at, clause in found.items())
    document.attributions = [
        _ended(replace(each, source=(found[place].source,)), clauses, place)
        if place in found
        else _ended(each, clauses, place)
        for place, each in enumerate(document.attributions)
    ]


def _clause(text: str, attribution: Attribution) -> Clause | None:
    """The clause of the first cue, if the attribution takes its source from before it."""
    if not attribution.cue or not attribution.source:
        return None
    cue = attribution.cue[0]
    begin = max(0, cue.start - REACH)
    match = _CLAUSE.search(text[begin : cue.start]) if _SAYS.match(cue.of(text)) else None
    if match is None:
        return None
    start, source = begin + match.start(), Span(*(begin + at for at in match.span("source")))
    return Clause(start, source, cue) if attribution.source[0].end <= start else None


def _has_speaker_of(
    attribution: Attribution, clause: Clause, by_source: IntervalIndex[Attribution]
) -> bool:
    """Whether its source is that of an earlier cue, too."""
    return any(
        other is not attribution and any(cue.end <= clause.start for cue in other.cue)
        for span in attribution.source
        for other in by_source.overlapping(span)
    )


def _ended(
    attribution: Attribution, clauses: IntervalIndex[tuple[int, Clause]], place: int
) -> Attribution:
    """With content that ends where another clause of saying begins."""
    content = tuple(
        span
        for each in attribution.content
        for span in _parts(each, [c for at, c in clauses.overlapping(each) if at != place])
    )
    same = content == attribution.content or not content
    return attribution if same else replace(attribution, content=content)


def _parts(span: Span, clauses: list[Clause]) -> Iterator[Span]:
    cut = min(
        (clause.start for clause in clauses if span.contains(clause.source)), default=span.end
    )
    if span.start < cut:
        yield Span(span.start, cut)
