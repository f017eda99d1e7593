"""Plain text and Markdown: what is not header is body, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from reading import header
from reading.decode import decode
from reading.draft import Draft
from reading.drafting import draft
from reading.mojibake import mended


def read(name: str, data: bytes) -> Iterator[Draft]:
    text, notes = mended(decode(name, data))
    found = header.parse(text, markdown=name.lower().endswith((".md", ".markdown")))
    yield draft(name, found, text[found.offset :], offset=found.offset, notes=notes)
