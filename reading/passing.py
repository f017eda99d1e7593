"""Files that are passed over, by rule or because they are of other kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath


def passed_over(path: PurePath) -> bool:
    """Whether a file is none of a reader's: hidden, a lock of Word, part of a saved page."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts[-1:]) or any(
        part.startswith((".", "__MACOSX")) or part.endswith(("_files", "-Dateien", "_fichiers"))
        for part in path.parts[:-1]
        if part not in {".", ".."}
    )


def summary(suffixes: Iterable[str]) -> str:
    """How many files of which kinds were not read.

    >>> summary([".png", ".css", ".png"])
    '3 files of other kinds were not read: 2 .png, 1 .css.'
    """
    counts = Counter(suffix or "without a suffix" for suffix in suffixes)
    files = (
        "1 file of another kind was"
        if counts.total() == 1
        else (f"{counts.total():,} files of other kinds were")
    )
    each = ", ".join(f"{count:,} {suffix}" for suffix, count in counts.most_common())
    return f"{files} not read: {each}."
