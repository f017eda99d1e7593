"""Sources behind a paraphrase that are cut: what describes them was left in the content.

“The bridge is shut, the city's chief engineer, Ana Brel, said”: the engineer is no part of what was
said, and “a team led by the Osk observatory reported” speaks as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.subjects import names_in
from extraction.document import Document
from extraction.lexicon.organizations import COLLECTIVE
from extraction.lexicon.roles import HEADS
from extraction.text.folding import plain
from extraction.text.patterns import any_of

REACH = 140
"""Code points in front of a source in which its description begins."""
GAP = 60
"""Code points between content and source, if they are all of the description."""
SHORTEST = 12
"""Code points of what is said in front of an inverted tag."""
_OF_SPEAKER = re.compile(
    r"(?:(?:the|its|his|her|their)[ \xa0]|[A-Z][\w-]+[’']s[ \xa0])(?:[\w’'-]+,?[ \xa0]){0,6}"
)
_SENTENCE_END = re.compile(r"[.;:“”\"\n]")
_COMMA = re.compile(r",[ \xa0]")
_PHRASE = r"[^,.;:“”\"\n]{3,90}"
# “the region's civil protection chief, ” in front of “Ana Brel, said”
_DESCRIBED = re.compile(rf"(?P<noun>{_PHRASE}),[ \xa0]\Z")
# “the city's ” in front of “head engineer, Ana Brel, said”, “the city's chief ” of “engineer”
_OWNER = re.compile(
    r"(?:(?:the|its|his|her|their)[ \xa0])?(?:[\w-]+[ \xa0]){0,3}[\w-]+[’']s?[ \xa0]"
    r"(?:[a-z-]+[ \xa0]){0,3}\Z"
)
_OWNED = re.compile(r"(?:the[ \xa0])?(?:[\w-]+[ \xa0]){0,2}[\w-]+[’']s?[ \xa0]\w")
_BESIDE = re.compile(r",[ \xa0](?:[a-z-]+[ \xa0]){0,4}")
_LED = re.compile(
    r"(?:\A|,[ \xa0]|\s)(?P<source>(?:[Aa]n?|[Tt]he)[ \xa0](?:[\w-]+[ \xa0]){0,2}?"
    rf"{any_of(COLLECTIVE | {'consortium', 'collaboration'})}[ \xa0](?:led|headed|coordinated)"
    r"(?:[ \xa0]jointly)?[ \xa0](?:by[ \xa0](?:the[ \xa0])?)?)\Z"
)
_CUT_OWNER = re.compile(
    r"\b(?P<source>(?:[Tt]he|[Ii]ts|[Tt]heir)[ \xa0](?:[\w-]+[ \xa0]){0,2}?[\w-]+[’'])\Z"
)


def with_description(document: Document, attribution: Attribution) -> Attribution:
    """With the whole of a source that stands behind unquoted content, and content without it."""
    if not attribution.source or not attribution.cue:
        return attribution
    source = attribution.source[0]
    if inverted := _inverted(document, attribution):
        return inverted
    if behind := _behind_cue(document, attribution):
        return replace(attribution, source=(behind, *attribution.source[1:]))
    start = _start(document, attribution, source)
    if start is None or start >= source.start:
        return attribution
    whole = Span(start, source.end)
    content = tuple(_outside(document.text, attribution.content, whole))
    if not content:
        return attribution
    return replace(attribution, content=content, source=(whole, *attribution.source[1:]))


def _inverted(document: Document, attribution: Attribution) -> Attribution | None:
    """“The comet will return, said its finder, …” where the finder was taken for what she said."""
    text, cue, source = document.text, attribution.cue[-1], attribution.source[0]
    *ahead, last = attribution.content
    sentence = document.sentences.at(cue.start)
    said = Span(sentence.start, sentence.start + len(text[sentence.start : cue.start].rstrip()) - 1)
    if last.start != cue.end + 1 or said.end - said.start < SHORTEST or text[said.end] != ",":
        return None
    if any(not said.overlaps(span) for span in ahead):
        return None
    if last.contains(source):
        whole = last
    elif ahead and text[last.end : source.start] == ", " and _is_role(last.of(text)):
        whole = Span(last.start, source.end)
    else:
        return None
    return replace(attribution, content=(said,), source=(whole, *attribution.source[1:]))


def _behind_cue(document: Document, attribution: Attribution) -> Span | None:
    """“Historian” of “…, said the museum's director, art historian Ana Brel” with all of it."""
    text, cue, source = document.text, attribution.cue[-1], attribution.source[0]
    if text[cue.start - 2 : cue.start] not in (", ", ",\xa0") or not _is_role(source.of(text)):
        return None
    between = text[cue.end + 1 : source.start]
    if cue.end + 1 > source.start or (between and not _OF_SPEAKER.fullmatch(between)):
        return None
    apposed = _BESIDE.match(text, source.end)
    starts = {source.end + 1, apposed.end() if apposed else source.end}
    named = names_in(document.names, Span(source.end, max(starts) + 1))
    beside = [span for span, label in named if span.start in starts and label == "PERSON"]
    return Span(cue.end + 1, beside[0].end if beside else source.end)


def _start(document: Document, attribution: Attribution, source: Span) -> int | None:
    """Where the description in front of a source begins, if it has one."""
    text = document.text
    line = max(source.start - REACH, document.paragraph(source.start).start)
    before = text[line : source.start]
    if text[source.start : source.start + 2] in ("s ", "s\xa0"):
        cut = _CUT_OWNER.search(before)
        return line + cut.start("source") if cut else None
    last = attribution.content[-1]
    if not last.start < source.start < attribution.cue[-1].start:
        return None
    if _SENTENCE_END.search(text, last.end, source.start) or source.start - last.end > GAP:
        return None
    if led := _LED.search(before):
        return line + led.start("source")
    torn = last.end > source.start
    for comma in reversed(list(_COMMA.finditer(before))):
        described = _DESCRIBED.match(before, comma.end())
        if described and text[source.end] == "," and (torn or _names(described["noun"])):
            return line + comma.end()
        noun = text[source.start].islower() or ", " in source.of(text)
        if noun and _OWNER.match(before, comma.end()):
            return line + comma.end()
    return None


def _names(phrase: str) -> bool:
    """Whether a phrase may be of a person: it ends in a role, or is “the party's convener”."""
    return _is_role(phrase) or _OWNED.match(phrase) is not None


def _is_role(phrase: str) -> bool:
    return plain(phrase.split()[-1].strip("’'")) in HEADS


def _outside(text: str, content: Spans, source: Span) -> Iterator[Span]:
    """The content in front of a source and behind it."""
    for span in content:
        if span.end <= source.start:
            end = span.end
        elif span.start < source.start:
            end = source.start
        else:
            if span.start >= source.end:
                yield span
            continue
        kept = text[span.start : end].rstrip(", \xa0")
        if kept:
            yield Span(span.start, span.start + len(kept))
