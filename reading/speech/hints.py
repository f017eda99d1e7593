"""Whether a text may be captions, a debate or a transcript: quick looks, since few texts are.

The modules that read those have many patterns, which take longer to compile than most texts to
read: they are imported when a look here says so (`conversations.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reading.patterns import late

# What a page of Hansard has above a debate, and the parties as it has them below names.
SOURCE = r"(?:Volume \d|Hansard|HC Deb|HL Deb)(?:.*?\b(?:debated on|Deb|of)\s+(?=[A-Z\d]))?"
LONG_PARTY = (
    r"(?:Labour(?:/Co-operative)?|Conservative|Liberal Democrat|Scottish National Party|Plaid Cymru"
    r"|Green(?: Party)?|Reform UK|Independent|Crossbench|DUP|Sinn Féin|SDLP|UUP|Alliance)"
)
# Behind the brackets of every member there is a colon, or nothing.
_HEADS = late(r"\)(?::|[^\S\n]*$| to the [A-Z])", re.MULTILINE)
_SOURCE_LINE = late(rf"^[ \t]*(?:{SOURCE})", re.MULTILINE)
# With the line end before it: an expression that begins with a character is searched for quickly.
_PARTY = rf"{LONG_PARTY}(?:(?: MP)?, [A-Z]|[ \t\r]*$)"
_PARTIES, _FIRST_PARTY = late(rf"\n{_PARTY}", re.MULTILINE), late(_PARTY, re.MULTILINE)
# Characters in which a page says that it is of Hansard.
_LONGEST_TOP = 600
_LEAST_HEADS = 2
# A time as pages of Teams have it beside a name: “0 minutes 3 seconds”.
SPELT = r"(?:\d{1,2} hours? )?\d{1,2} minutes? \d{1,2} seconds?"
ANY_TIME = late(r":\d")
_ENDS_SPELT = late(rf"\b{SPELT}[ \t\r]*$", re.MULTILINE)
# A time in brackets, up to its colon and behind that, and the end of a time that ends its line.
_OPENED = late(r"[\[(]\d{1,2}\Z")
_MINUTES = late(r":\d{2}")
_LINE_ENDS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LAST_MINUTES = late(rf":\d{{2}}[^\S{_LINE_ENDS}]*(?:\Z|[{_LINE_ENDS}])")
_ANY_QUESTION = late(r"Q(?:uestion)?[.:*_]")
_ANY_BOLD = late(r"(?:\*\*|__)[^\W\d_]")
# A sign alone is found far more quickly.
_BOLD = (("*", "**"), ("_", "__"))
_LEAST_TIMES, _LEAST_LABELS = 2, 3


class Signs(NamedTuple):
    """What a text has that transcripts have: how many times of day or of a recording, and whether
    labels “Q:”, labels in bold, and plain labels beside times that are not within sentences."""

    times: int
    asked: bool
    bold: bool
    labelled: bool

    @property
    def enough(self) -> bool:
        """Whether the text may be a transcript."""
        return self.times >= _LEAST_TIMES or self.asked or self.bold or self.labelled


def signs_of(text: str) -> Signs:
    times = labels = 0
    at = text.find(":")
    while at >= 0:
        behind = text[at + 1 : at + 2]
        times += behind.isdecimal()
        labels += behind.isspace()
        at = text.find(":", at + 1)
    if " second" in text and " minute" in text:
        times += len(_ENDS_SPELT.findall(text))
    return Signs(
        times,
        _has(text, "Q", _ANY_QUESTION) or "Interviewer" in text,
        any(sign in text and _has(text, twice, _ANY_BOLD) for sign, twice in _BOLD),
        times > 0 and labels >= _LEAST_LABELS and _has_times_apart(text),
    )


def _has(text: str, sign: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern that begins with a sign is in a text; `find` is quicker than a search."""
    at = text.find(sign)
    while at >= 0 and not pattern.match(text, at):
        at = text.find(sign, at + 1)
    return at >= 0


def _has_times_apart(text: str) -> bool:
    """Whether a text has times in brackets, or on lines of their own."""
    at = text.find(":")
    while at >= 0:
        if text[at + 1 : at + 2].isdecimal() and _is_apart(text, at):
            return True
        at = text.find(":", at + 1)
    return False


def _is_apart(text: str, colon: int) -> bool:
    if text[colon - 1 : colon].isdecimal() and _LAST_MINUTES.match(text, colon):
        return True
    opened = _OPENED.search(text[max(0, colon - 3) : colon])
    return bool(opened and _MINUTES.match(text, colon))


def may_be_captions(text: str) -> bool:
    """Whether a text begins as captions do: with their name, a number or a time."""
    top = text.lstrip()[:6]
    return top == "WEBVTT" or top[:1].isdigit()


def may_be_debate(text: str) -> bool:
    """Whether a text may be of a parliament: it begins with its name, or has members in it."""
    if text.lstrip().removeprefix("[").startswith("Congressional Record"):
        return True
    heads = len(_HEADS.findall(text)) if ")" in text else 0
    if heads >= _LEAST_HEADS or (heads == 1 and _SOURCE_LINE.search(text, 0, _LONGEST_TOP)):
        return True
    first = bool(_FIRST_PARTY.match(text))
    return first + len(_PARTIES.findall(text)) >= _LEAST_HEADS
