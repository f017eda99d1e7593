"""Words of a thing, and not of who spoke last: a poster, a recording, a letter, a scene of a film.

““We have no choice,” said Ek.  A poster hung in the window.  “Rent is theft.”  Ek walked past.”
"""

from __future__ import annotations

import re

from extraction.annotations import Attribution, Span
from extraction.attribution.clauses.introductions import WHOLE
from extraction.document import Document
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.glyphs import QUOTATION_GLYPHS
from extraction.lexicon.written_words import (
    BUZZED,
    CARRIERS,
    DATED,
    FICTION,
    OPENS,
    PHONES,
    PLAYING,
    RECORDED,
)
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan, near

_ENDS = re.compile(r"[.!…][’'”\"»)]*\s*\Z")
_ANY = r"(?:the|an?|one|another|two|his|her|its|their)"
# Words in front of a noun; what stands behind “in” or “who” is another noun
_ADJECTIVES = (
    r"(?: (?!(?:the|an?|his|her|its|their|of|in|on|at|with|for|to|from|by|and|who|that|which|has"
    r"|had|is|was|were|are|did|does)\b)[\w’'-]+){0,3}"
)
_CARRIER = any_of(CARRIERS)
_PLACE = (
    r"(?:behind|above|over|outside|inside|below|beneath|beside|next to|across|around|under|on|in|at"
    r"|near|from|by|along)\b"
)
_READ_OUT = rf"\b{any_of(PLAYING)}(?: (?!that\b)[a-z]+)?? (?:an?|the|one|part of the)"
_A_THING = re.compile(
    "|".join(
        (
            rf"{_ANY}{_ADJECTIVES} {_CARRIER}\b(?![’'])",  # A hand-painted sign stands …
            # Above the bar a sign is lit
            rf"{_PLACE}[^.,;“”\"]{{0,50}}?,? (?:an?|one|another|two){_ADJECTIVES} {_CARRIER}\b",
            rf"(?:{_PLACE}[^.,;“”\"]{{0,50}}?,? )?there (?:is|was|hangs|hung) an?{_ADJECTIVES} "
            rf"(?:{_CARRIER}|line|sentence)\b",
            rf"{_CARRIER}(?<=s) (?:are|were|had|have|hang|hung)\b",  # Leaflets had been dropped
            r"(?:the|its) (?:last|first|only|final|opening) (?:(?:entry|verse|sentence)\b"
            r"|(?:lines?|words) (?:of|in|on|is|are|reads?|runs?|ran|says?)\b)",
            rf"it (?:is|was) {any_of(DATED)}\b|it {any_of(OPENS)}\b",
        )
    ),
    re.IGNORECASE,
)
_VOICES = re.compile(
    "|".join(
        (
            # The court heard a recording
            rf"[^.;“”\"]{{0,60}}?{_READ_OUT}{_ADJECTIVES} {any_of(RECORDED)}\b",
            rf"an?{_ADJECTIVES} {any_of(RECORDED)}\b[^.;“”\"]{{0,60}} (?:was|were) "
            r"(?:played|shown|read)\b",
            rf"(?:in|on) {_ANY}{_ADJECTIVES} {any_of(FICTION)}\b",  # In the film a boy looks up
        )
    ),
    re.IGNORECASE,
)
# Who speaks of the thing: “It cost us nothing.”, “My aunt painted it.”
_OPENS_WITH_IT = re.compile(rf"It\b|(?:This|That) (?:one|{any_of(FINITE)}|\w+ed)\b")
_HE_OR_SHE = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_SPEAKS_OF_IT = re.compile(r"[^.!?]*\b(?:it|them|this one|that one)\b", re.IGNORECASE)
# Her phone buzzed.  “I thought it was my son.”
_BUZZES = re.compile(rf"{_ANY}{_ADJECTIVES} {any_of(PHONES)} {any_of(BUZZED)}\b", re.IGNORECASE)
_RECALLS = re.compile(r"(?:I|We) (?:thought|knew|was|were|had|saw|heard|felt|could|\w+ed)\b")


def has_words_of_a_thing(document: Document, quoted_span: QuotedSpan) -> bool:
    """Whether a quoted span is whole sentences, behind a sentence about what has words itself.

    They are not where they have a tag, or speak of the thing (“It was my aunt's.”).
    """
    inner = quoted_span.inner.of(document.text).strip()
    if not WHOLE.match(inner) or _OPENS_WITH_IT.match(inner):
        return False
    behind = document.text[quoted_span.span.end : document.paragraph(quoted_span.span.start).end]
    after = behind.lstrip()[:1]
    if after and not (after.isupper() or after.isdigit() or after in QUOTATION_GLYPHS):
        return False
    before = sentence_before(document, quoted_span).of(document.text)
    if _SPEAKS_OF_IT.match(inner):
        voices = _VOICES.match(before) or (_BUZZES.match(before) and not _RECALLS.match(inner))
        return bool(voices) and not _HE_OR_SHE.match(before)
    if _BUZZES.match(before):
        return not _RECALLS.match(inner)
    return any(pattern.match(before) for pattern in (_A_THING, _VOICES))


def sentence_before(document: Document, quoted_span: QuotedSpan) -> Span:
    """The whole sentence of narration right before a quoted span in its paragraph, or nothing."""
    text, end = document.text, quoted_span.span.start
    start = document.paragraph(end).start
    start = max([start, *(each.span.end for each in near(document.outer_spans, Span(start, end)))])
    if not _ENDS.search(text, start, end):
        return Span(end, end)
    stop = start + len(text[start:end].rstrip())
    start = max(start, document.sentences.at(max(start, stop - 2)).start)
    return Span(stop - len(text[start:stop].lstrip()), stop)


def words_of_things(document: Document, attribution: Attribution) -> list[Span]:
    """The quoted spans in the content of an attribution that are of a thing, and not its own."""
    return [
        each.span
        for content in attribution.content
        for each in near(document.outer_spans, content)
        if has_words_of_a_thing(document, each) and not _is_tagged(document, attribution, each)
    ]


def _is_tagged(document: Document, attribution: Attribution, quoted_span: QuotedSpan) -> bool:
    """Whether source or cue is in the sentence before, or right behind the quoted span."""
    before = sentence_before(document, quoted_span)
    right_behind = Span(quoted_span.span.end, quoted_span.span.end + 2)
    return any(
        before.overlaps(span) or right_behind.overlaps(span)
        for span in (*attribution.source, *attribution.cue)
    )
