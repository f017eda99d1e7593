"""Sentences that their tag interrupts: ““But,” said Ana Brel, a miller, “it will rise.””."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extraction.annotations import Attribution, Span
from extraction.document import Document
from extraction.text.quotation_marks import QuotedSpan

LONGEST_TAG = 120  # code points
PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "one", "another"})
_GOES_ON = ",?!…—–-"
_WORD = re.compile(r"\w+")
_TAG = re.compile(r",?[ \xa0][^\n“”\"«».!?;:]*,[ \xa0]*")


def join_interrupted(document: Document) -> None:
    """Make one attribution of the two parts of a sentence, where its tag has the source of one.

    ““We lost the barn,” Brel said, “and the cows,” her son added.”: the second part is the son's.
    """
    text = document.text
    by_content = {each.content: each for each in document.attributions}
    first_of: dict[Attribution, Attribution] = {}
    wholes: dict[Attribution, Attribution] = {}
    for first, second in pairwise(document.outer_spans):
        tag = Span(first.span.end, second.span.start)
        if not _interrupts(text, first, second, tag):
            continue
        before, behind = (by_content.get((each.inner,)) for each in (first, second))
        if before is None or behind is None or _is_of_another(document, first, second, behind):
            continue
        by_tag = [each for each in (before, behind) if _is_in(tag, each)]
        if by_tag:
            opening = first_of.get(before, before)
            so_far = wholes.get(opening)
            named = next((a for a in by_tag if text[a.source[0].start].isupper()), by_tag[0])
            content = (*(so_far or before).content, *behind.content)
            wholes[opening] = replace(so_far or named, content=content)
            first_of[behind] = opening
    document.attributions = [
        wholes.get(each, each) for each in document.attributions if each not in first_of
    ]


def _interrupts(text: str, first: QuotedSpan, second: QuotedSpan, tag: Span) -> bool:
    """Whether the words between two quoted spans are a tag in the middle of a sentence."""
    return (
        0 < tag.end - tag.start <= LONGEST_TAG
        and first.closed
        and text[first.inner.end - 1] in ",—–-…"
        and text[second.inner.start : second.inner.start + 1].islower()
        and _TAG.fullmatch(text, *tag) is not None
    )


def _is_of_another(
    document: Document, first: QuotedSpan, second: QuotedSpan, behind: Attribution
) -> bool:
    """Whether the second part has a tag of its own, with a noun that the first tag does not have.

    A noun that says who is meant: “…,” Brel said, “…,” he added.
    """
    text = document.text
    sentence = document.sentences.at(second.span.end)
    own = [span for span in behind.source if second.span.end <= span.start < sentence.end]
    if not own or not behind.cue or text[second.inner.end - 1] not in _GOES_ON:
        return False
    words = {word.lower() for span in own for word in _WORD.findall(span.of(text))}
    tag = text[first.span.end : second.span.start].lower()
    return words.isdisjoint(PRONOUNS) and not (words - DETERMINERS) & set(_WORD.findall(tag))


def _is_in(tag: Span, attribution: Attribution) -> bool:
    return bool(attribution.source) and all(tag.contains(each) for each in attribution.source)
