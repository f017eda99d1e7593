"""The body of a response, unpacked, up to a size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from fetching.errors import FetchError


def read(url: str, chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool) -> bytes:
    """The body, up to a number of bytes: a longer one is `cut`, or a FetchError.

    What is compressed is unpacked no further than the limit, so that a small body that unpacks
    to gigabytes takes no memory.
    """
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding in {"gzip", "x-gzip"} else None
    if unpack is None and encoding not in {"", "identity"}:
        raise FetchError(
            f"{url} came compressed as “{encoding[:40]}”, which was not requested. "
            "Save the page and add the file."
        )
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise _broken(url) from None
        if len(body) > limit:
            if cut:
                return bytes(body[:limit])
            raise too_large(url, limit)
    if unpack and body and not unpack.eof:
        raise _broken(url)
    return bytes(body)


def too_large(url: str, limit: int) -> FetchError:
    size = f"{limit / 1024**2:.0f} MB" if limit >= 1024**2 else f"{limit:,} bytes"
    return FetchError(f"{url} is larger than {size}. Save the article’s text and add the file.")


def _broken(url: str) -> FetchError:
    return FetchError(
        f"{url} came broken: what was compressed cannot be unpacked. Try again later, or save the "
        "page and add the file.",
        temporary=True,
    )
