"""Windows-1252 under the name of Latin-1, read as browsers do (WHATWG, Encoding Standard, 4.2).

Latin-1 has controls where Windows-1252 has quotation marks, dashes and “…”, and no text has them.
Entities that were left in a text when it was taken out of a page are read as their characters, too.
"""

from __future__ import annotations

import codecs
import html

from reading.patterns import late

_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CHARACTERS = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in _UNDEFINED
}
# U+0085 alone is an end of a line.
_CONTROLS = late("[\x80-\x84\x86-\x9f]")


def with_marks(text: str) -> str:
    """The text with the characters of Windows-1252 in place of these controls, one for one.

    >>> with_marks("\\x93It rains,\\x94 she said\\x85")
    '“It rains,” she said…'
    """
    if text.isascii() or not _CONTROLS.search(text):
        return text
    return text.translate(_CHARACTERS)


_ENTITY = late("&(?:[A-Za-z]{2,8}|#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,5});")


def without_entities(text: str) -> str:
    """Text that is no HTML, but was taken out of a page, with the characters that it names.

    >>> without_entities("&ldquo;It rains,&rdquo; said R&amp;D; &#147;yes&#148; & no")
    '“It rains,” said R&D; “yes” & no'
    """
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def of_stated(data: bytes, charset: str) -> str:
    """The text of bytes in the encoding that a page or a mail states.

    UTF-8 that is stated to be Latin-1 is UTF-8.  Raises LookupError for an encoding that there is
    not, ValueError for bytes that are not in it.
    """
    if codecs.lookup(charset).name != "iso8859-1":
        return data.decode(charset)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_CHARACTERS)
