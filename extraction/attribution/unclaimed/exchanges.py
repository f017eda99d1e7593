"""Exchanges: two people who speak in turn, in short quotations of which some have no tag.

“What is missing?” the judge asked.  “A lamp,” said Brel.  “Whose?”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.lone_paragraphs import person_acting
from extraction.attribution.tags import tag_of
from extraction.attribution.unclaimed.carriers import words_of_things
from extraction.document import Document
from extraction.text.intervals import IntervalIndex
from extraction.text.quotation_marks import QuotedSpan, near

FEW_WORDS = 12
"""The most words of a question and of an answer that nothing parts."""
_ASKS = re.compile(r"\?\s*\Z")
_THIS = re.compile(r"(?:\s(?:with|about|to))?\s(?:this|that|it)\b")
_ASKED = re.compile(r"\?")
_DEFINITE = re.compile(r"[Tt]h(?:e|at|is)(?: [a-z0-9][\w-]*)+")
_NAME = re.compile(r"(?<=\w )[^\W\d_a-z]|\A(?!The |An? )[^\W\d_a-z]")
_QUESTION = re.compile(r"[^\W\d_a-z][^.!?…\n“”\"]{0,60}\?[ \xa0]+")
_POINT = re.compile(r"[\s•*·▪–—>-]*(?:\d{1,2}[.)])?\s*")
_STOPS = re.compile(r"[ .\xa0\t]*")
_SMALL = re.compile(r"the|an?|his|her|their|its|of|and|for|in|at", re.IGNORECASE)


def part_exchanges(document: Document) -> None:
    """Take out of an attribution the quotations of paragraphs that are another person's turn."""
    parted = (
        _parted(document, each)
        for each in _without_others_endings(document)
        if not _is_of_who_reacts(document, each)
    )
    document.attributions = [each for each in parted if each is not None]


def _without_others_endings(document: Document) -> Iterator[Attribution]:
    """The attributions without the last paragraphs of quotations that another begins.

    “Ek said.  “One was full.⏎“The other was empty.”⏎“Was it?” Brel said”: the second is no turn.
    """
    goes_on = [(before, each) for before, each in pairwise(document.outer_spans) if each.continues]
    claimed = IntervalIndex((s, each) for each in document.attributions for s in each.content)
    for attribution in document.attributions:
        home = document.paragraph(attribution.cue[0].start) if attribution.cue else Span(0, 0)
        others = [
            each.inner
            for before, each in goes_on
            if overlap(attribution.content, (each.inner,))
            and not overlap(attribution.content, (before.inner,))
            and (
                home.start > each.inner.end
                or (
                    home.start <= each.inner.start
                    and claimed.overlapping(before.inner)
                    and _is_behind(document, attribution, each)
                )
            )
        ]
        kept = _without(document, attribution, others)
        if kept is not None:
            yield kept


def _is_behind(document: Document, attribution: Attribution, quoted_span: QuotedSpan) -> bool:
    """Whether the sentence behind a quotation is no tag of it: “…” Her brother, Ek, shrugged."""
    said = [*attribution.source, *attribution.cue]
    after = all(span.start >= quoted_span.span.end for span in said)
    ended = document.text[quoted_span.inner.end - 1] in ".!?…"
    return after and ended and tag_of(document.text, quoted_span) is None


def _is_of_who_reacts(document: Document, attribution: Attribution) -> bool:
    """Whether words of earlier paragraphs are what a source speaks to: “Ek confirms this.”"""
    if not attribution.cue or not _THIS.match(document.text, attribution.cue[-1].end):
        return False
    home = document.paragraph(attribution.cue[-1].start)
    return all(span.end <= home.start for span in attribution.content)


def _parted(document: Document, attribution: Attribution) -> Attribution | None:
    """The attribution without the turns of others, None where all of it is theirs."""
    own_turns = _without_other_turns(document, attribution)
    if own_turns is None or len(own_turns.content) < 2 or not own_turns.cue:
        return own_turns
    attribution = own_turns
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


def _without_other_turns(document: Document, attribution: Attribution) -> Attribution | None:
    """Take out what another person says in the paragraph of the tag.

    That is a question right before its answer (“Ready?” “Yes,” said Ek), question and answer behind
    a tag with words before it, what follows a sentence about another person, and what follows one
    about a thing with words of its own.
    """
    tag = attribution.cue[-1].end if attribution.cue else attribution.content[0].start
    home = document.paragraph(tag)
    spans = [each for span in attribution.content if home.contains(span)
             for each in near(document.outer_spans, span) if home.contains(each.span)]  # fmt: skip
    spans = sorted(dict.fromkeys(spans), key=lambda each: each.span)
    introduced = bool(spans) and spans[0].inner.start >= tag
    others: list[Span] = []
    for first, second in pairwise(spans):
        behind = first.inner.start >= tag
        if is_answered(document, first, second):
            others += [second.span] if behind else [first.span]
            if behind and not (
                introduced and first is spans[0] and not _other_asks(document, tag, first)
            ):
                others.append(first.span)
        elif second.span.start >= tag and another_acts(
            document, Span(first.span.end, second.span.start), attribution
        ):
            others.append(Span(second.span.start, home.end))
            break
        elif _is_parted_before_tag(document, first, second, attribution):
            others.append(Span(home.start, first.span.end))
    others += words_of_things(document, attribution)
    return _without(document, _without_questions(document, attribution), others)


def _is_parted_before_tag(
    document: Document, first: QuotedSpan, second: QuotedSpan, attribution: Attribution
) -> bool:
    """Whether a sentence of narration, not about the source, parts two quotations before a tag."""
    narration = Span(first.span.end, second.span.start)
    opening = Span(document.paragraph(first.span.start).start, first.span.start)
    if not opening.of(document.text).strip():
        return False
    if not attribution.cue or second.span.end > attribution.cue[0].start:
        return False
    if any(narration.overlaps(span) for span in attribution.source):
        return False
    words = narration.of(document.text).strip()
    acting = person_acting(document, narration)
    return (
        words[:1].isupper()
        and words[-1:] in (".", "!")
        and (acting is None or another_acts(document, narration, attribution))
    )


def _without_questions(document: Document, attribution: Attribution) -> Attribution:
    """Take out the narrator's question before an answer: “When? “When it is dry.””."""
    content = tuple(_behind_question(document, span) for span in attribution.content)
    return attribution if content == attribution.content else replace(attribution, content=content)


def _behind_question(document: Document, span: Span) -> Span:
    asked = _QUESTION.match(document.text, span.start, span.end)
    if asked is None:
        return span
    answers = [each for each in near(document.outer_spans, span) if each.span.start == asked.end()]
    return Span(answers[0].inner.start, min(answers[0].inner.end, span.end)) if answers else span


def _other_asks(document: Document, tag: int, question: QuotedSpan) -> bool:
    """Whether a question comes behind the end of the sentence of a tag: “Ek said no. “Why?””."""
    asks = asks_of(document, question.inner)
    return asks and "." in document.text[tag : question.span.start]


def _without(
    document: Document, attribution: Attribution, others: Sequence[Span]
) -> Attribution | None:
    if not others:
        return attribution
    kept = [rest for span in attribution.content for rest in _outside(document, span, others)]
    return replace(attribution, content=tuple(kept)) if kept else None


def is_answered(document: Document, first: QuotedSpan, second: QuotedSpan) -> bool:
    """Whether two short quotations with nothing between them are a question and its answer.

    An answer and the next question are not one's words either.
    """
    between = document.text[first.span.end : second.span.start]
    return (
        between.isspace()
        and "\n" not in between
        and asks_of(document, first.inner) is not asks_of(document, second.inner)
        and all(len(span.inner.of(document.text).split()) <= FEW_WORDS for span in (first, second))
    )


def another_acts(document: Document, narration: Span, attribution: Attribution) -> bool:
    """As `_other_acts` within a paragraph, where “the farmer” behind “said Ek” is Ek."""
    acting = _other_acts(document, narration, attribution)
    if acting is None:
        return False
    described = _DEFINITE.fullmatch(acting.of(document.text))
    source = " ".join(each.of(document.text) for each in attribution.source)
    return not (described and _NAME.search(source))


def _other_acts(document: Document, narration: Span, attribution: Attribution) -> Span | None:
    """Whom the last sentence of some narration is about, if it is another than the source."""
    acting = person_acting(document, narration)
    if acting is None:
        return None
    words = acting.of(document.text).split()
    source = " ".join(each.of(document.text) for each in attribution.source).split()
    shared = {word for word in words if word in source and not _SMALL.fullmatch(word)}
    return None if shared or words[-1].lower() in {"he", "she"} else acting


def _outside(document: Document, span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """The parts of some content between quotation marks that these do not overlap, or all of it."""
    if not any(span.overlaps(other) for other in others):
        yield span
        return
    for each in near(document.outer_spans, span):
        part = Span(max(each.inner.start, span.start), min(each.inner.end, span.end))
        if part.start < part.end and not any(part.overlaps(other) for other in others):
            yield part


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
    narration = Span(paragraph.start, quoted[0].span.start)
    return _other_acts(document, narration, attribution) is not None


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
    """Whether a quoted span is all of its paragraph, or of the point of a list."""
    start, end = quoted_span.span
    paragraph = document.paragraph(start)
    opens = _POINT.fullmatch(document.text, paragraph.start, start)
    return bool(opens and _STOPS.fullmatch(document.text, end, max(end, paragraph.end)))


def fills_paragraph(document: Document, quoted_span: QuotedSpan) -> bool:
    """Whether it opens a paragraph of quoted spans alone, all but the last left open.

    ““We had our heads down.  “We never broke up.  “And we still write.””: one person speaks.
    """
    paragraph = document.paragraph(quoted_span.span.start)
    parts = near(document.outer_spans, paragraph)
    ends = (paragraph.start, *(each.span.end for each in parts))
    starts = (*(each.span.start for each in parts), paragraph.end)
    gaps = [document.text[end:start] for end, start in zip(ends, starts, strict=True)]
    left_open = not any(each.closed for each in parts[:-1])
    return left_open and parts[0] == quoted_span and not any(map(str.strip, gaps))


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
