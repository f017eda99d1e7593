"""Archives (.zip): every file in them that is read; the others are named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from reading import kinds
from reading.draft import Draft, ReadingError
from reading.passing import passed_over_in, summary
from reading.unpacking import member, opened

NESTED = "is an archive within an archive. Unpack it, and add the files in it."


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of the files, in the order of the archive."""
    others: list[str] = []
    found = False
    with opened(name, data) as packed:
        members = frozenset(packed.namelist())
        for info in packed.infolist():
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if info.is_dir() or passed_over_in(path, members):
                continue
            place = f"{name}: {info.filename}"
            found = True
            if path.is_absolute() or ".." in path.parts:
                yield ReadingError(f"{place} is a path out of the archive. Make it again.")
            elif path.suffix.lower() not in kinds.SUFFIXES and path.suffix:
                others.append(path.suffix.lower())
            else:
                yield from within(place, member(name, packed, info.filename))
    if others:
        yield ReadingError(f"{name}: {summary(others)}")
    if not found:
        raise ReadingError(f"{name} has no file in it that is read. Put the articles into it.")


def within(place: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a file that was in another; no file is unpacked twice."""
    try:
        kind = kinds.kind_of(place, data)
        if kind.holds_files:
            raise ReadingError(f"{place} {NESTED}")
        yield from kind.read(place, data)
    except ReadingError as error:
        yield error
