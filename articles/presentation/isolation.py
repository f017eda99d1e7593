"""Names and titles in any direction of writing: they turn round nothing that is beside them.

A name with U+202E (right-to-left override) would print the rest of its line backwards, dates and
other names among it.  An isolate ends every direction that begins in it (UAX #9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html

# Characters that are written from right to left, or say how others are: Hebrew to Arabic Extended,
# marks, embeddings and isolates, presentation forms, and the scripts beyond U+10800 and U+1E800.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OPENING = "\u2066\u2067\u2068"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def turns(text: str) -> bool:
    """Whether a text has characters that are not written from left to right."""
    return not text.isascii() and _TURNING.search(text) is not None


def isolated(value: object) -> str:
    """Return a name as markup: within `<bdi>` if it may turn round what is beside it.

    Markup, such as the field of a form, is returned as it is.
    """
    if type(value) is str and value.isascii():
        return value
    if hasattr(value, "__html__"):
        return str(value)
    text = "" if value is None else str(value)
    return format_html("<bdi>{}</bdi>", _closed(text)) if turns(text) else text


def isolated_text(value: object) -> str:
    """Return a name where no markup is possible: between an isolate and its end, if need be.

    >>> isolated_text("Ana"), isolated_text("\\u202eanA").encode("ascii", "backslashreplace")
    ('Ana', b'\\\\u2068\\\\u202eanA\\\\u2069')
    """
    text = "" if value is None else str(value)
    return f"{FIRST_STRONG_ISOLATE}{_closed(text)}{POP_ISOLATE}" if turns(text) else text


def _closed(text: str) -> str:
    """Return the text with as many ends of isolates as beginnings."""
    return "".join(_balanced(text))


def _balanced(text: str) -> Iterator[str]:
    """Yield characters, without an end that would end the isolate around the text."""
    depth = 0
    for character in text:
        depth += character in _OPENING
        if character == POP_ISOLATE:
            if not depth:
                continue
            depth -= 1
        yield character
    yield POP_ISOLATE * depth
