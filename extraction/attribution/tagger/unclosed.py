"""Quotations whose closing mark was forgotten before their tag: ““We know nothing, said Ana Brel.”

What no mark closes runs to the end of its paragraph, tag and all; it ends before the tag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.annotations import Span
from extraction.attribution.tags import ADVERB, DETERMINED, NAME, TAG_END, VERB
from extraction.lexicon.common_verbs import BETWEEN_TWO
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

LEAST_WORDS = 3
"""Words before the tag, which alone tell it from a verb that the speaker uses."""
# “Said owner Ana Brel”
_WHAT = rf"(?:(?:(?!{any_of(BETWEEN_TWO)}\b)[a-z][a-z’'-]+[ \xa0]){{1,3}}(?=[^\W\d_a-z]))?"
_TAG = re.compile(
    r"(?P<stop>[,?!…])[ \xa0](?=\S)"
    rf"(?:{ADVERB}{VERB}[ \xa0](?:{_WHAT}{NAME}|{DETERMINED})"
    rf"|{NAME}[ \xa0]{ADVERB}{VERB}(?:(?<=told)[ \xa0](?:the[ \xa0])?[\w’'-]+)?){TAG_END}"
)
_SENTENCE_END = re.compile(r"\w\w[.!?…]\s+\S")


def ended_at_tags(text: str, quoted_spans: Sequence[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """The quoted spans of a text, in order; what is left open ends where its tag begins.

    Where the next paragraph opens with a mark, too, only a tag that ends the paragraph counts.
    """
    outer = [each for each in quoted_spans if each.depth == 0]
    following = dict(pairwise(outer))
    found: list[QuotedSpan] = []
    cut: set[Span] = set()
    for each in quoted_spans:
        after = following.get(each)
        carried_on = after is not None and after.continues
        ended = each if each.closed or each.depth else _ended(text, each, last=carried_on)
        if ended != each and after is not None:
            cut.add(after.span)
        found.append(replace(ended, continues=False) if each.span in cut else ended)
    return tuple(found)


def _ended(text: str, quoted_span: QuotedSpan, *, last: bool) -> QuotedSpan:
    tag = _TAG.search(text, *quoted_span.inner)
    if tag is None or len(text[quoted_span.inner.start : tag.start()].split()) < LEAST_WORDS:
        return quoted_span
    if last and _SENTENCE_END.search(text, tag.end(), quoted_span.inner.end):
        return quoted_span
    end = tag.end("stop")
    return replace(
        quoted_span,
        span=Span(quoted_span.span.start, end),
        inner=Span(quoted_span.inner.start, end),
    )
