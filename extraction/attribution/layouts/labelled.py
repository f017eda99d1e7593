"""Layouts that name the speaker by rule: `“…” — Name` lists, `NAME: …` transcripts, Q and A, `>`.

A layout is surer than the tagger where it applies, so it replaces what the tagger found in its
place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans, length, overlap
from extraction.attribution.layouts.blocks import blocks
from extraction.attribution.layouts.dashes import dialogues
from extraction.attribution.layouts.interviews import answers
from extraction.attribution.layouts.lists import listed
from extraction.attribution.layouts.names_beside import named_beside
from extraction.document import Document
from extraction.lexicon import capitalized, words
from extraction.lexicon.honorifics import ENGLISH_HONORIFICS, PARTICLES_IN_LAYOUTS
from extraction.lexicon.roles import HEADS, MONTHS, WEEKDAYS
from extraction.lexicon.speech_verbs import CUES
from extraction.text.folding import plain
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

MIN_WORDS = 3
MIN_TURNS = 3
DENSE = 0.6
"""The share of paragraphs with a label from which on those without one belong to the turn."""

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΩА-Я"
_WORD = re.compile(r"\w+")
_PROPER = rf"[{_UPPER}][\w.’'\-]*"
_PARTICLE = any_of(PARTICLES_IN_LAYOUTS | {"of"})
_NAME = rf"(?:@\w+|{_PROPER})(?:[ \xa0](?:{_PROPER}|{_PARTICLE})){{0,6}}"
_DESCRIBED = (
    r"(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?)[ \xa0][a-z][a-z’' -]{2,30},[ \xa0]"
    r"|(?:[a-z][a-z-]+[ \xa0]){1,2}(?=[^\W\d_a-z])"
    rf"|[^\W\d_a-z][\w-]+[ \xa0](?:(?!{_PARTICLE}\b)[a-z][a-z-]+[ \xa0]){{1,3}}"
    r"(?=[^\W\d_a-z]))?"
)
_OCCASION = r"(?:on|after|before|about|in|at|to|during|when|as|of)\b"
_SIGNED = re.compile(
    rf"[ \t\xa0]*(?:\n[ \t\xa0]*)?(?P<dash>―|—|–|--|-|~)[ \t\xa0]*{_DESCRIBED}(?P<name>{_NAME})"
    rf"[ \t\xa0]*(?:(?:[.,(@]|{_OCCASION}(?![^\n]*[a-z]{{3}}[.!?:]))[^\n]{{0,80}})?(?=\n|\Z)"
)
_SIGNED_BEHIND = re.compile(
    rf"[ \t\xa0]*(?P<dash>\(){_DESCRIBED}(?P<name>{_PROPER}[ \xa0]{_NAME})"
    r"(?P<more>,[^)\n]{2,80})?\)[.]?(?=\n|\Z)"
)
"""“…” (Ana Brel, 34, fishmonger); in lists “…” (Ana Brel)"""
_OPENS_LINE = re.compile(r"[ \t\xa0]*(?:(?:[•*·▪–—-]|\d{1,2}[.)])[ \t\xa0]+)?")
_SAYING = re.compile(rf"\b{any_of(CUES)}(?: (?:me|us|him|her|them))?[,:][ \xa0]?\Z")
_SIGNS = frozenset({"―", "—", "–", "--", "-", "~", "("})
_LISTENER = "Audience member"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_LABEL = re.compile(
    rf"^[ \t\xa0]*(?:[\[(]?{_CLOCK}[\])]?[ \t\xa0]+(?:[–—-][ \t\xa0]+)?)?"
    r"[*_]{0,2}[\"“«]?(?P<name>"
    rf"Q|A|{_LISTENER}|{_PROPER}(?:[ \xa0](?:{_PROPER}|{_PARTICLE})){{0,4}})"
    rf"(?:[ \xa0]\[{_CLOCK}\])?"
    r"(?:(?:,? ?[(\[][^)\]\n]{1,40}[)\]]){1,2}|, [^\n:,]{2,40}(?P<more>, [^\n:,]{2,40})?)?"
    r"(?P<cue>:)[*_]{0,2}[ \xa0]+(?=\S)",
    re.MULTILINE,
)
# “WITNESS (Ana Brel): …”
_IN_BRACKETS = re.compile(rf",? ?\((?P<name>{_PROPER}(?: {_PROPER}){{1,3}})\)")
_QUESTION = re.compile(r"^[ \t\xa0]*(?P<name>[QA])(?P<cue>[.:])[ \t\xa0]+(?=\S)", re.MULTILINE)
_UNLABELLED = re.compile(r"[ \t\xa0]*Q[ \t\xa0]+(?=\S)")
"""A question whose label no mark follows: “Q Mr. President, …”."""
_HONORED = re.compile(rf"{any_of(capitalized(ENGLISH_HONORIFICS))}\.? ")
_LOWER = re.compile(r"[a-z]{2}")
_ASKS = ("?", "?*", "?**", "?_", "?__", "?”", '?"')
_ENDS = tuple('?!.…—–"”)]')
_PARAGRAPH = re.compile(r"[^\n]+")
_NOTES = words(
    """note notes update updated updates correction editor related read watch see video photo
    photos image images picture pictures caption source sources location date time when
    where what why how who more also breaking live background context summary conclusion
    price prices address phone tel email fax website web contact tags topics category author
    by total score result results final fact facts verdict claim rating pros cons step part
    chapter figure table key tip tips warning example answer question credit credits
    copyright exclusive analysis opinion comment comments listen subscribe follow share cast
    director genre runtime starring ingredients method serves"""
)
_NO_SPEAKER = _NOTES | MONTHS | WEEKDAYS


class _Turn(NamedTuple):
    """A label of a transcript: `start` of its line, spans of name and cue, `body` after it."""

    start: int
    name: Span
    cue: Span
    body: int


def apply_layouts(document: Document) -> None:
    """Add what the layout attributes, by start of content; what competes with it is dropped.

    An attribution that is nested in one of a layout, as speech reported in an answer, stays.
    """
    found = find_layouts(document.text, document.outer_spans) or list(answers(document))
    found = sorted([*found, *blocks(document), *listed(document)], key=lambda a: a.content)
    document.attributions = with_layouts(document.text, document.attributions, found)


def find_layouts(text: str, outer_spans: Sequence[QuotedSpan]) -> list[Attribution]:
    """What the layout of a text attributes, by start of content."""
    signed = [*_signed(text, outer_spans)] or named_beside(text, outer_spans)
    found = [*signed, *(list(_transcript(text)) or dialogues(text))]
    return sorted(found, key=lambda a: a.content)


def with_layouts(
    text: str, attributions: Sequence[Attribution], layouts: Sequence[Attribution]
) -> list[Attribution]:
    within = IntervalIndex((_around(each), each) for each in layouts)
    kept = []
    for each in attributions:
        rest = _beside(text, each, within.overlapping(_around(each)))
        if rest is not None:
            kept.append(rest)
    return sorted([*kept, *layouts], key=lambda a: a.content)


def _around(attribution: Attribution) -> Span:
    return Span(attribution.content[0].start, attribution.content[-1].end)


def _beside(
    text: str, attribution: Attribution, layouts: Sequence[Attribution]
) -> Attribution | None:
    size = length(attribution.content)
    competing = []
    for each in layouts:
        shared = overlap(attribution.content, each.content)
        whole = length(each.content)
        nested = size < 0.6 * whole and bool(attribution.cue) and _inside(attribution, each)
        nested = nested and not _is_own(text, attribution)
        if shared > 0.3 * min(size, whole) and not nested:
            competing.append(each)
    if not competing:
        return attribution
    rest: Spans = tuple(
        span
        for span in attribution.content
        if not any(overlap((span,), each.content) for each in competing)
    )
    return replace(attribution, content=rest) if length(rest) > 20 and attribution.cue else None


def _is_own(text: str, attribution: Attribution) -> bool:
    """Whether who speaks reports nobody else: “I meant to say “borrower””."""
    return [span.of(text) for span in attribution.source] == ["I"]


def _inside(attribution: Attribution, outer: Attribution) -> bool:
    return all(any(span.contains(cue) for span in outer.content) for cue in attribution.cue)


# ---------------------------------------------------------------- “…” — Name
def _signed(text: str, outer_spans: Sequence[QuotedSpan]) -> Iterator[Attribution]:
    """Quotations with a name behind a dash or in brackets, to the end of the line.

    A name alone in brackets may be what published them; two that open lines are a list of people.
    """
    found = []
    for quoted_span in outer_spans:
        reach = (quoted_span.span.end, quoted_span.span.end + 200)
        match = _SIGNED.match(text, *reach) or _SIGNED_BEHIND.match(text, *reach)
        if not match or not _whole_line(text, match.end()):
            continue
        if not _is_introduced(text, quoted_span.span.start):
            found.append((quoted_span, match))
    points = {
        (match["dash"] == "(", match["name"]) for each, match in found if _is_point(text, each)
    }
    for quoted_span, match in found:
        bracketed = match["dash"] == "("
        listed = sum(kind == bracketed for kind, _ in points) > 1
        point = listed and (bracketed, match["name"]) in points
        said = quoted_span.inner.of(text)
        if not bracketed:  # no list of titles with their writers
            point = point and said.endswith(_ENDS)
        whole = len(_WORD.findall(said)) >= MIN_WORDS
        if point or (whole and not (bracketed and not match["more"])):
            dash, name = Span(*match.span("dash")), Span(*match.span("name"))
            yield Attribution((quoted_span.inner,), (name,), (dash,), confidence.LAYOUT)


def _is_point(text: str, quoted_span: QuotedSpan) -> bool:
    """Whether a quotation with a name behind it opens its line, or the point of a list."""
    start = quoted_span.span.start
    return _OPENS_LINE.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None


def _is_introduced(text: str, start: int) -> bool:
    """Whether words of saying stand before: “He said: “…” — Ana Brel” signs what she tells."""
    return _SAYING.search(text, text.rfind("\n", 0, start) + 1, start) is not None


def is_signed(text: str, attribution: Attribution) -> bool:
    """Whether a name behind a dash or in brackets signs a quotation."""
    marks = [cue.of(text) for cue in attribution.cue]
    signs = len(marks) == 1 and marks[0] in _SIGNS
    return signs and attribution.content[-1].end < attribution.cue[0].start


def _whole_line(text: str, end: int) -> bool:
    """Whether the match ended with its line, not with the reach of the search."""
    return end >= len(text) or text[end] == "\n"


# ---------------------------------------------------------------- NAME: …
def _transcript(text: str) -> Iterator[Attribution]:
    transcript = _turns(text)
    turns = transcript or _answers(text)
    if not turns:
        return
    named = _named_roles(text, turns)
    paragraphs = [Span(*m.span()) for m in _PARAGRAPH.finditer(text, turns[0].start)]
    inside = [p for p in paragraphs if p.start <= turns[-1].body and p.of(text).strip()]
    dense = bool(transcript) and len(turns) >= DENSE * len(inside)
    following = [*(turn.start for turn in turns[1:]), len(text)]
    at = 0
    for turn, until in zip(turns, following, strict=True):
        while at < len(paragraphs) and paragraphs[at].end <= turn.body:
            at += 1
        content = []
        last = until == len(text)
        for index in range(at, len(paragraphs)):
            paragraph = paragraphs[index]
            if paragraph.start >= until:
                break
            first = paragraph.start <= turn.body
            if not first and text[paragraph.start] in "([":  # a stage direction
                continue
            if not first and _UNLABELLED.match(text, paragraph.start):
                break
            marked = text[paragraph.start] in '"“«' and text[paragraph.start + 1 :][:1] != "("
            if not first and not marked and (last or not dense):
                break
            content.append(
                _unquoted(text, Span(turn.body if first else paragraph.start, paragraph.end))
            )
        if content := [span for span in content if _WORD.search(span.of(text))]:
            source = named.get(turn.name.of(text), turn.name)
            yield Attribution(tuple(content), (source,), (turn.cue,), confidence.LAYOUT)


def _named_roles(text: str, turns: Sequence[_Turn]) -> dict[str, Span]:
    """The one name behind a role that labels turns: “WITNESS (Ana Brel): …”, then “WITNESS: …”."""
    found: dict[str, set[str]] = defaultdict(set)
    names: dict[str, Span] = {}
    for turn in turns:
        role = turn.name.of(text)
        match = _IN_BRACKETS.match(text, turn.name.end, turn.cue.end)
        if match and plain(role.split()[-1]) in HEADS:
            found[role].add(match["name"])
            names.setdefault(role, Span(*match.span("name")))
    return {role: name for role, name in names.items() if len(found[role]) == 1}


def _turns(text: str) -> list[_Turn]:
    """The labels of a transcript; none if the text is not one."""
    turns = _labels(text)
    shouted = [turn for turn in turns if _is_shouted(turn.name.of(text))]
    questions = [_turn(match) for match in _QUESTION.finditer(text)]
    if len({turn.name.of(text) for turn in questions}) == 2 and len(questions) >= MIN_TURNS:
        return sorted({*questions, *(turn for turn in shouted if len(turn.name.of(text)) > 1)})
    talk = [turn for turn in turns if _is_sentence(text, turn.body)]
    if len(talk) < 0.7 * len(turns):  # a table: results, credits, prices
        return []
    while turns and not _is_sentence(text, turns[0].body):  # a headline
        turns.pop(0)
    families = Counter(turn.name.of(text).split()[-1] for turn in shouted)
    if len(shouted) >= MIN_TURNS and max(families.values()) > 1:
        return shouted
    if len(voices := [turn for turn in shouted if _is_described(text, turn)]) > 1:
        return voices
    if _are_consecutive(text, turns):
        return turns
    times = Counter(turn.name.of(text).split()[-1] for turn in turns)
    spoken = [turn for turn in turns if times[turn.name.of(text).split()[-1]] > 1]
    named = {turn.name.of(text).split()[-1] for turn in spoken}
    if len(spoken) <= MIN_TURNS or len(named) < 2:
        return []
    return [
        turn
        for turn in turns
        if turn in spoken or turn.name.of(text) == _LISTENER or _opens(text, turn, spoken[0])
    ]


def _labels(text: str) -> list[_Turn]:
    labels = _LABEL.finditer(text)
    turns = [_turn(match) for match in labels if not match["more"] or _is_shouted(match["name"])]
    return [turn for turn in turns if not _no_speaker(turn.name.of(text))]


def _answers(text: str) -> list[_Turn]:
    """Labels of people right below questions, and those that go on: “**Why?**⏎⏎Brel: It leaks.”.

    Two questions make an interview; a person is named in full in the label or elsewhere.
    """
    found: list[_Turn] = []
    asked = 0
    for turn in _labels(text):
        asks = text[max(0, turn.start - 100) : turn.start].rstrip().endswith(_ASKS)
        goes_on = found and "\n" not in text[found[-1].body : turn.start].strip()
        if (asks or goes_on) and _is_sentence(text, turn.body):
            asked += asks
            found.append(turn)
    names = {turn.name.of(text) for turn in found}
    people = {
        name
        for name in names
        if " " in name or re.search(rf"[^\W\d_a-z][\w.’'-]* {re.escape(name)}\b", text)
    }
    return found if asked > 1 and people == names else []


def _opens(text: str, turn: _Turn, first: _Turn) -> bool:
    """Whether a full name that speaks once is the turn just before the first of the others."""
    between = text[turn.body : first.start].strip("\n")
    return turn.start < first.start and "\n" not in between and " " in turn.name.of(text)


def _is_shouted(name: str) -> bool:
    """Whether the family name is in capitals: “ANA BREL”, “Ms BREL”."""
    family = name.split()[-1]
    return name.isupper() or (len(family) > 1 and family.isupper())


def _is_described(text: str, turn: _Turn) -> bool:
    """Whether a full name and what the person is label a turn: “ANA BREL, nurse: …”."""
    return " " in turn.name.of(text) and text[turn.name.end] == ","


def _are_consecutive(text: str, turns: Sequence[_Turn]) -> bool:
    """Whether there is nothing but turns, of two speakers at least, from the first to the last."""
    names = [turn.name.of(text) for turn in turns]
    few = MIN_TURNS - 1 if all(map(_HONORED.match, names)) else MIN_TURNS
    if len(turns) <= few or len(set(names)) < 2:
        return False
    between = text[turns[0].start : turns[-1].body]
    paragraphs = sum(bool(match[0].strip()) for match in _PARAGRAPH.finditer(between))
    families = {name.split()[-1] for name in names if " " in name}
    named = sum(name.split()[-1] in families for name in names)
    return len(turns) >= paragraphs and named >= 0.6 * len(turns)


def _turn(match: re.Match[str]) -> _Turn:
    return _Turn(match.start(), Span(*match.span("name")), Span(*match.span("cue")), match.end())


def _is_sentence(text: str, start: int) -> bool:
    """Whether the rest of the line has words and ends as a sentence does."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip(" \t")
    return line.endswith(_ENDS) and bool(_LOWER.search(line))


def _no_speaker(name: str) -> bool:
    first, *rest = name.lower().split()
    return first.strip(".") in (_NO_SPEAKER - MONTHS if rest else _NO_SPEAKER)


def _unquoted(text: str, span: Span) -> Span:
    """Without blanks at the ends and marks around."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in '"“«'):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    balanced = sum(text.count(mark, start, end) for mark in '"“”') % 2 == 0
    if not balanced and end > start and text[end - 1] in '"”»':
        end -= 1
    return Span(start, end)
