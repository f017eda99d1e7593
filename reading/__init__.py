"""Files → drafts, each read in a process of its own that may do little (`confined.py`)."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from reading.confined import read_bytes, read_feed
from reading.draft import Draft, ReadingError
from reading.entry import Entry
from reading.folders import find
from reading.kinds import LABELS, SUFFIXES
from reading.readers import MAX_BYTES, check

__all__ = [
    "LABELS",
    "MAX_BYTES",
    "SUFFIXES",
    "Draft",
    "Entry",
    "ReadingError",
    "find",
    "read",
    "read_bytes",
    "read_feed",
]


def read(path: Path) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in order; a ReadingError in place of what cannot be read."""
    try:
        status = path.stat()
        check(str(path), status.st_size)
        if not stat.S_ISREG(status.st_mode):
            raise ReadingError(f"{path} is no file but a device or a pipe. Name a file.")
        data = path.read_bytes()
    except ReadingError as error:
        yield error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReadingError(f"{path} cannot be opened: {reason}. Check its name and permissions.")
    else:
        yield from read_bytes(str(path), data)
