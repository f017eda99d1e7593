"""The author whom an article names: “I” in a column."""

from __future__ import annotations

import re

from extraction.names import CAP

_TOP = re.compile(rf"\s*By\s+((?:{CAP}[ \xa0]){{1,3}}{CAP})")
_NOTE = re.compile(
    rf"\s*((?:{CAP}\s){{1,3}}{CAP})(?:, [^.]{{5,120}},)? (?:is|was|teaches|writes)\s"
)


def author_in(text: str) -> str:
    """The author of a column, from a byline on top or the note about them at its end."""
    if top := _TOP.match(text[:200]):
        return top[1]
    note = _NOTE.match(text.rstrip().rsplit("\n", 1)[-1])
    return note[1] if note else ""
