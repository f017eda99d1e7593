"""The last step of every reader: a header and a body become a draft, or are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reading.dates import whole_date
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.patterns import late
from reading.titles import title_from
from reading.western import with_marks, without_entities

# A book of a thousand pages; minutes of work for the models.
LONGEST_BODY = 2_000_000

# A place with a whole day before the text, below a headline or none, as press releases have it:
# “OSLO, June 19, 2025 – ”.
_DATELINE = late(
    r"(?:[^\n]{1,140}\n\s{0,4})?[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,30}(?:, [A-Z][\w. ]{1,20})?,? ?[(,]? ?"
    r"(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\)?"
    r"(?: ?\(?/?[A-Z][\w -]{1,30}/?\)?)? ?(?:[–—]|--?) "
)
# An address, several, or a file of a desktop that leads to one.
_ONLY_ADDRESSES = late(
    r"\s*(?:\[InternetShortcut\]\s+(?:\w+=\S*\s*)+|<\?xml.{0,300}<plist.{0,100}<key>URL</key>.{0,2000}"
    r"|(?:(?:https?://|www\.)\S+\s*){1,50})\Z",
    re.DOTALL | re.IGNORECASE,
)


def draft(
    name: str, header: Header, body: str, *, offset: int = 0, notes: Iterable[str] = ()
) -> Draft:
    """The draft; raises ReadingError for a body without a word in it."""
    if not any(map(str.isalnum, body)):
        raise ReadingError(f"{name} has no text to read. Put the article’s text into it.")
    if _ONLY_ADDRESSES.match(body):
        raise ReadingError(
            f"{name} is nothing but an address. Save the page it leads to, and add that file."
        )
    if len(body) > LONGEST_BODY:
        raise ReadingError(
            f"{name} has {len(body):,} characters of text; an article has up to {LONGEST_BODY:,}. "
            "Split it."
        )
    body = with_marks(body)
    day = header.published_on
    if not day and not header.unread_date and (line := _DATELINE.match(body)):
        day = whole_date(line["day"])
    return Draft(
        title=_shown(header.title) or title_from(body),
        body=body,
        published_on=day,
        outlet=_shown(header.outlet),
        author=_shown(header.author),
        url=header.url,
        offset=offset,
        notes=tuple(dict.fromkeys([*header.notes, *notes])),
        unread_date="" if day else header.unread_date,
    )


def _shown(value: str) -> str:
    """A title or a name as a page shows it."""
    return with_marks(without_entities(value))
