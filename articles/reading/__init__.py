"""Files → drafts, each read in a process of its own that may do little (`confined.py`)."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.reading.confined import read_bytes
from articles.reading.draft import Draft, ReadingError
from articles.reading.readers import MAX_BYTES, SUFFIXES, check

__all__ = ["MAX_BYTES", "SUFFIXES", "Draft", "ReadingError", "find", "read", "read_bytes"]


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: those named, and those in folders, at any depth, that have a reader.

    In the order of `paths`, a folder's by name; each once.  A file that was named comes even
    if it is missing or of no kind we read, so that `read` can say so; in folders such files,
    and whatever is hidden, are passed over.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _inside(path) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _inside(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
    )


def read(path: Path) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in order; a ReadingError in place of what cannot be read."""
    try:
        told = path.stat()
        check(str(path), told.st_size)
        if not stat.S_ISREG(told.st_mode):
            raise ReadingError(f"{path} is no file but a device or a pipe. Name a file.")
        data = path.read_bytes()
    except ReadingError as error:
        yield error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReadingError(f"{path} cannot be opened: {reason}. Check its name and permissions.")
    else:
        yield from read_bytes(str(path), data)
