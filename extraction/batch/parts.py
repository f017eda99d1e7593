"""Input files → parts: which lines or rows of which file one worker takes at once."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import IO, Any

from extraction.batch.places import NEEDED, BatchError, path_of, place_of

PACKED = {b"\x1f\x8b": "gzip -d", b"BZ": "bunzip2", b"\xfd7": "unxz", b"\x28\xb5": "unzstd"}
ZIP = b"PK\x03\x04"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LONGEST_PART = 16_000_000  # bytes of lines
_BLANKS = bytes([*range(9, 14), *range(28, 33)])


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles of a file.

    `start` and `end` are bytes of JSON Lines, or rows of Parquet; `line` is the number of the first
    line or row, `first` that of the first article among those of its file, which its id has.
    `digest` is that of the bytes; that of a Parquet file is its stamp.
    """

    number: int
    file: str
    start: int
    end: int
    line: int
    first: int
    count: int
    digest: str

    @property
    def name(self) -> str:
        """What its files in the output are called."""
        return f"part-{self.number:06}"

    @property
    def is_table(self) -> bool:
        return is_table(self.file)


def is_table(file: str) -> bool:
    """Whether a file is Parquet, by its name."""
    return path_of(file).suffix.lower() == ".parquet"


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def cut(files: Iterable[str], size: int) -> list[Part]:
    """The parts of files, of up to `size` articles each; reads all that is not Parquet."""
    parts: list[Part] = []
    for file in files:
        found = _rows(file, size) if is_table(file) else _lines(file, size)
        for start, end, line, first, count, digest in found:
            parts.append(Part(len(parts), file, start, end, line, first, count, digest))
    return parts


type _Cut = tuple[int, int, int, int, int, str]


def _lines(file: str, size: int) -> Iterator[_Cut]:
    with place_of(file).open(file) as opened:
        check_lines(file, opened)
        start = at = 0
        line = first = 1
        hashed, count, lines = blake2b(digest_size=12), 0, 0
        for bytes_of_line in opened:
            at += len(bytes_of_line)
            hashed.update(bytes_of_line)
            lines += 1
            count += not is_blank(bytes_of_line)
            if count == size or at - start >= LONGEST_PART:
                yield start, at, line, first, count, hashed.hexdigest()
                start, line, first = at, line + lines, first + count
                hashed, count, lines = blake2b(digest_size=12), 0, 0
        if count:
            yield start, at, line, first, count, hashed.hexdigest()


def is_blank(line: bytes) -> bool:
    """Whether a line has no article, so that it is not counted."""
    text = line.removeprefix(codecs.BOM_UTF8).strip(_BLANKS)
    return not text or (text[0] > 127 and not text.decode(errors="replace").strip())


def check_lines(file: str, opened: IO[bytes]) -> None:
    """Raise BatchError for what is not JSON Lines in UTF-8; leave the file at its beginning."""
    head = opened.read(4)
    opened.seek(0)
    for sign, program in PACKED.items():
        if head.startswith(sign):
            raise BatchError(
                f"{file} is compressed, and parts are read from its middle. Unpack it: {program}"
            )
    if head == ZIP:
        raise BatchError(f"{file} is a zip archive. Name what is in it: zip://::{file}")
    if head.startswith(WIDE):
        raise BatchError(f"{file} is UTF-16. Save it as UTF-8: iconv -f UTF-16 -t UTF-8")
    if head == b"PAR1":
        raise BatchError(f"{file} is Parquet under another name. Name it .parquet")


def _rows(file: str, size: int) -> Iterator[_Cut]:
    stamp = place_of(file).stamp(file)
    with opened_table(file) as table:
        rows = table.metadata.num_rows
    for start in range(0, rows, size):
        end = min(start + size, rows)
        yield start, end, start + 1, start + 1, end - start, stamp


@contextmanager
def opened_table(file: str) -> Iterator[Any]:
    """Open a Parquet file; raises BatchError if it is none."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise BatchError(f"{file} needs pyarrow: {NEEDED}") from None
    with place_of(file).open(file) as opened:
        try:
            table = ParquetFile(opened)
        except (ArrowException, OSError) as error:
            raise BatchError(f"{file} is no Parquet file: {error}. Write it again.") from None
        yield table
