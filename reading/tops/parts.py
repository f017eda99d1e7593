"""Several articles in one text: under headings, between lines of ---, behind front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from reading import header
from reading.header import Header
from reading.patterns import late
from reading.pieces import Piece
from reading.tops import clip
from reading.tops.naming import is_ended

_RULE = late(
    r"[ \t]*(?:-{3,}|={3,}|_{3,}|\*{3,}|#{3,}|(?:\*[ \t]+){2,}\*|(?:#[ \t]+){2,}#)[ \t]*\r?$",
    re.MULTILINE,
)
# The line end before a rule: an expression that begins with a character is searched for quickly.
_BEFORE_RULE = late(r"\n(?=[ \t]*(?:---|===|___|\*|##|# #))")
# What every text with a rule has; most texts have none, and need no look at each line end.
_ANY_RULE = (("-", "---"), ("=", "==="), ("_", "___"), ("*", "*"), ("#", "#"))
_HEADING = late(r"^#[ \t]+\S", re.MULTILINE)
_FRONT = late(r"^---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\r?\n|[ \t]+.*\r?\n)+?---[ \t]*\r?$", re.MULTILINE)
# The first line of a header, with another line of it below.
_HEADER = late(
    r"(?:Title|Headline): ?\S.*\r?\n(?:[A-Z][a-z]+: ?.*\r?\n){0,3}?"
    r"(?:Date|Outlet|Source|Publication|Author|Byline|URL): ?\S"
)
_FIRST = ("Title:", "Headline:")
_BLANKS = late(r"[\ufeff\s]*")
_GAP = late(r"\n[ \t\r]*\n(?:[ \t\r]*\n)*")
# What follows the end of a press release.
_ABOUT = late(
    r"\s*\W{0,4}(?:about|notes?|contacts?|media|press|for (?:more|further|media|press)|editors?)\b",
    re.IGNORECASE,
)
# Words that make a part of a text an article rather than a section.
_ARTICLE = 40
_LONGEST_HEADLINE = 140

type Range = tuple[int, int]


def articles(
    text: str,
    between_rules: Sequence[Range],
    *,
    markdown: bool = False,
    gaps: bool = False,
    headings: Sequence[int] = (),
) -> list[Piece]:
    """The articles of a text that surely has several; none if it may be one.

    Each has a title and at least one of date, outlet, author and URL above its text.  `headings`
    are the places of lines that the file itself marks as headings.
    """
    if markdown and not headings:
        headings = [found.start() for found in _HEADING.finditer(text)]
    front = [found.start() for found in _FRONT.finditer(text)] if markdown else []
    marked = (_from(text, front), between_rules, _from(text, headings), _from(text, _headers(text)))
    for spans in marked:
        if len(spans) < 2:
            continue
        pieces = [piece(text, span, markdown=markdown, gaps=gaps) for span in spans]
        found = [each for each in pieces if each]
        if len(found) == len(pieces):
            return found
    return []


def is_divided(text: str, between_rules: Sequence[Range], offset: int) -> bool:
    """Whether rules divide a text into parts each as long as an article, from `offset` on."""
    spans = [(max(start, offset), end) for start, end in between_rules if end > offset]
    if len(spans) < 2:
        return False
    if not all(is_long(text, *span) for span in spans) or _ABOUT.match(text, spans[1][0]):
        return False
    return not all(_goes_on(text, start) for start, _ in spans[1:])


def is_under_headings(text: str) -> bool:
    """Whether headings of Markdown's first level divide a text into parts as long as articles."""
    spans = _from(text, [found.start() for found in _HEADING.finditer(text)])
    return len(spans) > 1 and all(is_long(text, *span) for span in spans)


def is_long(text: str, start: int, end: int) -> bool:
    """Whether a part of a text has as many words as an article."""
    return len(text[start:end].split()) >= _ARTICLE


def _goes_on(text: str, start: int) -> bool:
    """Whether a part is a section: asterisks are above it, and it begins without a headline."""
    if not text[:start].rstrip().endswith("*"):
        return False
    first = text[start:].lstrip().partition("\n")[0].strip()
    return len(first) > _LONGEST_HEADLINE or (is_ended(first) and first[-1] not in "!?…")


def between_rules(text: str) -> list[Range]:
    """What is between the rules of a text, where that is more than blanks."""
    if not any(_has(text, sign, rule) for sign, rule in _ANY_RULE):
        return []
    starts = (0, *(line_end.end() for line_end in _BEFORE_RULE.finditer(text)))
    found = [rule.span() for start in starts if (rule := _RULE.match(text, start))]
    if not found:
        return []
    rules = [(0, 0), *found, (len(text), len(text))]
    spans = [(before[1], after[0]) for before, after in pairwise(rules)]
    return [(start, end) for start, end in spans if text[start:end].strip("\ufeff \t\r\n")]


def _has(text: str, sign: str, rule: str) -> bool:
    """Whether a text has a rule of such signs; one character is found far more quickly."""
    at = text.find(sign)
    while at >= 0 and not text.startswith(rule, at):
        at = text.find(sign, at + 1)
    return at >= 0


def _headers(text: str) -> list[int]:
    """Where articles begin that have a header each and an empty line before it."""
    first = _BLANKS.match(text)
    if not first or not text.startswith(_FIRST, first.end()):  # as most texts
        return []
    if not _HEADER.match(text, first.end()):
        return []
    behind = (gap.end() for gap in _GAP.finditer(text, first.end()))
    found = [start for start in behind if _HEADER.match(text, start)]
    return [0, *found] if found else []


def _from(text: str, starts: Sequence[int]) -> list[Range]:
    """From each of these places to the next; nothing if there are words above the first."""
    if len(starts) < 2 or text[: starts[0]].strip("\ufeff \t\r\n"):
        return []
    return [*pairwise([*starts, len(text)])]


def piece(text: str, span: Range, *, markdown: bool = False, gaps: bool = False) -> Piece | None:
    """The article of a part, with its places in the whole text; None if it has no header."""
    start, end = span
    part = text[start:end].rstrip()
    found = header.parse(part, markdown=markdown, gaps=gaps)
    clipped = clip.recognised(part, found) or Piece(found, ((found.offset, len(part)),))
    spans = tuple((start + begin, start + until) for begin, until in clipped.spans if begin < until)
    if not spans or not _is_stated(clipped.header):
        return None
    return Piece(replace(clipped.header, offset=spans[0][0]), spans)


def _is_stated(found: Header) -> bool:
    fields: Iterable[object] = (found.published_on, found.unread_date, found.outlet, found.author)
    return bool(found.title) and any((*fields, found.url))
