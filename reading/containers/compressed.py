"""Single files that are compressed (.gz)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import PurePath

from reading.containers.archive import within
from reading.draft import Draft, ReadingError
from reading.unpacking import MAX_UNPACKED

_GZIP = 16 + zlib.MAX_WBITS


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of the file that was compressed, whose name is that without “.gz”."""
    inner = PurePath(name).name.removesuffix(".gz").removesuffix(".GZ")
    yield from within(f"{name}: {inner}", _unpacked(name, data))


def _unpacked(name: str, data: bytes) -> bytes:
    found = b""
    try:
        while data and len(found) <= MAX_UNPACKED:
            unpacker = zlib.decompressobj(_GZIP)
            found += unpacker.decompress(data, MAX_UNPACKED + 1 - len(found))
            data = unpacker.unused_data.lstrip(b"\0") if unpacker.eof else b""
    except zlib.error as error:
        raise ReadingError(f"{name} is broken ({error}). Compress or download it again.") from None
    if len(found) > MAX_UNPACKED:
        raise ReadingError(f"{name} has more than {MAX_UNPACKED >> 20} MB unpacked. Split it.")
    return found
