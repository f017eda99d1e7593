"""Lines of a printed page, in order → its paragraphs, by where each line begins and ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from reading.columns import Line, share
from reading.lines import on_one_line

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_ITEM = re.compile(r"[•◦▪‣]")
# How alike in size the lines of a paragraph are.
_ALIKE = 1.12
# A gap wider than the usual one by this share of a line's size ends a paragraph.
_WIDER = 0.25
_USUAL = 0.2
# Lines before and behind by which the width of a column is told.
_NEAR = 4
# A line that fills less than this of its column, and the next word would fit, was ended.
_SHORT = 0.6


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words, its place from the left, the size of its lines, all in points."""

    text: str
    left: float
    size: float
    top: float

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_ended(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))


def paragraphs(
    pages: Sequence[Sequence[Line]], stands_alone: Callable[[str], bool]
) -> list[Paragraph]:
    """The paragraphs of pages whose lines are in order; one may go on behind a page's end.

    `stands_alone` says what is no part of a paragraph, if it begins where a sentence may.
    """
    lines = [*chain.from_iterable(pages)]
    usual = _usual_gaps(lines)
    groups: list[list[Line]] = []
    was_alone = False
    for at, line in enumerate(lines):
        ends = not at or was_alone or _ends(lines, at, usual)
        was_alone = stands_alone(line.text) and (ends or _may_begin(lines, at))
        if not (ends or was_alone):
            groups[-1].append(line)
        else:
            groups.append([line])
    text = "\n".join(line.text for line in lines)
    return [
        Paragraph(
            on_one_line([line.text for line in group], text),
            min(line.left for line in group),
            median(line.size for line in group),
            group[0].top,
        )
        for group in groups
    ]


def _may_begin(lines: Sequence[Line], at: int) -> bool:
    ended = bool(_SENTENCE_END.search(lines[at - 1].text)) or not _is_full(lines, at - 1)
    return ended and not lines[at].text[:1].islower()


def _usual_gaps(lines: Sequence[Line]) -> dict[int, float]:
    """How far apart lines of each size are within a sentence, in that size."""
    gaps: dict[int, list[float]] = defaultdict(list)
    for line, following in _under_one_another(lines):
        if following.text[:1].islower():
            gaps[round(line.size)].append(_gap(line, following))
    return {size: median(found) for size, found in gaps.items()}


def _under_one_another(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for line, following in pairwise(lines):
        if _alike(line, following) and share(line, following) and _gap(line, following) > -0.5:
            yield line, following


def _gap(line: Line, following: Line) -> float:
    return (line.bottom - following.top) / max(line.size, 1)


def _alike(line: Line, following: Line) -> bool:
    return max(line.size, following.size) <= _ALIKE * min(line.size, following.size)


def _ends(lines: Sequence[Line], at: int, usual: dict[int, float]) -> bool:
    """Whether a paragraph ends before the line at `at`."""
    line, following = lines[at - 1], lines[at]
    if not _alike(line, following) or _ITEM.match(following.text):
        return True
    ended = bool(_SENTENCE_END.search(line.text))
    gap = _gap(line, following)
    if gap < -0.5:  # the next column, or page
        return ended or not _is_full(lines, at - 1)
    if not share(line, following) or gap > usual.get(round(line.size), _USUAL) + _WIDER:
        return True
    if following.text[:1].islower():
        return False
    indented = 0.5 * line.size < following.left - line.left < 4 * line.size
    return (indented and ended) or _was_ended(lines, at, ended=ended)


def _edge(lines: Sequence[Line], at: int) -> float:
    """Where the column of a line ends, by the lines around it that begin where it begins."""
    line = lines[at]
    near = lines[max(0, at - _NEAR) : at + _NEAR + 1]
    return max(
        each.right
        for each in near
        if _alike(each, line) and abs(each.left - line.left) < 2 * line.size
    )


def _is_full(lines: Sequence[Line], at: int) -> bool:
    line, edge = lines[at], _edge(lines, at)
    return line.right > edge - 0.2 * (edge - line.left)


def _was_ended(lines: Sequence[Line], at: int, *, ended: bool) -> bool:
    """Whether a line ends where the next word would have had room."""
    line, following = lines[at - 1], lines[at]
    edge = _edge(lines, at - 1)
    word = following.text.split(maxsplit=1)[0] if following.text.strip() else ""
    width = (following.right - following.left) * len(word) / max(1, len(following.text))
    room = line.right + 0.5 * line.size + 1.2 * width < edge
    short = line.right - line.left < _SHORT * (edge - line.left)
    return room and (ended or short) and not line.text.endswith((",", "-", "–", "—"))
