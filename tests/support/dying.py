"""Work for a process of a pool, without models: looks words up, and one text kills it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from extraction.annotations import Extraction, Kind, Quotation, Span, SpeakerType
from extraction.workers import Results, Text


def prepare(weights: Path | None) -> None:
    """Load nothing."""


def extract(texts: Sequence[Text]) -> Results:
    if any(text == "POISON" for text, _ in texts):
        os.kill(os.getpid(), signal.SIGKILL)
    return [found_in(text) for text, _ in texts]


def found_in(text: str) -> Extraction:
    """The first word of a text, said by the last; nothing if these are one."""
    first, last = text.split()[0], text.split()[-1]
    if first == last:
        return Extraction()
    quotation = Quotation(
        kind=Kind.DIRECT, content=(Span(0, len(first)),), name=last, speaker_type=SpeakerType.PERSON
    )
    return Extraction((quotation,))
