"""What a reader makes of a file, before anything is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reading.patterns import late

# NUL, which PostgreSQL does not hold, and halves of characters, which no encoding has.
UNFIT = late("[\\0\\ud800-\\udfff]")


# What can be done with summaries and lists of articles.
NO_TEXT = "Save the pages themselves as .html, and add those."


class ReadingError(Exception):
    """A file that cannot be read as an article; its message names the file and the way out."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as read.

    `body` is verbatim: for a text file it is the decoded file from code point `offset` on,
    up to the end of the article, so that `decoded[offset + i] == body[i]`.  `title` is never
    empty and never a path.  What the file does not say is empty, never invented.  `notes` are
    sentences that warn the reader of the article: its order is unsure, it is only the beginning.
    `unread_date` is a date as the file has it that is none, or could be two.  `file` is the name of
    the file, for those who keep where an article came from; readers leave it empty.
    """

    title: str
    body: str
    published_on: dt.date | None = None
    outlet: str = ""
    author: str = ""
    url: str = ""
    offset: int = 0
    notes: tuple[str, ...] = ()
    unread_date: str = ""
    file: str = ""
