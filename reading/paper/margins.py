"""What is in the margins of pages: running heads, page numbers, what browsers print there."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reading.dates import leading_date
from reading.patterns import late
from reading.tops import naming

_PAGE_NUMBER = late(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
# “11/27/26, 10:18 PM   Title”, “27.11.2026, 22:18”: when a browser printed a page.
_PRINTED = late(
    r"(?P<before>.*?)\s*\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s*[AP]M)?\s*(?P<title>.*)",
    re.IGNORECASE,
)
_ADDRESS = late(
    r"(?P<before>.*?)(?P<url>(?:https?|file)://\S+?)(?P<after>(?:\s*(?:page\s*)?\d{1,3}\s*(?:/|of)\s*\d{1,3})?)",
    re.IGNORECASE,
)
_COUNT = late(r"\s*(?:page\s*)?\b\d{1,3}\s*(?:/|of)\s*\d{1,3}\b\s*", re.IGNORECASE)
_EDGE_NUMBER = late(
    r"\A(?:[A-Z]?\d{1,3}|page \d+)\s+|\s+(?:[A-Z]?\d{1,3}|page \d+)\Z", re.IGNORECASE
)
_NAME = late(r"(?![a-z\d_])\w[\w.’'-]*(?: (?:of|the|and|&|(?![a-z\d_])\w[\w.’'-]*)){0,6}")
_SIGNS = " \t\xa0|•·,–—-"

# Lines by which exports of databases are divided, without their numbers.
_DIVIDES = late(r"end of document|of documents?|load-date ?:.*|document [a-z]{4,}.*|document of")
# Lines at the top and at the foot of a page that may be in its margin.
_DEEP = 2


@dataclass(slots=True)
class Margins:
    """What the margins of a file's pages say of its article."""

    url: str = ""
    title: str = ""
    outlet: str = ""
    published_on: dt.date | None = None
    of_browser: bool = False
    """Whether a browser printed the pages, with the address or the title of what they came from."""


def marked(pages: Sequence[Sequence[str]], title: str = "") -> tuple[list[list[bool]], Margins]:
    """Which lines of each page are in its margins, and what these say.

    `title` is what the file states: browsers print it on each page.  Below a running head, the same
    words are the headline.
    """
    found = Margins()
    again = _again(pages)
    marks = []
    for page in pages:
        mark = [False] * len(page)
        for edge in (range(len(page)), range(len(page) - 1, -1, -1)):
            for at in edge[:_DEEP]:
                left = again - {_numberless(page[other]) for other in edge[:_DEEP] if mark[other]}
                if not mark[at] and not _is_margin(page[at], title, left, found):
                    break
                mark[at] = True
        marks.append(mark)
    return marks, found


def _again(pages: Sequence[Sequence[str]]) -> set[str]:
    """The lines, but for their numbers, that are at the edge of more than one page."""
    edges = Counter(
        line
        for page in pages
        for line in {_numberless(each) for each in [*page[:_DEEP], *page[-_DEEP:]]}
    )
    return {
        line
        for line, times in edges.items()
        if times > max(1, len(pages) // 3)
        and any(map(str.isalpha, line))
        and not _DIVIDES.fullmatch(line)
    }


def _numberless(line: str) -> str:
    return " ".join(re.sub(r"\d+", "", line).split()).casefold()


def _is_margin(line: str, title: str, again: set[str], found: Margins) -> bool:
    """Whether a line at the edge of a page is none of its text; takes what it says."""
    bare = line.strip(_SIGNS)
    if not bare or _PAGE_NUMBER.fullmatch(bare):
        return bool(bare)
    if _takes_browser(bare, title, found) or _takes_head(bare, found):
        return True
    return _numberless(line) in again and len(bare) < 120


def _takes_browser(line: str, title: str, found: Margins) -> bool:
    """Take what a browser prints above and below a page: date, title, address, page number."""
    address, printed = _ADDRESS.fullmatch(line), _PRINTED.fullmatch(line)
    if address and len(address["before"].split()) < 30:
        found.of_browser = True
        if address["url"].startswith("http"):  # not the file that a page was saved to
            found.url = found.url or address["url"]
        found.title = found.title or address["before"].strip(_SIGNS)
        return True
    if printed and (not title or _alike(printed["title"] + printed["before"], title)):
        found.title = found.title or printed["title"].strip(_SIGNS)
        found.of_browser = found.of_browser or bool(title and found.title)
        return True
    return bool(title) and bool(_COUNT.search(line)) and _alike(_COUNT.sub("", line), title)


def _alike(line: str, title: str) -> bool:
    """Whether a line is a title, or its beginning; an empty one is no other."""
    bare = "".join(filter(str.isalnum, _COUNT.sub("", line))).casefold()
    return "".join(filter(str.isalnum, title)).casefold().startswith(bare)


def _takes_head(line: str, found: Margins) -> bool:
    """Take a paper's running head: its name, the day, and the number of the page."""
    bare = " ".join(_EDGE_NUMBER.sub("", line).split()).strip(_SIGNS)
    starts = [0, *(space.end() for space in re.finditer(r"[\s|•·,–—-]+", bare))]
    for start in starts:
        day = leading_date(bare, start)
        if not day:
            continue
        name = f"{bare[:start].strip(_SIGNS)} {bare[day[1] :].strip(_SIGNS)}".strip()
        if _NAME.fullmatch(name) and " " in name:
            found.outlet = found.outlet or naming.in_small(name)
            found.published_on = found.published_on or day[0]
            return True
        return not name
    return False
