"""One reader a format, chosen by what a file is; its name decides only between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from reading.draft import Draft, ReadingError

type Reader = Callable[[str, bytes], Iterator[Draft | ReadingError]]

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".jsonl")

_PACKED = b"PK\x03\x04"
# The first bytes of the container that holds a .doc, or a .docx with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_bytes(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in order; a ReadingError in place of what cannot be read."""
    try:
        check(name, len(data))
        yield from _reader(kind_of(name, data))(name, data)
    except ReadingError as error:
        yield error
    except MemoryError:
        yield ReadingError(f"{name} needs too much memory to be read. Split it.")


def check(name: str, size: int) -> None:
    """Raise ReadingError for a file that is not to be opened at all."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        kind = f"of a kind we do not read ({suffix})" if suffix else "without a suffix"
        raise ReadingError(f"{name} is {kind}. Save it as one of {', '.join(SUFFIXES)}.")
    if size > MAX_BYTES:
        raise ReadingError(
            f"{name} has {size / 1024**2:.1f} MB; files up to {MAX_BYTES // 1024**2} MB can be "
            "read. Split it."
        )


def kind_of(name: str, data: bytes) -> str:
    """The suffix of what a file is, whatever it is called."""
    named = Path(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(_OLE):
        return ".docx"
    if data.startswith(_PACKED):
        return ".docx" if named == ".docx" or _is_word(data) else _refused_archive(name)
    if _PAGE.match(data[:8192]):
        return ".html"
    # Named as what its first bytes say it is not: text, if it is any, or a broken file.
    if named in {".pdf", ".docx"} and data and _is_text(data):
        return ".txt"
    return named


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "word/document.xml" in packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _refused_archive(name: str) -> str:
    raise ReadingError(f"{name} is an archive. Unpack it, and add the files in it.")


def _is_text(data: bytes) -> bool:
    try:
        return not any(byte < 9 for byte in data[:4096]) and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _reader(suffix: str) -> Reader:
    """The reader of a known suffix; imported only now, for some are slow to import."""
    match suffix:
        case ".html" | ".htm":
            from reading import html

            return html.read
        case ".docx":
            from reading import docx

            return docx.read
        case ".pdf":
            from reading import pdf

            return pdf.read
        case ".jsonl":
            from reading import jsonl

            return jsonl.read
        case _:
            from reading import text

            return text.read
