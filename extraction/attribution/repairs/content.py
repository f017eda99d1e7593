"""The content of what the tagger gives, without scraps and without what is no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.kinds import is_turn
from extraction.attribution.tagger.extents import unmarked
from extraction.document import Document
from extraction.lexicon.common_verbs import CLAUSE_OPENERS, FINITE
from extraction.lexicon.reported_words import ALSO_REPORTED, ASKING, TELLING
from extraction.lexicon.speech_constructions import QUESTIONED, SAY_NOW
from extraction.lexicon.speech_verbs import CUES, SPEECH_VERBS, gerunds, pasts
from extraction.names import CAP
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

LEAST_WORDS = 3
"""Words of a paraphrase before a second verb of saying."""
LEAST_NARRATION = 8
"""Words of a paragraph between two contents of one cue, which part them."""
_SAID = pasts(SPEECH_VERBS) - {"asked", "posted", "read", "told"} | ALSO_REPORTED
_TAG_END = re.compile(r"[^“”\"\n.!?]{1,60},[ \xa0]\Z")
# “… said as he left the Brel hall. “…””: what is left of the tag in front of the next quotation
_SENTENCE_REST = re.compile(r"[^“”\"\n.!?]{1,60}[.!?][ \xa0]\Z")
_PARTICIPLE = re.compile(rf",[ \xa0](?!{any_of(gerunds(SPEECH_VERBS))}\b)[a-z]+ing\b")
_NEXT_SENTENCE = re.compile(r"[ \xa0]+[^\W\d_a-z]")
# A sentence of narration that a paragraph begins with, up to the mark of a quotation
_SENTENCE_BEFORE = re.compile(r"(?:[^\s“\"]+\s+){2,}[^\s“\"]+[.!?]\s*[“\"„«‘']?\s*\Z")
_AS_SAYING = re.compile(r"(?:as )?(?:saying|having said|telling \w+)[,:]?\s+(?:that\s+)?")
_TELLS = re.compile(any_of(TELLING), re.IGNORECASE)
_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|all|some|many)"
_NO_VERB = rf"(?!{any_of(FINITE)}\b)[\w’'-]+"
# “Told the hearing that it leaked”, “told Tom Ek of Osk that it leaked”
_TOLD_TO = re.compile(
    rf"(?:{_DETERMINER}[ \xa0])?(?:(?!\w+ed\b){_NO_VERB}[ \xa0]){{1,7}}that[ \xa0]"
)
# “Told the foreign | minister the weir leaked”: the tagger cuts within the listener
_OPENS_CLAUSE = any_of(CLAUSE_OPENERS | {"who", "where", "when"})
_LISTENER = re.compile(
    rf"(?!{_OPENS_CLAUSE}\b)[a-z][\w-]*[ \xa0](?:that[ \xa0])?"
    r"(?=(?:the|an?|this|that|these|those|his|her|its|their|our|my|he|she|it|they|we|I|there|no|some|many|most|all|both|one|two|three|nobody)\b|\d|[A-Z])"
)
_CUT_LISTENER = re.compile(rf"[ \xa0]{_DETERMINER}[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}")
# “Told Punch the money was gone”: the listener is a paper, or a person
_TOLD_NAME = re.compile(
    rf"(?:{CAP}[ \xa0]){{1,3}}(?=(?:the|an?|this|that|these|those|his|her|its|their|our|my|he|she"
    r"|it|they|we|I|there|no|some|many|most|all|both)\b)"
)
# “Voted 9-|7 to advance a bill”
_BLANKS = (" ", "\xa0", " The ")
_VOTES = re.compile(r"(?:\d+[-–])?\d+[ \xa0](?=to[ \xa0])")
# “Said it was old and urged them to wait”, “…, while the league warned that”: others' cues
_ANOTHER_CUE = re.compile(
    rf",?[ \xa0](?:and|but)[ \xa0](?:(?:[a-z]\w*ly|also|later|then)[ \xa0])?{any_of(_SAID)}\b"
    rf"|,[ \xa0](?:while|whereas|but|and)[ \xa0](?:{_DETERMINER}[ \xa0])?"
    rf"(?:{_NO_VERB}[ \xa0]){{1,5}}{any_of(_SAID | SAY_NOW)}\b"
)
_ASKS = re.compile(rf"{any_of(ASKING)}", re.IGNORECASE)
# “Brel asked him where it was”: what she asked begins with “where”
_OF_WHOM = re.compile(
    r"(?:him|her|them|us|me|(?:(?:the|his|her|its|their)[ \xa0](?:[a-z-]+[ \xa0]){0,3}?)?"
    rf"(?:{CAP}(?:[ \xa0]{CAP}){{0,3}}|[a-z]+(?:,[ \xa0]{CAP}(?:[ \xa0]{CAP}){{0,3}})?))"
    r",?[ \xa0](?=(?:if|whether|what|who|whose|why|how|when|where|which)\b)"
)
# A first line that is no sentence: neither its stop nor a quotation ends it
_HEADLINE = re.compile(r"[^\s.!?:;,…“”\"«»][ \t]*\n*\Z")
_PLEADED = re.compile(
    r"\bplead(?:s|ed|ing)?[ \xa0](?P<no>(?:not[ \xa0](?:guilty[ \xa0])?|guilty[ \xa0]))\Z"
)
# “Brel rejects that: “…””
_THIS = re.compile(r"(?:that|this|it):\s+(?=[“\"«„‘'])")
_WHEN_ASKED = re.compile(
    rf",?(?<!\s)\s+when\s+(?:(?:he|she|they|[A-Z]\w+)\s+(?:was|were)\s+)?{any_of(QUESTIONED)}\b"
)
_PREPOSITION = r"\b(?:on|in|at|by|to|of|for|from|with|after|before|and|the|an?)"
_ENDS_IN_PREPOSITION = re.compile(rf"(?:{_PREPOSITION}\s){{0,3}}{_PREPOSITION}\Z")
_FEW_WORDS = re.compile(r"(?P<words>(?:[ \xa0][$£€¥]?[\w’'.,-]*[\w’'-]){1,3})[.!?](?=[\s\"”]|\Z)")
_JOINT = re.compile(r"(?:and|but|or|where|while|too)\b")


def tidy(document: Document, attribution: Attribution) -> Attribution:
    """Without scraps: unquoted pieces of other sentences than the cue's, unless whole ones."""
    attribution = _with_denial(document, attribution)
    attribution = _clear_of_source(document, _clear_of_cue(document, attribution))
    turn = is_turn(document, attribution)
    attribution = _with_content(
        attribution,
        (
            s if turn else _without_sentence(document, _without_tail(document, s))
            for s in attribution.content
        ),
    )
    if not attribution.cue:
        return attribution
    sentence = document.sentences.at(attribution.cue[0].start)
    kept = [
        _without_another_cue(document, attribution, _with_object(document, span))
        if span.overlaps(sentence)
        else span
        for span in attribution.content
        if span.overlaps(sentence) or _stands_alone(document, span)
    ]
    kept = [span for span in kept if not _is_cut_quotation(document, span)] or kept
    kept = [span if span is kept[0] else _without_tag(document, span, kept[0]) for span in kept]
    kept = [span for span in kept if not _goes_with_tag(document, attribution, kept[0], span)]
    kept = _without_gap(document.text, _of_headline(document, attribution, kept))
    return _with_content(attribution, kept) if kept else attribution


def _of_headline(document: Document, attribution: Attribution, content: list[Span]) -> list[Span]:
    """Without the paragraph below a headline: “Brel: ‘Nobody asked me’⏎⏎The mayor has …”.

    Nor, for “‘Nobody asked me’, court told”, without the article’s words.
    """
    cue, headline = attribution.cue[0], document.paragraph(0)
    if not headline.contains(cue) or not content:
        return content
    if cue.of(document.text) != ":":
        within = [span for span in content if span.overlaps(headline)]
        marked = any(near(document.outer_spans, span) for span in within)
        return within if marked and _HEADLINE.search(document.text, *headline) else content
    first, *rest = content
    if not near(document.outer_spans, first):
        return content
    quoted = (s for s in rest if s.overlaps(headline) or near(document.outer_spans, s))
    return [first, *quoted]


def _is_cut_quotation(document: Document, span: Span) -> bool:
    """Whether it has the opening mark of a quotation and the first words alone."""
    return any(
        each.closed and each.span.start == span.start and span.end < each.inner.end
        for each in near(document.outer_spans, span)
    )


def _without_tag(document: Document, span: Span, first: Span) -> Span:
    """A quotation that goes on without the end of its tag: “…,” said Brel, a nurse, “…”.

    With the end of a paraphrase, which a tag interrupts: the weir, Brel said, would leak. “…”
    """
    quoted = near(document.outer_spans, span)
    if not quoted or (
        document.text[span.start - 2 : span.start - 1] == ","
        and not near(document.outer_spans, first)
    ):
        return span
    begins = document.sentences.at(span.start).start
    cut = document.text[begins : span.start].strip() != ""
    tag_ends = (_TAG_END, _SENTENCE_REST) if cut else (_TAG_END,)
    if not any(end.match(document.text, span.start, quoted[0].span.start) for end in tag_ends):
        return span
    return unmarked(document.text, Span(quoted[0].span.start, span.end), quoted)


def _goes_with_tag(document: Document, attribution: Attribution, first: Span, span: Span) -> bool:
    """What a speaker does meanwhile: “…,” she says, tapping the wall of her hut."""
    text, quoted = document.text, document.outer_spans
    if near(quoted, span) or not near(quoted, first) or first.end > attribution.cue[-1].start:
        return False
    said = max(attribution.cue[-1].end, *(s.end for s in attribution.source), 0)
    return said <= span.start and _PARTICIPLE.match(text, said, span.end) is not None


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
    """What is cut behind a preposition, with the few words up to the full stop.

    Without the preposition, if it ends in words between marks: “he was “put out” | on the night”.
    """
    text = document.text
    if not (cut := _ENDS_IN_PREPOSITION.search(text, *span)):
        return span
    if marked := near(document.outer_spans, span):
        end = span.start + len(text[span.start : cut.start()].rstrip())
        return Span(span.start, end) if marked[-1].span.end <= end else span
    sentence = document.sentences.at(span.start)
    rest = _FEW_WORDS.match(text, span.end, sentence.end)
    return Span(span.start, rest.end("words")) if rest else span


def _without_another_cue(document: Document, attribution: Attribution, span: Span) -> Span:
    """A paraphrase behind its cue, without a second verb of saying of the same clause."""
    if near(document.outer_spans, span) or attribution.cue[-1].end > span.start:
        return span
    if not CUES.intersection(attribution.cue[-1].of(document.text).lower().split()):
        return span
    other = _ANOTHER_CUE.search(document.text, *span)
    words = document.text[span.start : other.start()].split() if other else ()
    return Span(span.start, other.start()) if other and len(words) >= LEAST_WORDS else span


def _clear_of_cue(document: Document, attribution: Attribution) -> Attribution:
    """Without the “as saying” that a passive puts before the words, nor the listener’s name."""
    first = attribution.content[0]
    telling = attribution.cue and _TELLS.fullmatch(attribution.cue[-1].of(document.text))
    asking = attribution.cue and _ASKS.fullmatch(attribution.cue[-1].of(document.text))
    pattern = _TOLD_TO if telling else _OF_WHOM if asking else _AS_SAYING
    lead = (
        pattern.match(document.text, *first)
        or _THIS.match(document.text, *first)
        or _VOTES.match(document.text, *first)
    )
    if telling and not lead and attribution.cue[-1].end < first.start:
        between = document.text[attribution.cue[-1].end : first.start]
        cut = _CUT_LISTENER.fullmatch(between)
        lead = cut and _LISTENER.match(document.text, *first)
        if between in _BLANKS:
            lead = _TOLD_NAME.match(document.text, *first)
    if not lead or lead.end() >= first.end:
        return attribution
    if telling and near(document.outer_spans, Span(*lead.span())):
        return attribution
    rest = Span(lead.end(), first.end)
    rest = unmarked(document.text, rest, near(document.outer_spans, rest))
    return replace(attribution, content=(rest, *attribution.content[1:]))


def _with_denial(document: Document, attribution: Attribution) -> Attribution:
    """“Pleaded not guilty” with the “not”, which is a part of what was pleaded."""
    first, *rest = attribution.content
    begin = max(0, first.start - 24)
    denied = _PLEADED.search(document.text[begin : first.start])
    if not denied:
        return attribution
    whole = Span(begin + denied.start("no"), first.end)
    cue = tuple(Span(s.start, min(s.end, whole.start - 1)) for s in attribution.cue)
    cue = tuple(span for span in cue if span.start < span.end)
    return replace(attribution, content=(whole, *rest), cue=cue or attribution.cue)


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
    begins = not document.text[sentence.start : span.start].strip(' "“>')
    return begins and document.text[span.end - 1 : span.end + 1].strip()[-1:] in (".", "!", "?")


def _with_content(attribution: Attribution, content: Iterable[Span]) -> Attribution:
    spans = tuple(content)
    return attribution if spans == attribution.content else replace(attribution, content=spans)
