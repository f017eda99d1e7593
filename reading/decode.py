"""Bytes → text, without touching a character: offsets count in what comes out of here."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from reading.draft import ReadingError

BOM = "\ufeff"

# Control characters that no text has; tab, line ends, form feed and escape may occur.
_BINARY = frozenset(map(chr, {*range(32), 127} - {8, 9, 10, 11, 12, 13, 27}))


def decode(name: str, data: bytes) -> str:
    """The text of a file, line ends and byte order mark (U+FEFF) kept.

    UTF-8 where that fits, UTF-16 and UTF-32 where their byte order mark says so, else what
    charset-normalizer finds most likely.  Raises ReadingError for what is no text.
    """
    text = _decoded(name, data)
    if not _BINARY.isdisjoint(text):
        at, found = next((at, found) for at, found in enumerate(text) if found in _BINARY)
        raise ReadingError(
            f"{name} is no text: it has the control character U+{ord(found):04X} at {at}. "
            "Save it as plain text in UTF-8."
        )
    return text


def _decoded(name: str, data: bytes) -> str:
    for marks, encoding in (
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        if data.startswith(marks):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" not in data and (likely := _likely(data)):
            try:
                return data.decode(likely)
            except UnicodeDecodeError:  # it was judged by samples
                pass
        raise ReadingError(
            f"{name} is no text in an encoding we know: byte {error.start} "
            f"(0x{data[error.start]:02X}) is not UTF-8. Save it as UTF-8."
        ) from None


def _likely(data: bytes) -> str | None:
    """The most likely encoding; that of Windows in the West if no other is more so."""
    matches = from_bytes(data)
    best = matches.best()
    if not best:
        return None
    as_likely = (match for match in matches if match.chaos <= best.chaos)
    western = any("cp1252" in match.could_be_from_charset for match in as_likely)
    return "cp1252" if western else best.encoding
