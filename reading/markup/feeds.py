"""Feeds: RSS 2.0, RSS 1.0 and Atom, where they have the full texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from reading import xml_tree as tree
from reading.bylines import author, joined
from reading.dates import leading_date
from reading.draft import NO_TEXT, Draft, ReadingError
from reading.drafting import draft
from reading.entry import Entry
from reading.header import Header
from reading.pages.paragraphs import has_markup, of_element, of_html
from reading.patterns import late

_MORE = late(
    r"(?:\[…\]|\[\.\.\.\]|\[&hellip;\]|…|\.\.\.|(?:continue|keep) reading\W{0,3}.{0,80}"
    r"|read (?:more|on|the (?:full|whole) .{0,20})\W*)\Z",
    re.IGNORECASE,
)
_SAID = ("title", "pubDate", "updated", "description", "summary", "content", "encoded")
_BLOGGER = "http://schemas.google.com/blogger/2008/kind#"
_ROOTS = ("rss", "feed", "rdf", "entry")
# The line by which WordPress says whose post an entry is.
_FIRST_ON = late(
    r"\n\n(?:The post .{1,300} (?:appeared first|first appeared) on .{1,200}\."
    r"|(?:Der Beitrag|L’article|L'article|La entrada) .{1,300}"
    r" (?:erschien zuerst auf|est apparu en premier sur|se publicó primero en) .{1,200}\.)\Z"
)
# A description is a text, not a teaser, from so many words and paragraphs on.
_LEAST = ((120, 2), (60, 3))
_LEAST_WORDS = 120


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The entries with a full text; how many are teasers is said in one sentence."""
    teasers = 0
    found = list(entries(name, data))
    for entry in found:
        if entry.error:
            yield ReadingError(entry.error)
        elif entry.draft:
            yield entry.draft
        else:
            teasers += 1
    if teasers:
        entries_ = "1 entry" if teasers == 1 else f"{teasers} entries"
        yield ReadingError(f"{name} has {entries_} with no more than a summary. {NO_TEXT}")
    elif not found:
        raise ReadingError(f"{name} has no entry in it. {NO_TEXT}")


def entries(name: str, data: bytes) -> Iterator[Entry]:
    """All entries of a feed, those with a summary only among them, in its order.

    Raises ReadingError for what is no feed.
    """
    root = tree.parse(name, data)
    if tree.local(root).lower() not in _ROOTS:
        raise ReadingError(
            f"{name} is no feed. Write the address of an RSS or Atom feed, which a site often "
            "links to from its pages."
        )
    outlet, writer = tree.text_at(root, "channel", "title"), ""
    if not outlet and tree.local(root) == "feed":
        outlet = tree.text_at(root, "title")
        writer = author(tree.text_at(root, "author", "name"))
    for number, element in enumerate(tree.descendants(root, "item", "entry"), start=1):
        if _is_published(element):
            header = _header(element, outlet, name)
            # A feed of Atom has the writer of its entries, unless that is the paper itself.
            if writer.casefold() != outlet.casefold():
                header.author = header.author or writer
            yield _entry(f"{name}, entry {number},", element, header)


def _is_published(entry: Any) -> bool:
    """Whether an entry is one for readers.

    Exports of Blogger are feeds too, with its settings, pages, comments and drafts as entries.
    """
    terms = [str(each.get("term", "")) for each in tree.all_of(entry, "category")]
    kinds = [term.removeprefix(_BLOGGER) for term in terms if term.startswith(_BLOGGER)]
    own = {tree.local(each): each.text or "" for each in entry if _is_bloggers(each)}
    kinds += [own["type"].lower()] if "type" in own else []
    states = (tree.text_at(entry, "control", "draft"), own.get("status", ""))
    return all(kind == "post" for kind in kinds) and not {"yes", "DRAFT"} & {*states}


def _is_bloggers(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith("{http://schemas.google.com/bl")


def _entry(name: str, element: Any, header: Header) -> Entry:
    written, error = None, ""
    if text := _text(element):
        try:
            written = draft(name, header, text)
        except ReadingError as refused:
            error = str(refused)
    return Entry(
        key=_key(element, header),
        version=_version(element),
        title=header.title,
        url=header.url,
        author=header.author,
        published_on=header.published_on,
        draft=written,
        error=error,
    )


def _key(element: Any, header: Header) -> str:
    """What the feed knows an entry by: its id, its address, its title, or all that it says."""
    about = next((value for name, value in element.attrib.items() if name.endswith("}about")), "")
    stated = tree.text_at(element, "guid") or tree.text_at(element, "id") or about
    return stated or header.url or header.title or _version(element)


def _version(element: Any) -> str:
    """A hash of what is said of an entry; counts of comments and the like do not matter."""
    said = (each for each in element if tree.local(each) in _SAID)
    texts = ("".join(each.itertext()) for each in said)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _text(entry: Any) -> str:
    """The full text of an entry; nothing if it has but a teaser."""
    for element in tree.all_of(entry, "encoded") + tree.all_of(entry, "content"):
        text = _written(element)
        if any(map(str.isalnum, text)) and not _is_teaser(text):
            return text
    for element in tree.all_of(entry, "description") + tree.all_of(entry, "summary"):
        text = _written(element)
        if _is_long(text) and not _MORE.search(text):
            return text
    return ""


def _is_long(text: str) -> bool:
    words, count = len(text.split()), len(text.split("\n\n"))
    return any(words >= least and count >= paragraphs for least, paragraphs in _LEAST)


def _is_teaser(text: str) -> bool:
    """Whether a text breaks off; a long one may end with dots."""
    return bool(_MORE.search(text)) and len(text.split()) < _LEAST_WORDS


def _written(element: Any) -> str:
    text = element.text or ""
    if len(element):
        text = of_element(element)
    else:
        text = of_html(text) if has_markup(text) or "&" in text else text.strip()
    return _FIRST_ON.sub("", text)


def _header(entry: Any, outlet: str, feed: str) -> Header:
    header = Header(
        title=_line(tree.text_at(entry, "title")),
        author=author(_person(entry)),
        outlet=tree.text_at(entry, "source", "title") or outlet,
        url=_address(entry, feed),
    )
    for name in ("pubDate", "published", "date", "issued", "updated"):
        date = tree.text_at(entry, name)
        if found := leading_date(date):
            header.published_on = found[0]
            break
        header.unread_date = header.unread_date or date
    return header


def _line(text: str) -> str:
    """A title in one line; some feeds escape its markup twice."""
    return " ".join(of_html(text).split()) if "&" in text or has_markup(text) else text


def _person(entry: Any) -> str:
    names = [*tree.all_of(entry, "author", "name"), *tree.all_of(entry, "creator")]
    texts = [" ".join("".join(each.itertext()).split()) for each in names]
    if found := joined(texts):
        return found
    # RSS has an address, with the name in brackets.
    written = tree.text_at(entry, "author")
    named = re.search(r"\(([^()]+)\)", written)
    return named[1] if named else ("" if "@" in written else written)


def _address(entry: Any, feed: str) -> str:
    """Where an entry leads: from `xml:base`, which leads from the address of the feed."""
    links = tree.all_of(entry, "link")
    pages = [each for each in links if each.get("rel", "alternate") == "alternate"]
    addresses = [
        *(_absolute(each.get("href") or each.text or "", each.base, feed) for each in pages),
        tree.text_at(entry, "guid"),
    ]
    return next((each.strip() for each in addresses if each.strip().startswith("http")), "")


def _absolute(address: str, base: str | None, feed: str) -> str:
    try:
        return urljoin(urljoin(feed, base or ""), address.strip()) if address.strip() else ""
    except ValueError:  # an address that is none
        return ""
