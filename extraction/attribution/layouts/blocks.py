"""Blocks of quoted lines, “> …”, below a line that says whose words they are.

“Ana Brel wrote to the council:⏎⏎> The weir has no owner.⏎> Nor has the bell.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction import confidence
from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.lone_paragraphs import person_in
from extraction.attribution.repairs.source import SAYING
from extraction.attribution.subjects import first_noun, names_in, subject
from extraction.document import Document
from extraction.lexicon.glyphs import DOUBLE

_BLOCK = re.compile(r"^[ \t]*>(?!>)[^\n]*(?:\n\s*>(?!>)[^\n]*)*", re.MULTILINE)
_LINE = re.compile(r"(?P<mark>>)[ \t\xa0*_]*(?P<words>[^\s>*_](?:[^\n]*[^\s*_])?)")
# “The rules that Ana Brel broke:”, “What the council sent to Ana Brel:”
_BESIDE = re.compile(
    r"\b(?:that|which|whom|when|to|about|against|for|on|with|without|before|after)\s"
    r"(?:(?:the|an?|its|their)\s)?(?:[a-z-]+\s){0,2}\Z"
)
_INTRODUCED = re.compile(r":[*_]{0,2}\s*\Z")


def blocks(document: Document) -> Iterator[Attribution]:
    """The blocks whose introduction names a speaker, in text order; their cues are “>”.

    One whose words stand between marks is left to those.
    """
    text = document.text
    for block in _BLOCK.finditer(text):
        lines = list(_LINE.finditer(text, *block.span()))
        colon = _INTRODUCED.search(text, max(0, block.start() - 10), block.start())
        if not lines or not colon or lines[0]["words"][0] in DOUBLE:
            continue
        around = Span(*block.span())
        source = _given(document, around) or _introducing(document, colon.start())
        if source is not None:
            content = tuple(Span(*line.span("words")) for line in lines)
            mark = Span(*lines[0].span("mark"))
            yield Attribution(content, (source,), (mark,), confidence.LAYOUT)


def _given(document: Document, block: Span) -> Span | None:
    """The source in the introduction to which the tagger gives a part of the block."""
    above = document.paragraph_before(block.start)
    for each in document.attributions:
        if each.source and overlap(each.content, (block,)) and above.contains(each.source[0]):
            return each.source[0]
    return None


def _introducing(document: Document, colon: int) -> Span | None:
    """The subject of the verb of saying before a colon, or the one person of its sentence."""
    if colon == 0:
        return None
    text, names = document.text, document.names
    sentence = document.sentences.at(colon - 1)
    saying = list(SAYING.finditer(text, sentence.start, colon))
    if not saying:
        people = [each for each, label in names_in(names, sentence) if label == "PERSON"]
        if len(people) == 1:
            return None if _BESIDE.search(text, sentence.start, people[0].start) else people[0]
        return person_in(document, Span(sentence.start, colon), colon)
    cue = Span(*saying[-1].span())
    found = subject(text, cue, sentence, document.quoted, names) or first_noun(
        text, sentence, cue.start, document.quoted, names
    )
    return None if found is None or found.overlaps(cue) else found
