"""Captions, debates and transcripts, each by the module that reads them."""

from __future__ import annotations

from reading.speech.hints import may_be_captions, may_be_debate, signs_of
from reading.spoken import Spoken


def recognised(text: str, title: str = "") -> Spoken | None:
    """The turns of a conversation; None for any other text.

    `title` is what the file names it, if it does.
    """
    return _captions(text) or _debate(text) or _transcript(text, title)


def _captions(text: str) -> Spoken | None:
    if not may_be_captions(text):
        return None
    from reading.speech import captions

    return captions.recognised(text)


def _debate(text: str) -> Spoken | None:
    if not may_be_debate(text):
        return None
    from reading.speech import debates

    return debates.recognised(text)


def _transcript(text: str, title: str) -> Spoken | None:
    signs = signs_of(text)
    if not signs.enough:
        return None
    from reading.speech import transcripts

    return transcripts.recognised(text, title, signs)
