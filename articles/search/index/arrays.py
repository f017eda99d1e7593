"""A file of named arrays, written whole beside and put in place at once, mapped to read it.

    header    one page: magic, where the contents are, their length and checksum
    arrays    each from a page of its own on, with room behind it, which takes none of the disk
    contents  JSON: what the writer says of the file, and of each array its type, place, length,
              room and checksum

The bytes of all processes that map a file are in memory once.  Arrays can be written to: what is
written is a copy of a page, seen by this process alone and never in the file.  A file that was
replaced or deleted stays as it is for those that have mapped it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

# Another magic is another format.
MAGIC = b"newsroom index 2"
HEADER = struct.Struct("<16sQQI")
PAGE = 4_096
# Types that a file may have, so that a foreign one is noticed.
TYPES = ("|u1", "<u2", "<i4", "<i8")


class FormatError(ValueError):
    """A file is not one of ours, not whole, or of another version."""


@dataclass(frozen=True, slots=True)
class Part:
    """An array to write, and how many elements there is to be room for."""

    name: str
    array: NDArray[Any]
    room: int = 0


def write(path: Path, about: Mapping[str, Any], parts: Iterable[Part]) -> None:
    """Write a file and put it in place of the one that is there; raises OSError."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with open(beside, "wb", opener=_for_us_alone) as file:
            contents = {part.name: _append(file, part) for part in parts}
            text = json.dumps({"about": about, "arrays": contents}).encode()
            place = _next_page(file)
            file.write(text)
            file.seek(0)
            file.write(HEADER.pack(MAGIC, place, len(text), zlib.crc32(text)))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _append(file: Any, part: Part) -> dict[str, Any]:
    place = _next_page(file)
    array = np.ascontiguousarray(part.array)
    file.write(array.data)
    room = max(part.room, len(array))
    file.seek(place + room * array.itemsize)
    return {
        "type": array.dtype.str,
        "place": place,
        "length": len(array),
        "room": room,
        "checksum": zlib.crc32(array.data),
    }


def _next_page(file: Any) -> int:
    place: int = max(PAGE, -(-file.tell() // PAGE) * PAGE)
    file.seek(place)
    return place


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return what tells the file that is there now from those before it; None without one."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_ino, found.st_mtime_ns


class ArrayFile:
    """A file that is mapped, for as long as one of its arrays is in use."""

    def __init__(
        self, map_: mmap.mmap, contents: Mapping[str, Any], stamp: tuple[int, int]
    ) -> None:
        self._map, self._arrays, self.stamp = map_, contents["arrays"], stamp
        self.about: dict[str, Any] = contents["about"]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a file; raises OSError, and FormatError for one that is not whole."""
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            header = file.read(HEADER.size)
            if len(header) < HEADER.size:
                raise FormatError(f"{path} is too short.")
            magic, place, length, checksum = HEADER.unpack(header)
            if magic != MAGIC:
                raise FormatError(f"{path} is of another format.")
            if place + length != found.st_size:
                raise FormatError(f"{path} has {found.st_size} bytes instead of {place + length}.")
            map_ = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        text = map_[place : place + length]
        if zlib.crc32(text) != checksum:
            raise FormatError(f"The contents of {path} are damaged.")
        contents = json.loads(text)
        for name, row in contents["arrays"].items():
            _check(name, row, place)
        return cls(map_, contents, _stamp(found))

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str, *, with_room: bool = False) -> NDArray[Any]:
        """Return an array; raises FormatError if there is none of this name."""
        if name not in self._arrays:
            raise FormatError(f"It has no array {name}.")
        row = self._arrays[name]
        length = row["room"] if with_room else row["length"]
        return np.frombuffer(self._map, np.dtype(row["type"]), length, row["place"])

    def damaged(self) -> list[str]:
        """Return the names of arrays that are not as they were written; reads the whole file."""
        return [
            name
            for name, row in self._arrays.items()
            if zlib.crc32(self.array(name).data) != row["checksum"]
        ]


def _check(name: str, row: Mapping[str, Any], end: int) -> None:
    whole = (
        row["type"] in TYPES
        and 0 <= row["length"] <= row["room"]
        and row["place"] >= PAGE
        and row["place"] + row["room"] * np.dtype(row["type"]).itemsize <= end
    )
    if not whole:
        raise FormatError(f"The array {name} is not within its file.")
