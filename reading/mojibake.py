"""Mend text that was decoded in the wrong encoding and saved again: “monthâ€™s”."""

from __future__ import annotations

from typing import Any

from reading.patterns import late

MENDED = "The text had been saved in the wrong encoding (as “â€™” for “’”); it was mended."

# Nothing but the encoding is mended; quotation marks, ligatures and line ends stay.
_LEFT = (
    "unescape_html", "remove_terminal_escapes", "fix_latin_ligatures", "fix_character_width",
    "uncurl_quotes", "fix_line_breaks", "fix_c1_controls", "fix_surrogates",
    "remove_control_chars",
)  # fmt: skip
# The first bytes of characters in UTF-8, as the encodings of the West show them.
_LINE = late(r"[^\n]*\n|[^\n]+")
_SUSPECT = "ÂÃâÅÄÐÑ‚ΓÔ├┬"
# A character in UTF-8 has more than one byte, and only a blank may have been made of the second.
_BROKEN = late(rf"[{_SUSPECT}][^\x00-\x7f]|[ÃÂ]\s")
# The last byte of ” is no character of Windows-1252, so programs replace it.
_LOST_MARK, _MARK = "â€\ufffd", "â€\x9d"


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its characters restored, and a note if any was; else the text itself.

    >>> mended("last monthâ€™s vote")[0]
    'last month’s vote'
    >>> mended("the château")
    ('the château', ())
    """
    if text.isascii() or not any(map(text.__contains__, _SUSPECT)) or not _BROKEN.search(text):
        return text, ()
    restored = "".join(map(_restored, _LINE.findall(text.replace(_LOST_MARK, _MARK))))
    return (restored, (MENDED,)) if restored != text else (text, ())


def _restored(line: str) -> str:
    """A line with its characters restored; ftfy is imported for a text that may need it."""
    if line.isascii():
        return line
    import ftfy
    from ftfy.badness import is_bad

    if not is_bad(line):
        return line
    left: dict[str, Any] = dict.fromkeys(_LEFT, False)
    return ftfy.fix_text(line, ftfy.TextFixerConfig(normalization=None, **left))
