"""Which attributions are kept: those sure enough, with a source, and no title of a work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction import confidence
from extraction.annotations import Attribution, Kind, Span
from extraction.attribution.kinds import is_quoted, is_turn, kind_of
from extraction.document import Document
from extraction.lexicon import capitalized
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.roles import MONTHS
from extraction.lexicon.speech_constructions import CHARGED, FORMS_OF_SAYING, JUDGED, NAMING
from extraction.lexicon.speech_verbs import PLAIN_SAYING
from extraction.lexicon.written_words import SMALL_IN_TITLES
from extraction.names import NICKNAMED
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of, occurs
from extraction.text.quotation_marks import near

MIN_PARAPHRASE = 3
"""The least words of a paraphrase."""
MOST_NOUN = 6
"""The most words of a content that may be a noun phrase; longer ones have a verb."""

_CLAUSE = re.compile(
    rf"\b(?:{any_of(FINITE)}|\w+ed|\w+ing|n[’']t)\b|[’'](?:s|re|ll|d|ve|m)\b", re.IGNORECASE
)
_SMALL_VERB = re.compile(rf"\b{any_of(FINITE)}\b")
_SMALL_WORD = re.compile(r"(?<![\w’'])[a-z]{2,3}(?![\w’'])")
_SAID = re.compile(rf"(?:(?:has|have|had|also|later)\s)*{any_of(PLAIN_SAYING)}\b", re.IGNORECASE)
_SAYS = re.compile(rf"\b{any_of(FORMS_OF_SAYING)}", re.IGNORECASE)
_IS_CHARGED = re.compile(
    r"(?:(?:has|have|had)\s)?(?:is|are|was|were|been|being|stands?|stood)\s(?:(?:\w+ly|also|found)\s)*"
    rf"{any_of(CHARGED)}\s(?:of|with)\b",
    re.IGNORECASE,
)
_HAS_JUDGED = re.compile(rf"(?:(?:has|have|had|also)\s)*{any_of(JUDGED)}", re.IGNORECASE)
_OWNED = re.compile(rf"(?<=\w[’']s)\s(?!\w+ing\b|voice\b|{any_of(PLAIN_SAYING)}\b)[a-z][\w-]*")
_BARE = re.compile(r"(?:the|an?|so-called)(?:\s+so-called)?", re.IGNORECASE)  # refers to nobody
_TEASER = re.compile(
    r"[\s*•>\[(→»]*(?:(?:also )?read(?: more| also| next| the full story)?|see also|related"
    r"(?: stor(?:y|ies)| articles?)?|more on this|watch|listen|don[’']t miss|recommended|most read"
    r"|you may also like|up next)[ ]?[:|–—]",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:{any_of(NAMING)}|known as)[ \xa0][“\"‘«]\Z")
_MONTH = any_of(capitalized(MONTHS))
_DATE = rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
_REFERENCE = re.compile(
    r"[^“”\"\n]{0,60}[“\"][^“”\"\n]*[^“”\".!?…\n][”\"] [—–-] [^\n]{2,80}, "
    rf"{_DATE}\.?\s*(?:\n|\Z)"
)
# “Police arrested Ned “the Fox” Brel in Leeds”
_NICKNAMED_ALONE = re.compile(rf"{NICKNAMED.pattern}(?: (?:in|on|at|for|from|of|as)\b[^“”\"]*)?")
_ACCORDING_TO = re.compile(r"according to[ \xa0](?P<source>him|her|them)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def select_attributions(document: Document) -> None:
    """Keep the attributions that are likely quotations, in the same order."""
    inner = IntervalIndex((each.inner, each.inner) for each in document.quoted_spans)
    likely = [
        each
        for found in document.attributions
        for attribution in [_with_pronoun(document, found)]
        if _has_source(document, attribution)
        for each in [_with_whole_source(document, attribution)]
        if _is_likely(document, each, inner)
        and _is_long_enough(document, each)
        and not _is_teaser(document, each)
        and not _is_name(document, each)
        and not _is_reference(document, each)
        and not _is_charge(document, each)
    ]
    document.attributions = [each for each in likely if not _is_cut(document, each, likely)]


def _has_source(document: Document, attribution: Attribution) -> bool:
    """Whether it has one that refers to a source; a turn, and what has no cue, need none."""
    if not attribution.source:
        return not attribution.cue or is_turn(document, attribution)
    label = any(span.of(document.text) in (":", ".") for span in attribution.cue)
    return label or not _BARE.fullmatch(attribution.source[0].of(document.text))


def _with_pronoun(document: Document, attribution: Attribution) -> Attribution:
    """“According to him, …”: the tagger takes no object for a source."""
    if attribution.source or not attribution.cue:
        return attribution
    cue = attribution.cue[0]
    behind = _ACCORDING_TO.match(document.text, cue.start)
    opens = not document.text[document.sentences.at(cue.start).start : cue.start].strip()
    if not opens and attribution.content[0].start > cue.start:
        return attribution  # “The food, according to her, was meant for …”
    return replace(attribution, source=(Span(*behind.span("source")),)) if behind else attribution


def _with_whole_source(document: Document, attribution: Attribution) -> Attribution:
    """“Ana Brel’s” with the noun after it: her lawyers speak, not she."""
    source = tuple(_with_owned(document, span) for span in attribution.source)
    return attribution if source == attribution.source else replace(attribution, source=source)


def _with_owned(document: Document, source: Span) -> Span:
    owned = _OWNED.match(document.text, source.end)
    return Span(source.start, owned.end()) if owned else source


def _is_likely(document: Document, attribution: Attribution, inner: IntervalIndex[Span]) -> bool:
    quoted = is_quoted(document, attribution)
    if attribution.confidence < (
        confidence.LEAST_QUOTED if quoted else _least(document, attribution)
    ):
        return False
    sure = attribution.confidence >= confidence.LEAST_TITLE
    return sure or not _all_titles(document, attribution, inner)


def _least(document: Document, attribution: Attribution) -> float:
    """The least confidence of a paraphrase: less where the verb plainly says that it was said."""
    cue = " ".join(span.of(document.text) for span in attribution.cue)
    plain = bool(attribution.source) and _SAID.match(cue)
    return confidence.LEAST_SAID if plain else confidence.LEAST


def _all_titles(document: Document, attribution: Attribution, inner: IntervalIndex[Span]) -> bool:
    """Whether there are words between marks, and all of them are written as titles are."""
    inside = [span for content in attribution.content for span in inner.overlapping(content)]
    return bool(inside) and all(_is_title(span.of(document.text)) for span in inside)


def _is_title(words: str) -> bool:
    """“The Long Dry Year”: every word but the small ones is capitalised, and no verb is small."""
    if _SMALL_VERB.search(words):  # “It is June, Mr Grey.”
        return False
    if not SMALL_IN_TITLES.issuperset(_SMALL_WORD.findall(words)):  # “Thank you, Mrs Grey.”
        return False
    long = _LONG_WORD.findall(words)
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _is_charge(document: Document, attribution: Attribution) -> bool:
    """“Brel is accused of taking money”: others say so; “a court jailed Brel”: nobody says it."""
    cue = " ".join(span.of(document.text) for span in attribution.cue)
    done = _IS_CHARGED.match(cue) or _HAS_JUDGED.fullmatch(cue)
    return bool(done) and kind_of(document, attribution) is Kind.INDIRECT


def _is_cut(
    document: Document, attribution: Attribution, attributions: Sequence[Attribution]
) -> bool:
    """Whether all of it is a part of the words between marks that another attribution has whole."""
    if len(attribution.content) > 1:
        return False
    (content,) = attribution.content
    cut = [
        each
        for each in near(document.outer_spans, content)
        if (each.inner.start == content.start and content.end < each.inner.end - 1)
        or (each.inner.start < content.start and content.end <= each.span.end)
        if not any(each.span.contains(cue) for cue in attribution.cue)
    ]
    return any(
        each.inner in other.content and other is not attribution
        for each in cut
        for other in attributions
    )


def _is_teaser(document: Document, attribution: Attribution) -> bool:
    """Whether it lies in a line that leads to another article."""
    start, end = document.paragraph(attribution.content[0].start)
    return bool(_TEASER.match(document.text, start, end))


def _is_name(document: Document, attribution: Attribution) -> bool:
    """Whether it is what a person or a thing is named: “nicknamed “the Fox””."""
    first, *rest = attribution.content
    named = _NAMED.search(document.text, max(0, first.start - 40), first.start)
    return bool(named) and not rest and kind_of(document, attribution) is Kind.DIRECT


def _is_reference(document: Document, attribution: Attribution) -> bool:
    """““Bridge to close in May” — Brel Post, 3 May 2024”: what an article is called."""
    paragraph = document.paragraph(attribution.content[0].start)
    return bool(_REFERENCE.match(document.text, *paragraph))


def _is_long_enough(document: Document, attribution: Attribution) -> bool:
    enough = occurs(_WORD, document.text, attribution.content, MIN_PARAPHRASE)
    if enough and not _is_mere_noun(document, attribution):
        return True
    if all(_NICKNAMED_ALONE.fullmatch(span.of(document.text)) for span in attribution.content):
        return False
    return kind_of(document, attribution) is not Kind.INDIRECT


def _is_mere_noun(document: Document, attribution: Attribution) -> bool:
    """A few words without a verb, under a cue that is none of saying: “published its report”."""
    said = " ".join(span.of(document.text) for span in attribution.content)
    if len(said.split()) > MOST_NOUN or _CLAUSE.search(said):
        return False
    cue = " ".join(span.of(document.text) for span in attribution.cue)
    return bool(cue) and any(map(str.isalpha, cue)) and not _SAYS.search(cue)
