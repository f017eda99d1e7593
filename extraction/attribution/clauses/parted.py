"""Statements of which a paraphrase is one sentence and words between marks are the next.

“Ek said the lock was shut.  “Nobody has a key.””: a paraphrase, and a quotation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans, length, overlap
from extraction.attribution.clauses.introductions import WHOLE
from extraction.attribution.kinds import is_turn
from extraction.document import Document
from extraction.text.quotation_marks import near

LEAST_UNMARKED = 0.5
"""The least share of a paraphrase that is between no marks: “the lock was “shut for good””."""
_SENTENCE_ENDS = re.compile(r"[.!?…:;][’'”\"»)]*\s*\Z")
_LEADS_IN = re.compile(r"[.!?…:;][ \xa0]*\Z")
_MARKS = " \xa0“”„\"«»’'"


def part_statements(document: Document) -> None:
    """Part attributions into what is reported and what is between marks, by start of content."""
    parted = [part for each in document.attributions for part in _parts(document, each)]
    document.attributions = sorted(parted, key=lambda each: (each.content, each.source))


def _parts(document: Document, attribution: Attribution) -> Iterator[Attribution]:
    """The attribution, or two: the words between marks as carried on from the paraphrase."""
    words, reported = _sides(document, attribution)
    if not words or not reported or not _is_parted(document, attribution, words, reported):
        yield attribution
        return
    yield replace(attribution, content=reported)
    yield replace(attribution, content=words, cue=(), carried_from=reported[0].start)


def _sides(document: Document, attribution: Attribution) -> tuple[Spans, Spans]:
    """The content that is whole sentences between marks, and the rest of it."""
    words: list[Span] = []
    reported: list[Span] = []
    for span in attribution.content:
        for part in _at_colons(document, span):
            if _is_whole(document, part):
                words += _between_marks(document, part)
            else:
                reported.append(part)
    return tuple(words), tuple(reported)


def _between_marks(document: Document, span: Span) -> list[Span]:
    inners = [each.inner for each in near(document.outer_spans, span)]
    return [
        Span(max(span.start, inner.start), min(span.end, inner.end))
        for inner in inners
        if span.overlaps(inner)
    ]


def _at_colons(document: Document, span: Span) -> Iterator[Span]:
    """Some content, parted before whole sentences between marks that a sentence leads to."""
    text, start = document.text, span.start
    for each in near(document.outer_spans, span):
        lead = Span(start, max(start, each.span.start))
        whole = WHOLE.match(each.inner.of(text).strip()) and each.inner.start < span.end
        if whole and lead.start < lead.end and _LEADS_IN.search(text, *lead):
            yield Span(start, start + len(lead.of(text).rstrip(" \xa0.:;")))
            start = each.inner.start
    yield Span(start, span.end)


def _is_whole(document: Document, span: Span) -> bool:
    """Whether some content is nothing but whole sentences between marks."""
    marked = _marked(document, span)
    inner = span.of(document.text).strip(_MARKS)
    return marked >= 0.95 * length((span,)) and WHOLE.match(inner) is not None


def _marked(document: Document, span: Span) -> int:
    return overlap((span,), tuple(each.span for each in near(document.outer_spans, span)))


def _is_parted(document: Document, attribution: Attribution, words: Spans, reported: Spans) -> bool:
    """Whether a sentence ends between the paraphrase and the words, whichever comes first."""
    if not attribution.cue or not attribution.source or is_turn(document, attribution):
        return False
    if attribution.confidence < confidence.LEAST:
        return False
    unmarked = (length((span,)) - _marked(document, span) for span in reported)
    if any(
        own < LEAST_UNMARKED * length((span,)) for own, span in zip(unmarked, reported, strict=True)
    ):
        return False
    text = document.text
    if reported[-1].end <= words[0].start:
        between = text[reported[-1].end : words[0].start].rstrip('“„"«‘ \xa0')
        return _SENTENCE_ENDS.search(between) is not None
    if words[-1].end <= reported[0].start:
        between = text[words[-1].end : reported[0].start].strip(_MARKS + "\n")
        opens = between or text[reported[0].start]
        return opens[:1].isupper() and not opens.endswith((",", ";", "–", "—", "-"))
    return False
