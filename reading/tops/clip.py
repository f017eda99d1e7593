"""The lines above a clipped text: headline, byline, outlet and date, unlabelled."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice, pairwise

from reading import bylines
from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, iter_lines
from reading.spoken import Spoken
from reading.tops.naming import (
    CAPITAL,
    NAMES,
    PEOPLE,
    in_small,
    is_ended,
    is_outlet,
    is_person,
    is_post,
    is_press,
)
from reading.tops.stating import (
    BYLINE,
    LONGEST_STATED,
    Top,
    bare,
    is_published,
    may_state,
    states,
    takes_date,
)

# Who writes, and where, alone above a date.
_ALONE = late(rf"(?P<names>{PEOPLE})(?: in (?:{CAPITAL} ?){{1,3}})?")
# What begins the lines by which a press office is reached, up to a blank one.
_CONTACT = late(
    r"(?:(?:media|press|news) )?(?:contacts?|enquiries|inquiries)(?: information)?:.*",
    re.IGNORECASE,
)
# A headline with its paper and day behind it, as lists of articles have it.
_BRACKETS = late(r"(?P<headline>[^()\[\]]{5,140}) [(\[](?P<stated>[^()\[\]]{5,100})[)\]]")
_TIME = late(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_LONGEST_LINE = 200
# Between the words of a headline in capitals.
_LEAST_BLANKS = 3
# Lines in which the top of a text is looked for, blank ones included.
_LOOKED_AT = 30
_NO_LINE = Line("", 0, 0)
# Lines with words that may stand above a text.
_LONGEST_TOP = 8
_LONGEST_HEADLINE = 140


def recognised(text: str, header: Header, title: str = "") -> Piece | None:
    """The article under a headline, byline, outlet or date; None for a text without them.

    `header` is what labels above say already, `title` what the file says elsewhere; both go
    before.  A line between headline and byline that is neither belongs to the body.
    """
    if _is_prose(text, header):
        return None
    lines = islice(iter_lines(text, header.offset), _LOOKED_AT)
    top = _top(lines, header.title or title)
    if not top or not top.last:
        return _with_brackets(text, header, title) or _under_headline(text, header, title)
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
        known = _without_outlet(top, bare(headline.words))
    found = replace(
        header,
        title=known,
        url=header.url or top.url,
        published_on=header.published_on or top.published_on or top.updated_on,
        unread_date=header.unread_date or top.unread_date,
        outlet=header.outlet or top.outlet,
        author=header.author or bylines.author(top.names) or top.names,
        offset=begins,
    )
    return Piece(found, (*spans, (begins, rest[1])))


def _is_prose(text: str, header: Header) -> bool:
    """Whether a text begins with a sentence, or has one below a line that states nothing.

    A quick look, for most texts are so.
    """
    start = header.offset
    end = text.find("\n", start)
    words = bare(text[start:end])
    if end < 0 or "\r" in words or not words:
        return False
    if len(words) > _LONGEST_LINE:
        return True
    if may_state(words):
        return False
    if is_ended(words) and words[-1] not in "!?…":
        return True
    stated = header.published_on or header.outlet or header.author
    if stated and not header.title:
        return False
    while text.startswith("\n", end):
        end += 1
    until = text.find("\n", end)
    below = bare(text[end:until] if until >= 0 else text[end:])
    if len(below) <= LONGEST_STATED:
        return is_ended(below) and "\r" not in below and not may_state(below)
    return (len(below) > _LONGEST_LINE or is_ended(below)) and "://" not in below


def _with_brackets(text: str, header: Header, title: str) -> Piece | None:
    """The article under a headline that names its paper and day: “Rain (The Echo, 19 May 2025)”."""
    line = next(iter(iter_lines(text, header.offset)), _NO_LINE)
    found = None if header.title or title else _BRACKETS.fullmatch(bare(line.words))
    rest = text[line.end :]
    if not found or not rest.strip() or is_ended(found["headline"]):
        return None
    top = Top()
    if not states(top, found["stated"]) or not top.outlet or top.other:
        return None
    begins = line.end + len(rest) - len(rest.lstrip())
    stated = replace(
        header, title=found["headline"], outlet=header.outlet or top.outlet, offset=begins,
        published_on=header.published_on or top.published_on, author=header.author or top.names,
    )  # fmt: skip
    return Piece(stated, ((begins, len(text)),))


def _under_headline(text: str, header: Header, title: str) -> Piece | None:
    """The article whose labels name no title, under the headline that follows them."""
    if header.title or title or not (header.published_on or header.outlet or header.author):
        return None
    lines = [*islice(iter_lines(text, header.offset), 3)]
    if len(lines) < 3 or lines[1].words or not lines[2].words:
        return None
    headline = bare(lines[0].words)
    if not headline or len(headline) > _LONGEST_HEADLINE or is_ended(headline):
        return None
    begins = lines[2].start
    return Piece(replace(header, title=headline, offset=begins), ((begins, len(text)),))


def _without_outlet(top: Top, headline: str) -> str:
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
    words = bare(line)
    found = BYLINE.fullmatch(words)
    names = found["names"] if found else words
    return bylines.author(names) if found or NAMES.fullmatch(words) else ""


def paper(line: str) -> str:
    """The paper that a byline names behind its writers, if it surely is one."""
    top = Top()
    return top.outlet if states(top, bare(line)) and is_press(top.outlet) else ""


def is_time(line: str) -> bool:
    """Whether a line is a time of day alone, as programs of notes have it below the day."""
    return bool(_TIME.fullmatch(line))


def day(line: str) -> dt.date | None:
    """The date that a line is, with “Published” or “Updated” before it or not."""
    top = Top()
    return (top.published_on or top.updated_on) if takes_date(top, line) else None


def takes(spoken: Spoken, line: str) -> bool:
    """Take what a line above a conversation states: its writer, outlet, day."""
    top = Top()
    if not states(top, bare(line)):
        return False
    spoken.author = spoken.author or top.names
    spoken.outlet = spoken.outlet or top.outlet
    spoken.published_on = spoken.published_on or top.published_on or top.updated_on
    return True


def takes_paper(header: Header, line: str) -> bool:
    """Take a line that is a paper and its day, with a writer or not, unless others are known."""
    top = Top()
    if not states(top, bare(line)) or not (is_press(top.outlet) and top.published_on):
        return False
    if header.outlet not in ("", top.outlet) or header.published_on not in (None, top.published_on):
        return False
    header.outlet, header.published_on = top.outlet, top.published_on
    header.author = header.author or top.names
    return True


def _top(lines: Iterable[Line], title: str) -> Top | None:
    """What the first lines state below a title or none, up to the last that states anything."""
    top = Top()
    waiting: list[Line] = []
    outlets: list[Line] = []
    seen, in_contact = 0, False
    for line, following in pairwise(chain(lines, [_NO_LINE])):
        words = bare(line.words)
        if not words and not line.words:
            in_contact = False
            continue
        if in_contact or (top.last and not top.other and _CONTACT.fullmatch(words)):
            in_contact, top.last = True, line
            continue
        seen += 1
        if not any(map(str.isalnum, words)) or seen > _LONGEST_TOP or len(words) > _LONGEST_LINE:
            break
        if states(top, words):
            _take_writer(top, waiting, titled=bool(title))
            top.other.extend(waiting)
            waiting, top.last = [], line
        elif top.names and not waiting and is_post(words):
            top.last = line
        elif not waiting and is_person(words) and _is_writer(top, following):
            top.names, top.last = top.names or words, line
        elif (
            top.last and not waiting and is_outlet(words) and _ends(following)
            and not _is_shouted_headline(top, words, title)
        ):  # fmt: skip
            outlets.append(line)
            top.last = line
        elif is_ended(words) and not (seen == 1 and words[-1] in "!?…"):
            break
        else:
            waiting.append(line)
            more = len(waiting) - (1 if top.last and title else 2)
            if more > 1 or (more == 1 and not _ALONE.fullmatch(words)):
                break
    if not top.last:
        return None
    top = _with_outlet(top, outlets, waiting, title)
    return _with_headline_below(top, waiting, titled=bool(title))


def _is_shouted_headline(top: Top, words: str, title: str) -> bool:
    """Whether a line in capitals below a paper is the headline: longer than most names."""
    first = top.last and top.outlet and not title and not top.other
    return bool(first) and words.isupper() and words.count(" ") >= _LEAST_BLANKS


def _take_writer(top: Top, waiting: list[Line], *, titled: bool) -> None:
    """Take a name alone above a date, or above a paper that is above it.

    A headline is above it, or something stated.
    """
    paper = bool(waiting) and is_press(bare(waiting[-1].words))
    at = len(waiting) - (2 if paper else 1)
    above = top.last or at > 0 or (titled and paper)
    if top.names or not top.published_on or not above or at < 0:
        return
    words = bare(waiting[at].words)
    if not is_press(words) and (alone := _ALONE.fullmatch(words)):
        top.names = alone["names"]
        del waiting[at]


def _is_writer(top: Top, following: Line) -> bool:
    """Whether a person's name is that of the writer: a post is below it, or the day of publication
    above it."""
    if not top.last or is_post(bare(following.words)):
        return bool(top.last)
    return not top.names and is_published(bare(top.last.words)) and _ends(following)


def _ends(following: Line) -> bool:
    """Whether a line is the last before a blank one, or another line that states something."""
    return not following.words or states(Top(), bare(following.words))


def _with_outlet(top: Top, outlets: list[Line], waiting: list[Line], title: str) -> Top:
    """The outlet is a name alone on its line, most surely one that papers have.

    Where there is no title, one of the lines is that.
    """
    others = len([*top.other, *waiting])
    found = sorted([*outlets, *top.other], key=lambda line: not is_press(bare(line.words)))
    for line in found:
        words = bare(line.words)
        press = is_press(words) and words != title and (bool(title) or others > 1)
        sure = line in outlets or press
        if press and not top.names and is_person(top.outlet):
            top.names, top.outlet = top.outlet, ""
        if sure and top.outlet and not top.names and line in outlets and is_person(words):
            top.names = words
        elif not top.outlet and sure and is_outlet(words):
            top.outlet = in_small(words)
            top.other = [other for other in top.other if other is not line]
    return top


def _with_headline_below(top: Top, waiting: list[Line], *, titled: bool) -> Top:
    """Where nothing but what states something is above, the headline follows, and a name may."""
    if titled or top.other or not waiting:
        return top
    headline, *below = waiting
    top.other, top.last = [headline], headline
    name, _, post = bare(below[0].words).partition(", ") if below else ("", "", "")
    if not top.names and is_person(name) and (not post or is_post(post)):
        top.names, top.last = name, below[0]
    return top
