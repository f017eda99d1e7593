"""Files → drafts: one reader a format, chosen by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from articles.reading.draft import Draft, ReadingError

__all__ = ["MAX_BYTES", "SUFFIXES", "Draft", "ReadingError", "find", "read", "read_bytes"]

type Reader = Callable[[str, bytes], Iterator[Draft | ReadingError]]

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".jsonl")


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
        _check(str(path), path.stat().st_size)
        data = path.read_bytes()
    except ReadingError as error:
        yield error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield ReadingError(f"{path} cannot be opened: {reason}. Check its name and permissions.")
    else:
        yield from read_bytes(str(path), data)


def read_bytes(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """Like `read`, of a file that was sent; `name` tells what kind it is."""
    try:
        _check(name, len(data))
        yield from _reader(Path(name).suffix.lower())(name, data)
    except ReadingError as error:
        yield error


def _check(name: str, size: int) -> None:
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        kind = f"of a kind we do not read ({suffix})" if suffix else "without a suffix"
        raise ReadingError(f"{name} is {kind}. Save it as one of {', '.join(SUFFIXES)}.")
    if size > MAX_BYTES:
        raise ReadingError(
            f"{name} has {size / 1024**2:.1f} MB; files up to {MAX_BYTES // 1024**2} MB can be "
            "read. Split it."
        )


def _reader(suffix: str) -> Reader:
    """The reader of a known suffix; imported only now, for some are slow to import."""
    match suffix:
        case ".html" | ".htm":
            from articles.reading import html

            return html.read
        case ".docx":
            from articles.reading import docx

            return docx.read
        case ".pdf":
            from articles.reading import pdf

            return pdf.read
        case ".jsonl":
            from articles.reading import jsonl

            return jsonl.read
        case _:
            from articles.reading import text

            return text.read
