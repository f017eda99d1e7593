"""What the top of a text says about it: `date 2025-06-19`, `Title: …`, `By: …`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from reading.bylines import PRESS, joined
from reading.bylines import author as byline
from reading.dates import leading_date, whole_date
from reading.decode import BOM
from reading.patterns import late


@dataclass(slots=True)
class Header:
    """What a header states, and the code point behind it, where the body begins.

    `notes` say what it states twice.
    """

    title: str = ""
    published_on: dt.date | None = None
    outlet: str = ""
    author: str = ""
    url: str = ""
    offset: int = 0
    unread_date: str = ""
    notes: tuple[str, ...] = ()


_IGNORED = (
    "section", "edition", "page", "pages", "language", "tags", "keywords", "topic", "topics",
    "words", "word count", "length", "country", "ressort", "seite", "rubrik", "rubrique", "sección",
    "slug", "slugline", "desk", "created", "clipped", "saved", "accessed",
)  # fmt: skip
_FIELDS = {
    "title": "title",
    "headline": "title",
    "hed": "title",
    "date": "published_on",
    "outlet": "outlet",
    "publication": "outlet",
    "source": "outlet",
    "from": "outlet",
    "author": "author",
    "by": "author",
    "url": "url",
    "link": "url",
    "byline": "author",
    "published": "published_on",
    "published on": "published_on",
    "publication date": "published_on",
    "newspaper": "outlet",
    **dict.fromkeys(_IGNORED, ""),
    **dict.fromkeys(["titel", "überschrift", "titre", "título", "titular"], "title"),
    **dict.fromkeys(["datum", "fecha", "erschienen", "publié le"], "published_on"),
    **dict.fromkeys(["quelle", "medium", "zeitung", "journal", "fuente", "medio"], "outlet"),
    **dict.fromkeys(["autor", "autorin", "verfasser", "auteur", "autora"], "author"),
}
# Macs write an accent as a character of its own, behind its letter.
_FIELDS |= {unicodedata.normalize("NFD", label): field for label, field in _FIELDS.items()}
# Between the lines of front matter nothing is body, so more names are safe.
_FRONT_FIELDS = _FIELDS | {
    "published_on": "published_on",
    "publisher": "outlet",
    "site": "outlet",
    "site_name": "outlet",
    "website": "outlet",
    "authors": "author",
}
_WEB_ADDRESS = late(r"https?://\S+", re.IGNORECASE)

# Any other alone begins a sentence: “Source: ministers will resign”.
_SURE_LABELS = frozenset(
    {"title", "headline", "date", "outlet", "author", "by", "url", "link", "byline"}
    | {"publication", "newspaper", "published on", "publication date"}
)

# The lists in which Readwise has what it knows of a page.
_METADATA = late(
    r"(?:!\[[^\]\n]{0,200}\]\([^)\n]{1,2000}\)\s*)?#{1,2} Metadata[ \t]*\r?\n"
    r"(?P<items>(?:\s*[-*] [^\n]*(?:\n|\Z)){1,20})(?:\s*#{1,2} Full Document[ \t]*(?:\r?\n|\Z))?"
)
_METADATA_ITEM = late(r"[-*] (?P<name>[\w ]{1,30}): (?P<value>.+)")

# What is longer is prose that happens to begin like a header.
_LONGEST = {"title": 300, "published_on": 60, "outlet": 120, "author": 200, "url": 2000}

_LONGEST_SECTION = 60

_LABEL = late(rf"[ \t]*({'|'.join(_FIELDS)})[ \t]*:([^\r\n]*)", re.IGNORECASE)
_ANY_LABEL = late(r"[ \t]*[\w-]{1,30}[ \t]*:[ \t]")
_DATE = late(r"[ \t]*date(?:[ \t]*(:)[ \t]*|[ \t]+)", re.IGNORECASE)
_HEADING = late(r"#[ \t]+(?=\S)([^\r\n]*?\S)(?:[ \t]+#+)?[ \t]*(?=[\r\n]|\Z)")
_LINKED_HEADING = late(r"\[(?P<title>.+)\]\((?P<url>https?://[^\s()]+)\)")
# How pages name themselves to browsers: “Roof leaks - The Echo”.
_OUTLET_BEHIND = late(r"(?P<title>.*\S) [|–—-] (?P<outlet>[^|–—]{3,40})")
_ADDRESS = late(r"[^\s<>\"]+\.[^\s<>\"]+")
_END_OF_LINE = late(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE = late(r"([^\r\n]+)(?:\r\n|\r|\n)")
_BLANKS = late(r"\s*")
_FRONT = late(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)",
    re.DOTALL | re.MULTILINE,
)
_FRONT_ENTRY = late(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?")
_FRONT_ITEM = late(r"[ \t]*-[ \t]+(.*)")
_LINKED = late(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
_FRONT_OTHER = late(r"\s*(?:#.*)?|[ \t]+.*")


def parse(text: str, *, markdown: bool = False, gaps: bool = False) -> Header:
    """Read the header of a text.

    It ends at the first line that is none of its own, or at a blank line unless there are
    `gaps` between its lines.  Blanks behind it, and a byte order mark before it, belong to it.
    In Markdown, front matter does too, and a first `# Heading`.
    """
    header = Header(offset=1 if text.startswith(BOM) else 0)
    _skip_blanks(header, text)
    if markdown:
        _take_front_matter(header, text)
        _take_heading(header, text)
        _take_metadata(header, text)
    while (
        _take_date(header, text) or _take_label(header, text) or _take_wrapped_title(header, text)
    ):
        if gaps:
            _skip_blanks(header, text)
        elif _END_OF_LINE.match(text, header.offset):
            break
    _skip_blanks(header, text)
    if markdown:
        _take_heading(header, text)
        take_outlet_behind(header)
    return header


def is_label(words: str) -> bool:
    """Whether words are the name of a field, as the left cell of a table has it."""
    return words.strip(" :").lower() in _FIELDS


def _skip_blanks(header: Header, text: str) -> None:
    if found := _BLANKS.match(text, header.offset):
        header.offset = found.end()


def _take_date(header: Header, text: str) -> bool:
    """Take `date 2025-06-19`, also where the first paragraph follows on the same line."""
    label = _DATE.match(text, header.offset)
    if not label or header.published_on:
        return False
    found = leading_date(text, label.end())
    if not found:
        return False
    date, end = found
    line_end = _END_OF_LINE.match(text, end)
    if not line_end and (not text[end].isspace() or _goes_on(text[end:].lstrip(), label[1])):
        return False
    header.published_on = date
    header.offset = line_end.end() if line_end else end
    return True


def _goes_on(rest: str, colon: str | None) -> bool:
    """Whether the text behind a date is of its sentence: “Date 1 May 2025 was a Thursday.”"""
    return not colon and rest[:1].islower()


def _take_label(header: Header, text: str) -> bool:
    label = _LABEL.match(text, header.offset)
    if not label:
        return False
    if label[1].lower() == "from" and not PRESS.search(label[2]):
        return False  # a person, as in mails
    line_end = _END_OF_LINE.match(text, label.end())
    after = line_end.end() if line_end else label.end()
    if label[1].lower() not in _SURE_LABELS and not _has_neighbour(header, text, after):
        return False
    field = _FIELDS[label[1].lower()]
    if not _take_value(header, field, label[2]) and not (
        _goes_on_or_ends(text, after, label[1].lower())
        and _take_again(header, field, label[1], label[2])
    ):
        return False
    header.offset = after
    return True


def _goes_on_or_ends(text: str, after: int, label: str) -> bool:
    """Whether another line of a header follows; behind a sure label also a blank one or none."""
    if _LABEL.match(text, after) or _DATE.match(text, after):
        return True
    return label in _SURE_LABELS and bool(_END_OF_LINE.match(text, after))


def _take_again(header: Header, field: str, label: str, value: str) -> bool:
    """Take a field that is stated already: a further author, the same again, or a note on it."""
    value = " ".join(value.split())
    again = Header()
    if not getattr(header, field, "") or not _take_value(again, field, value) or again.unread_date:
        return False
    if field == "author":
        header.author = joined(dict.fromkeys([header.author, again.author or header.author]))
    elif value and getattr(again, field) != getattr(header, field):
        header.notes += (f"“{label}” stands twice above the text; “{value}” is not used.",)
    return True


def _take_wrapped_title(header: Header, text: str) -> bool:
    """Take the line in which a title goes on, where another label follows it."""
    if not header.title:
        return False
    above = text[: header.offset].rstrip("\r\n").rpartition("\n")[2]
    label = _LABEL.match(above)
    if not label or _FIELDS[label[1].lower()] != "title":
        return False
    line = _LINE.match(text, header.offset)
    if not line or not line[1].strip() or len(line[1]) > _LONGEST["outlet"]:
        return False
    if _ANY_LABEL.match(line[1]):
        return False
    if not (_LABEL.match(text, line.end()) or _DATE.match(text, line.end())):
        return False
    header.title = f"{header.title} {' '.join(line[1].split())}"
    header.offset = line.end()
    return True


def _has_neighbour(header: Header, text: str, after: int) -> bool:
    """Whether a line belongs to a header: alone, “Source: ministers will resign” is a headline."""
    stated = header != Header(offset=header.offset)
    return stated or bool(_LABEL.match(text, after) or _DATE.match(text, after))


def _take_value(header: Header, field: str, value: str) -> bool:
    """Take what a label is followed by, unless that is no such thing; nothing is fine."""
    value = " ".join(value.split())
    if field == "outlet" and _WEB_ADDRESS.fullmatch(value):
        field = "url"
    if not field:
        return len(value) <= _LONGEST_SECTION
    if getattr(header, field) or len(value) > _LONGEST[field]:
        return False
    if field == "published_on":
        header.published_on = whole_date(value)
        if not value or header.published_on:
            return True
        if not any(map(str.isdigit, value)):
            return False
        header.unread_date = value
        return True
    if field == "url" and not _ADDRESS.fullmatch(value):
        return not value
    setattr(header, field, (byline(value) or value) if field == "author" else value)
    return True


def _take_front_matter(header: Header, text: str) -> None:
    """Take what Markdown has between two lines of `---`, if nothing but entries is there."""
    block = _FRONT.match(text, header.offset)
    entries = _entries(block[1]) if block else None
    if block and entries is not None:
        taken: set[str] = set()
        for name, values in entries:
            if field := _FRONT_FIELDS.get(name.lower()):
                value = joined(map(_plain, values))
                if not _take_value(header, field, value) and name in taken:
                    _take_again(header, field, name, value)
                taken.add(name)
        header.offset = block.end()
        _skip_blanks(header, text)


def _take_metadata(header: Header, text: str) -> None:
    """Take the list below a heading “Metadata”."""
    found = _METADATA.match(text, header.offset)
    if not found:
        return
    for item in _METADATA_ITEM.finditer(found["items"]):
        name = item["name"].lower()
        field = "title" if name == "full title" and not header.title else _FRONT_FIELDS.get(name)
        if field:
            _take_value(header, field, _plain(item["value"]))
    header.offset = found.end()
    _skip_blanks(header, text)


def _entries(block: str) -> list[tuple[str, list[str]]] | None:
    """The entries of front matter in order, lists included; None if it is something else."""
    entries: list[tuple[str, list[str]]] = []
    values: list[str] = []
    for line in block.splitlines():
        if entry := _FRONT_ENTRY.fullmatch(line):
            value = (entry[2] or "").strip()
            listed = value.startswith("[") and value.endswith("]")
            values = value[1:-1].split(",") if listed else [value]
            entries.append((entry[1], values))
        elif item := _FRONT_ITEM.fullmatch(line):
            values.append(item[1])
        elif not _FRONT_OTHER.fullmatch(line):
            return None
    return entries or None


def _plain(value: str) -> str:
    """A value without the quotation marks of YAML, or the brackets of a link: “[[Jo Ek]]”."""
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    value = value[1:-1] if quoted else value
    return _LINKED.sub(r"\1", value)


def _take_heading(header: Header, text: str) -> None:
    """Take `# Heading` as the title; another one than the title stays in the body."""
    heading = _HEADING.match(text, header.offset)
    if not heading:
        return
    title = " ".join(heading[1].split())
    if link := _LINKED_HEADING.fullmatch(title):
        title = link["title"]
        header.url = header.url or link["url"]
    if header.title in {"", title}:
        header.title = title
        header.offset = heading.end()
        _skip_blanks(header, text)


def take_outlet_behind(header: Header) -> None:
    """Take the paper's name from behind the title that a clipped page has in its window."""
    behind = _OUTLET_BEHIND.fullmatch(header.title) if header.url else None
    if behind and (PRESS.search(behind["outlet"]) or behind["outlet"] == header.outlet):
        header.title = behind["title"]
        header.outlet = header.outlet or behind["outlet"]
