"""ZIP packages of Office files, of which one part or more is written while it is sent.

A library makes the package once, with styles and a few rows; the streamed parts are cut from it
and written again piece by piece.  Nothing but the piece at hand is in memory, no file is made on
disk, and the first bytes leave at once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import override

# What XML 1.0 cannot hold, in any form.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Sent(io.RawIOBase):
    """Takes what is written until it is fetched; cannot be sought in, as a connection cannot."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._pieces.append(bytes(data))
        return len(data)

    def fetch(self) -> bytes:
        """Return what was written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def parts_of(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(package)) as made:
        return {name: made.read(name) for name in made.namelist()}


def zipped(parts: Mapping[str, bytes], streamed: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """Yield a package of these parts, with those `streamed` in place of the ones of their name."""
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            with package.open(zipfile.ZipInfo(name), "w") as part:
                for piece in streamed.get(name, (data,)):
                    part.write(piece)
                    yield sent.fetch()
    yield sent.fetch()


def printable(text: str) -> str:
    """Return a text with � for each character that XML cannot hold, as form feeds."""
    return NOT_XML.sub("\ufffd", text)
