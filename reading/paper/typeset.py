"""Lines of a printed page, in order → its paragraphs, by where each line begins and ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from reading.paper.columns import Line, share
from reading.paper.lines import on_one_line
from reading.patterns import late

_SENTENCE_END = late(r"[.!?…:][\"'”’»)\]]*\Z")
_ITEM = late(r"[•◦▪‣]")
# How alike in size the lines of a paragraph are.
_ALIKE = 1.12
# A gap wider than the usual one by this share of a line's size ends a paragraph.
_WIDER = 0.25
_USUAL = 0.2
# Lines before and behind by which the width of a column is found.
_NEAR = 4
# So many lines begin at the left of a column, at least.
_PLACED = 3
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
    places = Counter(map(_place, lines))
    groups: list[list[Line]] = []
    was_alone = False
    for at, line in enumerate(lines):
        begun = len(groups[-1]) if groups else 0
        ends = not at or was_alone or _ends(lines, at, usual, begun)
        # What is nowhere else on the pages goes on in no other column.
        ends = ends or (
            _is_above(lines, at)
            and min(places[_place(each)] for each in lines[at - 1 : at + 1]) < _PLACED
        )
        was_alone = (
            stands_alone(line.text)
            and (ends or _may_begin(lines, at))
            and not _goes_on_below(lines, at)
        )
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


def _place(line: Line) -> tuple[int, int]:
    return round(line.left / 2), round(line.size)


def _is_above(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is above the one before it: in the next column, or on the next page."""
    return _gap(lines[at - 1], lines[at]) < -0.5


def _may_begin(lines: Sequence[Line], at: int) -> bool:
    ended = bool(_SENTENCE_END.search(lines[at - 1].text)) or not _is_full(lines, at - 1)
    return ended and not lines[at].text[:1].islower()


def _goes_on_below(lines: Sequence[Line], at: int) -> bool:
    following = lines[at + 1] if at + 1 < len(lines) else None
    return (
        following is not None
        and _alike(lines[at], following)
        and following.text[:1].islower()
        and not _is_above(lines, at + 1)
    )


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


def _ends(lines: Sequence[Line], at: int, usual: dict[int, float], begun: int) -> bool:
    """Whether a paragraph ends before the line at `at`, which has `begun` lines so far."""
    line, following = lines[at - 1], lines[at]
    if not _alike(line, following) or _ITEM.match(following.text):
        return True
    ended = bool(_SENTENCE_END.search(line.text))
    gap = _gap(line, following)
    if _is_above(lines, at):
        return ended or not _is_full(lines, at - 1)
    if not share(line, following) or gap > usual.get(round(line.size), _USUAL) + _WIDER:
        return True
    if following.text[:1].islower():
        return False
    indented = 0.5 * line.size < following.left - line.left < 4 * line.size
    return (indented and ended) or _was_ended(lines, at, begun, ended=ended)


def _edge(lines: Sequence[Line], at: int, begun: int) -> float:
    """Where the column of a line ends, by the lines of its paragraph and those below it."""
    line = lines[at]
    edge = line.right
    for each in lines[max(0, at + 1 - min(begun, _NEAR)) : at]:
        edge = max(edge, each.right)
    for last, each in pairwise(lines[at : at + 1 + _NEAR]):
        if not _alike(each, line) or abs(each.left - line.left) > 2 * line.size:
            break
        if _gap(last, each) < -0.5:
            break
        edge = max(edge, each.right)
    return edge


def _is_full(lines: Sequence[Line], at: int) -> bool:
    """Whether a line fills its column, by the lines above it."""
    line = lines[at]
    near = lines[max(0, at - _NEAR) : at + 1]
    edge = max(
        each.right
        for each in near
        if _alike(each, line) and abs(each.left - line.left) < 2 * line.size
    )
    return line.right > edge - 0.2 * (edge - line.left)


def _was_ended(lines: Sequence[Line], at: int, begun: int, *, ended: bool) -> bool:
    """Whether a line ends where the next word would have had room."""
    line, following = lines[at - 1], lines[at]
    edge = _edge(lines, at - 1, begun)
    word = following.text.split(maxsplit=1)[0] if following.text.strip() else ""
    width = (following.right - following.left) * len(word) / max(1, len(following.text))
    room = line.right + 0.5 * line.size + 1.2 * width < edge
    short = line.right - line.left < _SHORT * (edge - line.left)
    return room and (ended or short) and not line.text.endswith((",", "-", "–", "—"))
