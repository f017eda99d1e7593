"""The files to read in what a user names: files, and folders at any depth."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from reading.kinds import SUFFIXES
from reading.passing import LINK, is_part_of_page, passed_over


def find(paths: Sequence[Path], others: list[str] | None = None) -> Iterator[Path]:
    """The files to read: those named, and those in folders, at any depth, that have a reader.

    In the order of `paths`, a folder's by name, its own before those in its folders; each once.
    A file that was named comes even if it is missing or of no kind we read, so that `read` can
    say so.  In folders, what is hidden, locks and the parts of saved pages are passed over; of
    all other files that are not read, the suffixes are added to `others`, and `LINK` for a link
    to a file outside the folder, which is read only if it is named.
    """
    before: set[Path] = set()
    for path in paths:
        for file in _inside(path, others) if path.is_dir() else [path]:
            if not _found_in(before, file):
                yield file
        before.add(path)


def _found_in(before: Collection[Path], file: Path) -> bool:
    """Whether a file was named before, or is in a folder that was."""
    return bool(before) and (
        file in before
        or any(
            folder in before and _is_wanted(file, folder) and folder.is_dir()
            for folder in file.parents
        )
    )


def _inside(top: Path, others: list[str] | None) -> Iterator[Path]:
    within = top.resolve()
    # A folder's names at a time: an archive may have more files than memory is for.
    for folder, folders, names in top.walk():
        folders[:] = sorted(
            name for name in folders if not passed_over(name) and not is_part_of_page(name, names)
        )
        for name in sorted(names):
            file = folder / name
            if passed_over(name) or not file.is_file():
                continue
            if file.is_symlink() and not file.resolve().is_relative_to(within):
                if others is not None:
                    others.append(LINK)
            elif file.suffix.lower() in SUFFIXES:
                yield file
            elif others is not None:
                others.append(file.suffix.lower())


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(map(passed_over, file.relative_to(folder).parts))
    return not hidden and file.suffix.lower() in SUFFIXES
