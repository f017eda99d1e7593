"""PDF: lines that were set on pages, joined into paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError

from reading import prose
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.lines import joined

# What is wrong with a file is said by its ReadingError.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
MAX_PAGES = 500
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# Titles that programs give: names of files, of programs, of nothing.
_NO_TITLE = re.compile(
    r"(?:untitled|document|microsoft word)\b.*|.*\.(?:docx?|pdf|txt|odt|rtf|html?|indd|tmp)|\W*"
    r"|.*[\\/].*[\\/].*",
    re.IGNORECASE,
)


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a PDF, or the articles that a database exported into it.

    When the file was made is not when the article came out.
    """
    try:
        pages, title = _pages(name, data)
    except ReadingError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file breaks pypdf in many ways
        raise ReadingError(
            f"{name} is no PDF that can be read ({type(error).__name__}). "
            "Open it in a viewer and print it to a new PDF."
        ) from None
    text = "\n".join(map(_without_number, pages))
    if not any(map(str.isalnum, text)):
        raise ReadingError(
            f"{name} has no text in it: is it scanned? Run text recognition (OCR) on it first."
        )
    yield from prose.articles(name, text, stated=Header(title=title), written=joined)


def _pages(name: str, data: bytes) -> tuple[list[str], str]:
    """The text of each page, and the title that the file states, if it is one."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadingError(f"{name} has a password. Save it without one.")
        if len(reader.pages) > MAX_PAGES:
            raise ReadingError(
                f"{name} has {len(reader.pages)} pages; up to {MAX_PAGES} are read. Split it."
            )
        pages = [_CONTROL.sub("", page.extract_text()) for page in reader.pages]
    except DependencyError:
        raise ReadingError(f"{name} is encrypted. Print it to a new PDF.") from None
    stated = reader.metadata.title if reader.metadata else None
    title = " ".join(_CONTROL.sub("", stated).split()) if isinstance(stated, str) else ""
    return pages, "" if _NO_TITLE.fullmatch(title) else title


def _without_number(page: str) -> str:
    """A page without the line that numbers it, at its top or bottom."""
    lines = page.strip().splitlines()
    for at in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[at]):
            del lines[at]
    return "\n".join(lines)
