"""Pages that browsers saved as one file: .mhtml of Chrome and Edge, .webarchive of Safari."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reading.containers import mail
from reading.decode import decode
from reading.draft import Draft, ReadingError
from reading.pages import html
from reading.western import of_stated


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of the page, read as the page itself would be."""
    if data.startswith((b"bplist00", b"<?xml", b"<plist")):
        page, address = _of_webarchive(name, data)
    else:
        page, address = _of_mhtml(name, data)
    yield from with_address(address, html.read(name, page))


def with_address(
    address: str, items: Iterator[Draft | ReadingError]
) -> Iterator[Draft | ReadingError]:
    """What a page was read to, with the address that it was saved from if it states none."""
    for item in items:
        if isinstance(item, Draft) and not item.url and address.startswith(("http:", "https:")):
            yield replace(item, url=address)
        else:
            yield item


def _of_mhtml(name: str, data: bytes) -> tuple[bytes, str]:
    whole = mail.message(name, data)
    address = mail.field_of(whole, "Snapshot-Content-Location")
    for part in whole.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            address = address or mail.field_of(part, "Content-Location")
            return mail.content(name, part).encode("utf-8", "replace"), address
    raise ReadingError(f"{name} has no page in it. Save the page again.")


def _of_webarchive(name: str, data: bytes) -> tuple[bytes, str]:
    try:
        whole = plistlib.loads(data)
        page: Any = whole["WebMainResource"]
        content, encoding = page["WebResourceData"], page.get("WebResourceTextEncodingName")
        address = str(page.get("WebResourceURL", ""))
        if not isinstance(content, bytes):
            raise TypeError("no bytes")
    except Exception as error:  # noqa: BLE001 - a broken archive breaks plistlib in many ways
        raise ReadingError(
            f"{name} is no web archive that can be read ({type(error).__name__}). "
            "Save the page again."
        ) from None
    try:
        return of_stated(content, str(encoding or "utf-8")).encode("utf-8", "replace"), address
    except (LookupError, ValueError):
        return decode(name, content).encode("utf-8", "replace"), address
