"""The last step of every reader: a header and a body become a draft, or are refused."""

from __future__ import annotations

from collections.abc import Iterable

from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.titles import title_from

# A book of a thousand pages; minutes of work for the models.
LONGEST_BODY = 2_000_000


def draft(
    name: str, header: Header, body: str, *, offset: int = 0, notes: Iterable[str] = ()
) -> Draft:
    """The draft; raises ReadingError for a body without a word in it."""
    if not any(map(str.isalnum, body)):
        raise ReadingError(f"{name} has no text to read. Put the article’s text into it.")
    if len(body) > LONGEST_BODY:
        raise ReadingError(
            f"{name} has {len(body):,} characters of text; an article has up to {LONGEST_BODY:,}. "
            "Split it."
        )
    return Draft(
        title=header.title or title_from(body),
        body=body,
        published_on=header.published_on,
        outlet=header.outlet,
        author=header.author,
        url=header.url,
        offset=offset,
        notes=tuple(dict.fromkeys(notes)),
        unread_date="" if header.published_on else header.unread_date,
    )
