"""What one line above a text states: who wrote it, its outlet, its day, its address."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import islice

from reading import bylines
from reading.bylines import PRESS
from reading.dates import leading_date
from reading.patterns import late
from reading.pieces import Line
from reading.tops.naming import (
    LEADING_NAME,
    NAMES,
    PEOPLE,
    POST,
    is_ended,
    is_outlet,
    is_person,
    is_press,
)

# An address, also behind a label or as a link of Markdown: “Source: https://…”.
_WEB_ADDRESS = late(
    r"(?:(?:url|link|source|original(?: (?:article|link|url))?|read (?:it )?(?:at|on)|via|from):? )"
    r"?(?:\[[^\[\]]{1,200}\]\()?<?(?P<url>https?://[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?\)?",
    re.IGNORECASE,
)
# What follows the name of a paper, and what follows the day: “The Echo (Oslo), 14 May 2024, p. 4”.
_PLACE = late(r" (?:\([^()]{2,40}\)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\Z")
_PAGE = late(r"(?:(?:pp?\.?|pages?) ?)?[A-Z]?\d{1,3}(?: ?[-–] ?\d{1,3})?", re.IGNORECASE)
BYLINE = late(
    rf"(?:(?:(?:[Ww]ritten|[Rr]eport(?:ed)?|[Ss]tory|[Aa]rticle|[Ww]ords|[Tt]ext) )?(?:[Bb]y|BY)"
    rf"|Von|Par|Por|Texte?|Texto|Words)"
    rf":? (?P<names>{PEOPLE})(?P<more>(?:,| in| for| at| of) .{{2,60}})?"
)
# What is above the headline of a press release.
_RELEASE = (
    r"(?:press|news|media)[ -]?(?:release|statement)|(?:for )?immediate release"
    r"|(?:strictly )?(?:embargo|embargoed|not for publication)(?: (?:until|before|to))?:? .{3,60}"
)
_DATED = late(
    r"(?:(?:first )?published|(?:for (?:immediate )?)?release(?:d| date)?|posted"
    r"|publication date|issued|printed|updated|last updated"
    r"|last modified|modified|publié|mis à jour|modifié|veröffentlicht|erschienen|aktualisiert"
    r"|stand|publicado|actualizado)(?: on| at| le| am| el)?:?[ \t]+",
    re.IGNORECASE,
)
# A time before the day: “06:30, 20 November 2026”.
_TIME_BEFORE = late(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?,? ", re.IGNORECASE)
# What a site has before the day, above the name of who wrote an article.
_PUBLISHED = late(r"(?:(?:first )?published|posted|(?:last )?updated)\b", re.IGNORECASE)
_YEAR = late(r"\d{4}")
# Two digits of a year: it could as well begin with that.
_SHORT_DATE = late(r"\d{1,2}([./-])\d{1,2}\1\d{2}")
# What may follow a time: “GMT+1 Updated 2 hours ago”.
_AGO = late(r"(?:[+-]\d{1,2}(?::?\d{2})?)?[ |·•]*(?:(?:last )?updated\b.{1,40})?", re.IGNORECASE)
_LATER = late(
    r"(?:last )?(?:updated|modified|mis à jour|modifié|aktualisiert|actualizado)\b", re.IGNORECASE
)
_SIGNS = late(r"\s*(?:[|•·]|\s[-–—/]\s|\t)\s*")
_ANY_SIGN = late(r"[-|•·–—/\t]")
# How agencies name their copy for editors: “BC-EU--Pier, 1st Ld-Writethru,120”.
_KEY_LINE = (
    r"(?:[a-z]\d{3,4} )?(?:[AB][CM]|PM|AP)-{1,2}[A-Z][\w&’' .-]{1,60}"
    r"(?:, ?(?:\d\w\w |new )?(?:ld|lead|sub|take|add)s?\b[\w-]{0,20})*, ?\d{2,4}"
)
_NOISE = late(
    rf"{_KEY_LINE}|"
    r"\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?|Uhr)|\d{1,2}:\d{2}(?: [A-Z]{2,4})?|"
    r"(?:urgent|\d+ ?(?:min(?:ute)?s?)(?: read)?|share|share this (?:article|story|page)|save"
    r"|print|gift"
    r"|email|facebook|twitter|linkedin|whatsapp|copy link|bookmark|advertisement"
    r"|news provided by|\d+ (?:shares|comments|words)|page [A-Z]?\d+"
    r"|p\.? ?[A-Z]?\d+|section:? .{1,30}|(?:photo|picture|image)s?:? .{1,60}|exclusive|listen"
    r"|(?:(?:last )?updated|published|posted)(?: at)? \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?"
    r"(?: [A-Z]{2,4})?"
    rf"|{_RELEASE})",
    re.IGNORECASE,
)
# A paper behind its label, and a site in a line with more: “echo.example · by Ana Brel”.
_LABELLED = late(
    r"(?:source|outlet|publication|newspaper|published (?:in|by)|from): (?P<outlet>.{2,60})",
    re.IGNORECASE,
)
_SITE = late(r"[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40}){1,3}", re.IGNORECASE)
# A writer's address of mail, behind the name.
_MAIL_ADDRESS = late(r"(?<=\w)[\s,;|(<·–—-]{1,4}[^\s@<>()]+@[\w.-]+\.[a-z]{2,}[)>]?", re.IGNORECASE)
# What states something has a number, a sign between its parts, or one of these words before it.
_SIGN = late(r"[\d|•·\t/–—-](?:(?<=[\d|•·\t])|\s)")
# By which Markdown emphasises a line; an address of mail.
_MARKS = frozenset("*_#@")
_FIRST_WORD = late(
    r"by|written|reported|story|article|report|words|texte?|texto|von|par|por|share|save|gift|print|section|photo"
    r"|email|facebook|twitter|linkedin|whatsapp|copy|bookmark|advertisement"
    r"|picture|image"
    r"|exclusive|urgent|listen|press|news|media|for|immediate|strictly|embargo|embargoed|not"
    r"|source|outlet|publication|published|from",
    re.IGNORECASE,
)

# What ends as a sentence does and is longer states nothing, as most first paragraphs.
_LONGEST_LIST, LONGEST_STATED = 120, 140
# Words that a paper before its day can have.
_LONGEST_RUN = 8


@dataclass(slots=True)
class Top:
    """What the lines above a text state, and those that state nothing that we know."""

    names: str = ""
    published_on: dt.date | None = None
    updated_on: dt.date | None = None
    outlet: str = ""
    url: str = ""
    other: list[Line] = field(default_factory=list)
    last: Line | None = None
    unread_date: str = ""


def may_state(words: str) -> bool:
    """Whether a line has a sign, a first word or a number that lines have which state something."""
    if ", " in words or "://" in words or not _MARKS.isdisjoint(words):
        return True
    return bool(_SIGN.search(words) or _FIRST_WORD.match(words))


def states(top: Top, words: str) -> bool:
    """Take what a line states, if every part of it states something."""
    if "://" in words and (address := _WEB_ADDRESS.fullmatch(words)):
        top.url = top.url or address["url"]
        return True
    if len(words) > LONGEST_STATED and is_ended(words):
        return False
    short = ", " in words and len(words) < _LONGEST_LIST and not is_ended(words)
    listed = short and is_press(words)
    if not listed and not _SIGN.search(words) and not _FIRST_WORD.match(words):
        return False
    taken = Top(top.names, top.published_on, top.updated_on, top.outlet)
    taken.unread_date = top.unread_date
    parts = [part for part in _SIGNS.split(words) if part] if _ANY_SIGN.search(words) else [words]
    if len(parts) == 2 and POST.search(parts[1]) and NAMES.fullmatch(parts[0]):
        top.names = top.names or bylines.author(parts[0])
        return True
    if not all(_takes(taken, part, alone=len(parts) == 1) for part in parts):
        return False
    top.names, top.outlet = taken.names, taken.outlet
    top.published_on, top.updated_on = taken.published_on, taken.updated_on
    top.unread_date = taken.unread_date
    return bool(parts)


def _takes(top: Top, part: str, *, alone: bool) -> bool:
    if not alone and _SHORT_DATE.fullmatch(part):
        top.unread_date = top.unread_date or part
        return True
    if _NOISE.fullmatch(part) or (not alone and _SITE.fullmatch(part)):
        return True
    if (labelled := _LABELLED.fullmatch(part)) and is_outlet(labelled["outlet"]):
        top.outlet = top.outlet or labelled["outlet"]
        return True
    if byline := BYLINE.fullmatch(part):
        names = byline["names"].split(", ")
        while len(names) > 1 and PRESS.search(names[-1]):
            top.outlet = top.outlet or names[-1]
            del names[-1]
        top.names = top.names or bylines.author(", ".join(names))
        return _takes_rest(top, (byline["more"] or "").strip(" ,"))
    if takes_date(top, part):
        return True
    if not alone and is_outlet(part):
        _take_name(top, part)
        return True
    return _takes_list(top, part.strip("()")) or (alone and _takes_run(top, part))


def _takes_run(top: Top, part: str) -> bool:
    """Take “The Gazette 14 May 2024 By Ana Brel”, where nothing divides a paper from its day."""
    name = LEADING_NAME.match(part) if _YEAR.search(part) else None
    blanks = re.finditer(" ", part[: name.end() + 1]) if name else ()
    for blank in islice(blanks, _LONGEST_RUN):
        if found := leading_date(part, blank.end()):
            outlet, behind = part[: blank.start()], part[found[1] :].strip(" ,")
            byline = BYLINE.fullmatch(behind)
            if not is_press(outlet) or not is_outlet(outlet):
                return False
            if behind and not (byline and not byline["more"]) and not _PAGE.fullmatch(behind):
                return False
            top.outlet, top.published_on = top.outlet or outlet, top.published_on or found[0]
            top.names = top.names or (bylines.author(byline["names"]) if byline else "")
            return True
    return False


def _take_name(top: Top, name: str) -> None:
    """Take a name among the parts of a line: of a paper, or of who writes for one."""
    if not top.outlet:
        top.outlet = name
    elif not top.names and is_person(name) and is_press(top.outlet):
        top.names = name
    elif not top.names and is_press(name) and is_person(top.outlet):
        top.names, top.outlet = top.outlet, name


def _takes_list(top: Top, part: str) -> bool:
    """Take “Ana Brel, The Gazette, 14 May 2024”, also without the name or the date."""
    name, comma, rest = part.partition(", ")
    name = _PLACE.sub("", name)
    if _SHORT_DATE.fullmatch(rest) and is_press(name) and is_outlet(name):
        top.outlet, top.unread_date = top.outlet or name, top.unread_date or rest
        return True
    found = leading_date(rest) if _YEAR.search(rest) else None
    behind = rest[found[1] :].lstrip(" ,") if found else rest
    if comma and found and is_outlet(name):
        byline = BYLINE.fullmatch(behind)
        if behind and not (byline and not byline["more"]) and not _PAGE.fullmatch(behind):
            return False
        top.outlet, top.published_on = top.outlet or name, top.published_on or found[0]
        top.names = top.names or (bylines.author(byline["names"]) if byline else "")
        return True
    if not comma or found or not NAMES.fullmatch(name) or is_press(name):
        return False
    outlet, comma, day = rest.partition(", ")
    dated = bool(comma) and is_outlet(outlet) and takes_date(top, day)
    if dated or (not comma and is_outlet(outlet) and is_press(outlet)):
        top.outlet, top.names = top.outlet or outlet, top.names or bylines.author(name)
        return True
    return False


def _takes_rest(top: Top, more: str) -> bool:
    """Take what follows the names in a byline: a post, a place, an outlet, a date."""
    for start in (0, *(comma.end() for comma in re.finditer(", ", more))):
        if takes_date(top, more[start:]):
            more = more[:start].rstrip(" ,")
            break
    for part in more.removeprefix("for ").split(", "):
        if part and not takes_date(top, part) and PRESS.search(part) and not POST.search(part):
            top.outlet = top.outlet or part
    return not is_ended(more)


def takes_date(top: Top, words: str) -> bool:
    """Take a line that is nothing but a date, “Published” before it or not."""
    if not _YEAR.search(words):
        return False
    label = _DATED.match(words)
    bare = words[label.end() :] if label else words
    if before := _TIME_BEFORE.match(bare):
        bare = bare[before.end() :]
    found = leading_date(bare)
    if not found or not _AGO.fullmatch(bare[found[1] :].strip(" .,()")):
        return False
    if _LATER.match(words):
        top.updated_on = top.updated_on or found[0]
    else:
        top.published_on = top.published_on or found[0]
    return True


def is_published(words: str) -> bool:
    """Whether a line that states a day says that an article was published on it."""
    return bool(_PUBLISHED.match(words)) and takes_date(Top(), words)


def bare(words: str) -> str:
    """A line without what Markdown emphasises it by, and without a writer's address of mail."""
    if "@" in words:
        words = _MAIL_ADDRESS.sub("", words)
    return (words.replace("**", "") if "*" in words else words).strip("*_# \t")
