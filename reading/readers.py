"""A file → its articles, by the reader of its kind (`kinds.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from reading.draft import Draft, ReadingError
from reading.entry import Entry
from reading.kinds import kind_of

MAX_BYTES = 20 * 1024 * 1024


def read_bytes(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in order; a ReadingError in place of what cannot be read."""
    yield from _guarded(name, data, lambda: kind_of(name, data).read(name, data))


def read_feed(name: str, data: bytes) -> Iterator[Entry | ReadingError]:
    """The entries of a feed, in order; a ReadingError for what is none."""
    yield from _guarded(
        name, data, lambda: import_module("reading.markup.feeds").entries(name, data)
    )


def _guarded[T](
    name: str, data: bytes, read: Callable[[], Iterator[T]]
) -> Iterator[T | ReadingError]:
    """What a reader yields, and as a ReadingError why it yields no more."""
    try:
        check(name, len(data))
        yield from read()
    except ReadingError as error:
        yield error
    except MemoryError:
        yield ReadingError(f"{name} needs too much memory to be read. Split it.")


def check(name: str, size: int) -> None:
    """Raise ReadingError for a file that is too large to be opened."""
    if size > MAX_BYTES:
        raise ReadingError(
            f"{name} has {size / 1024**2:.1f} MB; files up to {MAX_BYTES // 1024**2} MB can be "
            "read. Split it."
        )
