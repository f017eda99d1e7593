"""One article as keys and values, however the keys are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from reading import xml_tree as tree
from reading.bylines import author as byline
from reading.bylines import joined
from reading.dates import leading_date, whole_date
from reading.draft import NO_TEXT, Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.markup import nitf
from reading.pages import paragraphs
from reading.patterns import late
from reading.tables import fields
from reading.tables.fields import Fields
from reading.tables.names import (
    ADDRESSES,
    AUTHORS,
    BODIES,
    DATES,
    OUTLETS,
    TITLES,
    key_of,
)
from reading.tops import clip
from reading.western import without_entities

# Where an object that is a name or a title has it.
_NAMED = ("name", "main", "by", "byline", "value", "title", "original", "rendered", "basic")
# Where an object that is a person has the parts of the name.
_GIVEN = ("firstname", "givenname", "lastname", "familyname", "surname")
# Where an object that is a text has it.
_WRITTEN = ("rendered", "html", "text", "content", "processed", "value")
# What says how it is written, in ninjs 2 and 3.
_TYPES = frozenset({"contenttype", "contentType"})
# Objects within a record that have its fields.
_WITHIN = frozenset("fields _source article attributes metadata credits _embedded".split())

_UNPUBLISHED = frozenset("draft auto-draft scheduled trash trashed".split())

FULL_CELL = "The text is as long as a cell of a spreadsheet can be: it may be only the beginning."
_CELL = 32_767
_LARGEST = 1e15
# What an article has one of.
_NAMED_ONCE = (*TITLES, *DATES, *OUTLETS, *ADDRESSES)
# The name of a column of texts, or of titles: those have fewer words.
_UNSURE, _LEAST_WORDS = "article", 40
# A list as Python prints it, which is what a table of its authors has.
_PRINTED = late(r"\[(?:'[^']*'|\"[^\"]*\")(?:, (?:'[^']*'|\"[^\"]*\"))*\]")
_PRINTED_NAME = late(r"'([^']*)'|\"([^\"]*)\"")
_WEB_ADDRESS = late(r"https?://\S+")
_CUT = late(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")


def keys_of(record: Mapping[Any, Any]) -> Fields:
    """A record by its keys without case and signs; its inner objects' fields behind its own."""
    inner = {key: value for key, value in record.items() if _has_fields(key, value)}
    found = fields.of_pairs(
        (key_of(key), value) for key, value in record.items() if key not in inner
    )
    for key, values in fields.others_of(record).items():
        for value in values:
            found.add(key_of(key), value)
    for within in map(keys_of, inner.values()):
        for key, value in within.items():
            if key not in found:
                found[key] = value
                found.others |= {key: within.others[key]} if key in within.others else {}
    return found


def _has_fields(key: object, value: object) -> bool:
    return isinstance(value, dict) and str(key).lower() in _WITHIN


def body_of(place: str, record: Mapping[str, Any]) -> str:
    """The text of an article; HTML and NITF as its paragraphs, anything else unchanged but for
    entities, which were left in it when it was taken out of a page."""
    for key in BODIES:
        text = checked(place, key, _text_in(record.get(key)))
        if not text.strip() or (key == _UNSURE and len(text.split()) < _LEAST_WORDS):
            continue
        if text.lstrip().startswith("<nitf"):
            return nitf.text_of(tree.parse(place, text.encode()))
        return paragraphs.of_html(text) if paragraphs.has_markup(text) else without_entities(text)
    return ""


def _text_in(value: object) -> str:
    """A text as it is, as a list of its paragraphs, or as the first of several versions of it."""
    if isinstance(value, list) and value:
        if all(isinstance(each, str) for each in value):
            return "\n\n".join(value)
        versions = [
            each for each in value if isinstance(each, dict) and not _TYPES.isdisjoint(each)
        ]
        main = [each for each in versions if each.get("role") == "main"]
        parts = [_written_in(each) for each in value if isinstance(each, dict)]
        value = next(
            (each.get("value") for each in main or versions), "\n\n".join(filter(None, parts))
        )
    if isinstance(value, dict):
        return _written_in(value)
    return value if isinstance(value, str) else ""


def _written_in(part: Mapping[Any, Any]) -> str:
    """The text of an object that is a text, as WordPress and Arc send it, or a paragraph of one."""
    if any(key in part for key in ("title", "headline")):
        return ""
    found = (part.get(key) for key in _WRITTEN)
    return next((each for each in found if isinstance(each, str)), "")


def is_cut(text: str) -> bool:
    """Whether a service has cut a text: “… [+1234 chars]”."""
    return bool(_CUT.search(text))


def article(place: str, record: Mapping[str, Any]) -> Draft:
    """The article of a record with keys as `keys_of` has them.

    Raises ReadingError for one without a text, or with a text that is cut.
    """
    body = body_of(place, record)
    if not body and (key := _not_written(record)):
        raise ReadingError(f"{place} has a {key} that is no string. Put it in quotes.")
    if is_cut(body):
        raise ReadingError(f"{place} has only the beginning of the text. {NO_TEXT}")
    if (twice := fields.others_of(record)) and (key := next(filter(twice.get, BODIES), "")):
        raise ReadingError(
            f"{place} has “{key}” twice, with different texts. Leave out one, or name it otherwise."
        )
    header = Header(
        title=_words(place, record, TITLES),
        outlet=_words(place, record, OUTLETS),
        author=byline(_words(place, _with_every_author(record), AUTHORS)),
        url=_address(record),
    )
    _take_date(header, record)
    notes = fields.twice(record, _NAMED_ONCE)
    if header.title and not (header.outlet or header.author or header.published_on
                             or header.unread_date):  # fmt: skip
        header, body = _with_top(header, body)
    return draft(place, header, body, notes=[*notes, *([FULL_CELL] if len(body) == _CELL else [])])


def _with_every_author(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record in which a key of authors that stands twice has all of them."""
    others = fields.others_of(record)
    return {**record, **{key: [record[key], *others[key]] for key in AUTHORS if key in others}}


def _with_top(header: Header, body: str) -> tuple[Header, str]:
    """A note with what its first lines state, and the rest of it."""
    piece = clip.recognised(body, header)
    if not piece:
        return header, body
    return piece.header, "\n\n".join(filter(None, (body[a:b] for a, b in piece.spans)))


def is_draft(record: Mapping[str, Any]) -> bool:
    """Whether a record is of a text that its site has not published, or has thrown away."""
    return str(record.get("status", "")).lower() in _UNPUBLISHED


def _not_written(record: Mapping[str, Any]) -> str:
    """The key of a text that is a number, or something else that is no string."""
    values = ((key, record.get(key)) for key in BODIES)
    return next((key for key, each in values if each is not None and not isinstance(each, str)), "")


def checked(place: str, key: str, value: str) -> str:
    """A text of a record; raises ReadingError for what no database can hold."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"{place} has half a character in {key} at {error.start} "
            f"(U+{ord(value[error.start]):04X}, a lone surrogate). Write the whole pair."
        ) from None
    if "\0" in value:
        raise ReadingError(f"{place} has a null character in {key}. Leave it out.")
    return value


def _words(place: str, record: Mapping[str, Any], keys: Iterable[str]) -> str:
    """The first of these values that has words, in one line, without markup."""
    for key in keys:
        text = checked(place, key, joined(_names(_main(record.get(key)))))
        if _WEB_ADDRESS.fullmatch(text):
            continue
        if paragraphs.has_markup(text):
            text = paragraphs.of_html(text)
        if text := " ".join(text.split()):
            return text
    return ""


def _main(value: object) -> object:
    """The main ones of several headlines or the like; all if none is marked as such."""
    if not isinstance(value, list):
        return value
    main = [each for each in value if isinstance(each, dict) and each.get("role") == "main"]
    return main or value


def _names(value: object) -> list[str]:
    """The names in a value: a string, an object with a name, or a list of such."""
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in _names(item)]
    if isinstance(value, dict):
        fields = {key_of(key): each for key, each in value.items()}
        given = [fields.get(key) for key in _GIVEN if fields.get(key)][-2:]
        full = " ".join(each for each in given if isinstance(each, str))
        names = (fields.get(key) for key in _NAMED)
        return [next((each for each in names if isinstance(each, str) and each), full)]
    if isinstance(value, str) and _PRINTED.fullmatch(value.strip()):
        return [each[1] or each[2] for each in _PRINTED_NAME.finditer(value)]
    return [value] if isinstance(value, str) else []


def _address(record: Mapping[str, Any]) -> str:
    values = (value for key in ADDRESSES if isinstance(value := record.get(key), str))
    addresses = (value.strip() for value in values)
    return next((each for each in addresses if _WEB_ADDRESS.fullmatch(each)), "")


def _take_date(header: Header, record: Mapping[str, Any]) -> None:
    """Take the first date that can be read; else keep the first that cannot, unchanged."""
    for key in DATES:
        value = record.get(key)
        if found := _date(value):
            header.published_on = found
            return
        if value and _is_number(value):
            value = f"{value:.15g}"  # a day that a table counts from a year that it does not say
        if isinstance(value, str) and value.strip() and not header.unread_date:
            header.unread_date = " ".join(value.split())


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if _is_number(value):
        return _of_clock(float(value)) or whole_date(f"{value:.15g}")
    if isinstance(value, str):
        found = leading_date(value.strip())
        return found[0] if found else whole_date(value)
    return None


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number that may be of a day; True is none, nor are millions of years."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < _LARGEST


def _of_clock(value: float) -> dt.date | None:
    """The day of seconds or milliseconds since 1970, where that is since 1973."""
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 < seconds < 1e10:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
