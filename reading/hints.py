"""Whether a text may be captions, a debate or a transcript: quick looks, since few texts are.

The modules that read those have many patterns, which take longer to compile than most texts to
read: they are imported when a look here says so (`conversations.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What a page of Hansard has above a debate, and the parties as it has them below names.
SOURCE = r"(?:Volume \d|Hansard|HC Deb|HL Deb)(?:.*?\b(?:debated on|Deb|of)\s+(?=[A-Z\d]))?"
LONG_PARTY = (
    r"(?:Labour(?:/Co-operative)?|Conservative|Liberal Democrat|Scottish National Party|Plaid Cymru"
    r"|Green(?: Party)?|Reform UK|Independent|Crossbench|DUP|Sinn Féin|SDLP|UUP|Alliance)"
)
# Behind the brackets of every member there is a colon, or nothing.
_HEADS = re.compile(r"\)(?::|[^\S\n]*$| to the [A-Z])", re.MULTILINE)
_SOURCE_LINE = re.compile(rf"^[ \t]*(?:{SOURCE})", re.MULTILINE)
# With the line end before it: an expression that begins with a character is searched for quickly.
_PARTIES = re.compile(rf"\n{LONG_PARTY}(?:(?: MP)?, [A-Z]|[ \t\r]*$)", re.MULTILINE)
_FIRST_PARTY = re.compile(_PARTIES.pattern.removeprefix("\n"), re.MULTILINE)
# Characters in which a page says that it is of Hansard.
_LONGEST_TOP = 600
_LEAST_HEADS = 2
ANY_TIME = re.compile(r":\d")
_TIME_APART = re.compile(r"[\[(]\d{1,2}:\d{2}|\s*\d{1,2}:\d{2}(?::\d{2})?\s*\Z")
_ANY_QUESTION = re.compile(r"Q(?:uestion)?[.:*_]")
_ANY_BOLD = re.compile(r"(?:\*\*|__)[^\W\d_]")
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
    behind = [part[:1] for part in text.split(":")[1:]]
    times = sum(map(str.isdecimal, behind))
    return Signs(
        times,
        _has_question(text) or "Interviewer" in text,
        ("*" in text or "_" in text) and bool(_ANY_BOLD.search(text)),
        times > 0 and sum(map(str.isspace, behind)) >= _LEAST_LABELS and _has_times_apart(text),
    )


def _has_question(text: str) -> bool:
    """Whether a text has a label “Q:”; `find` looks for the letter more quickly than a pattern."""
    at = text.find("Q")
    while at >= 0 and not _ANY_QUESTION.match(text, at):
        at = text.find("Q", at + 1)
    return at >= 0


def _has_times_apart(text: str) -> bool:
    """Whether a text has times in brackets, or on lines of their own."""
    return any(":" in line and bool(_TIME_APART.search(line)) for line in text.splitlines())


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
