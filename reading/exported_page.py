"""Pages that databases export: their text is divided as any other export is."""

from __future__ import annotations

from collections.abc import Iterator

from reading import html, prose
from reading.draft import Draft, ReadingError
from reading.paragraphs import of_html


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of an export; a page that only looks like one is read as a web page."""
    text = of_html(html.page_of(name, data))
    if prose.is_export(text):
        yield from prose.articles(name, text, gaps=True)
    else:
        yield from html.read(name, data)
