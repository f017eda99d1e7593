"""Repairs what the tagger gives: content without scraps, and sources that it left out or cut."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans, overlap
from extraction.attribution.subjects import (
    antecedent,
    first_noun,
    names_in,
    noun_before,
    subject,
    whole_name,
    with_given_name,
)
from extraction.attribution.tagger.extents import unmarked
from extraction.document import Document, Name
from extraction.lexicon.speech_verbs import CUES, QUESTIONED, QUOTING
from extraction.lexicon.written_words import RUBRICS
from extraction.names import CAP, is_title
from extraction.text.patterns import any_of, one_of
from extraction.text.quotation_marks import near

LEAST_NARRATION = 8
"""Words of a paragraph between two contents of one cue, which part them."""
_RELATIVE = re.compile(r"(?:who|which|that|whom|whose)\Z", re.IGNORECASE)
# “which it”, “whom Ana Brel”, “to which 21 percent”: a clause whose object stands in front
_RELATIVE_OBJECT = re.compile(
    r"(?:[a-z][\w’'-]*[ \xa0]){0,3}?(?:which|that|whom?)[ \xa0]"
    r"(?P<it>it|he|she|they|we|(?:the|his|her|its|their|some|many|most|several|critics|\d+)\b.*|[A-Z].*)",
    re.DOTALL,
)
_TOPIC = re.compile(
    rf"{CAP}(?:[ \xa0]{CAP}){{0,3}}, (?P<who>(?:an?|the|one|another) [a-z][a-z -]+)"
)
_TAG_END = re.compile(r"[^“”\"\n.!?]{1,60},[ \xa0]\Z")
_NEXT_SENTENCE = re.compile(r"[ \xa0]+[^\W\d_a-z]")
# A sentence of narration that a paragraph begins with, up to the mark of a quotation
_SENTENCE_BEFORE = re.compile(r"(?:[^\s“\"]+\s+){2,}[^\s“\"]+[.!?]\s*[“\"„«‘']?\s*\Z")
SAYING = re.compile(one_of(sorted(CUES)) + r"\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|also\s+)?"
    rf"(?!{any_of(QUOTING)}\b)\w+(?:ed|en|own|wn|ut)\b",
    re.IGNORECASE,
)
_QUOTED_BY = re.compile(
    rf"\b(?:was|were|is|are|been)\s+(?:also\s+)?{any_of(QUOTING)}\s+by\s+(?:the\s+)?\Z"
)
_AS_SAYING = re.compile(r"(?:as )?(?:saying|having said|telling \w+)[,:]?\s+(?:that\s+)?")
_TELLS = re.compile(r"(?:told|tells?|telling)", re.IGNORECASE)
_TOLD_TO = re.compile(rf"(?:the[ \xa0])?{CAP}(?:[ \xa0]{CAP}){{0,3}}[ \xa0]that[ \xa0]")
_WHEN_ASKED = re.compile(
    rf",?\s+when\s+(?:(?:he|she|they|[A-Z]\w+)\s+(?:was|were)\s+)?{any_of(QUESTIONED)}\b"
)
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|their|our|my|its)[ \xa0]\Z", re.IGNORECASE)
# “Of Tom Ek, Ana Brel said”: whom she spoke of stands in front
_FRONTED_BY = re.compile(
    r"(?:\A|[.!?”\"’]\s)(?:Of|To|About|Like|Unlike|With)[ \xa0](?:the[ \xa0])?\Z"
)
_IS_DETERMINER = re.compile(r"(?:the|an?|his|her|their|our|my|its)", re.IGNORECASE)
_NOUN = re.compile(r"(?P<noun>(?:[ \xa0][\w’'-]+){1,4})[ \xa0]")
_PARAGRAPH_END = re.compile(r"[.!?]?\s*\n\s*\n|[.!?]\s*\n")
_SPEAKING_THROUGH = re.compile(
    r",\s(?:speaking|writing|replying|responding)\s(?:through|via)\s[^,.;“”\"\n]{2,60},?\s\Z"
)
_AFTER_NAME = re.compile(r"[,\s]*(?:that\s)?")
_ENDS_IN_PREPOSITION = re.compile(r"\b(?:on|in|at|by|to|of|for|from|with|the|an?)\Z")
_FEW_WORDS = re.compile(r"(?P<words>(?:[ \xa0][\w’'-]+){1,3})[.!?](?=\s|\Z)")
_JOINT = re.compile(r"(?:and|but|or|where|while|too)\b")


def repair_attributions(document: Document) -> None:
    """Repair content and source of each attribution.

    Relative pronouns get their antecedents, cut names are made whole, and a cue of saying
    without a source takes the subject of its sentence. What is “said” by the rubric of an article
    (“Quiz: …?”) is left out.
    """
    document.attributions = [
        _with_source(document, tidy(document, _of_one_paragraph(document, _before_cue(each))))
        for each in document.attributions
        if not _is_of_rubric(document, each)
    ]


def _is_of_rubric(document: Document, attribution: Attribution) -> bool:
    source = " ".join(span.of(document.text) for span in attribution.source).lower()
    return source in RUBRICS and any(span.of(document.text) == ":" for span in attribution.cue)


def _before_cue(attribution: Attribution) -> Attribution:
    """“Brel asked Tom Ek” taken for the source of “asked”: the source is what stands before it."""
    source = tuple(_ended_before(span, attribution.cue) for span in attribution.source)
    return attribution if source == attribution.source else replace(attribution, source=source)


def _ended_before(span: Span, cues: Spans) -> Span:
    inside = next((c for c in cues if span.contains(c) and span.start + 1 < c.start), None)
    return Span(span.start, inside.start - 1) if inside else span


def _of_one_paragraph(document: Document, attribution: Attribution) -> Attribution:
    """With a source that ends with its paragraph."""
    found = []
    for span in attribution.source:
        end = _PARAGRAPH_END.search(document.text, *span)
        found.append(Span(span.start, end.start()) if end and end.start() > span.start else span)
    return replace(attribution, source=tuple(found))


# ------------------------------------------------------------ content
def tidy(document: Document, attribution: Attribution) -> Attribution:
    """Without scraps: unquoted pieces of other sentences than the cue's, unless whole ones."""
    attribution = _clear_of_source(document, _clear_of_cue(document, attribution))
    attribution = _with_content(
        attribution,
        (_without_sentence(document, _without_tail(document, s)) for s in attribution.content),
    )
    if not attribution.cue:
        return attribution
    sentence = document.sentences.at(attribution.cue[0].start)
    kept = [
        _with_object(document, span) if span.overlaps(sentence) else span
        for span in attribution.content
        if span.overlaps(sentence) or _stands_alone(document, span)
    ]
    kept = [span for span in kept if not _is_cut_quotation(document, span)] or kept
    kept = [span if span is kept[0] else _without_tag(document, span) for span in kept]
    kept = _without_gap(document.text, kept)
    return _with_content(attribution, kept) if kept else attribution


def _is_cut_quotation(document: Document, span: Span) -> bool:
    """Whether it has the opening mark of a quotation and the first words alone."""
    return any(
        each.closed and each.span.start == span.start and span.end < each.inner.end
        for each in near(document.outer_spans, span)
    )


def _without_tag(document: Document, span: Span) -> Span:
    """A quotation that goes on without the end of its tag: “…,” said Brel, a nurse, “…”."""
    quoted = near(document.outer_spans, span)
    if not quoted or not _TAG_END.match(document.text, span.start, quoted[0].span.start):
        return span
    return unmarked(document.text, Span(quoted[0].span.start, span.end), quoted)


def _without_sentence(document: Document, span: Span) -> Span:
    """Words with a quotation among them that ends their sentence, without the next sentence."""
    quoted = near(document.outer_spans, span)
    if not quoted or not quoted[-1].closed or quoted[0].span.start <= span.start:
        return span
    if document.sentences.at(span.start).end < quoted[-1].span.start:
        return span  # it has several sentences
    end = quoted[-1].span.end
    tail = _NEXT_SENTENCE.match(document.text, end, span.end)
    ended = document.text[quoted[-1].inner.end - 1] in ".?!"
    if ended and tail and end <= document.sentences.at(tail.end() - 1).start < tail.end():
        return Span(span.start, end)
    return span


def _without_gap(text: str, content: list[Span]) -> list[Span]:
    """The content up to a paragraph of narration, or to one that begins with a sentence of it: what
    follows is said by another."""
    for at, (before, span) in enumerate(pairwise(content), 1):
        _, *between = text[before.end : span.start].split("\n")
        narrated = any(len(line.split()) >= LEAST_NARRATION for line in between[:-1])
        if narrated or (between and _SENTENCE_BEFORE.match(between[-1])):
            return content[:at]
    return content


def _without_tail(document: Document, span: Span) -> Span:
    """A quoted clause that ends in its own stop or comma is all that was said.

    In PolNeAR hardly any of the text after “…,” belongs to content that starts with a mark.
    """
    questioned = " when" in span.of(document.text) and _WHEN_ASKED.search(document.text, *span)
    if questioned and not near(document.outer_spans, Span(questioned.start(), span.end)):
        span = Span(span.start, questioned.start())
    inside = near(document.outer_spans, span)
    if not inside or inside[0].span.start != span.start or not inside[0].closed:
        return span
    last = inside[-1]
    tail = document.text[last.span.end : span.end].strip()
    stop = document.text[last.inner.end - 1 : last.inner.end]
    if not tail[:1].isalpha() or stop not in (",", ".", "?", "!") or _JOINT.match(tail):
        return span
    return unmarked(document.text, Span(span.start, last.span.end), inside)


def _with_object(document: Document, span: Span) -> Span:
    """A paraphrase that is cut behind a preposition, with the few words up to the full stop."""
    if not _ENDS_IN_PREPOSITION.search(document.text, *span) or near(document.outer_spans, span):
        return span
    sentence = document.sentences.at(span.start)
    rest = _FEW_WORDS.match(document.text, span.end, sentence.end)
    return Span(span.start, rest.end("words")) if rest else span


def _clear_of_cue(document: Document, attribution: Attribution) -> Attribution:
    """Without the “as saying” that a passive puts before the words, nor whom they are told."""
    first = attribution.content[0]
    telling = attribution.cue and _TELLS.fullmatch(attribution.cue[-1].of(document.text))
    lead = (_TOLD_TO if telling else _AS_SAYING).match(document.text, *first)
    if not lead or lead.end() >= first.end:
        return attribution
    if telling and near(document.outer_spans, Span(*lead.span())):
        return attribution
    rest = Span(lead.end(), first.end)
    rest = unmarked(document.text, rest, near(document.outer_spans, rest))
    return replace(attribution, content=(rest, *attribution.content[1:]))


def _clear_of_source(document: Document, attribution: Attribution) -> Attribution:
    """Content that runs on from a quoted span into its own source ends with that span."""
    if not overlap(attribution.content, attribution.source):
        return attribution
    kept: list[Span] = []
    for span in attribution.content:
        if overlap((span,), attribution.source):
            inside = [s.inner for s in near(document.outer_spans, span) if span.contains(s.inner)]
            kept += [i for i in inside if not overlap((i,), attribution.source)]
        else:
            kept.append(span)
    return replace(attribution, content=tuple(kept)) if kept else attribution


def _stands_alone(document: Document, span: Span) -> bool:
    if near(document.outer_spans, span):
        return True
    sentence = document.sentences.at(span.start)
    begins = not document.text[sentence.start : span.start].strip(' "“')
    return begins and document.text[span.end - 1 : span.end + 1].strip()[-1:] in (".", "!", "?")


# ------------------------------------------------------------ sources
def _with_source(document: Document, attribution: Attribution) -> Attribution:
    text = document.text
    if not attribution.source:
        return _inherited(document, attribution)
    first = _behind_relative(text, _behind_fronted(text, attribution.source[0]))
    first = _behind_topic(document, first, attribution.cue)
    if first != attribution.source[0]:
        attribution = replace(attribution, source=(first, *attribution.source[1:]))
    if quoted := _quoted_by(document, attribution):
        return quoted
    if _RELATIVE.match(first.of(text)):
        found = antecedent(text, first, document.sentences.at(first.start), document.names)
        if found and found.end <= first.start:
            return replace(attribution, source=(found, *attribution.source))
        return attribution
    if person := _from_place(document, attribution.source):
        first = person
    if through := _through(document, first):
        first = through
    if titled := _with_titled_name(document, attribution):
        return titled
    first = _with_noun(document, _with_determiner(text, first), attribution.cue)
    whole = with_given_name(text, whole_name(first, _people(document, first)))
    cut = text[first.end : first.end + 1] in ("'", "’", "-")
    if (
        (whole.start < first.start or cut)
        and whole != first
        and not any(whole.overlaps(o) for o in attribution.source[1:])
    ):
        return replace(attribution, source=(whole, *attribution.source[1:]))
    return replace(attribution, source=(first, *attribution.source[1:]))


def _from_place(document: Document, source: Spans) -> Span | None:
    """Whom “who” means behind a place that the tagger took: “Ana Brel of Osk, who said”."""
    if len(source) < 2 or not _RELATIVE.match(source[1].of(document.text)):
        return None
    place = any(label == "GPE" and span == source[0] for span, label in document.names)
    found = place and antecedent(
        document.text, source[1], document.sentences.at(source[1].start), document.names
    )
    return found or None


def _through(document: Document, source: Span) -> Span | None:
    """Who speaks through whom the tagger took: “Brel, speaking through her aide, Ek, said”."""
    text = document.text
    sentence = document.sentences.at(source.start)
    found = _SPEAKING_THROUGH.search(text, sentence.start, source.start)
    return found and first_noun(text, sentence, found.start(), document.quoted, document.names)


def _with_titled_name(document: Document, attribution: Attribution) -> Attribution | None:
    """“According to Ms” with the name behind, which the tagger took for the first word said."""
    first, content = attribution.source[0], attribution.content[0]
    if not is_title(first.of(document.text)):
        return None
    whole = whole_name(first, _people(document, Span(first.start, content.start + 1)))
    if not (content.start < whole.end < content.end and whole.end > first.end):
        return None
    joint = _AFTER_NAME.match(document.text, whole.end, content.end)
    rest = Span(joint.end() if joint else whole.end, content.end)
    return replace(
        attribution,
        source=(whole, *attribution.source[1:]),
        content=(rest, *attribution.content[1:]),
    )


def _behind_fronted(text: str, source: Span) -> Span:
    comma = text.find(", ", *source)
    fronted = comma > 0 and _FRONTED_BY.search(text[max(0, source.start - 20) : source.start])
    return Span(comma + 2, source.end) if fronted and text[comma + 2].isupper() else source


def _behind_topic(document: Document, source: Span, cue: Spans) -> Span:
    """“A top aide” of “Brel, a top aide said, “is tired””: no apposition, which a comma ends."""
    topic = _TOPIC.fullmatch(source.of(document.text))
    if not topic or not any(span.start == source.end + 1 for span in cue):
        return source
    named = names_in(document.names, Span(source.start + topic.start("who"), source.end))
    ends = document.text[source.start - 1 : source.start] in ("", " ", "\n")
    return Span(source.start + topic.start("who"), source.end) if ends and not named else source


def _behind_relative(text: str, source: Span) -> Span:
    """“Which it” of “the flights, which it says will end”: “it”; “who Brel”: “Brel”."""
    subject = _RELATIVE_OBJECT.fullmatch(source.of(text))
    return Span(source.start + subject.start("it"), source.end) if subject else source


def _with_determiner(text: str, source: Span) -> Span:
    """“planter” behind “the” with it."""
    before = _DETERMINER.search(text, max(0, source.start - 8), source.start)
    return Span(before.start(), source.end) if before and text[source.start].islower() else source


def _with_noun(document: Document, source: Span, cue: Spans) -> Span:
    """“The” of “The railway called” with its noun, which the tagger leaves out now and then."""
    if not cue or not _IS_DETERMINER.fullmatch(source.of(document.text)):
        return source
    noun = _NOUN.fullmatch(document.text, source.end, cue[0].start)
    return Span(source.start, noun.end("noun")) if noun else source


def _quoted_by(document: Document, attribution: Attribution) -> Attribution | None:
    """“X was quoted by Y as saying”: the words are X's, not Y's."""
    first = attribution.source[0]
    before = document.text[max(0, first.start - 40) : first.start]
    passive = "ed by" in before and _QUOTED_BY.search(before)
    if not passive:
        return None
    start = first.start - len(before) + passive.start()
    sentence = document.sentences.at(start)
    found = subject(
        document.text, Span(start, first.start), sentence, document.quoted, document.names
    )
    return replace(attribution, source=(found,)) if found else None


def _people(document: Document, span: Span) -> list[Name]:
    return [
        name
        for name in names_in(document.names, span)
        if name[1] == "PERSON" and "\n" not in name[0].of(document.text)
    ]


def _inherited(document: Document, attribution: Attribution) -> Attribution:
    if not attribution.cue or not any(near(document.outer_spans, s) for s in attribution.content):
        return attribution
    start = attribution.content[0].start
    cue = max((c for c in attribution.cue if c.end <= start), default=attribution.cue[0])
    sentence = document.sentences.at(cue.start)
    if _PASSIVE.search(document.text, max(sentence.start, cue.start - 12), cue.end):
        return attribution
    saying = any(SAYING.search(span.of(document.text)) for span in attribution.cue)
    find = subject if saying else noun_before
    found = find(document.text, cue, sentence, document.quoted, document.names)
    if found is None or any(
        found.overlaps(span) for span in (*attribution.content, *attribution.cue)
    ):
        return attribution
    score = attribution.confidence * confidence.INHERITED
    return replace(attribution, source=(found,), confidence=score)


def _with_content(attribution: Attribution, content: Iterable[Span]) -> Attribution:
    spans = tuple(content)
    return attribution if spans == attribution.content else replace(attribution, content=spans)
