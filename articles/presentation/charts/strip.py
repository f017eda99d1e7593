"""The strip beside an article: where in the text each speaker talks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.presentation.markup import QuoteNote

# The width of the strip, the narrowest place that can be seen and clicked, and the most speakers.
WIDTH, NARROWEST, MOST = 1000, 8, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation from `x` on, `width` wide, its number and the id of its words on the page."""

    x: int
    width: int
    number: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, the places where they talk, and in how many hundredths of the text."""

    name: str
    url: str
    places: tuple[Place, ...]
    share: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Speakers in the order of the text; `left_out` counts those who are not shown."""

    voices: tuple[Voice, ...]
    left_out: int = 0


def strip(notes: Iterable[QuoteNote], start: int, end: int) -> Strip | None:
    """Return the strip of the noted quotations of `[start, end)` of a text.

    There is none unless two speakers or more talk.
    """
    by_speaker: dict[int, list[QuoteNote]] = {}
    for note in sorted(notes, key=lambda each: (each.quotation.start, each.quotation.end)):
        if note.quotation.speaker_id is not None:
            by_speaker.setdefault(note.quotation.speaker_id, []).append(note)
    if len(by_speaker) < 2:
        return None
    voices = [_voice(said, start, end) for said in by_speaker.values()]
    return Strip(tuple(voices[:MOST]), len(voices[MOST:]))


def _voice(said: list[QuoteNote], start: int, end: int) -> Voice:
    length = max(end - start, 1)
    spoken = sum(span.end - span.start for each in said for span in each.quotation.content_spans)
    speaker = said[0].quotation.speaker
    assert speaker
    return Voice(
        speaker.name,
        speaker.get_absolute_url(),
        tuple(_place(each, start, length) for each in said),
        round(100 * spoken / length),
    )


def _place(note: QuoteNote, start: int, length: int) -> Place:
    quotation = note.quotation
    x = (max(quotation.start - start, 0)) * WIDTH // length
    width = max((quotation.end - quotation.start) * WIDTH // length, NARROWEST)
    x = min(x, WIDTH - NARROWEST)
    return Place(x, min(width, WIDTH - x), note.number, quotation.anchor, quotation.text)
