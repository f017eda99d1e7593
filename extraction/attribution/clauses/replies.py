"""Words whose speaker stands in the sentence before, with a verb that needs none of its own.

“Brel asked Ek if it was late. “…,” came the reply”, “Ek left a note. “…,” it said”: Ek's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.annotations import Span
from extraction.attribution.clauses.introductions import WHOLE
from extraction.attribution.clauses.reported_words import Reported
from extraction.attribution.tags import ADVERB, AUXILIARY, NAME, trimmed
from extraction.document import Document
from extraction.lexicon.reported_words import ASKING, LEAVING, MESSAGES, REPLIES, RUNNING
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

REACH = 60
"""Code points behind a quoted span in which “came the reply” or “it read” ends."""
_REPLY = re.compile(
    r",?[ \xa0](?P<cue>came|was)[ \xa0](?:the|his|her|their)[ \xa0](?:[a-z]+[ \xa0])?"
    rf"{any_of(REPLIES)}(?![ \xa0](?:from|of|by)\b)"
)
_MESSAGE = any_of(MESSAGES)
_READS = re.compile(
    rf",?[ \xa0](?:it|the[ \xa0](?:[a-z]+[ \xa0])?{_MESSAGE})[ \xa0](?P<cue>{any_of(RUNNING)})\b"
)
_ARTICLE = r"(?:the|an?|his|her|their|its|this|that)"
# “The witness, Tom Ek,”, “her brother Tom Ek”, “Tom Ek”, “him”
_PERSON = (
    rf"(?:{_ARTICLE}[ \xa0](?:[a-z-]+[ \xa0]){{0,3}}?[a-z-]+,?[ \xa0])?"
    rf"(?P<source>{NAME}|him|her|them)"
)
_ASKED = tuple(
    map(
        re.compile,
        (
            rf"(?<!was[ \xa0])(?<!were[ \xa0])\b{any_of(ASKING)}[ \xa0]{_PERSON}"
            r"(?:\.?\Z|,?[ \xa0](?:if|whether|what|who|why|how|when|where|about|for|to)\b)",
            rf"(?:\A|(?<=\s)){_PERSON}[ \xa0](?:was|were|is)[ \xa0]{ADVERB}{any_of(ASKING)}\b",
            rf"\bAsked[ \xa0][^,“”\n]{{3,80}},[ \xa0]{_PERSON}(?=[ \xa0])",
        ),
    )
)
_IN_WORDS = r"(?:describe|explain|name|repeat|tell|comment|say|respond|reply|answer)\b"
# “Brel asked Ek if it was late. “No.””: the words alone
_ANSWERED = tuple(
    map(
        re.compile,
        (
            rf"(?<!was[ \xa0])(?<!were[ \xa0])\b{any_of(ASKING)}[ \xa0]{_PERSON}"
            r"(?:,?[ \xa0](?:(?:if|whether|what|who|whose|which|why|how|when|where|about|again)\b"
            r"|(?:once|a[ \xa0]\w+)[ \xa0](?:more|time)\b"
            rf"|to[ \xa0]{_IN_WORDS})[^.?!:“”\n]*)?\.\Z",
            rf"(?:\A|(?<=\s)){_PERSON}[ \xa0](?:was|were|is)[ \xa0]{ADVERB}{any_of(ASKING)}\b"
            rf"(?!(?:[ \xa0](?:by|on)[ \xa0]\w+)?[ \xa0]to[ \xa0](?!{_IN_WORDS}))[^.?!:“”\n]*\.\Z",
        ),
    )
)
_SENT = tuple(
    map(
        re.compile,
        (
            rf"\b{_MESSAGE}[ \xa0](?:[a-z]+[ \xa0])?(?:from|by)[ \xa0]{_PERSON}",
            rf"(?:\A|(?<=\s)){_PERSON}[ \xa0]{ADVERB}{AUXILIARY}{any_of(LEAVING)}[ \xa0]"
            rf"[^,.;:“”\n]{{0,40}}?{_MESSAGE}\b",
            rf"\b{_MESSAGE},?[ \xa0](?:was[ \xa0])?signed[ \xa0](?:only[ \xa0])?by[ \xa0]{_PERSON}",
        ),
    )
)


def replies(document: Document) -> Iterator[Reported]:
    """The quoted spans whose speaker the sentence before has asked, or sent with a message."""
    for quoted_span in document.outer_spans:
        end = quoted_span.span.end
        if answers := _answering(document, quoted_span):
            yield Reported(quoted_span, quoted_span.span.start, (answers,), ())
            continue
        for behind, patterns in ((_REPLY, _ASKED), (_READS, _SENT)):
            cue = behind.match(document.text, end, end + REACH)
            source = _source(document, quoted_span.span.start, patterns) if cue else None
            if cue and source:
                yield Reported(
                    quoted_span, quoted_span.span.start, (source,), (Span(*cue.span("cue")),)
                )


def _answering(document: Document, quoted_span: QuotedSpan) -> Span | None:
    """Who is asked in the sentence before a quoted span that is the rest of their paragraph."""
    start, end = quoted_span.span
    paragraph = document.paragraph(start)
    behind = document.text[end : max(end, paragraph.end)]
    whole = WHOLE.match(quoted_span.inner.of(document.text).strip())
    if behind.strip() or not whole or not document.text[paragraph.start : start].strip():
        return None
    return _source(document, start, _ANSWERED)


def _source(document: Document, start: int, patterns: tuple[re.Pattern[str], ...]) -> Span | None:
    """Who is named last in the sentence in front of `start`, in its paragraph or the one before."""
    before = document.text[:start].rstrip()
    if not before:
        return None
    sentence = document.sentences.at(len(before) - 1)
    words = document.text[sentence.start : len(before)]
    found = (match for pattern in patterns for match in pattern.finditer(words))
    last = max(found, key=lambda match: match.start("source"), default=None)
    if last is None:
        return None
    source = trimmed(words, last.span("source"))
    return Span(sentence.start + source.start, sentence.start + source.end)
