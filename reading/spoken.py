"""Who says what, turn by turn: what transcripts, captions and records of debates become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reading.header import Header


class Turn(NamedTuple):
    """One paragraph of what a speaker says; `speaker` is empty if nobody is named."""

    speaker: str
    text: str


@dataclass(slots=True)
class Spoken:
    """A conversation, and what is above it: `before` are paragraphs that nobody says."""

    turns: Sequence[Turn]
    title: str = ""
    published_on: dt.date | None = None
    outlet: str = ""
    author: str = ""
    before: Sequence[str] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        """A paragraph a turn, each behind the name of its speaker."""
        said = (f"{speaker}: {text}" if speaker else text for speaker, text in self.turns)
        return "\n\n".join([*self.before, *said])

    def complete(self, header: Header) -> None:
        """Fill in what a header does not state."""
        header.title = header.title or self.title or title_of(self.turns)
        header.published_on = header.published_on or self.published_on
        header.outlet = header.outlet or self.outlet
        header.author = header.author or self.author


def title_of(turns: Iterable[Turn]) -> str:
    """“Transcript: Ana Brel, Jo Ek”; nothing if nobody is named."""
    speakers = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    return f"Transcript: {', '.join(speakers[:4])}" if speakers else ""
