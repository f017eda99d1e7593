"""Attributes quoted spans that the tagger leaves unclaimed.

A speaker is carried from one quotation to the next as a reader would carry it: within a
paragraph, through a quotation of many paragraphs, into a paragraph that is nothing but a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction import confidence
from extraction.annotations import Attribution, Span, length, overlap
from extraction.attribution.claims import MOST, closest
from extraction.attribution.clauses.introductions import (
    WHOLE,
    introduced,
    is_inscribed,
    words_between,
)
from extraction.attribution.layouts.labelled import is_signed
from extraction.attribution.lone_paragraphs import speaker_beside
from extraction.attribution.unclaimed.carriers import has_words_of_a_thing, sentence_before
from extraction.attribution.unclaimed.exchanges import (
    another_acts,
    both_answer,
    fills_paragraph,
    is_answered,
    is_paragraph,
    questioner,
)
from extraction.attribution.unclaimed.narration import (
    before_action,
    carried_from,
    narrated,
    said_on,
    statement_ending,
)
from extraction.attribution.unclaimed.pull_quotes import give_pull_quotes
from extraction.attribution.unclaimed.speaking_on import speaks_on
from extraction.document import Document
from extraction.lexicon import capitalized
from extraction.lexicon.speech_constructions import QUESTIONED, SPEECH_ACTS
from extraction.names import CAP
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan, near

MIN_WORDS = 3
MIN_OPENING = 8
"""Words of a quotation that opens a paragraph, and goes on where narration may follow it."""
LONGEST_LEAD = 200
"""Code points before a quoted span in which the sentence before it ends, or a colon stands."""
LONGEST_TAG = 60
"""Code points of a tag that ends the paragraph before."""

_WORD = re.compile(r"\w+")
_ACTS = re.compile(
    rf"(?:\w+ly\s+)?{any_of(SPEECH_ACTS)}(?:s|ed|d|es)?\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?:\b(?:he|she|they|we|I)|\b(?:both|the two|the|all|these|those|two|three) (?:\w+ ){0,2}\w+s"
    r"|\b[^\W\d_a-z][\w.’'-]*(?:[ \xa0][^\W\d_a-z][\w.’'-]*)*)\s*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][’'”\"»)]*\Z")
_NEXT_SENTENCE = re.compile(r"[a-zß-ÿ]{3}[.!?…]\s+\S")
_SIGNED = re.compile(rf"[ \xa0]?[–—―][ \xa0]?(?P<name>{CAP}(?: {CAP}){{1,3}})(?=[,.\n]|\Z)")
_ASKED = re.compile(
    r"\s*(?:\d\d?[:.h]\d\d(?: ?[ap]\.?m\.?)?[ \xa0:–—-]*)?"
    rf"{any_of(capitalized(QUESTIONED))}\b[^.“”\"\n]*:\s*\Z"
)
_REPORTED = re.compile(r"according to\b", re.IGNORECASE)


def continue_attributions(document: Document) -> None:
    """Add attributions for unclaimed quoted spans; all are by start of content, then source."""
    found = list(document.attributions)
    found += list(acts(document, found))
    found += carried(document, found)
    document.attributions = sorted(found, key=lambda a: (a.content, a.source))
    give_pull_quotes(document)


# ------------------------------------------------------------ who acts in their own words
def acts(document: Document, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """“Both leaders “strongly condemn …”, according to Y”: the words are the leaders'."""
    for each in attributions:
        if not each.cue or not _REPORTED.match(each.cue[0].of(document.text)):
            continue
        for quoted_span in _touched(document, each):
            held = overlap(each.content, (quoted_span.span,))
            if held < MOST * length((quoted_span.span,)) or not _ACTS.match(
                quoted_span.inner.of(document.text).strip()
            ):
                continue
            sentence = document.sentences.at(quoted_span.span.start)
            before = document.text[
                max(sentence.start, quoted_span.span.start - 80) : quoted_span.span.start
            ]
            actor = _ACTOR.search(before)
            if actor:
                start = quoted_span.span.start - len(before) + actor.start()
                source = Span(start, start + len(actor[0].rstrip()))
                yield Attribution(
                    (quoted_span.inner,), (source,), (), each.confidence * confidence.INTRODUCED
                )


# ------------------------------------------------------------ unclaimed quoted spans
def carried(document: Document, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Attributions for quoted spans that none of these claims, in text order."""
    touching: dict[Span, list[Attribution]] = defaultdict(list)
    sourced = [a for a in attributions if a.source and a.confidence >= confidence.LEAST_QUOTED]
    for each in sourced:
        for quoted_span in _touched(document, each):
            touching[quoted_span.span].append(each)
    claims = [
        closest(touching[quoted_span.span], quoted_span) for quoted_span in document.outer_spans
    ]
    cued = [each for each in sourced if each.cue and not is_signed(document.text, each)]
    cued.sort(key=lambda each: each.cue[-1])
    found: list[Attribution] = []
    of_things = [has_words_of_a_thing(document, each) for each in document.outer_spans]
    for index, quoted_span in enumerate(document.outer_spans):
        if claims[index] is None and _is_quotation(document, quoted_span):
            new = (
                _of_a_thing(document, quoted_span)
                if of_things[index]
                else (
                    _carry(document, index, claims)
                    or introduced(document, quoted_span)
                    or _asked(document, index, claims)
                    or said_on(document, index, cued)
                    or narrated(document, index)
                    or _alone(document, quoted_span, cued)
                )
            )
            if new is not None and not new.source and not of_things[index]:
                last = _last(claims[:index], cued, quoted_span)
                new = speaks_on(document, quoted_span, last) or new
            if new is not None:
                claims[index] = new
                found.append(new)
    for index in range(len(claims) - 1):
        claimed = claims[index] is not None or of_things[index]
        new = None if claimed else before_action(document, index, claims)
        if new is not None:
            claims[index] = new
            found.append(new)
    return found


def _of_a_thing(document: Document, quoted_span: QuotedSpan) -> Attribution | None:
    """By nobody known what was written or played; none of a sign or a song."""
    if is_inscribed(document, sentence_before(document, quoted_span)):
        return None
    return Attribution(words_between(document, quoted_span), (), (), confidence.UNATTRIBUTED)


def _last(
    claims: Sequence[Attribution | None],
    cued: Sequence[Attribution],
    quoted_span: QuotedSpan,
) -> Attribution | None:
    """Who spoke last before a quoted span, between marks or not."""
    index = bisect_left(cued, quoted_span.span.start, key=lambda each: each.cue[-1].start)
    spoke = (*claims[-1:], *cued[max(0, index - 1) : index])
    before = [each for each in spoke if each is not None]
    return max(before, key=lambda each: each.content[-1].end, default=None)


def _touched(document: Document, attribution: Attribution) -> list[QuotedSpan]:
    """The quoted spans that content overlaps, in text order."""
    found = {s.span: s for span in attribution.content for s in near(document.outer_spans, span)}
    return [found[span] for span in sorted(found)]


def _is_quotation(document: Document, quoted_span: QuotedSpan) -> bool:
    """At least three words, or a sentence of its own; no title, no scare quotes."""
    inner = quoted_span.inner.of(document.text).strip()
    words = _WORD.findall(inner)
    sentence = inner[:1].isupper() and inner[-1:] in ".!?,…"
    if len(words) < MIN_WORDS and not sentence:
        return False
    capital = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return not (len(words) <= 8 and capital >= 0.6 * len(words) and inner[-1:] not in ".!?,")


def _carry(
    document: Document, index: int, claims: Sequence[Attribution | None]
) -> Attribution | None:
    quoted_span = document.outer_spans[index]
    before = claims[index - 1] if index else None
    after = claims[index + 1] if index + 1 < len(claims) else None
    if asking := questioner(document, index, claims):
        return carried_from(document, quoted_span, asking)
    if signed := _SIGNED.match(document.text, quoted_span.span.end):
        source = Span(*signed.span("name"))
        return Attribution(
            words_between(document, quoted_span), (source,), (), confidence.INTRODUCED
        )
    asks = index + 1 < len(claims) and is_answered(
        document, quoted_span, document.outer_spans[index + 1]
    )
    if (
        before is not None
        and before.source
        and not asks
        and _carries_on(document, document.outer_spans[index - 1], quoted_span, before)
    ):
        return carried_from(document, quoted_span, before)
    if after is not None and after.source:
        following = document.outer_spans[index + 1]
        between = document.text[quoted_span.span.end : following.span.start]
        if not between.strip() and not asks and ("\n" not in between or following.continues):
            return carried_from(document, quoted_span, after)
    return None


def _carries_on(
    document: Document, previous: QuotedSpan, quoted_span: QuotedSpan, claim: Attribution
) -> bool:
    """Whether the speaker of the quoted span before goes on."""
    text = document.text
    between = text[previous.span.end : quoted_span.span.start]
    if quoted_span.continues:
        return True
    if is_answered(document, previous, quoted_span):
        return False
    if "\n" not in between:
        if another_acts(document, Span(previous.span.end, quoted_span.span.start), claim):
            return False
        ends = re.search(r"[.!?…]\s*\Z", between) or (
            re.search(r"(?:,|[ \xa0][—–-])\s*\Z", between)
            and text[quoted_span.inner.start].islower()
        )
        joint = between.strip(" ,.;:—–-…\xa0")
        of_claim = not joint or any(
            previous.span.end <= span.start < quoted_span.span.start
            for span in (*claim.source, *claim.cue)
        )
        return bool(of_claim and (ends or not joint) and len(between) < 250)
    if _opens_after_tag(document, between, quoted_span, claim):
        return True
    if is_paragraph(document, quoted_span) and both_answer(document, previous, quoted_span):
        return True
    return (
        is_paragraph(document, quoted_span)
        and not is_signed(document.text, claim)
        and _is_direct(document, previous, claim)
        and between.count("\n") <= 2
        and len(between) < 250
    )


def _opens_after_tag(
    document: Document, between: str, quoted_span: QuotedSpan, claim: Attribution
) -> bool:
    """““…,” said Ek.” and then a paragraph that opens with whole sentences between marks."""
    paragraph = document.paragraph(quoted_span.span.start)
    inner = quoted_span.inner.of(document.text)
    tag, _, rest = between.partition("\n")
    tagged = range(quoted_span.span.start - len(between), quoted_span.span.start)
    return (
        not document.text[paragraph.start : quoted_span.span.start].strip()
        and not rest.strip()
        and rest.count("\n") <= 1
        and len(tag) <= LONGEST_TAG
        and not _NEXT_SENTENCE.search(tag)
        and not is_signed(document.text, claim)
        and all(span.start in tagged for span in (*claim.source, *claim.cue))
        and len(_WORD.findall(inner)) >= MIN_OPENING
        and bool(WHOLE.match(inner))
    )


def _is_direct(document: Document, quoted_span: QuotedSpan, claim: Attribution) -> bool:
    """Whether the words claimed in the paragraph of a quoted span are all between marks."""
    paragraph = document.paragraph(quoted_span.span.start)
    content = [span for span in claim.content if span.overlaps(paragraph)]
    quoted = sum(overlap(content, (s.span,)) for s in near(document.outer_spans, paragraph))
    return quoted >= 0.8 * length(content)


def _alone(
    document: Document, quoted_span: QuotedSpan, cued: Sequence[Attribution]
) -> Attribution | None:
    """A paragraph that is one quotation: by whom the paragraphs beside are, or by nobody known."""
    inner = quoted_span.inner.of(document.text).strip().rstrip("’'”\"")
    if inner[-1:] not in ".!?…" or len(_WORD.findall(inner)) <= MIN_WORDS:
        return None
    nobody = Attribution(words_between(document, quoted_span), (), (), confidence.UNATTRIBUTED)
    if not is_paragraph(document, quoted_span) and not fills_paragraph(document, quoted_span):
        if not _opens_paragraph(document, quoted_span):
            return None
        said = _stated_before(document, quoted_span, cued)
        return nobody if said is None else carried_from(document, quoted_span, said)
    match speaker_beside(document, quoted_span, cued):
        case Attribution() as before:
            return carried_from(document, quoted_span, before)
        case Span() as source:
            return Attribution(
                words_between(document, quoted_span), (source,), (), confidence.SPOKEN_OF_BEFORE
            )
    return nobody


def _opens_paragraph(document: Document, quoted_span: QuotedSpan) -> bool:
    """Whether whole sentences between marks, some words long, open a paragraph."""
    start, inner = quoted_span.span.start, quoted_span.inner.of(document.text)
    before = document.text[document.paragraph(start).start : start]
    long_enough = len(_WORD.findall(inner)) >= MIN_OPENING
    return not before.strip() and long_enough and bool(WHOLE.match(inner))


def _stated_before(
    document: Document, quoted_span: QuotedSpan, cued: Sequence[Attribution]
) -> Attribution | None:
    """The statement that ends the paragraph before one that a quoted span opens.

    “Ek said the band was busy.⏎“We had our heads down.”  They will play in May.”: Ek speaks on.
    """
    return statement_ending(document, document.paragraph_before(quoted_span.span.start), cued)


def _asked(
    document: Document, index: int, claims: Sequence[Attribution | None]
) -> Attribution | None:
    """“Asked if that is enough: “…””: by who spoke just before, in this paragraph or the last."""
    quoted_span, before = document.outer_spans[index], claims[index - 1] if index else None
    paragraph = document.paragraph(quoted_span.span.start)
    if (
        before is None
        or not before.source
        or not _ASKED.match(document.text, paragraph.start, quoted_span.span.start)
    ):
        return None
    near_by = document.paragraph_before(paragraph.start).start <= before.content[-1].start
    return carried_from(document, quoted_span, before) if near_by else None
