"""Quotations whose own clause has another subject than the one the tagger gave them.

“According to Ana Brel, the warden told her: “…””: the warden's words.  “Brel said, “…,” and Ek,
“…””: the second is Ek's, by the verb that both share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extraction import confidence
from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.claims import Claims
from extraction.attribution.clauses.introductions import points
from extraction.attribution.clauses.replies import replies
from extraction.attribution.clauses.reported_words import reported_words
from extraction.attribution.kinds import is_turn
from extraction.attribution.tags import ADVERB, AUXILIARY, DETERMINED, NAME, PRONOUN, VERB
from extraction.document import Document
from extraction.text.intervals import IntervalIndex
from extraction.text.quotation_marks import near

REACH = 200
"""Code points before a quoted span in which its clause lies."""
LEAST_REST = 3
"""Words of an outer report that stay one without the inner words."""
_ONE = r"one of the [a-zà-ÿ][\w’'-]*"
_OBJECT = rf"him|her|them|me|us|{NAME}"
_INNER = re.compile(
    rf"(?:\A|[\s,])(?P<source>{PRONOUN}|{NAME}|{_ONE}|{DETERMINED})[ \xa0]{ADVERB}{AUXILIARY}"
    rf"(?P<cue>{VERB})(?:(?:[ \xa0][^,.;:“”\"«»\n]{{1,50}})?[,:]"
    rf"|(?P<to>[ \xa0](?:{_OBJECT})[ \xa0]to))[ \xa0]*\Z"
)
_SHARED = re.compile(
    rf"(?:,?[ \xa0]+(?:and|but|while)|;(?:[ \xa0]+(?:and|but))?)[ \xa0]+"
    rf"(?P<source>{NAME}|{DETERMINED}|(?:[a-z][\w’'-]*[ \xa0]){{1,3}}?{NAME})"
    r"(?:(?:,[ \xa0][^“”\"«».;:\n]{3,90})?[,:][ \xa0]*"
    r"|,?[ \xa0]that[ \xa0](?P<gap>[^“”\"«».;:\n]{0,60}))"
)
_SAYS = re.compile(rf"\b{VERB}\b")
_ACCORDING = re.compile(r"(?:according to|by (?:his|her|their) (?:own )?account)\b", re.IGNORECASE)
_PRONOUN = re.compile(rf"{PRONOUN}\Z")
_WORD = re.compile(r"\w+")


def give_to_own_clauses(document: Document) -> None:
    """Give quotations to the subject of the clause that they stand in."""
    claims = Claims(document.attributions)
    found = [*_inner(document, claims), *_sharing(document, claims)]
    moved = {own.attribution.content[0] for own in found}
    found += (own for own in _reported(document, claims) if own.attribution.content[0] not in moved)
    found += _points(document, claims)
    if not found:
        return
    by_words = IntervalIndex((own.attribution.content[0], own) for own in found)
    by_cue = IntervalIndex((cue, own) for own in found for cue in own.attribution.cue)
    kept = [_without(document, each, by_words, by_cue) for each in document.attributions]
    rest = [each for each in kept if each is not None]
    made = [own.attribution for own in found]
    document.attributions = sorted([*rest, *made], key=lambda a: (a.content, a.source))


class _Own(NamedTuple):
    """An attribution, and where what is said before it by another ends."""

    attribution: Attribution
    cut: int


def _inner(document: Document, claims: Claims) -> Iterator[_Own]:
    """Quotations that an outer report gives to another: “Ek recalled, the girl had said: “…””."""
    for quoted_span in document.outer_spans:
        sentence = document.sentences.at(quoted_span.span.start)
        begin = max(sentence.start, quoted_span.span.start - REACH)
        clause = _last_clause(document.text[begin : quoted_span.span.start])
        if clause is None:
            continue
        source, cue = (Span(*(begin + at for at in clause.span(n))) for n in ("source", "cue"))
        outer = claims.on(quoted_span)
        whole = document.text[quoted_span.inner.start].isupper() or clause["to"]
        if whole and outer and all(_reports(document, each, source, sentence) for each in outer):
            made = Attribution((quoted_span.inner,), (source,), (cue,), confidence.TAGGED)
            yield _Own(made, quoted_span.span.start)


def _last_clause(before: str) -> re.Match[str] | None:
    """The shortest clause of saying that ends where a text ends."""
    last = None
    while clause := _INNER.search(before, last.end("source") if last else 0):
        last = clause
    return last


def _reports(document: Document, outer: Attribution, source: Span, sentence: Span) -> bool:
    """Whether an attribution has its source and its cue before an inner clause."""
    before = [*outer.source, *outer.cue]
    if not outer.source or not outer.cue or any(each.end > source.start for each in before):
        return False
    if not all(sentence.contains(each) for each in before):
        return False
    cue = document.text[sentence.start : source.start]
    return not _PRONOUN.match(source.of(document.text)) or bool(_ACCORDING.search(cue))


def _sharing(document: Document, claimed: Claims) -> Iterator[_Own]:
    """Quotations behind the subject of a verb that is left out: “and Ek, “…””."""
    for before, quoted_span in pairwise(document.outer_spans):
        shared = _SHARED.fullmatch(document.text, before.span.end, quoted_span.span.start)
        if shared is None or (shared["gap"] and _SAYS.search(shared["gap"])):
            continue
        source = Span(*shared.span("source"))
        claims = [each for each in claimed.on(before) if each.cue and each.source]
        if claims and not any(overlap(each.source, (source,)) for each in claims):
            made = Attribution((quoted_span.inner,), (source,), (), confidence.TAGGED)
            yield _Own(made, before.inner.end)


def _reported(document: Document, claimed: Claims) -> Iterator[_Own]:
    """Quotations of those whom the sentence quotes: “Brel quoted Ek as saying it was “late””."""
    for quoted_span, start, source, cue in (*reported_words(document), *replies(document)):
        claims = claimed.on(quoted_span)
        theirs = [
            overlap(a.source, source) and not overlap((*a.source, *a.content), cue) for a in claims
        ]
        if theirs and all(theirs) and min(a.confidence for a in claims) >= confidence.LEAST_QUOTED:
            continue
        if source or any(each.source for each in claims):
            made = Attribution((quoted_span.inner,), source, cue, confidence.TAGGED)
            yield _Own(made, start)


def _points(document: Document, claimed: Claims) -> Iterator[_Own]:
    """Quotations in points of a list that name their speakers, given to who speaks before them."""
    for point in points(document):
        (said,) = point.content
        claims = claimed.touching(said)
        whole = [each for each in claims if overlap(each.source, point.source)]
        if claims and not any(each.content == point.content for each in whole):
            yield _Own(point, document.paragraph(said.start).start)


def _without(
    document: Document,
    attribution: Attribution,
    by_words: IntervalIndex[_Own],
    by_cue: IntervalIndex[_Own],
) -> Attribution | None:
    """What is left without the words that are another's now; None if that is hardly anything."""
    moved = [own for span in attribution.content for own in by_words.overlapping(span)]
    turn = is_turn(document, attribution)
    if turn:  # what a turn reports is a part of it
        moved = [own for own in moved if not attribution.content[0].contains(_around(own))]
    if not moved:
        same = [own.attribution for cue in attribution.cue for own in by_cue.overlapping(cue)]
        summed = any(_is_summed_up(document, attribution, each) for each in same)
        return None if summed else attribution
    content: list[Span] = []
    for span in attribution.content:
        owned = [own for own in moved if span.overlaps(own.attribution.content[0])]
        leads = any(_opens_with(span, own) for own in owned)
        if leads or any(_leads_to(span, own) for own in moved):
            continue  # “Ek told a guest,” of “according to Brel, Ek told a guest, “…””
        cuts = [own.cut for own in owned]
        end = _last_letter(document.text, span.start, min(cuts, default=span.end))
        if not cuts or end > span.start:
            content.append(Span(span.start, end if cuts else span.end))
    words = sum(len(_WORD.findall(span.of(document.text))) for span in content)
    quoted = any(near(document.outer_spans, span) for span in content)
    return replace(attribution, content=tuple(content)) if quoted or words >= LEAST_REST else None


def _is_summed_up(document: Document, attribution: Attribution, own: Attribution) -> bool:
    """Whether it is what words before its cue describe: ““…” is how Ek described her home”."""
    return (
        bool(overlap(attribution.cue, own.cue))
        and own.content[-1].end < own.cue[0].start < attribution.content[0].start
        and not any(near(document.outer_spans, span) for span in attribution.content)
    )


def _opens_with(span: Span, own: _Own) -> bool:
    """Whether some content is the inner clause alone: its subject, its verb and the words."""
    attribution = own.attribution
    clause = (*attribution.source, *attribution.cue)
    return (
        bool(attribution.cue)
        and all(span.contains(each) for each in clause)
        and max(each.end for each in clause) < attribution.content[0].start
        and min(clause).start - span.start <= len("that ")
        and span.end <= attribution.content[0].end + 1
    )


def _leads_to(span: Span, own: _Own) -> bool:
    """Whether some content is nothing but the subject and the verb in front of the words."""
    first = own.attribution.content[0]
    clause = Span(own.cut, first.start)
    return clause.contains(span) and any(span.contains(cue) for cue in own.attribution.cue)


def _around(own: _Own) -> Span:
    """From the first to the last word of an attribution."""
    spans = (*own.attribution.content, *own.attribution.source, *own.attribution.cue)
    return Span(min(spans).start, max(span.end for span in spans))


def _last_letter(text: str, start: int, end: int) -> int:
    """Where words end before a quotation mark, without the blank, the mark and the colon."""
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".!?,"):
        end -= 1
    return end
