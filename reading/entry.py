"""What a feed says of one entry."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from reading.draft import Draft


class Entry(NamedTuple):
    """An entry of a feed; `key` is what the feed knows it by, the same in every version of it.

    `version` is another when the feed says something else of it.  `draft` is its article if the
    feed has the full text, else None.  `error` says why a full text cannot be kept.
    """

    key: str
    version: str = ""
    title: str = ""
    url: str = ""
    author: str = ""
    published_on: dt.date | None = None
    draft: Draft | None = None
    error: str = ""
