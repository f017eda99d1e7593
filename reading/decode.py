"""Bytes → text, without touching a character: offsets count in what comes out of here."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from reading.draft import ReadingError

BOM = "\ufeff"

# Control characters that no text has; tab, line ends, form feed and escape may occur.
_BINARY = bytes(sorted({*range(32), 127} - {8, 9, 10, 11, 12, 13, 27}))
_BINARY_CHARACTERS = frozenset(map(chr, _BINARY))

# UTF-16 has at least these shares of zero bytes, and of letters, digits and blanks.
_LEAST_ZEROS = 0.05
_LEAST_WORDS = 0.6
_LEAST_WIDE = 16

# A capital with an accent behind a small letter or before a plain capital, a sign inside of a
# word or at its end, a letter alone among blanks, what the encoding does not have.
_MISPLACED = re.compile(
    r"(?<=[a-zà-ÿ])[À-ÖØ-ÞŠŽŸŒ]|(?<![^\W\d_])[À-ÖØ-ÞŠŽŸŒ](?=[A-Z][a-z])"
    r"|(?<=[a-zA-Z])[^\w\s!-~‘’“”‹›«»–—…°´·®™©](?=[a-z])|[\x80-\x9f\ufffd]"
    r"|(?<=\s)[À-ÖØ-ÞŠŽŸŒÐ](?=\s)|[¿¡](?=[\s,.])|(?<=[a-z])[‚„†‡ˆ‰‹Œ•˜]|[˘˙˚˝˛ˇ∂∑∏π∫Ω◊ﬁﬂ√≈∆]"
)


def decode(name: str, data: bytes) -> str:
    """The text of a file, line ends and byte order mark (U+FEFF) kept.

    UTF-8 where that fits, UTF-16 and UTF-32 where their byte order mark says so, UTF-16 without
    one where every other byte says so, else what charset-normalizer finds most likely.  Raises
    ReadingError for what is no text.
    """
    if not _has_binary(data):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    text = text_of(name, data)
    if not _BINARY_CHARACTERS.isdisjoint(text):
        at, found = next((at, each) for at, each in enumerate(text) if each in _BINARY_CHARACTERS)
        raise ReadingError(
            f"{name} is no text: it has the control character U+{ord(found):04X} at {at}. "
            "Save it as plain text in UTF-8."
        )
    return text


def text_of(name: str, data: bytes) -> str:
    """As `decode`, with whatever control characters the file has."""
    for marks, encoding in (
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        if data.startswith(marks):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    if (wide := _without_mark(data)) is not None:
        return wide
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


def _has_binary(data: bytes) -> bool:
    """Whether bytes are control characters; `translate` is by far the fastest way to tell."""
    return len(data.translate(None, _BINARY)) < len(data)


def _without_mark(data: bytes) -> str | None:
    """The text of UTF-16 that has no byte order mark; None for anything else.

    Blanks and line ends have a zero byte in every script, all on the same side.
    """
    zeros = data.count(0)
    if zeros < max(4, _LEAST_ZEROS * len(data)) or len(data) % 2 or len(data) < _LEAST_WIDE:
        return None
    encoding = "utf-16-le" if data[1::2].count(0) > zeros / 2 else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    words = sum(1 for found in text if found.isalnum() or found.isspace())
    return (
        text if words > _LEAST_WORDS * len(text) and _BINARY_CHARACTERS.isdisjoint(text) else None
    )


def _likely(data: bytes) -> str | None:
    """The most likely encoding; that of Windows in the West if no other is more so.

    That of old Macs reads as Windows’ does, but for its quotation marks and accents, which are
    capitals there: “monthÕs”.
    """
    western = min("cp1252", "mac_roman", key=lambda encoding: _misplaced(data, encoding))
    if not re.search(r"[^\W_]", re.sub("[\0-~]", "", data.decode(western, errors="replace"))):
        return western  # nothing but its quotation marks and dashes is beyond ASCII
    matches = from_bytes(data)
    best = matches.best()
    if not best:
        return None
    as_likely = (match for match in matches if match.chaos <= best.chaos)
    if any("cp1252" in match.could_be_from_charset for match in as_likely):
        return western
    of_macs = best.encoding.startswith("mac_") or bool(_misplaced(data, best.encoding))
    return western if of_macs and not _misplaced(data, western) else best.encoding


def _misplaced(data: bytes, encoding: str) -> int:
    """How many characters are where no writer puts them, if this is the encoding."""
    return len(_MISPLACED.findall(data.decode(encoding, errors="replace")))
