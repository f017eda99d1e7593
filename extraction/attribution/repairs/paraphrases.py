"""The edges of contents: a dateline or a label in one, another paragraph or the source itself.

“VIENNA, Oct 3 (Reuters) - Talks ended, diplomats said.”: the dateline is not the diplomats'.
“According to Brel the water rose.”: without a comma, what begins behind the name was said.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.annotations import Attribution, Span
from extraction.attribution.kinds import is_quoted, is_turn
from extraction.attribution.repairs.cut_sources import with_description
from extraction.attribution.repairs.medial import with_front
from extraction.attribution.tagger.extents import unmarked
from extraction.datelines import dateline_end
from extraction.document import Document
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.roles import HEADS, PERSONS_SOUGHT
from extraction.lexicon.speech_constructions import DECLINING, QUESTIONED, SEARCHES, UNSAID
from extraction.lexicon.speech_verbs import CUES
from extraction.names import CAP
from extraction.text.folding import plain
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

_ACCORDING = re.compile(r"according to[ \xa0]", re.IGNORECASE)
_DETERMINER = r"(?:the|an?|his|her|its|their|this|these|those|one|some|several)"
_BEGINS = (
    rf"(?:{_DETERMINER}|he|she|it|they|there|that|no|many|most|more|at least|about|nearly"
    r"|\d[\d,.]*)"
)
_WORD = r"[\w’'.-]+"
_WITHIN = r"(?:of|for|from|in|at|on|with|by|to|and|&)"
# “According to the ministry the water …”: a noun phrase, and the clause with no comma between
_PHRASE = re.compile(
    rf"(?P<source>(?:{_DETERMINER}[ \xa0])?(?!{_BEGINS}[ \xa0]){_WORD}"
    rf"(?:[ \xa0]{_WITHIN}[ \xa0](?:{_DETERMINER}[ \xa0])?{_WORD}"
    rf"|[ \xa0](?!{_BEGINS}[ \xa0]|{_WITHIN}[ \xa0]){_WORD}){{0,7}})[ \xa0](?={_BEGINS}[ \xa0])",
    re.IGNORECASE,
)
# “KEY POINTS: “…””, “10.45 – “…””, “(1) “…””, “* “…””
_LABEL = re.compile(
    r"(?:[^\s“\"]+[ \xa0]+){0,5}[^\s“\"]*(?:[:–—|>•·*-]|\b\d{1,2}\.)[ \xa0]*"
    r"|\([^)\n]{1,30}\)[ \xa0]*|\[[^\]\n]{1,30}\][ \xa0]*"
)
_NO_VERB = rf"(?!{any_of(FINITE)}\b)[\w’'&-]+"
# “According to the pollster Ana Brel of | Novus, the water rose”
_REST_OF_SOURCE = re.compile(rf"(?:{_NO_VERB}[ \xa0]){{0,4}}{_NO_VERB},[ \xa0](?=\S)")
_WITHIN_SOURCE = re.compile(
    rf"[ \xa0]{_WITHIN}[ \xa0](?:{_DETERMINER}[ \xa0])?(?:{_WORD}[ \xa0]){{0,3}}\Z"
)
_NAMED = re.compile(rf"(?P<name>{CAP}(?:[ \xa0]{CAP}){{0,3}}),[ \xa0](?=\S)")
# “Who asked not to be named”, “declined to be identified”
_UNNAMED = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b")
# “Brel said nothing and left”
_SILENCE = re.compile(
    r"(?:nothing|little|no more|not a word|no word)"
    r"(?:,?[ \xa0](?:and|at|on|about|of|in|for|to|more|else|when|until|but|before|after|as)\b"
    r"[^“”\"]*)?",
    re.IGNORECASE,
)
# “Brel declined | to comment on it”, “declined to say | when”, “ignored | a request for comment”
_UNSAID = any_of(UNSAID)
_NOT_SAYING = re.compile(
    rf"\b(?:{any_of(DECLINING)}[ \xa0]to|(?:not|n[’']t)(?:[ \xa0]\w+ly|[ \xa0]yet)?)[ \xa0]"
    rf"{_UNSAID}(?:[ \xa0](?:on|about|upon|to))?[ \xa0]*\Z"
)
_DECLINED = re.compile(rf"\b{any_of(DECLINING)}[ \xa0]*\Z")
_TO_COMMENT = re.compile(rf"to[ \xa0]{_UNSAID}\b")
_REQUESTS = re.compile(
    r"(?:to )?(?:(?:an?|the|any|\w+) )?requests? for (?:comments?|an interview|information)\b"
)
_ASKING_TOO = CUES | QUESTIONED
_PASSIVE = re.compile(
    r"(?:(?:has|have|had) )?(?:was|were|been|is|are) (?:also |later |again |then )?"
)
_WHEN = re.compile(r"(?:when|while|as|after|before|because)\s")
_SEARCH = re.compile(rf"\b{any_of(SEARCHES)}\Z", re.IGNORECASE)
_SOUGHT_END = re.compile(r",|[ \xa0](?:who|whose|whom|that|which|with|in|from|after|over|about)\b")


def trim_paraphrases(document: Document) -> None:
    """Mend the edges of contents, and drop those without quotation marks that nobody said."""
    document.attributions = [
        _trimmed(document, each)
        for each in document.attributions
        if is_quoted(document, each) or not _says_nothing(document, each)
    ]


def _trimmed(document: Document, attribution: Attribution) -> Attribution:
    if not is_quoted(document, attribution) and not is_turn(document, attribution):
        attribution = _of_cue_paragraph(document, _behind_source(document, attribution))
        attribution = with_description(document, attribution)
    if not is_turn(document, attribution):
        attribution = with_front(document, attribution)
    first, *rest = attribution.content
    rest = [_without_label(document, span) for span in rest]
    attribution = replace(attribution, content=(first, *rest))
    start = max(
        dateline_end(document.text, *document.paragraph(first.start)), _label_end(document, first)
    )
    if first.start < start < first.end:
        said = Span(start, first.end)
        said = unmarked(document.text, said, near(document.outer_spans, said))
        return replace(attribution, content=(said, *rest))
    return attribution


def _without_label(document: Document, span: Span) -> Span:
    start = _label_end(document, span)
    if not span.start < start < span.end:
        return span
    return unmarked(document.text, Span(start, span.end), near(document.outer_spans, span))


def _label_end(document: Document, span: Span) -> int:
    """Where a label that a paragraph has in front of a quotation ends; 0 if it has none."""
    quoted = near(document.outer_spans, span)
    if not quoted or not all(each.closed for each in quoted):
        return 0
    text, start = document.text, quoted[0].span.start
    lead = text[document.paragraph(span.start).start : start]
    alone = not text[quoted[-1].span.end : span.end].strip(" .,!?")
    return start if alone and _LABEL.fullmatch(lead) else 0


def _of_cue_paragraph(document: Document, attribution: Attribution) -> Attribution:
    """Without what lies in another paragraph than the cue."""
    if not attribution.cue or len(attribution.content) == 1:
        return attribution
    paragraph = document.paragraph(attribution.cue[0].start)
    kept = tuple(span for span in attribution.content if span.overlaps(paragraph))
    return replace(attribution, content=kept) if kept else attribution


def _behind_source(document: Document, attribution: Attribution) -> Attribution:
    """“According to the ministry the water rose”: split where the clause begins."""
    text = document.text
    if not attribution.cue or not (match := _ACCORDING.match(text, attribution.cue[0].start)):
        return attribution
    sentence = document.sentences.at(match.end())
    before = Span(sentence.start, match.start())
    if any(span.overlaps(before) for span in attribution.content):
        return attribution
    phrase = _PHRASE.match(text, match.end(), sentence.end)
    if phrase is None:
        return _behind_name(document, attribution, match.end())
    end = match.end() + len(text[match.end() : sentence.end].rstrip(" \n\xa0.;!"))
    said, source = Span(phrase.end(), end), Span(*phrase.span("source"))
    if said.start >= said.end:
        return attribution
    return replace(attribution, content=(said,), source=(source,))


def _behind_name(document: Document, attribution: Attribution, start: int) -> Attribution:
    """“According to the minister, Ana Brel, the water rose”: the name is no part of what rose."""
    text, source, (first, *rest) = document.text, attribution.source[:1], attribution.content
    if cut := _with_rest(document, attribution, start):
        return cut
    named = _NAMED.match(text, first.start, first.end)
    if not source or source[0].start != start or not named:
        return attribution
    between = text[source[0].end : first.start]
    described = plain(source[0].of(text).split()[-1]) in HEADS
    repeated = first.start == start
    if not repeated and between != (", " if described and text[start].islower() else " "):
        return attribution
    whole = Span(start, named.end("name"))
    content = (Span(named.end(), first.end), *rest)
    return replace(attribution, source=(whole, *attribution.source[1:]), content=content)


def _with_rest(document: Document, attribution: Attribution, start: int) -> Attribution | None:
    """“According to Ana Brel of Novus, the water rose”: cut within the source."""
    text, source, (first, *rest) = document.text, attribution.source[:1], attribution.content
    if not source or source[0].start != start or text[max(start, first.start - 1)] != " ":
        return None
    between = text[source[0].end : first.start] if source[0].end < first.start else " "
    behind = _REST_OF_SOURCE.match(text, first.start, first.end)
    inside = _WITHIN_SOURCE.search(text, start, first.start)
    if not behind or between.strip() or not inside:
        return None
    whole = Span(start, first.start + behind.group().rindex(","))
    content = (Span(behind.end(), first.end), *rest)
    return replace(attribution, source=(whole, *attribution.source[1:]), content=content)


def _says_nothing(document: Document, attribution: Attribution) -> bool:
    return (
        _is_search(document, attribution)
        or _is_asked(document, attribution)
        or _is_time(document, attribution)
        or bool(_UNNAMED.match(document.text, attribution.content[0].start))
        or bool(_SILENCE.fullmatch(document.text, *attribution.content[0]))
        or _is_no_comment(document.text, attribution.content[0])
    )


def _is_no_comment(text: str, content: Span) -> bool:
    """“Brel declined to comment on the tax”, “would not say when”, “a request for comment”."""
    before = text[max(0, content.start - 60) : content.start]
    return (
        bool(_REQUESTS.match(text, *content))
        or bool(_DECLINED.search(before) and _TO_COMMENT.match(text, *content))
        or bool(_NOT_SAYING.search(before))
    )


def _is_asked(document: Document, attribution: Attribution) -> bool:
    """“Oisin Ek, asked what he would do, said”, “Ek was asked if he would”: others asked him."""
    if not attribution.source or not attribution.cue:
        return False
    source, cue = attribution.source[-1], attribution.cue[0]
    between = document.text[source.end : cue.start]
    asked = _PASSIVE.sub("", cue.of(document.text).lower())
    passive = asked != cue.of(document.text).lower() or _PASSIVE.fullmatch(between.lstrip())
    fronted = source.end <= document.sentences.at(cue.start).start  # “Asked if he would, Ek said”
    return bool(between == ", " or passive or fronted) and asked in QUESTIONED


def _is_time(document: Document, attribution: Attribution) -> bool:
    """“He laughs when this is put to him”: the clause says when, and the verb none of saying."""
    cue = " ".join(span.of(document.text) for span in attribution.cue).lower()
    when = _WHEN.match(document.text, attribution.content[0].start)
    return bool(cue and when) and not _ASKING_TOO.intersection(cue.split())


def _is_search(document: Document, attribution: Attribution) -> bool:
    """“Police are looking for a man who …”: nobody said anything."""
    cue = " ".join(span.of(document.text) for span in attribution.cue)
    if not _SEARCH.search(cue):
        return False
    sought = _SOUGHT_END.split(attribution.content[0].of(document.text), maxsplit=1)[0].split()
    return bool(sought) and plain(sought[-1]) in HEADS | PERSONS_SOUGHT
