"""Crawls (.warc, .warc.gz): the articles of the pages in them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from reading.containers.saved_page import with_address
from reading.draft import Draft, ReadingError
from reading.pages import html
from reading.signs import GZIP
from reading.unpacking import MAX_UNPACKED

_PAGES = ("text/html", "application/xhtml+xml")


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of each page; pictures, scripts and pages that moved are passed over."""
    found = False
    for address, page in _pages(name, data):
        found = True
        place = f"{name}, {address},"
        try:
            yield from with_address(address, html.read(place, page))
        except ReadingError as error:
            yield error
    if not found:
        raise ReadingError(f"{name} has no page in it. Save the pages as .html, and add those.")


def _pages(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    try:
        for record in ArchiveIterator(io.BytesIO(_unpacked(data))):
            if _is_page(record):
                page = record.content_stream().read(left + 1)
                left -= len(page)
                if left < 0:
                    break
                yield str(record.rec_headers.get_header("WARC-Target-URI") or ""), page
    except Exception as error:  # noqa: BLE001 - a broken crawl breaks warcio in many ways
        raise ReadingError(
            f"{name} is a crawl that is broken ({type(error).__name__}). Make it again."
        ) from None
    if left < 0:
        raise ReadingError(f"{name} has more than {MAX_UNPACKED >> 20} MB of pages. Split it.")


def _unpacked(data: bytes) -> bytes:
    """A crawl that was compressed as one; those whose records are compressed are left alone."""
    if not data.startswith(GZIP):
        return data
    packed = zlib.decompressobj(16 + zlib.MAX_WBITS)
    whole = packed.decompress(data, MAX_UNPACKED)
    return whole if packed.eof and not packed.unused_data else data


def _is_page(record: Any) -> bool:
    if record.rec_type not in {"response", "resource"}:
        return False
    headers = record.http_headers
    if headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(_PAGES)
    kind = str(headers.get_header("Content-Type") or "").strip().lower()
    return headers.get_statuscode() == "200" and kind.startswith(_PAGES)
