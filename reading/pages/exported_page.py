"""Pages that databases export: their text is divided as any other export is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from reading import prose
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.pages import html
from reading.pages.page import prepare
from reading.pages.paragraphs import of_element, of_html
from reading.patterns import late
from reading.tops import clip

_TEXT, _OUTLET, _TITLE, _TOP = "DocText", "DocPublicationName", "titreArticleVisu", "DocHeader"
_SECTION_BEFORE = late(r"[^,\d]{1,40},\s+(?=\S)")


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of an export; a page that only looks like one is read as a web page."""
    page = html.page_of(name, data)
    if found := _of_europresse(name, page):
        yield from found
        return
    text = of_html(page)
    if prose.is_export(text):
        yield from prose.articles(name, text, gaps=True)
    else:
        yield from html.read(name, data)


def _of_europresse(name: str, page: str) -> list[Draft | ReadingError]:
    """The articles of a page of Europresse, an element each; none in any other page."""
    if _TEXT not in page or _OUTLET not in page:
        return []
    root = _parsed(page)
    prepare(root)
    texts = [(each, _first(each, _TEXT)) for each in root.iter("article")]
    found: list[Draft | ReadingError] = []
    for number, (each, text) in enumerate(texts, start=1):
        if text is not None:
            try:
                place = f"{name}, article {number},"
                found.append(draft(place, _header(each), of_element(text)))
            except ReadingError as error:
                found.append(error)
    return found


def _parsed(page: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    return lxml_html.document_fromstring(page.encode(), parser=parser)


def _header(article: Any) -> Header:
    """“Nouvelles, mardi 14 mai 2024 - 312 mots”; the writer is alone below the title."""
    header = Header(
        title=_words(article, _TITLE), outlet=_words(article, _OUTLET).split(", no.")[0]
    )
    top = _words(article, _TOP)
    day = leading_date(top) or leading_date(_SECTION_BEFORE.sub("", top, count=1))
    header.published_on = day[0] if day else None
    header.unread_date = "" if day else top[:60]
    lines = (" ".join(each.itertext()) for each in _all(article, "sm-margin-bottomNews"))
    names = (clip.writers(" ".join(line.split())) for line in lines)
    header.author = next(filter(None, names), "")
    return header


def _all(element: Any, name: str) -> list[Any]:
    return [each for each in element.iter() if name in (each.get("class") or "").split()]


def _first(element: Any, name: str) -> Any:
    return next(iter(_all(element, name)), None)


def _words(element: Any, name: str) -> str:
    found = _first(element, name)
    return "" if found is None else " ".join("".join(found.itertext()).split())
