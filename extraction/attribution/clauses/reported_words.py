"""Words that a sentence puts in another mouth than that of its subject.

“Brel quoted Ek as saying it was “a disgrace””, “accused by Ek of “lying””, “Ek's claim that it was
“late””, “an email from Ek that said: “…””: Ek's words.  “Described as “…””: nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extraction.annotations import Span, Spans
from extraction.attribution.tags import (
    ADVERB,
    AUXILIARY,
    NAME,
    PRONOUN,
    VERB,
    trimmed,
)
from extraction.document import Document
from extraction.lexicon import capitalized, words
from extraction.lexicon.reported_words import (
    ADDRESSING,
    AS_SAYING,
    BY_AGENT,
    CALLED_AS,
    CALLING,
    CALLS,
    CLAIMS,
    FOR_CALLING,
    GETTING,
    HEARING,
    IN_OPINION,
    MESSAGES,
    OUTCRIES,
    OVERHEARD,
    PUTTING_IT,
    REPLIES,
    SHOWING,
    STATES,
    STATING,
    SUMMING_UP,
    THAT_SAYS,
    THREATENING,
    USED_TO_SAY,
    UTTERING,
    WITNESSING,
    WRITINGS,
    WRITTEN,
)
from extraction.lexicon.roles import WEEKDAYS
from extraction.lexicon.speech_constructions import QUOTING, RECALLING, REMEMBERING, SPOKEN
from extraction.lexicon.speech_verbs import TAG_VERBS, gerunds
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

REACH = 220
"""Code points before and behind a quoted span in which its speaker is looked for."""
# A noun phrase without what begins another part of the clause
_NOUN = (
    r"(?:the|an?|his|her|their|its|my|our|one|another|some|two|three)"
    r"(?:[ \xa0](?!(?:and|or|that|by|on|of|in|at|for|to|with|from|who|which|was|is|has|had|the"
    r"|an?|his|her|their|its)\b"
    rf"|{any_of(capitalized(WEEKDAYS))}\b)"
    r"[^\W\d_][\w’'-]*?(?=[ \xa0,.;’']|\Z)){1,4}"
)
_WHO = rf"(?P<source>{NAME}|{_NOUN})"
_ROLE = r"(?:the|an?|his|her|its|their)[ \xa0](?:[a-z-]+(?:[’']s?)?[ \xa0]){0,3}[a-z-]+"
_TITLED = rf"(?:[a-z-]+(?:[’']s?)?[ \xa0]){{0,3}}{NAME}"
# “Ana Brel's lawyer, Jan Ek”
_KIN_OF = (
    rf"{NAME}[’']s[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}[a-z-]+"
    rf"(?:,?[ \xa0]{NAME}|(?=[ \xa0]as\b))"
)
# “His mother, Ana Brel, saying”, “Ana Brel's mother saying”
_KIN_OF_SAYING = (
    rf"(?:{_ROLE},[ \xa0]{NAME}|{NAME}[’']s[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}[a-z-]+"
    rf"(?:,[ \xa0]{NAME})?)"
)
_ONE = r"one[ \xa0]of[ \xa0](?:them|the[ \xa0]\w+)"
_GERUNDS = gerunds(TAG_VERBS) | words("calling describing")
_NOTE = rf"(?:an?|the|one)[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}{any_of(WRITINGS)}"
# “Brel's lawyer, Tom Ek,”: Ek
_OWNER = rf"(?:{NAME}|(?:his|her|their|the)[ \xa0][a-z-]+)[’']s"
_AGENT = rf"(?:{_OWNER}(?:[ \xa0][a-z-]+){{1,3}},[ \xa0])?{_WHO},?"
# “, head of Novus” behind a name
_APPOSED = r",[ \xa0][^,.;:“”\"«»\n]{2,70}(?=,)"
# “Novus finance director Ana Brel”, “the mayor, Ana Brel,” in what a paper reports
_IN_PRESS = (
    rf"{_ROLE},[ \xa0]{NAME},"
    rf"|(?:{NAME}(?:[’']s)?[ \xa0](?=[a-z]))?{_TITLED}(?:{_APPOSED},)?|{_NOUN}"
)
_THESE_WORDS = r"(?:these|those)[ \xa0](?:[a-z]+[ \xa0])?words"
# “Its poet Jens” of “as its poet Jens Ek put it”
_CALLED = r"(?:(?:[a-z][\w-]*|[A-Z][\w-]*[’']s)[ \xa0]){0,4}?"
_THIS = r"(?:[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose)"
# “In the words of a neighbour, the baker Ana Brel”: Ana Brel
_WORDS_OF = (
    r"[Ii]n[ \xa0]the[ \xa0](?:[a-z]+[ \xa0])?(?:words|phrase)[ \xa0]of"
    r"|[Tt]o[ \xa0]use[ \xa0]the[ \xa0](?:words|phrase)[ \xa0]of"
    r"|[Tt]o[ \xa0]borrow[ \xa0](?:an?|the)[ \xa0](?:words?|phrase|line)[ \xa0]from"
    r"|[Tt]o[ \xa0]quote"
    rf"|[Ii]n[ \xa0]the[ \xa0](?:[a-z]+[ \xa0])?{any_of(IN_OPINION)}[ \xa0]of"
)
_WHOSE = (
    rf"(?:{_ROLE},[ \xa0](?:the[ \xa0])?(?=(?:[a-z-]+[ \xa0]){{0,3}}[^\W\d_a-z]))?"
    rf"(?P<source>{_TITLED}|{_NOUN})"
)
# “Was captain Ana Brel's verdict”: Ana Brel
_TITLED_WHO = rf"(?:{_CALLED}(?=[^\W\d_a-z]))?(?P<source>{NAME}|{PRONOUN}|{_NOUN})"
_IN_THEIR_WORDS = (
    rf"(?P<cue>[Ii]n)[ \xa0](?P<source>{_TITLED}|{_NOUN})[’']s?[ \xa0]"
    rf"(?:own[ \xa0])?(?:words|phrase|{any_of(IN_OPINION)})"
)
_GAP = r"(?P<gap>(?:[ \xa0][^,.;:“”\"«»\n]{0,60}?)?)[,:]?[ \xa0]*\Z"
_WAS_QUOTED = (
    r"(?:was|were|is|are|has[ \xa0]been)[ \xa0]quoted[ \xa0]"
    rf"(?:(?:by|in)[ \xa0][^,.;:“”\n]{{2,50}}?[ \xa0])?(?P<cue>as[ \xa0]saying){_GAP}"
)
_BEFORE = tuple(
    map(
        re.compile,
        (
            rf"\b{any_of(RECALLING)}[ \xa0](?!by\b)(?:{_ROLE},[ \xa0](?=[^\W\d_a-z]))?"
            rf"(?P<source>{_KIN_OF}|{_TITLED}|{_NOUN})(?:{_APPOSED})?,?[ \xa0]"
            rf"(?P<cue>{any_of(AS_SAYING)}){_GAP}",
            rf"\b{any_of(REMEMBERING)}[ \xa0](?P<source>{_KIN_OF_SAYING}),?[ \xa0]"
            rf"(?P<cue>saying|telling){_GAP}",
            rf"\b(?P<cue>{any_of(BY_AGENT)})[ \xa0]by[ \xa0]{_AGENT}[ \xa0]"
            rf"(?:as|of|for|that){_GAP}",
            rf"(?<![\w’'-]){_WHO}[’']s?[ \xa0](?:[a-z]+[ \xa0])?(?P<cue>{any_of(SPOKEN | CLAIMS)})"
            rf"(?:[ \xa0](?:that|of|about|to))?{_GAP}",
            rf"\b(?P<cue>{any_of(SPOKEN | CLAIMS | CALLS)}s?)[ \xa0](?:by|from)[ \xa0]{_AGENT}"
            rf"[ \xa0](?:that|of|for|to|about){_GAP}",
            rf"\b(?:[Tt]he|[Aa]n?)[ \xa0](?:[a-z]+[ \xa0])?(?P<cue>{any_of(SPOKEN | CLAIMS)})"
            rf"[ \xa0](?:of|from|by)[ \xa0](?:{_ROLE},[ \xa0](?=[^\W\d_a-z])|{_CALLED})"
            rf"(?P<source>{NAME})"
            r"(?P<gap>(?:[ \xa0][^,.;:“”\"«»\n]{0,60}?)?):[ \xa0]*\Z",
            rf"(?:\A|(?<=\s)){_WHO}[ \xa0](?:has|had)[ \xa0](?:[a-z]+[ \xa0]){{1,3}}"
            rf"(?P<cue>{any_of(SPOKEN)})(?:[ \xa0](?:for|to|on)[ \xa0][^,.;:“”\"\n]{{1,50}})?"
            r"(?P<gap>):[ \xa0]*\Z",
            rf"(?:\A|(?<=\s)){_WHO}[ \xa0]{any_of(OVERHEARD)}[ \xa0](?:[a-z]+ly[ \xa0])?"
            rf"(?P<cue>{any_of(UTTERING)}){_GAP}",
            rf"\b{any_of(MESSAGES)}[ \xa0](?:from|by)[ \xa0]{_WHO},?[ \xa0]"
            rf"(?P<cue>{any_of(THAT_SAYS)}|{AUXILIARY}(?:{VERB}|{any_of(CALLING)})){_GAP}",
            rf"(?<![\w’'-]){_WHO}[’']s?[ \xa0](?:[a-z]+[ \xa0])?"
            rf"{any_of(MESSAGES | CLAIMS | SPOKEN)},?[ \xa0](?P<cue>{any_of(THAT_SAYS)}){_GAP}",
            rf"(?<![\w’'-]){_WHO}[’']s?[ \xa0](?:[a-z]+[ \xa0])?(?P<cue>{any_of(MESSAGES)})"
            r"(?P<gap>):[ \xa0]*\Z",
            rf"\b(?P<cue>{_WORDS_OF})[ \xa0]{_WHOSE},?{_GAP}",
            rf"\b{_IN_THEIR_WORDS},?{_GAP}",
            rf"\b[Ii]t[ \xa0](?:was|is)[ \xa0]{_WHO}[ \xa0]who[ \xa0](?:first[ \xa0])?{ADVERB}"
            rf"{AUXILIARY}(?P<cue>{VERB}|{any_of(CALLING)}){_GAP}",
            rf"(?<![\w’'-])(?P<source>{NAME}),[ \xa0](?:in|on|at|during|speaking|writing)[ \xa0]"
            rf"[^,.;:“”\n]{{3,80}},[ \xa0]{ADVERB}{AUXILIARY}(?P<cue>{VERB}){_GAP}",
            rf"\b{any_of(STATING)}[ \xa0](?:that[ \xa0])?{_WHO}[ \xa0]{ADVERB}{AUXILIARY}"
            rf"(?P<cue>{any_of(THREATENING)}){_GAP}",
            rf"(?:\A|[\s,]){_WHO},?[ \xa0](?P<cue>{any_of(USED_TO_SAY)})(?P<gap>)[,:][ \xa0]*\Z",
            rf"(?<!was[ \xa0])(?<!were[ \xa0])\b(?P<cue>{any_of(QUOTING)})[ \xa0]{_WHO}"
            r"(?P<gap>):[ \xa0]*\Z",
            rf"\b{any_of(WITNESSING)}[ \xa0]{_WHO}[ \xa0](?P<cue>{any_of(UTTERING)}){_GAP}",
            rf"\b(?:[Ww]hen|[Aa]fter|[Uu]ntil)[ \xa0]{_WHO}[ \xa0]{ADVERB}"
            rf"(?P<cue>asked[ \xa0](?:if|whether)|{VERB}){_GAP}",
            r"(?<![\w’'-])(?<!, a )(?<!, an )(?<!, the )(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bnear )"
            rf"(?<!\bfrom )(?P<source>{NAME}),[ \xa0]who[ \xa0]"
            rf"{ADVERB}{AUXILIARY}(?P<cue>{VERB}|{any_of(WRITTEN)}){_GAP}",
            rf"(?<![\w’'-]){_WHO}[ \xa0]for[ \xa0](?P<cue>{any_of(FOR_CALLING)}){_GAP}",
            rf"\b{any_of(HEARING)}[ \xa0]from[ \xa0]{_WHO}(?:[’']s?[ \xa0]\w+)?[ \xa0]"
            rf"(?P<cue>that){_GAP}",
            rf"\b(?:that|which|because)[ \xa0](?:(?:his|her|their)[ \xa0]\w+,[ \xa0])?{_WHO},?"
            rf"[ \xa0]{ADVERB}{AUXILIARY}(?P<cue>{any_of(CALLING)})[ \xa0]"
            rf"(?:him|her|them|it|me|{NAME}|{_NOUN})(?P<gap>)[ \xa0]\Z",
            rf"\b{any_of(STATING)}[ \xa0](?:that[ \xa0])?{_WHO}[ \xa0]{ADVERB}{AUXILIARY}"
            rf"(?P<cue>{any_of(ADDRESSING)})[ \xa0](?:him|her|them|me|us|{NAME}|{_NOUN})"
            rf"(?:[ \xa0](?:that|to))?{_GAP}",
            rf"\b{any_of(STATING)}[ \xa0](?:that[ \xa0])?{_WHO}[ \xa0]{ADVERB}{AUXILIARY}"
            rf"(?P<cue>{VERB})(?P<gap>):[ \xa0]*\Z",
            rf"(?<![\w’'-]){_WHO}(?:,?[ \xa0]who)?[ \xa0]{_WAS_QUOTED}",
            rf"(?<=,[ \xa0])(?P<source>{NAME}),[ \xa0]{_WAS_QUOTED}",
            rf"(?<!,[ \xa0])(?<![\w’'-]){_WHO},[ \xa0][^,“”\n]{{3,80}},[ \xa0]{_WAS_QUOTED}",
            rf"\b(?:what|that|which)[ \xa0](?P<source>{PRONOUN}|{NAME}|{_NOUN})[ \xa0]"
            rf"{ADVERB}{AUXILIARY}(?P<cue>{any_of(CALLING)})(?P<gap>)[ \xa0]+\Z",
            rf"\b[Aa]ccording[ \xa0]to[ \xa0][^,\n]{{2,60}},[ \xa0](?P<source>{_IN_PRESS})[ \xa0]"
            rf"{ADVERB}{AUXILIARY}(?P<cue>{VERB}|{any_of(CALLING)}){_GAP}",
            rf"[,—–][ \xa0]with[ \xa0](?P<source>{_ONE}|{_TITLED}|{_NOUN})"
            rf"(?:[ \xa0]of[ \xa0](?:the[ \xa0])?{NAME})?[ \xa0](?P<cue>{any_of(_GERUNDS)}){_GAP}",
            rf"\b{any_of(GETTING)}[ \xa0](?P<source>{_NOTE})[ \xa0]"
            rf"(?P<cue>{any_of(STATES)}){_GAP}",
            rf"\b[Aa]s[ \xa0]{_CALLED}(?P<source>{NAME}|{PRONOUN})[ \xa0]{ADVERB}{AUXILIARY}"
            rf"(?P<cue>{any_of(PUTTING_IT)}){_GAP}",
        ),
    )
)
_BEHIND = tuple(
    map(
        re.compile,
        (
            rf",?[ \xa0]as[ \xa0]{_CALLED}(?P<source>{NAME}|{PRONOUN})[ \xa0]{ADVERB}"
            rf"(?P<cue>{any_of(PUTTING_IT)})\b",
            rf",?[ \xa0](?:is|was)[ \xa0]how[ \xa0]{_TITLED_WHO}"
            rf"(?:,[ \xa0][^,.;:“”\n]{{1,60}},)?[ \xa0]{ADVERB}(?P<cue>{any_of(SUMMING_UP)})\b",
            rf"[ \xa0](?P<source>{NAME})[’']s[ \xa0](?:[a-z]+[ \xa0])?(?P<cue>voice)\b",
            rf"[.,!?]?[ \xa0](?P<cue>{_THIS}(?:[ \xa0](?:was|is|were|are)|[’']s)[ \xa0](?:the|an?)"
            rf"[ \xa0](?:[a-z]+[ \xa0]){{0,2}}{any_of(SPOKEN | CLAIMS)}[ \xa0](?:from|of|by))"
            rf"[ \xa0](?:(?:{_OWNER}[ \xa0](?:[a-z-]+[ \xa0]){{0,3}}[a-z-]+|{_ROLE}),[ \xa0])?"
            rf"(?P<source>{_TITLED})",
            rf"[.,!?:]?(?:[ \xa0][—–-])?[ \xa0]{_THIS}[ \xa0](?:was|is|were|are)[ \xa0]"
            rf"{_TITLED_WHO}[’']s?[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}"
            rf"(?P<cue>{any_of(SPOKEN | CLAIMS)})\b",
            rf"[.,!?]?[ \xa0](?P<cue>(?:[Tt]he|{_THIS})[ \xa0]{any_of(SPOKEN)}[ \xa0]"
            r"(?:is|are|was|were)[ \xa0](?:that|those)[ \xa0](?:of|from))[ \xa0]"
            rf"(?P<source>{_TITLED}|{_NOUN})",
            rf"[.,]?[ \xa0](?P<cue>[Ww]ith[ \xa0](?:that|{_THESE_WORDS})),?[ \xa0]"
            rf"(?P<source>{NAME}|{PRONOUN}|{_NOUN},[ \xa0]{NAME}(?=,)|(?<=,[ \xa0]){_NOUN})",
            rf",?[ \xa0](?P<cue>{any_of(SHOWING)})[ \xa0]"
            rf"(?P<source>(?:an?|the|one)[ \xa0](?:\w+[ \xa0])?{any_of(WRITINGS)})\b",
            rf",?[ \xa0][^.,“”\n]{{3,50}}[ \xa0]{any_of(QUOTING)}[ \xa0]"
            rf"(?P<source>{_TITLED}|{_NOUN}|him|her|them)[ \xa0](?P<cue>as[ \xa0]saying)\b",
            rf",?[ \xa0][^.,“”\n]{{2,50}}[ \xa0]{any_of(RECALLING)}[ \xa0]{_WHO}[ \xa0]"
            r"(?P<cue>saying)\b",
            rf",?[ \xa0](?P<cue>{_WORDS_OF})[ \xa0]{_WHOSE}",
            rf",?[ \xa0]{_IN_THEIR_WORDS}\b",
            rf",?[ \xa0](?:was|were|came|is|are)[ \xa0]{_TITLED_WHO}[’']s?[ \xa0]"
            rf"(?:[a-z-]+[ \xa0]){{0,2}}(?P<cue>{any_of(SPOKEN)})\b",
            rf",?[ \xa0](?:was|is)[ \xa0](?P<source>his|her|their)[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}"
            rf"(?P<cue>{any_of(SPOKEN - REPLIES)})\b",
            rf",?[ \xa0](?:was|were|is|are)[ \xa0](?:the|an?|one)[ \xa0](?:[a-z-]+[ \xa0]){{0,2}}"
            rf"(?P<cue>{any_of(SPOKEN)})[ \xa0](?:of|from|by)[ \xa0]{_TITLED_WHO}",
            rf",?[ \xa0]{_WHO}[ \xa0]{any_of(OVERHEARD)}[ \xa0](?:[a-z]+ly[ \xa0])?"
            rf"(?P<cue>{any_of(UTTERING)})\b",
            # Not “… .” Brel said she had been told by Ek that it leaked”
            rf",?[ \xa0](?:(?!{VERB}\b)[^.,“”\n]){{2,50}}[ \xa0](?:was|were|is|are|been)[ \xa0]"
            rf"(?P<cue>(?:told|asked|warned|advised)[ \xa0]by)[ \xa0]{_TITLED_WHO}",
        ),
    )
)
_NOBODYS = re.compile(
    rf"(?:\A|,[ \xa0]|[(—–][ \xa0]?)(?:\w+ly[ \xa0]|once[ \xa0]|often[ \xa0])?"
    rf"{any_of(CALLED_AS)}[ \xa0]as[ \xa0]\Z"
    r"|\b(?:might|could|would|should)[ \xa0](?:well[ \xa0])?have[ \xa0]said[ \xa0]\Z"
    rf"|\b{any_of(OUTCRIES)}[ \xa0]of[ \xa0]\Z"
    r"|\A\s*Asked[ \xa0](?:if|whether)[ \xa0][^,.;:“”\n]{1,60}[ \xa0]\Z",
    re.IGNORECASE,
)
# “Was called “…” by Ek”, “has been described as “…” by Ek”, “the plan, dismissed as “…” by Ek”
_PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|being|is|are)[ \xa0]|\A[ \xa0]*|[,(—–][ \xa0]?)"
    rf"{ADVERB}{any_of(BY_AGENT | CALLED_AS)}(?:[ \xa0]as)?[ \xa0]\Z",
    re.IGNORECASE,
)
_BY = re.compile(
    rf",?[ \xa0](?P<cue>by)[ \xa0](?:(?P<source>{_TITLED}|{_NOUN}|[a-z]+s(?=[.,;]|\Z)))"
)
_AND = re.compile(r"[^“”\n]{0,60}?,?[ \xa0](?:and|but)[ \xa0](?:as[ \xa0])?")
_SORRY = re.compile(r"\b(?:apolog|sorry|regret)", re.IGNORECASE)
_SAYS = re.compile(rf"\b{VERB}\b")


class Reported(NamedTuple):
    """Whose words a quoted span has; of nobody, if source and cue are empty.

    From `start`, what is before the words is no part of what another says.
    """

    quoted_span: QuotedSpan
    start: int
    source: Spans
    cue: Spans


def reported_words(document: Document) -> Iterator[Reported]:
    """The quoted spans whose sentence says whose words they are, in a construction of its own."""
    agent_end = -1
    for quoted_span in document.outer_spans:
        sentence = document.sentences.at(quoted_span.span.start)
        begin = max(sentence.start, quoted_span.span.start - REACH)
        if 0 <= agent_end <= quoted_span.span.start:
            between = document.text[agent_end : quoted_span.span.start]
            by = _BY.match(document.text, quoted_span.span.end, quoted_span.span.end + REACH)
            agent_end = -1
            if by and _AND.fullmatch(between):  # “called “…” by Brel and “…” by Ek”
                yield Reported(quoted_span, quoted_span.span.start, *_spans(by, 0))
                agent_end = by.end()
                continue
        before = document.text[begin : quoted_span.span.start]
        found = _nearest(before)
        if found:
            yield Reported(quoted_span, begin + found.start(), *_spans(found, begin))
        elif behind := _behind(document.text, quoted_span, before):
            yield Reported(quoted_span, quoted_span.span.start, *_spans(behind, 0))
            agent_end = behind.end() if behind["cue"] == "by" else -1
        elif _NOBODYS.search(before):
            yield Reported(quoted_span, quoted_span.span.start, (), ())


def _spans(match: re.Match[str], offset: int) -> tuple[Spans, Spans]:
    source = trimmed(match.string, match.span("source"))
    cue = Span(*match.span("cue"))
    return (_moved(source, offset),), (_moved(cue, offset),)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _nearest(before: str) -> re.Match[str] | None:
    """The construction whose speaker is nearest to the words, if no verb of saying is between."""
    found = [match for pattern in _BEFORE if (match := pattern.search(before))]
    found = [match for match in found if not _SAYS.search(match["gap"])]
    if _SORRY.search(before):  # “Brel apologised to Ek for calling him “…””
        found = [match for match in found if match["cue"] not in FOR_CALLING]
    return max(found, key=lambda match: match.start("source"), default=None)


def _behind(text: str, quoted_span: QuotedSpan, before: str) -> re.Match[str] | None:
    end = quoted_span.span.end
    patterns = (_BY,) if _PASSIVE.search(before) else _BEHIND
    found = (pattern.match(text, end, end + REACH) for pattern in patterns)
    return next(filter(None, found), None)
