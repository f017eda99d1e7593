"""Pull quotes: words of the text that its page repeats in large letters are left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from reading.paper.columns import Line
from reading.patterns import late

# A headline, or a pull quote, is this many times as large as most lines.
_LARGE = 1.25
# Words that are read before the first pull quote, and that one has at least.
_BEFORE, _LEAST = 25, 4
# Lines below it that say who said it: a name, and what the speaker is.
_SIGNATURE = 2
# How much of its size a line is away from the next of its paragraph, and how unlike in size.
_LEADING, _ALIKE = 0.45, 1.05
_QUOTED = late(r"\s*[\"“”„«»‘’'].*[\"“”«»‘’'][.,]?\s*")
_OMITTED = late(r"\s*(?:…|\.\.\.|\[…\])\s*")
_NAME = late(r"[\s—–-]*([^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3})(?:[,:;(|].*)?\s*")


def large(lines: Sequence[Line]) -> float:
    """The size from which a line is larger than most."""
    sizes = sorted(line.size for line in lines for _ in range(len(line.text) // 10 + 1))
    return _LARGE * sizes[len(sizes) // 2] if sizes else 0


def without(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page, in order, without pull quotes and the names below them.

    A large line is a pull quote if text is before it, its words are in the text, and the person
    named below it, if one is, is in the text too: a writer is not.
    """
    everything = [*chain.from_iterable(pages)]
    least = large(everything)
    text = _Text([line.text for line in everything if line.size < least])
    kept: list[list[Line]] = []
    before = 0
    for lines in pages:
        kept.append([])
        at = 0
        while at < len(lines):
            if lines[at].size < least:
                end = at + 1
                before += len(lines[at].text.split())
            else:
                end = next((n for n in range(at, len(lines)) if lines[n].size < least), len(lines))
                if before >= _BEFORE and (until := _pull_quote(lines, at, end, text)):
                    at = until
                    continue
            kept[-1] += lines[at:end]
            at = end
    return kept


class _Text:
    """What is not large, to look words up in."""

    def __init__(self, lines: Sequence[str]) -> None:
        text = " ".join(lines)
        self.folded = _folded(text)
        self.lines = frozenset(map(_folded, lines))
        self.words = frozenset(map(_folded, text.split()))

    def has(self, large_words: str) -> bool:
        """Whether the words are in the text one after another, but for those marked as left out."""
        at = 0
        for part in map(_folded, _OMITTED.split(large_words)):
            found = self.folded.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return True


def _pull_quote(lines: Sequence[Line], begin: int, end: int, text: _Text) -> int:
    """Where a pull quote and the name below it end, if large lines are one; else 0."""
    words = " ".join(line.text for line in lines[begin:end])
    # What is a line of its own elsewhere is a headline, repeated above the page.
    if len(words.split()) < _LEAST or _folded(words) in text.lines:
        return 0
    name = _NAME.fullmatch(lines[end].text) if end < len(lines) else None
    known = name is not None and text.folded.count(_folded(name[1])) > 1
    shortened = known and _QUOTED.fullmatch(words) and text.words.issuperset(_split(words))
    if not (shortened or text.has(words)):
        return 0
    last = next((n for n in range(end, min(end + _SIGNATURE, len(lines))) if _apart(lines, n)), -1)
    if known:
        return end if last < 0 else last + 1
    # A name alone that the text does not have is a writer's, below a headline.
    return 0 if name and last == end else end


def _apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is no part of the paragraph in the line that follows."""
    if at + 1 == len(lines):
        return True
    line, following = lines[at], lines[at + 1]
    gap = line.bottom - following.top
    unlike = max(line.size, following.size) > _ALIKE * min(line.size, following.size)
    return unlike or gap > _LEADING * line.size or following.bottom > line.top


def _split(words: str) -> list[str]:
    return list(filter(None, map(_folded, words.split())))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
