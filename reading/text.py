"""Plain text and Markdown: what is not header is body, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from reading import prose
from reading.decode import decoded
from reading.draft import Draft, ReadingError
from reading.mojibake import mended


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    text, encoded = decoded(name, data)
    text, notes = mended(text)
    markdown = name.lower().endswith((".md", ".markdown"))
    yield from prose.articles(name, text, markdown=markdown, in_file=True, notes=(*encoded, *notes))
