"""Tags: a verb of saying and its subject that touch a quoted span.

A tag claims the quoted span that it touches, against the tagger if need be: “…,” said Ana Brel;
“…,” the mayor replied; Ana Brel said “…”.  So of short quotations in turn each has its own speaker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans, overlap
from extraction.attribution.claims import claiming
from extraction.attribution.kinds import is_turn
from extraction.attribution.subjects import is_done_to
from extraction.document import Document
from extraction.lexicon.abbreviations import ABBREVIATIONS, MONTHS, SMALL_WORDS
from extraction.lexicon.honorifics import PARTICLES_IN_SUBJECTS
from extraction.lexicon.speech_constructions import RECALLING
from extraction.lexicon.speech_verbs import PHRASAL_TAGS, SPEECH_VERBS, TAG_VERBS, gerunds, pasts
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan, near

REACH = 160
"""Code points behind or before a quoted span in which its tag lies."""


class Tag(NamedTuple):
    """Source and cue; a source anywhere in `clause` is the subject of the same cue.

    `leads` says that it is before the quoted span; that is less sure than behind it.
    """

    source: Span
    cue: Span
    clause: Span
    leads: bool = False


VERB = any_of(
    pasts(TAG_VERBS) - {"read", "posted"} | {verb.third for verb in TAG_VERBS} | PHRASAL_TAGS
)
_POINTED = any_of(ABBREVIATIONS - SMALL_WORDS - MONTHS)
_PROPER = (  # “Dr.” and “J. R.” go on as a name, “the Cup. He” does not
    rf"(?:(?:{_POINTED}|[^\W\d_a-z](?:\.[^\W\d_a-z])*)\."
    r"|[^\W\d_a-z](?:[\w’'&-]|\.(?=\w))*)"
)
_PARTICLE = any_of(PARTICLES_IN_SUBJECTS)
NAME = rf"{_PROPER}(?:[ \xa0](?:{_PARTICLE}[ \xa0]){{0,3}}{_PROPER}){{0,6}}"
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)"
_COMMON = r"[a-zà-ÿ][\w’'-]*"
DETERMINED = (
    r"(?:the|an?|his|her|their|its|my|our|one|another|some|many|several|two|three)"
    rf"(?:[ \xa0](?:{_COMMON}|{_PROPER})){{1,5}}?"
)
_DESCRIBED = rf"(?:{_COMMON}[ \xa0]){{1,4}}?{NAME}"
ADVERB = r"(?:(?:[a-z]\w*ly|also|then|later|once|again|still|now|often|even|already|just)[ \xa0])?"
AUXILIARY = r"(?:(?:has|have|had|would|will)[ \xa0](?!been\b))?"
_STOP = r"[ \xa0]*(?:[.,;:!?()—–”\"»]|\n|\Z)"
_SENTENCE_GOES_ON = (
    r"[ \xa0](?:in|on|at|of|as|to|with|from|by|for|after|before|when|while|during|who"
    r"|that|and|but|about|through|outside|inside|over|under|against|into|upon|without|last|this"
    r"|across|near|towards?|behind|beside|between|because|since|if|where|yesterday|today|later"
    r"|earlier|again)\b|[ \xa0](?!\w*thing\b)(?:[a-z]\w*(?:ly|ing)|\w+day)\b"
)
TAG_END = rf"(?={_STOP}|{_SENTENCE_GOES_ON})"
_OBJECT = (
    rf"(?:[ \xa0](?:(?:him|her|them|us|me)\b|(?<=told[ \xa0])(?:the[ \xa0])?(?:[a-z]+s\b|{NAME})))?"
)
# Behind it the words may stand in another language: « C'est tout ! » (“That is all!”), said Ek
_JOINT = r"(?:[ \xa0]?\([^()\n]{1,100}\))?[ \xa0]*(?P<joint>[,—–-]?)[ \xa0]*"
_VERB_FIRST = re.compile(
    rf"{_JOINT}{ADVERB}(?P<cue>{VERB})[ \xa0]{ADVERB}"
    rf"(?P<source>{PRONOUN}\b|{NAME}|{DETERMINED}|{_DESCRIBED}){TAG_END}"
)
_SOURCE_FIRST = re.compile(
    rf"{_JOINT}(?P<source>{PRONOUN}|{NAME}|{DETERMINED}(?:, {NAME},)?)[ \xa0]"
    rf"{ADVERB}{AUXILIARY}(?P<cue>{VERB}){_OBJECT}"
    rf"(?P<end>(?={_STOP}))?{TAG_END}"
)
_AHEAD = re.compile(
    rf"(?:\A|(?<=[\s“\"‘(]))(?P<source>{PRONOUN}|{NAME})[ \xa0]{ADVERB}{AUXILIARY}"
    rf"(?P<cue>{VERB})[,:]?[ \xa0]*\Z"
)
_RECALLED = re.compile(
    rf"\b{any_of(RECALLING)}[ \xa0](?P<source>him|her|them|{NAME}|{DETERMINED})[ \xa0]"
    rf"{ADVERB}(?P<cue>{any_of(gerunds(SPEECH_VERBS) | {'saying', 'telling'})})\b"
    r"(?:[ \xa0][^,.;:“”\"\n]{1,40})?[,:]?[ \xa0]*\Z"
)
_WHOLE = re.compile(_SENTENCE_GOES_ON)
_GOES_ON = tuple(",?!…—–-")
_ABBREVIATED = re.compile(r"\b(?:Jr|Sr|Inc|Ltd|\w)\.\Z")
_ARTICLE = re.compile(r"\s*(?:the|an?)\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;\n“\"«]")


def apply_tags(document: Document) -> None:
    """Give every quoted span that a tag touches to the source of the tag."""
    tags = {
        quoted_span.span: tag
        for quoted_span in document.outer_spans
        if (tag := tag_of(document.text, quoted_span)) is not None
        and not is_done_to(document, tag.source, tag.cue)
    }
    if not tags:
        return
    by_source = IntervalIndex((tag.source, tag) for tag in tags.values())
    mine = [_of_tags(document, each, tags, by_source) for each in document.attributions]
    by_cue: dict[Spans, list[QuotedSpan]] = defaultdict(list)
    for quoted_span in document.outer_spans:
        if tag := tags.get(quoted_span.span):
            by_cue[(tag.cue,)].append(quoted_span)
    kept = [_of_its_tag(document, each, tags, by_cue) for each in mine if each is not None]
    kept += _untagged(document, kept, tags)
    document.attributions = sorted(kept, key=lambda a: (a.content, a.source))


def _of_its_tag(
    document: Document,
    attribution: Attribution,
    tags: Mapping[Span, Tag],
    by_cue: Mapping[Spans, Sequence[QuotedSpan]],
) -> Attribution:
    """Give what goes on behind a tag to its source, if it has its cue and another source.

    “…,” asked Ana Brel, a nurse, “…”: one sentence has one subject.
    """
    first = attribution.content[0]
    for quoted_span in by_cue.get(attribution.cue, ()):
        tag = tags[quoted_span.span]
        between = document.text[quoted_span.span.end : first.start].rstrip()
        if (
            not tag.leads
            and tag.cue.start < first.start
            and not overlap(attribution.source, (tag.source, tag.clause))
            and not _SENTENCE.search(between[:-1])
        ):
            content = (quoted_span.inner, *attribution.content)
            return replace(attribution, source=(tag.source,), content=content)
    return attribution


def tag_of(text: str, quoted_span: QuotedSpan) -> Tag | None:
    """The tag behind a quoted span, or else the one right before it."""
    return _behind(text, quoted_span) or _ahead(text, quoted_span)


def _behind(text: str, quoted_span: QuotedSpan) -> Tag | None:
    start, reach = quoted_span.span.end, quoted_span.span.end + REACH
    stop = text[quoted_span.inner.start : quoted_span.inner.end].rstrip()[-1:]
    for pattern in (_VERB_FIRST, _SOURCE_FIRST):
        found = pattern.match(text, start, reach)
        if found is None:
            continue
        goes_on = stop in _GOES_ON or bool(found["joint"])
        source, cue = trimmed(text, found.span("source")), Span(*found.span("cue"))
        if pattern is _VERB_FIRST:
            if not goes_on:
                continue
            end = _SENTENCE.search(text, source.end, reach)
            return Tag(source, cue, Span(cue.end, end.start() if end else source.end))
        ends = found["end"] is not None
        if stop == "," or found["joint"] or (ends and (goes_on or text[source.start].islower())):
            return Tag(source, cue, Span(start, cue.start))
    return None


def trimmed(text: str, source: tuple[int, int]) -> Span:
    """Without the comma of an apposition, and the stop of a sentence but not of “Jr.”."""
    start, end = source
    loose = text[end - 1] == "," or (
        text[end - 1] == "." and not _ABBREVIATED.search(text[start:end])
    )
    return Span(start, end - 1 if loose else end)


def _ahead(text: str, quoted_span: QuotedSpan) -> Tag | None:
    at = quoted_span.span.start
    line = max(text.rfind("\n", max(0, at - REACH), at) + 1, at - REACH, 0)
    recalled = _RECALLED.search(text[line:at])
    found = recalled or _AHEAD.search(text[line:at])
    if found is None:
        return None
    source, cue = (Span(line + found.start(n), line + found.end(n)) for n in ("source", "cue"))
    return Tag(source, cue, source, leads=recalled is None)


# ------------------------------------------------------------ attributions of the tagger
def _of_tags(
    document: Document,
    attribution: Attribution,
    tags: Mapping[Span, Tag],
    by_source: IntervalIndex[Tag],
) -> Attribution | None:
    """Without the quoted spans of other tags, and with the source of its own."""
    claimed = _claimed(document, attribution)
    for quoted_span in claimed:
        tag = tags.get(quoted_span.span)
        if tag is None or _is_within(attribution, quoted_span):
            continue
        if is_turn(document, attribution) and any(
            span.contains(tag.source) for span in attribution.content
        ):  # “…” that the answer of an interview reports
            continue
        others = [
            other
            for span in attribution.source
            for other in by_source.overlapping(span)
            if not other.source.overlaps(tag.source)
        ]
        if tag.leads and len(claimed) == 1 and not _is_of(attribution, others):
            continue
        if not _belongs(attribution, tag) or _is_of(attribution, others):
            content = _without(document, attribution, quoted_span.span)
            if not tag.leads:
                content = _not_behind(document, attribution, content, quoted_span.span, tag)
            if not content:
                return None
            cue = tuple(span for span in attribution.cue if not span.overlaps(tag.cue))
            attribution = replace(attribution, content=content, cue=cue or attribution.cue)
        elif _is_cut(document, attribution, tag) or not overlap(attribution.source, (tag.clause,)):
            attribution = replace(attribution, source=(tag.source,))
    return attribution


def _is_cut(document: Document, attribution: Attribution, tag: Tag) -> bool:
    """Whether the source is missing, but an article of its noun, or the front of the tag's."""
    fronts = [each for each in attribution.source if each.start == tag.source.start]
    if fronts and len(attribution.source) == 1 and fronts[0].end < tag.source.end:
        # “Nobody”, and not “nobody on Monday”
        return not _WHOLE.match(document.text, fronts[0].end)
    return all(_ARTICLE.fullmatch(span.of(document.text)) for span in attribution.source)


def _claimed(document: Document, attribution: Attribution) -> list[QuotedSpan]:
    found = {s.span: s for span in attribution.content for s in near(document.outer_spans, span)}
    return [quoted_span for quoted_span in found.values() if claiming((attribution,), quoted_span)]


def _is_within(attribution: Attribution, quoted_span: QuotedSpan) -> bool:
    """Whether the cue is a part of the quoted words: speech that they report."""
    return any(quoted_span.span.contains(cue) for cue in attribution.cue)


def _belongs(attribution: Attribution, tag: Tag) -> bool:
    if overlap(attribution.source, (tag.source, tag.clause)):
        return True
    return bool(overlap(attribution.cue, (tag.cue,))) and not _has_cue_besides(attribution, tag)


def _has_cue_besides(attribution: Attribution, tag: Tag) -> bool:
    """Whether two tags were taken for one: “…?” he asked. “…,” she replied."""
    return bool(attribution.source) and not overlap(attribution.cue[:1], (tag.cue,))


def _is_of(attribution: Attribution, others: Sequence[Tag]) -> bool:
    """Whether the source is that of a tag of other words."""
    return any(
        (overlap(attribution.source, (tag.source,)) and not tag.leads)
        or attribution.source == (tag.source,)
        for tag in others
    )


def _without(document: Document, attribution: Attribution, quoted: Span) -> tuple[Span, ...]:
    """Content without a quoted span, and without what is left around it between no marks."""
    kept: list[Span] = []
    for span in attribution.content:
        if not span.overlaps(quoted):
            kept.append(span)
            continue
        for rest in (Span(span.start, quoted.start), Span(quoted.end, span.end)):
            others = near(document.outer_spans, rest) if rest.start < rest.end else ()
            kept += [other.inner for other in others if rest.contains(other.inner)]
    return tuple(kept)


def _not_behind(
    document: Document,
    attribution: Attribution,
    content: tuple[Span, ...],
    quoted: Span,
    tag: Tag,
) -> tuple[Span, ...]:
    """Content without what goes on behind the tag of another, in its paragraph.

    “The union said four.  “…,” said Ek.  “…””: the last words are Ek's, and not the union's.
    """
    own = [span for span in (*attribution.source, *attribution.cue) if not span.overlaps(tag.cue)]
    if not own or any(span.end > quoted.start for span in own):
        return content
    rest = Span(quoted.end, document.paragraph(quoted.start).end)
    return tuple(span for span in content if not rest.contains(span))


def _untagged(
    document: Document, attributions: Sequence[Attribution], tags: Mapping[Span, Tag]
) -> Iterator[Attribution]:
    """An attribution for each quoted span whose tag no attribution follows."""
    followed = {
        quoted_span.span
        for each in attributions
        for quoted_span in _claimed(document, each)
        if (tag := tags.get(quoted_span.span)) is not None and (tag.leads or _belongs(each, tag))
    }
    for quoted_span in document.outer_spans:
        tag = tags.get(quoted_span.span)
        if tag is not None and quoted_span.span not in followed:
            yield Attribution((quoted_span.inner,), (tag.source,), (tag.cue,), confidence.TAGGED)
