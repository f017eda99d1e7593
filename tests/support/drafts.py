"""What a file is read to, for tests of readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from reading import Draft, ReadingError
from reading.readers import read_bytes


def drafts(name: str, data: bytes | str) -> list[Draft]:
    """The articles of a file in which nothing is wrong."""
    items = list(read_bytes(name, data.encode() if isinstance(data, str) else data))
    assert not [item for item in items if isinstance(item, ReadingError)], items
    return [item for item in items if isinstance(item, Draft)]


def one(name: str, data: bytes | str) -> Draft:
    (draft,) = drafts(name, data)
    return draft


def errors(name: str, data: bytes | str) -> list[str]:
    """What is said about a file, each naming it."""
    items = read_bytes(name, data.encode() if isinstance(data, str) else data)
    found = [str(item) for item in items if isinstance(item, ReadingError)]
    assert all(name in error for error in found)
    return found


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A .zip archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return file.getvalue()
