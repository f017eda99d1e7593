"""What a person is quoted as saying: “The dam will hold, the Ledger quoted Ana Brel as saying.”"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.annotations import Attribution, Span
from extraction.document import Document
from extraction.lexicon.reported_words import AS_SAYING
from extraction.lexicon.speech_constructions import QUOTING_OTHERS
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

LEAST_SAID = 4
"""Words without quotation marks that are something said."""
_QUOTED = re.compile(
    rf"[ \xa0]+(?P<who>[^.;:“”\"«»\n]{{2,90}}?),?[ \xa0](?P<cue>{any_of(AS_SAYING)})"
    r"(?:[ \xa0]+that)?(?:[ \xa0]+|\Z|(?=[.,;]))"
)
_CUE = re.compile(rf"{any_of(QUOTING_OTHERS)}\Z", re.IGNORECASE)
_TITLE = re.compile(r"[ \xa0]+(?:[a-z][\w’'-]*[ \xa0]+){0,3}")
_WORD = re.compile(r"\w+")


def of_quoted(document: Document, attribution: Attribution) -> Attribution | None:
    """From who quotes to whom they quote, who is taken for the first words of what was said.

    None if nothing is left that was said.
    """
    text = document.text
    if not attribution.cue or not attribution.source or not _CUE.search(text, *attribution.cue[-1]):
        return attribution
    cue = attribution.cue[-1]
    behind = next((span for span in attribution.content if span.start > cue.end), None)
    if behind is None or not _TITLE.fullmatch(text, cue.end, behind.start):
        return attribution
    quoted = _QUOTED.match(text, cue.end, behind.end)
    if quoted is None:
        return attribution
    rest = Span(quoted.end(), behind.end)
    content = tuple(
        rest if span == behind else span
        for span in attribution.content
        if span != behind or rest.start < rest.end
    )
    words = sum(len(_WORD.findall(span.of(text))) for span in content)
    if words < LEAST_SAID and not any(near(document.outer_spans, span) for span in content):
        return None
    source, said = Span(*quoted.span("who")), Span(*quoted.span("cue"))
    return replace(attribution, source=(source,), cue=(said,), content=content)
