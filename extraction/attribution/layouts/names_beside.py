"""Quotations that are paragraphs, of those whose names stand on the lines below or above them.

“It wakes my baby.”⏎Dana Pohl, nurse⏎⏎“I sold my car.”⏎Ruben Katz, 33
“It was late.”⏎– Goalkeeper Dana Pohl after the match⏎⏎“We were tired.”⏎– Coach Ruben Katz
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.honorifics import NAMED_AFTER_PEOPLE, PARTICLES_IN_LAYOUTS
from extraction.text.folding import plain
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

FEWEST = 2
"""Quotations with a name beside them, of as many people, that make a list of them."""
LONGEST = 90
"""Code points of a line with a name."""
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PROPER = rf"{_UPPER}[\w.’'\-]*"
_PARTICLE = any_of(PARTICLES_IN_LAYOUTS | {"of"})
_NAME_LINE = re.compile(
    rf"[ \t\xa0*_]*(?P<name>(?:{_PROPER} (?:[a-z][a-z-]+ ){{1,3}})?"
    rf"{_PROPER}(?:[ \xa0](?:{_PROPER}|{_PARTICLE})){{1,4}})[*_]{{0,2}}"
    r"(?:(?:,|[ \xa0][–—|-]|[ \xa0]?\()[ \xa0]?(?P<described>[^\n]{1,60}))?[ \t\xa0]*"
)
# “– Coach Ruben Katz on the defeat”, “-- Dana Pohl, goalkeeper”
_SIGNED = re.compile(
    r"[ \t\xa0]*(?:[–—―]|--?)[ \t\xa0]*(?P<who>[^\n“”\"]*?[^\W\d_a-zß-öø-ÿ][^\n“”\",;:(]*?)"
    r"(?=,|;|[ \xa0]\(|[ \xa0](?:after|before|on|about|as|when|while|in|at|to|during|[a-z]+ing)"
    r"[ \xa0]|[.!]?[ \t\xa0]*\Z)[^\n]*"
)
_VERB = re.compile(rf"\b{any_of(FINITE)}\b")
_ENDS_A_SENTENCE = re.compile(r"[a-z]{3}[.!?:…]\Z")
_LINE = re.compile(r"[^\n]+")


@dataclass(slots=True)
class _Paragraph:
    """The words of a quotation, or the name of a line; `gap` says that a blank line is above."""

    span: Span
    quoted: list[Span] = field(default_factory=list)
    name: Span | None = None
    gap: bool = False


def named_beside(text: str, outer_spans: Sequence[QuotedSpan]) -> list[Attribution]:
    """The quotations of a list in which each has a name beside it, by start of content."""
    paragraphs = list(_paragraphs(text, outer_spans))
    if signed := _signed(text, paragraphs):
        return signed
    below, above = _pairs(text, paragraphs), _pairs(text, paragraphs[::-1])
    if len(below) == len(above):  # a heading that may be a name is above, or one below
        below, above = ([pair for pair in pairs if _is_adjoining(pair)] for pairs in (below, above))
    pairs = max((below, above), key=len)
    names = {_name_of(text, name) for name, _ in pairs}
    places = sum(map(_is_place, names))
    if len(below) == len(above) or len(names) < FEWEST or 2 * places > len(names):
        return []
    found = [
        Attribution(tuple(each.quoted), (name.name,), (), confidence.LAYOUT)
        for name, each in pairs
        if name.name is not None
    ]
    return sorted(found, key=lambda each: each.content)


def _signed(text: str, paragraphs: Sequence[_Paragraph]) -> list[Attribution]:
    """Quotations with a line below that a dash opens; none where hardly any has one."""
    found = [
        Attribution(tuple(above.quoted), (Span(*who.span("who")),), (), confidence.LAYOUT)
        for above, below in pairwise(paragraphs)
        if above.quoted and not below.quoted
        for who in [_SIGNED.fullmatch(text, *below.span)]
        if who is not None
    ]
    quotations = sum(bool(each.quoted) for each in paragraphs)
    return found if len(found) >= FEWEST and 2 * len(found) > quotations else []


def _pairs(text: str, paragraphs: Sequence[_Paragraph]) -> list[tuple[_Paragraph, _Paragraph]]:
    """Names with the quotations right before them in the given order.

    None if sentences stand between one pair and the next, or if most quotations have no name.
    """
    found = []
    ended = False
    for index, (quoted, name) in enumerate(pairwise(paragraphs)):
        if quoted.quoted and name.name is not None:
            if ended:
                return []
            found.append((name, quoted))
            ended = any(_is_prose(text, each) for each in paragraphs[index + 2 : index + 3])
    quotations = sum(bool(each.quoted) for each in paragraphs)
    return found if 2 * len(found) > quotations else []


def _is_prose(text: str, paragraph: _Paragraph) -> bool:
    narrates = _ENDS_A_SENTENCE.search(paragraph.span.of(text).rstrip()) is not None
    return narrates and not paragraph.quoted


def _is_adjoining(pair: tuple[_Paragraph, _Paragraph]) -> bool:
    """Whether no blank line is between a name and its quotation."""
    return not max(pair, key=lambda each: each.span.start).gap


def _name_of(text: str, paragraph: _Paragraph) -> str:
    return "" if paragraph.name is None else paragraph.name.of(text)


def _is_place(name: str) -> bool:
    """“Market Square”, as a heading has it."""
    return plain(name.split()[-1]) in NAMED_AFTER_PEOPLE


def name_line(line: str) -> Span | None:
    """The name that a line consists of, with or without what describes its person."""
    found = _NAME_LINE.fullmatch(line)
    if found is None or len(line) > LONGEST or _ENDS_A_SENTENCE.search(line.rstrip()):
        return None
    return None if _VERB.search(found["described"] or "") else Span(*found.span("name"))


def _paragraphs(text: str, outer_spans: Sequence[QuotedSpan]) -> Iterator[_Paragraph]:
    """The lines with words; those of a quotation that goes on are one."""
    by_start = {each.span.start: each for each in outer_spans}
    last: _Paragraph | None = None
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if not words:
            continue
        quoted = by_start.get(line.start() + line[0].index(words[0]))
        whole = quoted is not None and not text[quoted.span.end : line.end()].strip(" .\t\xa0")
        if quoted and whole and quoted.continues and last is not None and last.quoted:
            last.quoted.append(quoted.inner)
            continue
        gap = last is not None and text.count("\n", last.span.end, line.start()) > 1
        if last is not None:
            yield last
        last = _Paragraph(Span(*line.span()), gap=gap)
        if quoted and whole:
            last.quoted.append(quoted.inner)
        elif name := name_line(line[0]):
            last.name = Span(line.start() + name.start, line.start() + name.end)
    if last is not None:
        yield last
