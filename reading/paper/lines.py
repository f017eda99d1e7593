"""Lines as they were set → paragraphs as they were written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reading.patterns import late

# A line shorter than this part of the longest ones was ended by its writer.
_SHORT = 0.8
# One that ends no sentence is a heading if it is shorter than this: lines that are not justified
# may end before a long word.
_HEADING = 0.6

_HYPHENATED = late(r"(?<!\w)(\w+)[-\u00ad\u2010]\Z")
_STARTS_LOWER = late(r"([^\W\d_]+)")
_SENTENCE_END = late(r"[.!?…:][\"'”’»)\]]*\Z")

# First parts of compounds, and what follows them in words that have no hyphen.
_KEPT = {"well": ("ness", "spring"), "self": ("less", "same", "hood", "ishly", "ishness")}


def joined(text: str) -> str:
    """Paragraphs, one a line, with an empty line between two.

    A paragraph ends at a blank line, at a short line that ends a sentence, and at a short
    line before a capital: a heading.
    """
    lines = [line.strip() for line in text.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if line and previous and not _ends(previous, line, full):
            paragraphs[-1][-1] = _going_on(previous, line, text)
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        previous = line
    return "\n\n".join(map("".join, paragraphs))


def on_one_line(lines: Sequence[str], text: str) -> str:
    """The lines of a paragraph as one; a hyphen at an end stays if `text` has the word with it."""
    whole = "".join(_going_on(line, following, text) for line, following in pairwise(lines))
    return f"{whole}{lines[-1]}" if lines else ""


def _ends(line: str, following: str, full: int) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
    if len(line) >= full * _SHORT or following[0].islower():
        return False
    if _SENTENCE_END.search(line):
        return True
    return len(line) < full * _HEADING and not line.endswith((",", "-", "–", "—"))


def _is_compound(first: str, second: str, text: str) -> bool:
    """Whether a word has its hyphen where no line ends, too: “well-known”."""
    if f"{first}-{second}" in text:
        return True
    return first.lower() in _KEPT and second not in _KEPT[first.lower()] and len(second) > 3


def _going_on(line: str, following: str, text: str) -> str:
    """A line as it precedes the next; its hyphen stays if `text` has the word with it."""
    cut, rest = _HYPHENATED.search(line), _STARTS_LOWER.match(following)
    if not cut:
        return f"{line} "
    if not rest or not rest[1][0].islower() or _is_compound(cut[1], rest[1], text):
        return line.rstrip("\u00ad")
    return line[:-1]
