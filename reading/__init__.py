"""Files → drafts, each read in a process of its own that may do little (`confined.py`)."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from reading.confined import read_bytes
from reading.draft import Draft, ReadingError
from reading.kinds import SUFFIXES
from reading.readers import MAX_BYTES, check

__all__ = ["MAX_BYTES", "SUFFIXES", "Draft", "ReadingError", "find", "read", "read_bytes"]


def find(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: those named, and those in folders, at any depth, that have a reader.

    In the order of `paths`, a folder's by name, its own before those in its folders; each once.
    A file that was named comes even if it is missing or of no kind we read, so that `read` can
    say so; in folders such files, and whatever is hidden, are passed over.
    """
    before: set[Path] = set()
    for path in paths:
        for file in _inside(path) if path.is_dir() else [path]:
            if not _found_in(before, file):
                yield file
        before.add(path)


def _found_in(before: Collection[Path], file: Path) -> bool:
    """Whether a file was named before, or is in a folder that was."""
    return file in before or any(
        folder in before and _wanted(file, folder) and folder.is_dir() for folder in file.parents
    )


def _inside(top: Path) -> Iterator[Path]:
    # A folder's names at a time: an archive may have more files than memory is for.
    for folder, folders, names in top.walk():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = folder / name
            if _wanted(file, folder) and file.is_file():
                yield file


def _wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES


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
