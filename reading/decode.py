"""Bytes → text, without touching a character: offsets count in what comes out of here."""

from __future__ import annotations

import codecs
import re

from reading import alphabets
from reading.draft import ReadingError
from reading.patterns import late
from reading.western import with_marks

BOM = "\ufeff"
GUESSED = (
    "The file does not say how its characters are encoded. It was read as {}: check names with "
    "accents, or save it as UTF-8."
)

DAMAGED = (
    "{} in the file that {} no UTF-8, as the rest is: read as “\ufffd”, the first {}. "
    "Compare them with the original."
)

# How ISO 2022 begins Japanese characters.
_ESCAPE, _JAPANESE = b"\x1b", b"\x1b$"
_PARTLY = "utf-8, damaged"
_SURE = frozenset({"utf-8", "utf-16", "cp1252", "mac_roman"})
# Where two bytes are a character, which accents beside letters can look like.
_EASTERN = frozenset(
    "shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004 euc_jisx0213 euc_kr cp949"
    " johab big5 big5hkscs cp950 gb2312 gbk gb18030 hz".split()
)
_ASCII = bytes(range(128))
_LEAST_EASTERN = 0.2
# In UTF-8 that is damaged, at least so many whole characters beyond ASCII for each damaged place.
_LEAST_WHOLE = 4
# How `_damaged` marks the bytes that are none.
_STRAY = late(r"[\udc80-\udcff]+")
_BEFORE = 20  # characters that a note shows in front of a damaged place
# How people name encodings.
_NAMES = {
    "cp1250": "Windows-1250 (Central European)",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "koi8_u": "KOI8-U (Cyrillic)",
    "cp866": "the Cyrillic of DOS (866)",
    "cp949": "EUC-KR (Korean)",
    "euc_kr": "EUC-KR (Korean)",
    "johab": "Johab (Korean)",
    "shift_jis": "Shift_JIS (Japanese)",
    "cp932": "Shift_JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "iso2022_jp": "ISO 2022 (Japanese)",
    "big5": "Big5 (Chinese)",
    "big5hkscs": "Big5 (Chinese)",
    "cp950": "Big5 (Chinese)",
    "gb2312": "GB 18030 (Chinese)",
    "gbk": "GB 18030 (Chinese)",
    "gb18030": "GB 18030 (Chinese)",
}

# Control characters that no text has; tab, line ends, form feed and escape may occur.
_BINARY = bytes(sorted({*range(32), 127} - {8, 9, 10, 11, 12, 13, 27}))
_BINARY_CHARACTERS = frozenset(map(chr, _BINARY))

# UTF-16 has at least these shares of zero bytes, and of letters, digits and blanks.
_LEAST_ZEROS = 0.05
_LEAST_WORDS = 0.6
_LEAST_WIDE = 16

# A capital with an accent behind a small letter or before a plain capital, a sign inside of a
# word or at its end, a letter alone among blanks, what the encoding does not have.
_MISPLACED = late(
    r"(?<=[a-zà-ÿ])[À-ÖØ-ÞŠŽŸŒ]|(?<![^\W\d_])[À-ÖØ-ÞŠŽŸŒ](?=[A-Z][a-z])"
    r"|(?<=[a-zA-Z])[^\w\s!-~‘’“”‹›«»–—…°´·®™©](?=[a-z])|[\x80-\x9f\ufffd]"
    r"|(?<=\s)[À-ÖØ-ÞŠŽŸŒÐ](?=\s)|[¿¡](?=[\s,.])|(?<=[a-z])[‚„†‡ˆ‰‹Œ•˜]|[˘˙˚˝˛ˇ∂∑∏π∫Ω◊ﬁﬂ√≈∆]"
)


def decode(name: str, data: bytes) -> str:
    """The text of a file, as `decoded` finds it."""
    return decoded(name, data)[0]


def decoded(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, line ends and byte order mark (U+FEFF) kept, and notes on its encoding.

    Controls that are the marks of Windows-1252 are those marks (`western.py`).

    UTF-8 where that fits, UTF-16 and UTF-32 where their byte order mark says so, UTF-16 without
    one where every other byte says so, UTF-8 with U+FFFD for the few bytes that are none, else what
    its letters or charset-normalizer find most likely; a note says which, unless it is a Western
    one, or where UTF-8 is damaged.  Raises ReadingError for what is no text.
    """
    if not _has_binary(data) and (_ESCAPE not in data or _JAPANESE not in data):
        try:
            return with_marks(data.decode("utf-8")), ()
        except UnicodeDecodeError:
            pass
    text, codec = _text_of(name, data)
    text = with_marks(text)
    _check(name, text)
    if codec == _PARTLY:
        return text, (_damage(data),)
    return text, () if codec in _SURE else (GUESSED.format(_NAMES.get(codec, codec)),)


def _check(name: str, text: str) -> None:
    if not _BINARY_CHARACTERS.isdisjoint(text):
        at, found = next((at, each) for at, each in enumerate(text) if each in _BINARY_CHARACTERS)
        raise ReadingError(
            f"{name} is no text: it has the control character U+{ord(found):04X} at {at}. "
            "Save it as plain text in UTF-8."
        )


def text_of(name: str, data: bytes) -> str:
    """As `decode`, with all control characters that the file has."""
    return _text_of(name, data)[0]


def _text_of(name: str, data: bytes) -> tuple[str, str]:
    """The text of a file and the codec in which it is."""
    for marks, encoding in (
        ((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
        ((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
    ):
        if data.startswith(marks):
            try:
                return data.decode(encoding), "utf-16"
            except UnicodeDecodeError:
                break
    if (wide := _without_mark(data)) is not None:
        return wide, "utf-16"
    try:
        if _JAPANESE in data:
            return data.decode("iso2022_jp"), "iso2022_jp"
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if (damaged := _damaged(data)) is not None:
            return _STRAY.sub("\ufffd", damaged), _PARTLY
        if b"\0" not in data and (likely := _likely(data)):
            try:
                return data.decode(likely), likely
            except UnicodeDecodeError:  # it was judged by samples
                pass
        raise ReadingError(
            f"{name} is no text in an encoding we know: byte {error.start} "
            f"(0x{data[error.start]:02X}) is not UTF-8. Save it as UTF-8."
        ) from None


def _damaged(data: bytes) -> str | None:
    """The text of UTF-8 that is cut off within a character or has a few bytes of another encoding,
    these as lone surrogates; None where they are not few."""
    text = data.decode("utf-8", "surrogateescape")
    stray = _STRAY.findall(text)
    if not stray:  # it is UTF-8, though none of what a mark or an escape promised
        return None
    whole = sum(1 for found in text if found > "\x7f") - sum(map(len, stray))
    cut_off = len(stray) == 1 and text.endswith(stray[0]) and stray[0] > "\udcc1"
    return text if whole >= (1 if cut_off else _LEAST_WHOLE * len(stray)) else None


def _damage(data: bytes) -> str:
    """The note on damaged UTF-8: how many places, and behind which words the first is."""
    text = data.decode("utf-8", "surrogateescape")
    places = [match.start() for match in _STRAY.finditer(text)]
    before = text[max(0, places[0] - _BEFORE) : places[0]].removeprefix("\ufeff")
    one = len(places) == 1
    return DAMAGED.format(
        "There is a place" if one else f"There are {len(places)} places", "is" if one else "are",
        f"behind “{' '.join(before.split())}”" if before.strip() else "at its beginning",
    )  # fmt: skip


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
    if found := alphabets.of_script(data) or alphabets.elsewhere(data):
        return found
    western = min("cp1252", "mac_roman", key=lambda encoding: _misplaced(data, encoding))
    if not re.search(r"[^\W_]", re.sub("[\0-~]", "", data.decode(western, errors="replace"))):
        return western  # nothing but its quotation marks and dashes is beyond ASCII
    from charset_normalizer import from_bytes  # slow to import, and few files need it

    matches = from_bytes(data)
    best = matches.best()
    if not best:
        return None if _misplaced(data, western) else western
    as_likely = (match for match in matches if match.chaos <= best.chaos)
    if any("cp1252" in match.could_be_from_charset for match in as_likely):
        return western
    if best.encoding in _EASTERN and not _misplaced(data, western) and _is_rare(data):
        return western
    of_macs = best.encoding.startswith("mac_") or bool(_misplaced(data, best.encoding))
    return western if of_macs and not _misplaced(data, western) else best.encoding


def _is_rare(data: bytes) -> bool:
    """Whether few bytes are beyond ASCII, as in English with a name from elsewhere."""
    return len(data.translate(None, _ASCII)) < _LEAST_EASTERN * len(data)


def _misplaced(data: bytes, encoding: str) -> int:
    """How many characters are where no writer puts them, if this is the encoding."""
    return len(_MISPLACED.findall(data.decode(encoding, errors="replace")))
