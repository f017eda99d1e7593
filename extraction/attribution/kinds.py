"""The kind of an attribution: direct, mixed or indirect."""

from __future__ import annotations

import re

from extraction.annotations import Attribution, Kind
from extraction.document import Document
from extraction.text.quotation_marks import near

_WORD = re.compile(r"\w+")
_MARKS = frozenset([":", ".", "—", "–", "―", "-", "--", "?", ">"])
_JOINTS = frozenset("and or but that the a an".split())


def is_quoted(document: Document, attribution: Attribution) -> bool:
    """Whether any of the content is between quotation marks."""
    return any(near(document.outer_spans, span) for span in attribution.content)


def is_turn(document: Document, attribution: Attribution) -> bool:
    """Whether a layout gives the content: behind a label, a dash or a question."""
    return bool(attribution.cue) and attribution.cue[0].of(document.text) in _MARKS


def kind_of(document: Document, attribution: Attribution) -> Kind:
    """Direct if all of the content is between quotation marks, joints aside; indirect if none does.

    What a transcript gives after a name and a colon is verbatim too, and so direct; so are what
    stands behind a dash and the answer to a question.
    """
    text = document.text
    if is_turn(document, attribution):
        return Kind.DIRECT
    inners = [[s.inner for s in near(document.outer_spans, span)] for span in attribution.content]
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
