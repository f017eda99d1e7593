"""NITF, the XML of news agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading import xml_tree as tree
from reading.bylines import author
from reading.dates import leading_date
from reading.draft import Draft
from reading.drafting import draft
from reading.header import Header
from reading.pages.paragraphs import has_markup, of_element, of_html


def read(name: str, data: bytes) -> Iterator[Draft]:
    yield article(name, tree.parse(name, data))


def article(name: str, root: Any) -> Draft:
    """The article of an <nitf>, without instructions to editors and captions."""
    head = next(iter(tree.all_of(root, "body", "body.head")), root)
    header = Header(
        title=tree.text_at(head, "hedline", "hl1")
        or tree.text_at(head, "headline", "hl1")
        or tree.text_at(root, "head", "title"),
        author=_author(head),
        outlet=_outlet(root, head),
        url=_address(root),
    )
    _take_date(header, root, head)
    return draft(name, header, text_of(root))


def _author(head: Any) -> str:
    """The byline without the writer's post; of several, that which is made for sorting last."""
    for byline in tree.all_of(head, "byline"):
        person = tree.text_at(byline, "person") or tree.text_at(byline, "bytext")
        words = [byline.text or "", *(child.tail or "" for child in byline)]
        if found := author(person or " ".join(words)):
            return found
    return ""


def _outlet(root: Any, head: Any) -> str:
    published = [each.get("name") or "" for each in tree.descendants(root, "pubdata")]
    holders = [each.get("holder") or "" for each in tree.descendants(root, "doc.copyright")]
    named = [tree.text_at(head, "distributor"), tree.text_at(head, "distributor", "org")]
    return next(filter(None, [*published, *named, *holders]), "")


def _address(root: Any) -> str:
    """Where the paper has the article on its site."""
    addresses = (each.get("ex-ref") or "" for each in tree.descendants(root, "pubdata"))
    return next((each for each in addresses if each.startswith(("http:", "https:"))), "")


def _take_date(header: Header, root: Any, head: Any) -> None:
    """Take the day of issue, else that of the paper, else that of the dateline."""
    dates = [
        *(each.get("norm") or "" for each in tree.descendants(root, "date.issue")),
        *(each.get("date.publication") or "" for each in tree.descendants(root, "pubdata")),
        *(each.get("norm") or "" for each in tree.descendants(head, "story.date")),
        *(each.get("norm") or "" for each in tree.descendants(root, "date.release")),
    ]
    for date in filter(None, dates):
        if found := leading_date(date):
            header.published_on = found[0]
            return
        header.unread_date = header.unread_date or date


def text_of(root: Any) -> str:
    """The paragraphs of an <nitf>; nothing if it has none."""
    content = tree.all_of(root, "body", "body.content")
    blocks = [block for each in content for block in tree.all_of(each, "block")]
    whole = [block for block in blocks if block.get("class") == "full_text"]
    return "\n\n".join(filter(None, map(_written, whole or content)))


def _written(element: Any) -> str:
    """The paragraphs of an element, also where they are escaped or in CDATA."""
    text = element.text or ""
    if not has_markup(text):
        return of_element(element)
    return "\n\n".join(filter(None, [of_html(text), *map(of_element, element)]))
