"""The lines above a clipped text: headline, byline, outlet and date, unlabelled."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, islice, pairwise

from reading import bylines
from reading.bylines import PRESS
from reading.databases.pieces import Line, Piece, iter_lines
from reading.dates import leading_date
from reading.header import Header
from reading.naming import (
    CAPITAL,
    LEADING_NAME,
    NAMES,
    PEOPLE,
    POST,
    in_small,
    is_ended,
    is_outlet,
    is_person,
    is_post,
    is_press,
)
from reading.spoken import Spoken

# Who writes, and where, alone above a date.
_ALONE = re.compile(rf"(?P<names>{PEOPLE})(?: in (?:{CAPITAL} ?){{1,3}})?")
# An address, also behind a label or as a link of Markdown: “Source: https://…”.
_WEB_ADDRESS = re.compile(
    r"(?:(?:url|link|source|original(?: (?:article|link|url))?|read (?:it )?(?:at|on)|via|from):? )"
    r"?(?:\[[^\[\]]{1,200}\]\()?<?(?P<url>https?://[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?\)?",
    re.IGNORECASE,
)
# What follows the name of a paper, and what follows the day: “The Echo (Oslo), 14 May 2024, p. 4”.
_PLACE = re.compile(r" (?:\([^()]{2,40}\)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\Z")
_PAGE = re.compile(r"(?:(?:pp?\.?|pages?) ?)?[A-Z]?\d{1,3}(?: ?[-–] ?\d{1,3})?", re.IGNORECASE)
_BYLINE = re.compile(
    rf"(?:(?:(?:[Ww]ritten|[Rr]eport(?:ed)?|[Ss]tory|[Aa]rticle|[Ww]ords|[Tt]ext) )?(?:[Bb]y|BY)"
    rf"|Von|Par|Por|Text|Words)"
    rf":? (?P<names>{PEOPLE})(?P<more>(?:,| in| for| at| of) .{{2,60}})?"
)
# What is above the headline of a press release.
_RELEASE = (
    r"(?:press|news|media)[ -]?(?:release|statement)|(?:for )?immediate release"
    r"|(?:strictly )?(?:embargo|embargoed|not for publication)(?: (?:until|before|to))?:? .{3,60}"
)
_DATED = re.compile(
    r"(?:(?:first )?published|(?:for (?:immediate )?)?release(?:d| date)?|posted"
    r"|publication date|issued|printed|updated|last updated"
    r"|last modified|modified)(?: on| at)?:?[ \t]+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
# What may follow a time: “GMT+1 Updated 2 hours ago”.
_AGO = re.compile(
    r"(?:[+-]\d{1,2}(?::?\d{2})?)?[ |·•]*(?:(?:last )?updated\b.{1,40})?", re.IGNORECASE
)
# What begins the lines by which a press office is reached, up to a blank one.
_CONTACT = re.compile(
    r"(?:(?:media|press|news) )?(?:contacts?|enquiries|inquiries)(?: information)?:.*",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_SIGNS = re.compile(r"\s*(?:[|•·]|\s[-–—/]\s|\t)\s*")
_ANY_SIGN = re.compile(r"[-|•·–—/\t]")
_NOISE = re.compile(
    r"(?:\d+ ?(?:min(?:ute)?s?)(?: read)?|share|share this (?:article|story|page)|save|print|gift"
    r"|news provided by|\d+ (?:shares|comments|words)|page [A-Z]?\d+"
    r"|p\.? ?[A-Z]?\d+|section:? .{1,30}|(?:photo|picture|image)s?:? .{1,60}|exclusive|listen"
    rf"|{_RELEASE})",
    re.IGNORECASE,
)
# What states something has a number, a sign between its parts, or one of these words before it.
_SIGN = re.compile(r"[\d|•·\t/–—-](?:(?<=[\d|•·\t])|\s)")
_FIRST_WORD = re.compile(
    r"by|written|reported|story|article|report|words|text|von|par|por|share|save|gift|print|section|photo"
    r"|picture|image"
    r"|exclusive|listen|press|news|media|for|immediate|strictly|embargo|embargoed|not",
    re.IGNORECASE,
)

_LONGEST_LINE = 200
# What ends as a sentence does and is longer states nothing, as most first paragraphs.
_LONGEST_LIST, _LONGEST_STATED = 120, 140
# Lines in which the top of a text is looked for, blank ones included.
_LOOKED_AT = 30
_NO_LINE = Line("", 0, 0)
# Lines with words that may stand above a text.
_LONGEST_TOP = 8
_LONGEST_HEADLINE = 140


@dataclass(slots=True)
class _Top:
    """What the lines above a text state, and those that state nothing that we know."""

    names: str = ""
    published_on: dt.date | None = None
    updated_on: dt.date | None = None
    outlet: str = ""
    url: str = ""
    other: list[Line] = field(default_factory=list)
    last: Line | None = None


def recognised(text: str, header: Header, title: str = "") -> Piece | None:
    """The article under a headline, byline, outlet or date; None for a text without them.

    `header` is what labels above say already, `title` what the file says elsewhere; both go
    before.  A line between headline and byline that is neither belongs to the body.
    """
    lines = islice(iter_lines(text, header.offset), _LOOKED_AT)
    top = _top(lines, titled=bool(header.title or title))
    if not top or not top.last:
        return _under_headline(text, header, title)
    other = top.other
    known = header.title or title
    headline = other[0] if other and (not known or other[0].words == known) else None
    if not known and not headline:
        return None
    rest = (top.last.end, len(text))
    if not text[rest[0] :].strip():  # an address alone, or a name and a date: no text is below
        return None
    begins = next((at for at in range(*rest) if not text[at].isspace()), rest[1])
    spans = [(line.start, line.end) for line in other if line is not headline]
    if headline and not known:
        known = _without_outlet(top, _bare(headline.words))
    found = replace(
        header,
        title=known,
        url=header.url or top.url,
        published_on=header.published_on or top.published_on or top.updated_on,
        outlet=header.outlet or top.outlet,
        author=header.author or bylines.author(top.names) or top.names,
        offset=begins,
    )
    return Piece(found, (*spans, (begins, rest[1])))


def _under_headline(text: str, header: Header, title: str) -> Piece | None:
    """The article whose labels name no title, under the headline that follows them."""
    if header.title or title or not (header.published_on or header.outlet or header.author):
        return None
    lines = [*islice(iter_lines(text, header.offset), 3)]
    if len(lines) < 3 or lines[1].words or not lines[2].words:
        return None
    headline = _bare(lines[0].words)
    if not headline or len(headline) > _LONGEST_HEADLINE or is_ended(headline):
        return None
    begins = lines[2].start
    return Piece(replace(header, title=headline, offset=begins), ((begins, len(text)),))


def _without_outlet(top: _Top, headline: str) -> str:
    """A headline without the name of the paper behind it, as pages have it."""
    words, _, outlet = headline.rpartition(" | ")
    if not words or not is_outlet(outlet) or not is_press(outlet):
        return headline
    if not top.names and is_person(top.outlet):
        top.names, top.outlet = top.outlet, outlet
    top.outlet = top.outlet or outlet
    return words


def writers(line: str) -> str:
    """The names in a line that is a byline, or nothing but names; else empty."""
    words = _bare(line)
    found = _BYLINE.fullmatch(words)
    names = found["names"] if found else words
    return bylines.author(names) if found or NAMES.fullmatch(words) else ""


def day(line: str) -> dt.date | None:
    """The date that a line is, with “Published” or “Updated” before it or not."""
    top = _Top()
    return (top.published_on or top.updated_on) if _takes_date(top, line) else None


def takes(spoken: Spoken, line: str) -> bool:
    """Take what a line above a conversation states: its writer, outlet, day."""
    top = _Top()
    if not _states(top, _bare(line)):
        return False
    spoken.author = spoken.author or top.names
    spoken.outlet = spoken.outlet or top.outlet
    spoken.published_on = spoken.published_on or top.published_on or top.updated_on
    return True


def _top(lines: Iterable[Line], *, titled: bool) -> _Top | None:
    """What the first lines state, up to the last that states anything."""
    top = _Top()
    waiting: list[Line] = []
    outlets: list[Line] = []
    seen, in_contact = 0, False
    for line, following in pairwise(chain(lines, [_NO_LINE])):
        words = _bare(line.words)
        if not words and not line.words:
            in_contact = False
            continue
        if in_contact or (top.last and not top.other and _CONTACT.fullmatch(words)):
            in_contact, top.last = True, line
            continue
        seen += 1
        if not any(map(str.isalnum, words)) or seen > _LONGEST_TOP or len(words) > _LONGEST_LINE:
            break
        if _states(top, words):
            _take_writer(top, waiting)
            top.other.extend(waiting)
            waiting, top.last = [], line
        elif top.names and not waiting and is_post(words):
            top.last = line
        elif top.last and not waiting and is_person(words) and is_post(_bare(following.words)):
            top.names, top.last = top.names or words, line
        elif top.last and not waiting and is_outlet(words) and _ends(following):
            outlets.append(line)
            top.last = line
        elif is_ended(words) and not (seen == 1 and words[-1] in "!?…"):
            break
        else:
            waiting.append(line)
            more = len(waiting) - (1 if top.last and titled else 2)
            if more > 1 or (more == 1 and not _ALONE.fullmatch(words)):
                break
    if not top.last:
        return None
    return _with_headline_below(_with_outlet(top, outlets, waiting), waiting, titled=titled)


def _take_writer(top: _Top, waiting: list[Line]) -> None:
    """Take a name alone above a date, if a headline or something stated is above it."""
    if top.names or not top.published_on or not (top.last or len(waiting) > 1) or not waiting:
        return
    words = _bare(waiting[-1].words)
    if not is_press(words) and (alone := _ALONE.fullmatch(words)):
        top.names = alone["names"]
        del waiting[-1]


def _ends(following: Line) -> bool:
    """Whether a line is the last before a blank one, or another line that states something."""
    return not following.words or _states(_Top(), _bare(following.words))


def _with_outlet(top: _Top, outlets: list[Line], waiting: list[Line]) -> _Top:
    """The outlet is a name alone on its line, most surely one that papers have."""
    found = sorted([*outlets, *top.other], key=lambda line: not is_press(_bare(line.words)))
    for line in found:
        words = _bare(line.words)
        press = is_press(words) and len([*top.other, *waiting]) > 1
        sure = line in outlets or press
        if press and not top.names and is_person(top.outlet):
            top.names, top.outlet = top.outlet, ""
        if sure and top.outlet and not top.names and line in outlets and is_person(words):
            top.names = words
        elif not top.outlet and sure and is_outlet(words):
            top.outlet = in_small(words)
            top.other = [other for other in top.other if other is not line]
    return top


def _with_headline_below(top: _Top, waiting: list[Line], *, titled: bool) -> _Top:
    """Where nothing but what states something is above, the headline follows, and a name may."""
    if titled or top.other or not waiting:
        return top
    headline, *below = waiting
    top.other, top.last = [headline], headline
    if below and not top.names and is_person(_bare(below[0].words)):
        top.names, top.last = _bare(below[0].words), below[0]
    return top


def _states(top: _Top, words: str) -> bool:
    """Take what a line states, if every part of it states something."""
    if "://" in words and (address := _WEB_ADDRESS.fullmatch(words)):
        top.url = top.url or address["url"]
        return True
    if len(words) > _LONGEST_STATED and is_ended(words):
        return False
    short = ", " in words and len(words) < _LONGEST_LIST and not is_ended(words)
    listed = short and is_press(words)
    if not listed and not _SIGN.search(words) and not _FIRST_WORD.match(words):
        return False
    taken = _Top(top.names, top.published_on, top.updated_on, top.outlet)
    parts = [part for part in _SIGNS.split(words) if part] if _ANY_SIGN.search(words) else [words]
    if len(parts) == 2 and POST.search(parts[1]) and NAMES.fullmatch(parts[0]):
        top.names = top.names or bylines.author(parts[0])
        return True
    if not all(_takes(taken, part, alone=len(parts) == 1) for part in parts):
        return False
    top.names, top.outlet = taken.names, taken.outlet
    top.published_on, top.updated_on = taken.published_on, taken.updated_on
    return bool(parts)


def _takes(top: _Top, part: str, *, alone: bool) -> bool:
    if _NOISE.fullmatch(part):
        return True
    if byline := _BYLINE.fullmatch(part):
        names = byline["names"].split(", ")
        while len(names) > 1 and PRESS.search(names[-1]):
            top.outlet = top.outlet or names[-1]
            del names[-1]
        top.names = top.names or bylines.author(", ".join(names))
        return _takes_rest(top, (byline["more"] or "").strip(" ,"))
    if _takes_date(top, part):
        return True
    if not alone and is_outlet(part):
        _take_name(top, part)
        return True
    return _takes_list(top, part.strip("()")) or (alone and _takes_run(top, part))


def _takes_run(top: _Top, part: str) -> bool:
    """Take “The Gazette 14 May 2024 By Ana Brel”, where nothing divides a paper from its day."""
    name = LEADING_NAME.match(part) if _YEAR.search(part) else None
    blanks = re.finditer(" ", part[: name.end() + 1]) if name else ()
    for blank in islice(blanks, _LONGEST_TOP):
        if found := leading_date(part, blank.end()):
            outlet, behind = part[: blank.start()], part[found[1] :].strip(" ,")
            byline = _BYLINE.fullmatch(behind)
            if not is_press(outlet) or not is_outlet(outlet):
                return False
            if behind and not (byline and not byline["more"]) and not _PAGE.fullmatch(behind):
                return False
            top.outlet, top.published_on = top.outlet or outlet, top.published_on or found[0]
            top.names = top.names or (bylines.author(byline["names"]) if byline else "")
            return True
    return False


def _take_name(top: _Top, name: str) -> None:
    """Take a name among the parts of a line: of a paper, or of who writes for one."""
    if not top.outlet:
        top.outlet = name
    elif not top.names and is_person(name) and is_press(top.outlet):
        top.names = name
    elif not top.names and is_press(name) and is_person(top.outlet):
        top.names, top.outlet = top.outlet, name


def _takes_list(top: _Top, part: str) -> bool:
    """Take “Ana Brel, The Gazette, 14 May 2024”, also without the name or the date."""
    name, comma, rest = part.partition(", ")
    name = _PLACE.sub("", name)
    found = leading_date(rest) if _YEAR.search(rest) else None
    behind = rest[found[1] :].lstrip(" ,") if found else rest
    if comma and found and is_outlet(name):
        byline = _BYLINE.fullmatch(behind)
        if behind and not (byline and not byline["more"]) and not _PAGE.fullmatch(behind):
            return False
        top.outlet, top.published_on = top.outlet or name, top.published_on or found[0]
        top.names = top.names or (bylines.author(byline["names"]) if byline else "")
        return True
    if not comma or found or not NAMES.fullmatch(name) or is_press(name):
        return False
    outlet, comma, day = rest.partition(", ")
    dated = bool(comma) and is_outlet(outlet) and _takes_date(top, day)
    if dated or (not comma and is_outlet(outlet) and is_press(outlet)):
        top.outlet, top.names = top.outlet or outlet, top.names or bylines.author(name)
        return True
    return False


def _takes_rest(top: _Top, more: str) -> bool:
    """Take what follows the names in a byline: a post, a place, an outlet, a date."""
    for start in (0, *(comma.end() for comma in re.finditer(", ", more))):
        if _takes_date(top, more[start:]):
            more = more[:start].rstrip(" ,")
            break
    for part in more.removeprefix("for ").split(", "):
        if part and not _takes_date(top, part) and PRESS.search(part) and not POST.search(part):
            top.outlet = top.outlet or part
    return not is_ended(more)


def _takes_date(top: _Top, words: str) -> bool:
    """Take a line that is nothing but a date, “Published” before it or not."""
    if not _YEAR.search(words):
        return False
    label = _DATED.match(words)
    bare = words[label.end() :] if label else words
    found = leading_date(bare)
    if not found or not _AGO.fullmatch(bare[found[1] :].strip(" .,()")):
        return False
    if _LATER.match(words):
        top.updated_on = top.updated_on or found[0]
    else:
        top.published_on = top.published_on or found[0]
    return True


def _bare(words: str) -> str:
    """A line without what Markdown emphasises it by."""
    return (words.replace("**", "") if "*" in words else words).strip("*_# \t")
