"""Dialogue behind dashes: each paragraph that opens with one is a turn, with or without a tag.

“— Whose is it?  asked Ana Brel.”  “— Mine, said Ek, and my mother's.”  “— And the bell?”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.tags import (
    ADVERB,
    AUXILIARY,
    DETERMINED,
    NAME,
    PRONOUN,
    TAG_END,
    VERB,
    trimmed,
)

FEWEST_TURNS = 2
_TURN = re.compile(r"^[ \t\xa0]*(?P<dash>[—–―]|--?)[ \t\xa0]*(?=[^\W\d_a-z])", re.MULTILINE)
_TAG = re.compile(
    rf"(?P<stop>[,?!…—–])[ \xa0]+(?:[—–][ \xa0]*)?(?:{ADVERB}(?P<cue>{VERB})[ \xa0]{ADVERB}"
    rf"(?P<source>{PRONOUN}\b|{DETERMINED}(?:, {NAME})?|{NAME}){TAG_END}"
    rf"|(?P<subject>{PRONOUN}|{NAME})[ \xa0]{ADVERB}{AUXILIARY}(?P<verb>{VERB}){TAG_END})"
)
_TAIL = re.compile(
    r"[^.!?;:—–\n]*?(?:,[ \xa0](?=(?:I|you|we|it|and|but|so|because|if)\b)|[.!?;:—–]|$)"
)
_NARRATION = re.compile(r"\s*(?:He|She|They)\b")
_HYPHENS = "-"
# What is said to another: in lists of news, points that open with a dash have hardly any of it.
_ADDRESSED = re.compile(
    r"[?!]|\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]urs?|[Yy]ou|[Yy]ours?|[Ll]et[’']s)\b"
)
LEAST_ADDRESSED = 1 / 3
"""The least share of turns that speak of “I” or “you”, ask or exclaim."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph behind a dash: what is said, and the tag, if it has one."""

    paragraph: Span
    dash: Span
    content: Spans
    source: Span | None = None
    cue: Span | None = None

    @property
    def attribution(self) -> Attribution:
        source = () if self.source is None else (self.source,)
        cue = (self.dash,) if self.cue is None else (self.dash, self.cue)
        return Attribution(self.content, source, cue, confidence.LAYOUT)


def dialogues(text: str) -> Iterator[Attribution]:
    """The turns of dialogues behind dashes, in text order; none in lists, or where none has a tag.

    A turn without a tag is of who spoke last but one, if no narration comes between.
    """
    turns = [turn for match in _TURN.finditer(text) if (turn := _turn(text, match))]
    tagged = [turn for turn in turns if turn.source]
    hyphens = sum(turn.dash.of(text).startswith(_HYPHENS) for turn in turns)
    if len(turns) < FEWEST_TURNS or not tagged or len(tagged) < hyphens / 2:
        return
    addressed = sum(any(_ADDRESSED.search(text, *span) for span in turn.content) for turn in turns)
    if addressed < LEAST_ADDRESSED * len(turns):
        return
    found: list[Attribution] = []
    for at, turn in enumerate(turns):
        in_turn = turn.source is None and at > 1 and _adjacent(text, turns[at - 2 : at + 1])
        if in_turn and found[-2].source and found[-2].source != found[-1].source:
            found.append(_carried(turn, found[-2]))
        else:
            found.append(turn.attribution)
    yield from found


def _carried(turn: _Turn, before: Attribution) -> Attribution:
    origin = before.content[0].start if before.carried_from is None else before.carried_from
    sure = before.confidence * confidence.CARRIED
    return replace(turn.attribution, source=before.source, confidence=sure, carried_from=origin)


def _turn(text: str, match: re.Match[str]) -> _Turn | None:
    """The turn of a paragraph; none if nothing is said in it."""
    end = text.find("\n", match.end())
    paragraph = Span(match.start(), end if end >= 0 else len(text))
    dash = Span(*match.span("dash"))
    tag = _TAG.search(text, match.end(), paragraph.end)
    if tag is None:
        whole = Span(
            match.end(), match.end() + len(Span(match.end(), paragraph.end).of(text).rstrip())
        )
        return _Turn(paragraph, dash, (whole,)) if whole.start < whole.end else None
    first = "source" if tag["source"] else "subject"
    source = trimmed(text, tag.span(first))
    cue = Span(*tag.span("cue" if tag["source"] else "verb"))
    content = [Span(match.end(), tag.start() + (tag["stop"] in "?!…"))]
    tail = _TAIL.match(text, tag.end(), paragraph.end)
    rest = Span(tail.end() if tail else paragraph.end, paragraph.end)
    words = rest.of(text)
    if words.strip() and not (_NARRATION.match(words) or _opens_with(words, source.of(text))):
        start = rest.start + len(words) - len(words.lstrip(" \t\xa0—–"))
        content.append(Span(start, rest.start + len(words.rstrip())))
    return _Turn(paragraph, dash, tuple(content), source, cue)


def _adjacent(text: str, turns: Sequence[_Turn]) -> bool:
    """Whether there is nothing between the paragraphs of turns."""
    gaps = pairwise(turns)
    return not any(text[a.paragraph.end : b.paragraph.start].strip() for a, b in gaps)


def _opens_with(words: str, source: str) -> bool:
    """Whether a sentence behind a tag is about the speaker: “— No, said Jon Ek. Ek left.”"""
    return words.split()[0] in source.split()
