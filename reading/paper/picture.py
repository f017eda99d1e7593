"""A picture of a page: its words are recognised, where a newsroom wants that."""

from __future__ import annotations

from collections.abc import Iterator

from reading.draft import Draft, ReadingError
from reading.paper import recognition


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of the page; a ReadingError for a picture of anything else."""
    if not recognition.program:
        raise ReadingError(
            f"{name} is a picture. Run text recognition (OCR) on it, and save the text as .txt; or "
            "install tesseract-ocr and set NEWSROOM_OCR=1."
        )
    yield from recognition.articles(name, [data])
