"""The body of a response, unpacked, up to a size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from fetching.errors import FetchError

# For zlib: what it unpacks has the header of gzip.
_WITH_HEADER = 16 + zlib.MAX_WBITS


def read(url: str, chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool) -> bytes:
    """The body, up to a number of bytes: a longer one is `cut`, or a FetchError.

    What is compressed is unpacked no further than the limit, so that a small body that unpacks
    to gigabytes takes no memory.
    """
    unpack = _Gzip() if encoding in {"gzip", "x-gzip"} else None
    if unpack is None and encoding not in {"", "identity"}:
        raise FetchError(
            f"{url} came compressed as “{encoding[:40]}”, which was not requested. "
            "Save the page and add the file."
        )
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack.read(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise _broken(url) from None
        if len(body) > limit:
            if cut:
                return bytes(body[:limit])
            raise too_large(url, limit)
    if unpack and body and not unpack.ended:
        raise _broken(url)
    return bytes(body)


class _Gzip:
    """Unpacks what comes in pieces, and may be several compressed bodies in a row."""

    def __init__(self) -> None:
        self._unpack = zlib.decompressobj(_WITH_HEADER)
        self.ended = False

    def read(self, data: bytes, limit: int) -> bytes:
        """What more is unpacked, up to a number of bytes; raises zlib.error for what is no gzip."""
        unpacked = bytearray()
        while data and len(unpacked) < limit:
            if self.ended:
                self._unpack = zlib.decompressobj(_WITH_HEADER)
            unpacked += self._unpack.decompress(data, limit - len(unpacked))
            self.ended = self._unpack.eof
            data = self._unpack.unused_data
        return bytes(unpacked)


def too_large(url: str, limit: int) -> FetchError:
    size = f"{limit / 1024**2:.0f} MB" if limit >= 1024**2 else f"{limit:,} bytes"
    return FetchError(f"{url} is larger than {size}. Save the article’s text and add the file.")


def _broken(url: str) -> FetchError:
    return FetchError(
        f"{url} came broken: what was compressed cannot be unpacked. Try again later, or save the "
        "page and add the file.",
        temporary=True,
    )
