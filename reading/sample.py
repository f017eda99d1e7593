"""A file before it is known what it is: its name, its bytes, and what can be seen of them."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from functools import cached_property

from reading.patterns import late

# Bytes in which a file says what it is.
HEAD = 64 * 1024

# Bytes that no text has.
_NEVER_TEXT = bytes(range(9))

_NUL_ENCODINGS = (
    ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
)
_BEFORE_ROOT = late(
    r"\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL | re.IGNORECASE
)
# The first bytes of archives, crawls, property lists, pictures and sounds.
_LETTERS = (b"PK", b"WARC", b"bplist", b"GIF8", b"II*", b"MM\0", b"ID3", b"RIFF", b"OggS")
_ROOT = late(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")


@dataclass(frozen=True)
class Sample:
    """A file whose kind is sought; each view of it is made once, when it is first used."""

    name: str
    data: bytes

    @cached_property
    def suffix(self) -> str:
        """The suffix of the name, in lower case, with its dot."""
        stem, _, suffix = self.name.rpartition("/")[2].rpartition(".")
        return f".{suffix.lower()}" if stem.strip(".") and suffix else ""

    @cached_property
    def begins_with_word(self) -> bool:
        """Whether the first byte is a letter, and not that of a kind that begins with letters."""
        return self.data[:1].isalpha() and not self.data.startswith(_LETTERS)

    @cached_property
    def text(self) -> str:
        """The beginning of a file of any kind as text, without a byte order mark."""
        head = self.data[:HEAD]
        encoding = "utf-8"
        for marks, name in _NUL_ENCODINGS:
            if head.startswith(marks):
                encoding = name
                break
        return head.decode(encoding, "replace").removeprefix("\ufeff")

    @cached_property
    def root(self) -> str:
        """The local name of an XML file's first element, in lower case; else nothing."""
        at = 0
        if not self.text.lstrip().startswith("<"):
            return ""
        while found := _BEFORE_ROOT.match(self.text, at):
            at = found.end()
        root = _ROOT.match(self.text, at)
        return root[1].lower() if root else ""

    @cached_property
    def members(self) -> frozenset[str]:
        """The names in a .zip archive; none if it is none, or broken."""
        return self._archive[0]

    @cached_property
    def says_it_is(self) -> str:
        """The kind that a .zip archive says it is of, as documents and books do."""
        return self._archive[1]

    @cached_property
    def _archive(self) -> tuple[frozenset[str], str]:
        if not self.data.startswith(b"PK\x03\x04"):
            return frozenset(), ""
        from reading import packed

        return packed.contents(self.data)

    @cached_property
    def unpacked(self) -> bytes:
        """The beginning of the file, decompressed if it is compressed by gzip."""
        if not self.data.startswith(b"\x1f\x8b"):
            return self.data[:HEAD]
        try:
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(self.data[:HEAD], HEAD)
        except zlib.error:
            return b""

    @cached_property
    def is_text(self) -> bool:
        """Whether the file can be text: no bytes in it that only other files have."""
        head = self.data[:4096]
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return True
        return bool(head) and len(head.translate(None, _NEVER_TEXT)) == len(head)
