"""Web pages: the article's text without what stands around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import use_config

from reading.decode import BOM, decode
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.metadata import stated

# What is wrong with a page is said by its ReadingError.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# Short articles count too; else all text of the page comes as one paragraph.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(name: str, data: bytes) -> Iterator[Draft]:
    """The article of a page, with what its metadata states and nothing that is guessed."""
    page = _page(name, data)
    try:
        tree = trafilatura.load_html(page)
        header = None if tree is None else stated(tree)
        text = None if tree is None else _text(page)
    except Exception as error:  # noqa: BLE001 - a broken page breaks parsers in many ways
        raise ReadingError(
            f"{name} is no page that can be read ({type(error).__name__}). "
            "Copy the article’s text into a .txt file."
        ) from None
    paragraphs = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if paragraphs and header and paragraphs[0] == header.title:
        del paragraphs[0]
    if not header or not any(map(str.isalnum, "".join(paragraphs))):
        raise ReadingError(
            f"{name} has no article in it that we can find. "
            "Copy the article’s text into a .txt file."
        )
    yield draft(name, header, "\n\n".join(paragraphs))


def _page(name: str, data: bytes) -> str:
    """The page as text: UTF-8, else as it declares, else as is likely."""
    try:
        page = data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        try:
            page = data.decode(declared[1].decode("ascii")) if declared else decode(name, data)
        except (LookupError, UnicodeError):
            page = decode(name, data)
    return _CONTROL.sub("", page.removeprefix(BOM))


def _text(page: str) -> str | None:
    return trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=False, config=_CONFIG
    )
