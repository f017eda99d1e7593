"""Quoted spans among sentences of narration, and the speaker whom these give.

A sentence before, or between two quoted spans, that states something or says what a person does
(“She shook her head.”), leads to the words beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.clauses.introductions import WHOLE, is_inscribed, words_between
from extraction.attribution.lone_paragraphs import family_named, person_acting
from extraction.attribution.repairs.addressed import who_turned
from extraction.attribution.subjects import names_in
from extraction.attribution.unclaimed.exchanges import another_acts, asks_of, is_answered
from extraction.document import Document
from extraction.lexicon.glyphs import QUOTATION_GLYPHS
from extraction.text.quotation_marks import QuotedSpan

MIN_WORDS = 3
"""Words of a quotation behind a colon, to be one."""
LONGEST_LEAD = 200
"""Code points before a quoted span in which the sentence before it ends, or a colon stands."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][’'”\"»)]*\Z")


def said_on(document: Document, index: int, cued: Sequence[Attribution]) -> Attribution | None:
    """Whole sentences behind a statement: “Ek said the band was busy. “We had our heads down.””.

    `cued` are attributions with a source and a cue, by where the cue ends.  Where the sentence has
    statements of two sources, or a second person acts in it behind the statement, nobody is given.
    """
    quoted_span, *following = document.outer_spans[index : index + 2]
    paragraph = document.paragraph(quoted_span.span.start)
    if any(is_answered(document, quoted_span, each) for each in following):
        return None
    if not _is_between_sentences(document, quoted_span, paragraph):
        return None
    said = statement_ending(document, Span(paragraph.start, quoted_span.span.start), cued)
    if said is None or said.content[-1].start > quoted_span.span.start:
        return None
    if another_acts(document, Span(said.cue[-1].end, quoted_span.span.start), said):
        return None
    return carried_from(document, quoted_span, said)


def statement_ending(
    document: Document, within: Span, cued: Sequence[Attribution]
) -> Attribution | None:
    """The statement whose cue is in the last sentence of a stretch of a paragraph, if it has one.

    None too where that sentence has statements of two sources, unless it leads in (“…:”, “…;”).
    """
    end = within.start + len(within.of(document.text).rstrip())
    last = document.sentences.at(max(within.start, end - 2))
    first, past = (
        bisect_left(cued, at, key=lambda each: each.cue[-1].start)
        for at in (max(within.start, last.start), end)
    )
    said = cued[first:past]
    leads_in = document.text[end - 1 : end] in (":", ";")
    return said[-1] if said and (leads_in or len({each.source for each in said}) == 1) else None


def narrated(document: Document, index: int) -> Attribution | None:
    """Whole sentences behind narration: by whom it is about (“She shook her head. “…””), or nobody.

    With more narration behind, only who turns to another that reacts is named (“Brel turned to Ek.
    “…” Ek nodded.”); who asks a question before its answer is not.
    """
    quoted_span, *following = document.outer_spans[index : index + 2]
    paragraph = document.paragraph(quoted_span.span.start)
    before = Span(paragraph.start, quoted_span.span.start)
    asks = any(is_answered(document, quoted_span, each) for each in following)
    if not asks and not _is_between_sentences(document, quoted_span, paragraph):
        return None
    alone = not document.text[quoted_span.span.end : paragraph.end].strip()
    source = person_acting(document, before) if alone else _turning(document, quoted_span)
    if source is None and not asks and is_inscribed(document, before):
        return None
    if source is None:
        return Attribution(words_between(document, quoted_span), (), (), confidence.UNATTRIBUTED)
    return Attribution(
        words_between(document, quoted_span), (source,), (), confidence.SPOKEN_OF_BEFORE
    )


def _turning(document: Document, quoted_span: QuotedSpan) -> Span | None:
    """Who turns to the person whose family name opens the sentence behind a quoted span."""
    behind = document.text[quoted_span.span.end :][:3]
    start = quoted_span.span.end + len(behind) - len(behind.lstrip(" \xa0"))
    reacting = family_named(document, Span(start, document.paragraph(start).end))
    if reacting is None:
        return None
    return who_turned(document, quoted_span.span.start, reacting.of(document.text))


def before_action(
    document: Document, index: int, claims: Sequence[Attribution | None]
) -> Attribution | None:
    """Who opens a paragraph, then acts and speaks on: ““Come in.” Brel opens the door. “…””."""
    quoted_span, following = document.outer_spans[index : index + 2]
    after = claims[index + 1]
    between = Span(quoted_span.span.end, following.span.start)
    opens = document.paragraph(quoted_span.span.start)
    lead = document.text[opens.start : quoted_span.span.start]
    inner = quoted_span.inner.of(document.text).strip()
    if after is None or not any(opens.contains(span) for span in after.source):
        return None
    if lead.strip() or not opens.contains(between) or not WHOLE.match(inner):
        return None
    acting = person_acting(document, between)
    if asks_of(document, quoted_span.inner) or not acting or _is_another(document, acting, after):
        return None
    return carried_from(document, quoted_span, after)


def _is_another(document: Document, person: Span, after: Attribution) -> bool:
    """Whether a source has the name of a person, and none that shares a word with another's."""
    acts, says = (
        {
            word
            for span in spans
            for name, label in names_in(document.names, span)
            if label == "PERSON"
            for word in name.of(document.text).split()
        }
        for spans in ((person,), after.source)
    )
    return bool(acts and says and acts.isdisjoint(says))


def _is_between_sentences(document: Document, quoted_span: QuotedSpan, paragraph: Span) -> bool:
    """Whether a quoted span is one or more sentences, behind one and before another or the end."""
    inner = quoted_span.inner.of(document.text).strip()
    lead = max(paragraph.start, quoted_span.span.start - LONGEST_LEAD)
    before = document.text[lead : quoted_span.span.start].rstrip()
    introduced = before.endswith(":") and len(_WORD.findall(inner)) >= MIN_WORDS
    after = document.text[quoted_span.span.end : paragraph.end].lstrip()
    return bool(
        WHOLE.match(inner)
        and not _is_title(inner)
        and (introduced or _SENTENCE_END.search(before))
        and (not after or after[0].isupper() or after[0] in QUOTATION_GLYPHS)
    )


def _is_title(words: str) -> bool:
    """Whether most of some words have a capital, as in “Who Owns the River?” and “Night Bus.”."""
    found = _WORD.findall(words)
    capital = sum(word[0].isupper() and word != "I" for word in found)
    least = 0.6 * len(found) if len(found) > 2 else 2
    return bool(capital >= least)


def carried_from(document: Document, quoted_span: QuotedSpan, claim: Attribution) -> Attribution:
    carried = claim.carried_from is not None
    return Attribution(
        words_between(document, quoted_span),
        claim.source,
        (),
        claim.confidence * (1 if carried else confidence.CARRIED),
        carried_from=claim.carried_from if carried else claim.content[0].start,
    )
