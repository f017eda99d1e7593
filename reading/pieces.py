"""Articles within a text: where each has its header and its body."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from reading.decode import BOM
from reading.header import Header
from reading.patterns import late

_LINE_END = late(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article in a text; its body is what `spans` of the text have, an empty line between."""

    header: Header
    spans: tuple[tuple[int, int], ...]


class Line(NamedTuple):
    """A line of a text, without the blanks at its ends: `text[start:end] == words`."""

    words: str
    start: int
    end: int


def lines_of(text: str, start: int = 0, *, most: int | None = None) -> list[Line]:
    """The lines of a text from a place on, blank ones included; as many as `most`."""
    return [*islice(iter_lines(text, start), most)]


def iter_lines(text: str, start: int = 0) -> Iterator[Line]:
    """As `lines_of`, a line when it is asked for."""
    mixed = "\r" in text
    while True:
        end = _line_end(text, start) if mixed else text.find("\n", start)
        whole = text[start:end] if end >= 0 else text[start:]
        words = whole.strip().lstrip(BOM)
        begins = start
        if len(words) < len(whole):
            begins += whole.index(words) if words else len(whole)
        yield Line(words, begins, begins + len(words))
        if end < 0:
            return
        start = end + (2 if mixed and text.startswith("\r\n", end) else 1)


def _line_end(text: str, start: int) -> int:
    """Where the line that begins at `start` ends; -1 in the last."""
    end = _LINE_END.search(text, start)
    return end.start() if end else -1


def span_of(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """From the first to the last of these lines that have words; nothing if none has."""
    words = [line for line in lines if line.words]
    return ((words[0].start, words[-1].end),) if words else ()


def parts(lines: Sequence[Line], mark: re.Pattern[str]) -> list[Sequence[Line]]:
    """The lines before, between and behind the lines that are such a mark."""
    marks = [-1, *(at for at, line in enumerate(lines) if mark.fullmatch(line.words)), len(lines)]
    return [lines[before + 1 : after] for before, after in itertools.pairwise(marks)]
