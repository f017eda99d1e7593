"""Pages pasted whole: the menu above the headline, “Share” and “Advertisement” below."""

from __future__ import annotations

import re
from itertools import islice

from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, iter_lines
from reading.tops.naming import is_ended, is_outlet, is_press
from reading.tops.stating import Top, bare, states

_SKIP = late(
    r"(?:skip|jump|go) to (?:the )?(?:main |site )?(?:content|article|navigation)\W*", re.IGNORECASE
)
# What stands between the headline and the text, and states nothing.
_BUTTON = late(
    r"(?:share|save|print|comments?|listen|follow|subscribe|advertisement|facebook|twitter|x|email"
    r"|copy link|whatsapp|bookmark|text size)(?: this(?: article| story| page)?| now)?",
    re.IGNORECASE,
)
# What the menu of a newspaper leads to; a text that begins with several of these has one.
_MENU = late(
    r"menu|home|search|sign[ -]?in|log[ -]?in|subscribe|newsletters?|news|sports?|weather|opinion"
    r"|business|politics|world|uk|us|local|culture|arts|lifestyle|travel|video|podcasts?|more|close",
    re.IGNORECASE,
)
_MENU_LINES, _LEAST_ENTRIES = 8, 3
# Lines in which the byline or the day of a page is looked for.
_LOOKED_AT = 60


def is_pasted(text: str, start: int) -> bool:
    """Whether a text begins with a menu, or with the link by which readers pass over it."""
    first = text[start : start + 40].lstrip().partition("\n")[0].strip()
    if _SKIP.fullmatch(first):
        return True
    if not _MENU.fullmatch(first):
        return False
    lines = [line.words for line in islice(iter_lines(text, start), _MENU_LINES) if line.words]
    return sum(bool(_MENU.fullmatch(bare(words))) for words in lines) >= _LEAST_ENTRIES


def without_menu(text: str, header: Header) -> list[tuple[int, int]]:
    """Let a text begin at its byline or day, its title being the last line above that is a name.

    Returns where sentences stand between the two, which are of the text.  The outlet is the first
    name of a paper in the menu.  Without a byline or a day below a headline nothing changes.
    """
    lines = [line for line in islice(iter_lines(text, header.offset), _LOOKED_AT) if line.words]
    at = next((at for at, line in enumerate(lines) if at > 1 and _dates(line)), 0)
    above = [line for line in lines[1:at] if not is_ended(bare(line.words))]
    above = [line for line in above if not _BUTTON.fullmatch(bare(line.words))]
    if not at or not above:
        return []
    menu = (bare(line.words) for line in above[:-1])
    papers = (words for words in menu if " " in words and is_press(words) and is_outlet(words))
    header.outlet = header.outlet or next(papers, "")
    header.title = header.title or bare(above[-1].words)
    header.offset = lines[at].start
    between = (line for line in lines[:at] if line.start > above[-1].start)
    return [(line.start, line.end) for line in between if is_ended(bare(line.words))]


def _dates(line: Line) -> bool:
    top = Top()
    return states(top, bare(line.words)) and bool(top.names or top.published_on or top.updated_on)
