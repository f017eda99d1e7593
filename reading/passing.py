"""Files that are passed over, by rule or because they are of other kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import PurePath

# What takes the place of a suffix for a link to a file outside the folder that is read.
LINK = "behind a link out of the folder"
_LOCKS = ("~$", ".~lock.")
_SYSTEM = ("__MACOSX", "Thumbs.db", "desktop.ini", "README", "LICENSE")
# The list of what a database put into an archive.
_LISTS = ("_doclist.docx", "_doclist.pdf", "_doclist.rtf")
_PARTS_OF_PAGES = ("_files", "-Dateien", "_fichiers", "_archivos")
_PAGES = (".html", ".htm", ".xhtml")


def passed_over(name: str) -> bool:
    """Whether a file or folder holds no article by its name: hidden, a lock, of the system.

    >>> [passed_over(name) for name in (".git", "~$clip.docx", "README", "clip.docx")]
    [True, True, True, False]
    """
    return name.startswith((".", *_LOCKS)) or name in _SYSTEM


def is_part_of_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a folder has the pictures and styles of a saved page that is `beside` it.

    >>> is_part_of_page("Rain_files", ["Rain.html"])
    True
    >>> is_part_of_page("press_files", ["Rain.html"])
    False
    """
    stem = next((folder.removesuffix(end) for end in _PARTS_OF_PAGES if folder.endswith(end)), "")
    return bool(stem) and any(f"{stem}{suffix}" in beside for suffix in _PAGES)


def passed_over_in(path: PurePath, members: Collection[str]) -> bool:
    """As above for a file of an archive, with the folders that it is in."""
    folders = [*path.parents][:-1]
    if len(members) > 1 and path.name.lower().endswith(_LISTS):
        return True
    return any(map(passed_over, (part for part in path.parts if part != ".."))) or any(
        is_part_of_page(str(folder), members) for folder in folders
    )


def summary(suffixes: Iterable[str]) -> str:
    """How many files of which kinds were not read; an empty suffix is a file without one.

    >>> summary([".png", ".css", ".png"])
    '3 files of other kinds were not read: 2 .png, 1 .css.'
    """
    counts = Counter(suffix or "without a suffix" for suffix in suffixes)
    each = ", ".join(f"{count:,} {suffix}" for suffix, count in counts.most_common())
    if counts.total() == 1:
        return f"1 file of another kind was not read: {each}."
    return f"{counts.total():,} files of other kinds were not read: {each}."
