"""Tags behind a sentence without marks: “The water will rise, said the mayor.”

A sentence that ends in a comma, a verb of saying and its subject, in either order, is what was
said, all of it.  Of some the tagger gives a part, the subject for the source, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extraction import confidence
from extraction.annotations import Attribution, Span, length, overlap
from extraction.attribution.tags import ADVERB
from extraction.document import Document
from extraction.lexicon.abbreviations import ABBREVIATIONS, MONTHS, SMALL_WORDS
from extraction.lexicon.comment_clauses import (
    COMMENTING,
    NO_SUBJECTS,
    OPENING_SUBJECTS,
    UNFINISHED,
)
from extraction.lexicon.common_verbs import (
    AUXILIARIES,
    COMMON_PRESENTS,
    FINITE,
    IRREGULAR,
    OPENING_CLAUSES,
)
from extraction.lexicon.speech_constructions import QUOTING
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

LEAST_WORDS = 4
WHOLE = 0.9
"""The share of a sentence from which on what the tagger gives is left as it is."""

_GAP = r"[ \xa0]"
_NOT_WITHIN = any_of(AUXILIARIES | IRREGULAR | COMMON_PRESENTS | {"who", "which", "and", "but"})
_POINTED = any_of(ABBREVIATIONS - SMALL_WORDS - MONTHS)
# No word is cut into several, which would be tried in every way.
_WORD = (
    rf"(?!{_NOT_WITHIN}\b)"
    rf"(?:(?:{_POINTED}|[^\W\d_a-z](?:\.[^\W\d_a-z])*)\.(?=[ \xa0])|\w[\w’'&-]*+)"
)
_SUBJECT = rf"(?!{any_of(NO_SUBJECTS)}\b){_WORD}(?:{_GAP}{_WORD}){{0,8}}?"
_SUBJECT_BEHIND = rf"(?:{_GAP}?{_WORD}){{1,9}}?"
_COMMENTS = any_of(COMMENTING)
_QUOTED = (
    rf"(?:was|were|is|are){_GAP}{any_of(QUOTING)}(?:{_GAP}by{_GAP}[^,.\n]{{2,60}})?"
    rf"{_GAP}as{_GAP}saying"
)
_WHEN_WORD = (
    r"(?:on|in|at|by|to|after|during|late|early|earlier|this|last|yesterday|today|again"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_WHEN = rf"(?:{_GAP}{_WHEN_WORD}\b[^.,;:“”\"\n]{{0,60}})?"
_STOP = r"(?=\.(?:[\s\])]|\Z)|[ \xa0]*(?:\n|\Z))"
_GOES_ON = (
    r"(?=,[ \xa0](?:[a-z]+ing|after|although|and|as|because|but|by|citing|despite|due|even|except"
    r"|from|if|in|or|since|though|to|unless|when|where|while|with|without)\b)"
)
_BEFORE = re.compile(
    rf",{_GAP}(?P<source>{_SUBJECT}){_GAP}{ADVERB}(?:(?:has|have|had){_GAP})?"
    rf"(?P<cue>{_QUOTED}|{_COMMENTS}(?:{_GAP}out)?)"
    rf"(?:(?:{_GAP}{any_of(('reporters', 'journalists'))})?{_WHEN}{_STOP}|{_GOES_ON})"
)
_BEHIND = re.compile(
    rf",{_GAP}{ADVERB}(?P<cue>{_COMMENTS}){_GAP}"
    rf"(?!{_WHEN_WORD}\b)"  # “Ana Brel, said on Friday”
    rf"(?P<source>(?:{any_of(OPENING_SUBJECTS)}\b|(?=[^\W\d_a-z]|(?:[a-z-]+{_GAP}){{0,3}}[a-z-]+s\b"
    rf"|(?:[a-z-]+{_GAP}){{1,5}}[^\W\d_a-z])){_SUBJECT_BEHIND})"
    rf"(?:{_GAP}(?:who|that|which|\w+ing|published|released|seen)\b[^.;“”\"\n]{{1,140}}"
    rf"|,[ \xa0][^.;“”\"\n]{{1,140}}|{_WHEN}){_STOP}"
)
_OPENING = re.compile(
    r"[\s*•·>\[(–—-]*"
    r"(?:(?:But|And|Yet|However|Meanwhile|Still|Nevertheless|Instead|Then)\b,?[ \xa0])?"
)
_FRONTED = re.compile(
    rf"(?:In|On|At|By|After|Before|During|Since|Until|For|From|To|With|Under|Over|Amid|Despite|As"
    rf"|{any_of(word.capitalize() for word in OPENING_CLAUSES)})\b"
)
_CLAUSE = re.compile(
    rf"\b(?:{any_of(FINITE)}|\w+ed|\w+s|n[’']t)\b|[’'](?:s|re|ll|d|ve|m)\b", re.IGNORECASE
)
_IS = re.compile(rf"\A(?!.*\b(?:who|which|that)\b).*\b{any_of(AUXILIARIES)}\b", re.DOTALL)


class _Tagged(NamedTuple):
    """A sentence and the tag behind it."""

    text: str
    said: Span
    source: Span
    cue: Span
    end: int


def give_sentences_to_tags(document: Document) -> None:
    """Give each sentence without marks that ends in a tag to the subject of the tag."""
    found = list(document.attributions)
    by_cue = IntervalIndex((span, each) for each in found for span in each.cue)
    by_content = IntervalIndex((span, each) for each in found for span in each.content)
    for tagged in _tagged(document):
        mine = by_cue.overlapping(tagged.cue)
        if any(_leads(tagged, each) for each in mine):
            continue
        others = [each for each in by_content.overlapping(tagged.said) if each not in mine]
        astray = [each for each in others if _is_astray(tagged, each)]
        if not mine and any(_has_half(tagged, each) for each in others if each not in astray):
            continue
        replaced = [*mine, *astray]
        found = [each for each in found if each not in replaced]
        found.append(_whole(document, tagged, mine))
    document.attributions = sorted(found, key=lambda each: (each.content, each.source))


def _tagged(document: Document) -> Iterator[_Tagged]:
    """The sentences of a document that end in a tag, by their ends."""
    text = document.text
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(text):
            tag = Span(*match.span())
            opening = _OPENING.match(text, document.sentences.at(tag.start).start)
            said = Span(opening.end() if opening else tag.start, tag.start)
            if _may_be_said(document, said, tag):
                source, cue = Span(*match.span("source")), Span(*match.span("cue"))
                yield _Tagged(text, said, source, cue, tag.end)


def _may_be_said(document: Document, said: Span, tag: Span) -> bool:
    """Whether it is a clause without marks around it, and no phrase in front of another one."""
    words = said.of(document.text)
    if len(words.split()) < LEAST_WORDS or not words[:1].isalnum() or not _CLAUSE.search(words):
        return False
    if words.split()[-1].lower() in UNFINISHED:
        return False
    if _FRONTED.match(words) and "," not in words and len(words.split()) < 2 * LEAST_WORDS:
        return False
    quoted = near(document.outer_spans, Span(said.start, tag.end))
    return all(said.contains(each.span) and said != each.span for each in quoted) and not any(
        each.span.end == said.end for each in quoted
    )


def _has_half(tagged: _Tagged, other: Attribution) -> bool:
    """Whether an attribution of another cue has half of what was said."""
    return 2 * overlap(other.content, (tagged.said,)) >= length((tagged.said,))


def _leads(tagged: _Tagged, each: Attribution) -> bool:
    """Whether an attribution of the cue has what follows it alone: “Brel, a nurse, says it is”."""
    return each.content[0].start > tagged.cue.start and not _IS.search(
        " ".join(span.of(tagged.text) for span in each.source)
    )


def _is_astray(tagged: _Tagged, other: Attribution) -> bool:
    """Whether an attribution of another cue has a part of the tag, as source or content."""
    tag = (Span(tagged.said.end, tagged.source.end),)
    return bool(overlap(other.content, (tagged.source,)) or overlap(other.source, tag))


def _has_all(tagged: _Tagged, each: Attribution) -> bool:
    """Whether an attribution of the tag has its subject and the sentence, and no more of it."""
    tag = (Span(tagged.said.end, tagged.end),)
    return bool(
        overlap(each.source, (tagged.source,))
        and overlap(each.content, (tagged.said,)) >= WHOLE * length((tagged.said,))
        and not overlap(each.content, tag)
    )


def _whole(document: Document, tagged: _Tagged, mine: Sequence[Attribution]) -> Attribution:
    """The attribution of a tag: the sentence, what follows its tag, and quotations beside it."""
    sure = max((each.confidence for each in mine), default=0.0)
    sure = max(sure, confidence.POSTPOSED)
    kept = {
        span
        for each in mine
        if overlap(each.source, (tagged.source,))
        for span in each.content
        if span.overlaps(document.sentences.at(tagged.cue.start))
        or near(document.outer_spans, span)
    }
    if whole := next((each for each in mine if _has_all(tagged, each)), None):
        content = [_ended(span, tagged.said) for span in whole.content if span in kept]
        return replace(whole, content=tuple(content), confidence=sure)
    beside = {span for span in kept if span.start >= tagged.end or span.end <= tagged.said.start}
    return Attribution(tuple(sorted({tagged.said, *beside})), (tagged.source,), (tagged.cue,), sure)


def _ended(span: Span, said: Span) -> Span:
    """A span that ends within what was said, up to its end."""
    return Span(span.start, max(span.end, said.end)) if span.overlaps(said) else span
