"""Pages of the web → drafts, as far as the settings allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings

from fetching import Client, Policy, Response
from reading import MAX_BYTES, Draft, ReadingError, read_bytes
from reading.pages.stubs import ONLY_BEGINNING

_PAGES = {"text/html", "application/xhtml+xml"}
_ROOT = re.compile(rb"<(?:\w+:)?html[\s>/]", re.IGNORECASE)


def policy() -> Policy:
    """What the settings allow to be fetched: nothing, unless hosts are named."""
    return Policy(
        hosts=tuple(settings.FETCH_HOSTS),
        private=tuple(settings.FETCH_PRIVATE),
        agent=settings.FETCH_AGENT,
        max_bytes=MAX_BYTES,
        pause=settings.FETCH_PAUSE,
    )


def read_page(client: Client, url: str) -> Iterator[Draft | ReadingError]:
    """The articles at an address, read as an uploaded file is.

    Raises FetchError for what cannot be fetched; a ReadingError comes for what cannot be read, and
    for the beginning of an article of which the rest is for subscribers.
    """
    response = client.get(url)
    for item in read_bytes(response.url, _as_file(response)):
        if isinstance(item, Draft) and ONLY_BEGINNING in item.notes:
            yield ReadingError(
                f"{response.url} has only the beginning of the article, for those who do not "
                "subscribe. Save the page while signed in, and add the file."
            )
        elif isinstance(item, Draft):
            yield replace(item, url=_address(item.url, response.url))
        else:
            yield item


def _as_file(response: Response) -> bytes:
    """The body with what the headers say of it: its encoding, and that it is a page."""
    body = response.body
    if response.charset and response.media_type in {"text/html", "text/plain"}:
        with suppress(LookupError, UnicodeError):
            body = body.decode(response.charset).encode()
    if response.media_type in _PAGES and not _ROOT.search(body[:4096]):
        return b"<html>" + body
    return body


def _address(stated: str, fetched: str) -> str:
    """The address that a page states as its own, if it is one of its host."""
    same = urlsplit(stated).hostname == urlsplit(fetched).hostname
    return stated if stated and same else fetched
