"""The attributions of a text, all sources of them joined: tagger, formats, completion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.annotations import Attribution, Kind, Span, Spans
from extraction.attribution.completion import completed
from extraction.attribution.layouts import formatted, with_formats
from extraction.document import Name
from extraction.text.quotation_marks import QuotedSpan, near

LEAST, LEAST_QUOTED = 0.45, 0.2
"""The least confidence of an attribution without and with words between marks."""

_OWNED = re.compile(r"(?<=\w[’']s)\s(?!\w+ing\b)[a-z][\w-]*")
_BARE = re.compile(r"(?:the|an?|so-called)(?:\s+so-called)?", re.IGNORECASE)  # nobody at all
_WORD = re.compile(r"\w+")
_JOINTS = frozenset("and or but that the a an".split())


def attribute(
    text: str,
    tagged: Sequence[Attribution],
    quoted_spans: Sequence[QuotedSpan],
    names: Sequence[Name],
) -> tuple[Attribution, ...]:
    """All attributions of a text, by start of content.

    `tagged` are what the tagger found in it, `names` are by start and do not overlap.
    """
    found = with_formats(tagged, formatted(text, quoted_spans))
    return tuple(
        _with_source(each, tuple(_not_the_owner(text, span) for span in each.source))
        for each in completed(text, found, quoted_spans, names)
        if each.source
        and not _BARE.fullmatch(each.source[0].of(text))
        and each.confidence >= (LEAST_QUOTED if is_quoted(each, quoted_spans) else LEAST)
    )


def _with_source(attribution: Attribution, source: Spans) -> Attribution:
    return attribution if source == attribution.source else replace(attribution, source=source)


def _not_the_owner(text: str, source: Span) -> Span:
    """“Ana Brel’s” with the word after it: it is her lawyers who speak, or whoever that is."""
    owned = _OWNED.match(text, source.end)
    return Span(source.start, owned.end()) if owned else source


def is_quoted(attribution: Attribution, quoted_spans: Sequence[QuotedSpan]) -> bool:
    """Whether any of the content stands between marks."""
    return any(near(quoted_spans, span) for span in attribution.content)


def kind_of(text: str, attribution: Attribution, quoted_spans: Sequence[QuotedSpan]) -> Kind:
    """Direct if all of the content stands between marks, joints aside; indirect if none does.

    What a transcript gives after a name and a colon is verbatim too, and so direct.
    """
    if attribution.cue and all(span.of(text) in ":—–―-" for span in attribution.cue):
        return Kind.DIRECT
    inners = [[s.inner for s in near(quoted_spans, span)] for span in attribution.content]
    if not any(inners):
        return Kind.INDIRECT
    within = outside = False
    for span, around in zip(attribution.content, inners, strict=True):
        if any(inner.contains(span) for inner in around):
            within = within or bool(_WORD.search(text, *span))
            continue
        for word in _WORD.finditer(text, span.start, span.end):
            if any(inner.start <= word.start() < inner.end for inner in around):
                within = True
            elif word[0].lower() not in _JOINTS:
                outside = True
    if not within:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT
