"""Repairs what the tagger gives: content without scraps, and sources that it left out or cut."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.repairs.addressed import by_who_turned
from extraction.attribution.repairs.content import tidy
from extraction.attribution.repairs.quoting import of_quoted
from extraction.attribution.repairs.source import with_source
from extraction.attribution.repairs.topics import is_topic
from extraction.attribution.subjects import is_done_to
from extraction.document import Document

_TIME = re.compile(
    r"[ \t\[(]*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[ \xa0]?[ap]\.?m\.?)?[\])]?"
    r"(?:[ \xa0]*[–—:-])?[ \t\xa0]+"
)
_PARAGRAPH_END = re.compile(r"[.!?]?\s*\n\s*\n|[.!?]\s*\n")


def repair_attributions(document: Document) -> None:
    """Repair content and source of each attribution.

    Relative pronouns get their antecedents, cut names are made whole, and a cue of saying
    without a source takes the subject of its sentence. What one is quoted as saying is theirs. What
    is “said” by a rubric (“Quiz: …?”) or the topic of a headline is left out, and who is turned to,
    and nods, did not speak.
    """
    spoken = filter(None, (of_quoted(document, each) for each in document.attributions))
    repaired = (_repaired(document, each) for each in spoken)
    document.attributions = [each for each in repaired if not _is_of_nobody(document, each)]


def _repaired(document: Document, attribution: Attribution) -> Attribution:
    whole = _without_time(document, _before_cue(attribution))
    alone = _of_one_sentence(document, _of_one_paragraph(document, whole))
    return by_who_turned(document, with_source(document, tidy(document, alone)))


def _is_of_nobody(document: Document, attribution: Attribution) -> bool:
    """Whether the source is a label that is nobody's name, or one to whom something was done."""
    if not (attribution.source and attribution.cue):
        return False
    source = attribution.source[0]
    labelled = any(span.of(document.text) == ":" for span in attribution.cue)
    topic = labelled and is_topic(document, source)
    return topic or is_done_to(document, source, attribution.cue[0])


def _before_cue(attribution: Attribution) -> Attribution:
    """“Brel asked Tom Ek” taken for the source of “asked”: the source is what stands before it."""
    source = tuple(_ended_before(span, attribution.cue) for span in attribution.source)
    return attribution if source == attribution.source else replace(attribution, source=source)


def _without_time(document: Document, attribution: Attribution) -> Attribution:
    """Without the minutes of a time of day that opens the line: “14:20 Police say …”."""
    source = tuple(_behind_time(document, span) for span in attribution.source)
    return attribution if source == attribution.source else replace(attribution, source=source)


def _behind_time(document: Document, span: Span) -> Span:
    time = _TIME.match(document.text, document.paragraph(span.start).start)
    cut = time is not None and time.start() <= span.start < time.end() < span.end
    return Span(time.end(), span.end) if cut and time else span


def _ended_before(span: Span, cues: Spans) -> Span:
    inside = next((c for c in cues if span.contains(c) and span.start + 1 < c.start), None)
    return Span(span.start, inside.start - 1) if inside else span


def _of_one_paragraph(document: Document, attribution: Attribution) -> Attribution:
    """With a source that ends with its paragraph, or begins with that of its cue."""
    found = []
    for span in attribution.source:
        end = _PARAGRAPH_END.search(document.text, *span)
        if (
            end
            and attribution.cue
            and Span(end.end(), span.end).contains(
                Span(document.paragraph(attribution.cue[0].start).start, span.end)
            )
        ):  # “By Ana Brel⏎⏎RESIDENTS say”
            found.append(Span(document.paragraph(attribution.cue[0].start).start, span.end))
        elif end and end.start() > span.start:
            found.append(Span(span.start, end.start()))
        else:
            found.append(span)
    return replace(attribution, source=tuple(found))


def _of_one_sentence(document: Document, attribution: Attribution) -> Attribution:
    """With a source that stays in the sentence of its cue.

    ““…,” said Mr Ek. Ana Brel, a nurse, agreed that …”: where the tagger takes both for the source
    of both.
    """
    if not attribution.cue:
        return attribution
    sentence = document.sentences.at(attribution.cue[0].start)
    source = tuple(_within(document, span, sentence) for span in attribution.source)
    return attribution if source == attribution.source else replace(attribution, source=source)


def _within(document: Document, span: Span, sentence: Span) -> Span:
    """The part of a source in a sentence, if another one ends in it behind a name, or the whole."""
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    border = sentence.end if end < span.end else sentence.start
    stop = len(document.text[:border].rstrip().rstrip(".!?"))
    if start >= end or (start, end) == span or all(name.end != stop for name, _ in document.names):
        return span
    return Span(start, min(end, stop) if border == sentence.end else end)
