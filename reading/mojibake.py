"""Mend text that was decoded in the wrong encoding and saved again: “monthâ€™s”."""

from __future__ import annotations

import ftfy

MENDED = "The text had been saved in the wrong encoding (as “â€™” for “’”); it was mended."

# Nothing but the encoding is mended; quotation marks, ligatures and line ends stay.
_ENCODING_ONLY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_c1_controls=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
# The first bytes of characters in UTF-8, as the encodings of the West show them.
_SUSPECT = "ÂÃâÅÄÐÑ‚ΓÔ├┬"
# The last byte of ” is no character of Windows-1252, so programs replace it.
_LOST_MARK, _MARK = "â€\ufffd", "â€\x9d"


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its characters restored, and a note if any was; else the text itself.

    >>> mended("last monthâ€™s vote")[0]
    'last month’s vote'
    >>> mended("the château")
    ('the château', ())
    """
    if text.isascii() or not any(suspect in text for suspect in _SUSPECT):
        return text, ()
    restored = ftfy.fix_text(text.replace(_LOST_MARK, _MARK), _ENCODING_ONLY)
    return (restored, (MENDED,)) if restored != text else (text, ())
