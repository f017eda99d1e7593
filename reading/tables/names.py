"""How the columns of tables and the keys of objects are called, without case and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The surest name of a field comes first.
BODIES = (
    "body articlebody bodytext bodyhtml fulltext articletext text content contenthtml contenttext"
    " maintext plaintext cleanedtext story storytext articlecontent bodyxhtml transcript"
).split()
TITLES = "title headline heading webtitle articletitle subject hl1 name".split()
DATES = (
    "publishedon published datepublished publicationdate publishdate publisheddate pubdate"
    " webpublicationdate publishedat firstpublished date versioncreated firstcreated articledate"
    " datetime issued createdat created timestamp day"
).split()
OUTLETS = (
    "outlet publication publisher newspaper source sourcename mediname medianame media paper"
    " journal sitename site provider feed copyrightholder domain"
).split()
AUTHORS = "author authors byline by creator creators writer journalist reporter".split()
ADDRESSES = "url weburl link articleurl canonicalurl permalink sourceurl uri href guid".split()
TEASERS = (
    "abstract snippet summary description leadparagraph lead excerpt teaser standfirst trailtext"
).split()

NO_TEXT = "Save the pages themselves as .html, and add those."
_KNOWN = frozenset([*BODIES, *TITLES])
_SIGNS = re.compile(r"[\W_]+")


def key_of(name: object) -> str:
    """A key as the lists above have it.

    >>> key_of("Full_Text ")
    'fulltext'
    """
    return _SIGNS.sub("", str(name)).lower()


def is_known(name: str) -> bool:
    """Whether a column has the texts or titles of articles, as every table of articles has."""
    return key_of(name) in _KNOWN


def has_body(keys: Iterable[str]) -> bool:
    return not set(BODIES).isdisjoint(keys)


def are_of_people(keys: Iterable[str]) -> bool:
    """Whether columns are those of a list of people, as `manage.py load_people` reads it."""
    return {"name", "aliases"} <= set(keys) and not has_teaser(keys)


def has_teaser(keys: Iterable[str]) -> bool:
    return not set(TEASERS).isdisjoint(keys)


def has_articles(columns: Iterable[object]) -> bool:
    """Whether columns have the texts of articles, and something else of them that we know."""
    keys = {key_of(column) for column in columns}
    known = (TITLES, DATES, OUTLETS, AUTHORS, ADDRESSES)
    return has_body(keys) and any(not keys.isdisjoint(names) for names in known)


def is_list(columns: Iterable[object]) -> bool:
    """Whether columns are those of a list of articles without their texts."""
    keys = {key_of(column) for column in columns}
    return not keys.isdisjoint(TITLES) and not keys.isdisjoint(ADDRESSES)
