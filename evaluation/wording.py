"""How a source is worded: by full name, a part of it, a pronoun or a description."""

from __future__ import annotations

import re

from evaluation.gold import GoldSpeaker
from evaluation.people import name_words

WORDINGS = (
    "full name", "part of a name", "pronoun", "description",
    "organization", "group", "unnamed", "document", "not labelled",
)  # fmt: skip
"""In the order of the tables.  The first four are those of named persons."""

_PRONOUNS = frozenset("i he she they we it who you him her them his their me us".split())


def wording(mention: str, speaker: GoldSpeaker | None) -> str:
    """One of WORDINGS for a source and the speaker it refers to."""
    if speaker is None or not speaker.type:
        return "not labelled"
    if speaker.type != "person" or not speaker.name:
        return speaker.type if speaker.type in WORDINGS else "unnamed"
    if set(re.findall(r"\w+", mention.lower())) <= _PRONOUNS:
        return "pronoun"
    words = name_words(mention)
    shared = set(words) & _parts(speaker.name)
    if not shared:
        return "description"
    return "full name" if _parts(speaker.name) <= set(words) else "part of a name"


def _parts(name: str) -> set[str]:
    """The words of a name that are no initials."""
    words = {word for word in name_words(name) if len(word) > 1}
    return words or set(re.findall(r"\w+", name.lower()))
