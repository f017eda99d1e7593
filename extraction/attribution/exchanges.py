"""Exchanges: two people who speak in turn, in short quotations of which some have no tag.

“What is missing?” the judge asked.  “A lamp,” said Brel.  “Whose?”
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.annotations import Attribution, Span
from extraction.attribution.lone_paragraphs import person_acting
from extraction.document import Document
from extraction.text.quotation_marks import QuotedSpan, near

_ASKS = re.compile(r"\?\s*\Z")
_THIS = re.compile(r"(?:\s(?:with|about|to))?\s(?:this|that|it)\b")
_ASKED = re.compile(r"\?")


def part_exchanges(document: Document) -> None:
    """Take out of an attribution the quotations of paragraphs that are another person's turn."""
    document.attributions = [
        _parted(document, each)
        for each in document.attributions
        if not _is_of_who_reacts(document, each)
    ]


def _is_of_who_reacts(document: Document, attribution: Attribution) -> bool:
    """Whether words of earlier paragraphs are what a source speaks to: “Ek confirms this.”"""
    if not attribution.cue or not _THIS.match(document.text, attribution.cue[-1].end):
        return False
    home = document.paragraph(attribution.cue[-1].start)
    return all(span.end <= home.start for span in attribution.content)


def _parted(document: Document, attribution: Attribution) -> Attribution:
    if len(attribution.content) < 2 or not attribution.cue:
        return attribution
    home = document.paragraph(attribution.cue[0].start)
    own = [span for span in attribution.content if home.contains(span)]
    if not own or len(own) == len(attribution.content):
        return attribution
    kept: list[Span] = list(own)
    asks = asks_of(document, own[-1])
    for span in attribution.content:
        if span.start < home.start:
            if not _other_turn(document, span, asks=asks) and not _of_another(document, span):
                kept.append(span)
        elif span.start >= home.end:
            if _other_turn(document, span, asks=asks) or _of_who_acts(document, span, attribution):
                break
            kept.append(span)
    return replace(attribution, content=tuple(sorted(kept)))


def asks_of(document: Document, span: Span) -> bool:
    return _ASKS.search(span.of(document.text)) is not None


def _other_turn(document: Document, span: Span, *, asks: bool) -> bool:
    """Whether one of two quotations asks and the other does not, and each is a whole one."""
    quoted = [each for each in near(document.outer_spans, span) if each.span.overlaps(span)]
    whole = len(quoted) == 1 and not quoted[0].continues and is_paragraph(document, quoted[0])
    return whole and asks_of(document, span) is not asks


def _of_who_acts(document: Document, span: Span, attribution: Attribution) -> bool:
    """Whether a quotation ends a paragraph that opens with another: “Ek laughed. “So it is.””"""
    paragraph = document.paragraph(span.start)
    quoted = [each for each in near(document.outer_spans, span) if each.span.contains(span)]
    if not quoted or document.text[quoted[0].span.end : paragraph.end].strip():
        return False
    acting = person_acting(document, Span(paragraph.start, quoted[0].span.start))
    if acting is None:
        return False
    words = acting.of(document.text).split()
    source = " ".join(each.of(document.text) for each in attribution.source).split()
    return words[-1].lower() not in {"he", "she"} and not set(words) & set(source)


def _of_another(document: Document, span: Span) -> bool:
    """Whether a quotation stands in an earlier paragraph that has more than quotations."""
    quoted = [each for each in near(document.outer_spans, span) if each.span.contains(span)]
    if not quoted or quoted[0].continues:
        return False
    return not is_paragraph(document, quoted[0])


def questioner(
    document: Document, index: int, claims: Sequence[Attribution | None]
) -> Attribution | None:
    """The attribution of the question before an answer, for a quoted span that asks again.

    Also that of the answer, for what follows a second question.
    """
    if index < 2 or not is_paragraph(document, document.outer_spans[index]):
        return None
    asked, answered = claims[index - 2], claims[index - 1]
    first, second, this = document.outer_spans[index - 2 : index + 1]
    between = document.text[first.span.end : this.span.start]
    if asked is None or answered is None or between.count("\n") > 4 or this.continues:
        return None
    if asked.source == answered.source or not (asked.source and answered.source):
        return None
    answers = not asks_of(document, second.inner)
    again = asks_of(document, this.inner)
    if answers and again and _ASKED.search(first.inner.of(document.text)):
        return asked
    return asked if not answers and not again and answered.carried_from is not None else None


def is_paragraph(document: Document, quoted_span: QuotedSpan) -> bool:
    """Whether a quoted span is all of its paragraph."""
    paragraph = document.paragraph(quoted_span.span.start)
    before = document.text[paragraph.start : quoted_span.span.start]
    after = document.text[quoted_span.span.end : paragraph.end]
    return not before.strip() and not after.strip(" .\xa0\t")


def both_answer(document: Document, first: QuotedSpan, second: QuotedSpan) -> bool:
    """Whether two paragraphs that are quotations stand behind questions without marks.

    “Why this one?  “It goes past our house.”  And did she wave?  “She was on the phone.””
    """
    start = document.paragraph(first.span.start).start
    between = document.paragraph_before(second.span.start)
    return (
        is_paragraph(document, first)
        and document.paragraph_before(between.start).start == start
        and _is_question(document, between)
        and _is_question(document, document.paragraph_before(start))
    )


def _is_question(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph is narration that asks."""
    unmarked = not near(document.outer_spans, paragraph)
    return unmarked and _ASKS.search(paragraph.of(document.text)) is not None
