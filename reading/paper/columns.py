"""Lines of a page → the order in which they are read.

Lines become blocks, and a block is read before another if it is above it with something of
its width in common, or left of it with nothing between that spans both: T. M. Breuel, High
performance document layout analysis, 2003.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(slots=True)
class Line:
    """A line of a column, in points from the lower left corner of its page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        return self.top - self.bottom

    def beside(self, other: Line | Block) -> bool:
        """Whether the two have something of the page's height in common."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.size, other.top - other.bottom)

    def with_behind(self, fragment: Line) -> Line:
        """One line of the two, with a space where there is a gap."""
        gap = fragment.left - self.right > 0.15 * fragment.size
        space = " " if gap and not self.text.endswith(" ") else ""
        return Line(
            f"{self.text}{space}{fragment.text}",
            self.left,
            min(self.bottom, fragment.bottom),
            max(self.right, fragment.right),
            max(self.top, fragment.top),
        )


@dataclass(slots=True)
class Block:
    """Lines under one another, in one column."""

    lines: list[Line]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.bottom for line in self.lines)


# A gap this many times the size of its line may divide columns, where as many rows have it.
_GAP = 0.9
_LEAST_ROWS = 4
_LEAST_LETTERS = 10
# Points by which the lines of a column may begin apart.
_ALIGNED = 3.0
# Lines of one block: how far apart, and how alike in size.
_LEADING = 0.9
_ALIKE = 1.2
# More blocks are a table, or a drawing.
MOST_BLOCKS = 120


def rows_joined(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page: what is in a row is one line, unless a gutter is between.

    The gutters of a page are those of the others too: a last page may have two lines.
    """
    rows = [list(_rows(fragments)) for fragments in pages]
    gutters = [gutter for page in rows for gutter in _gutters(page)]
    return [[line for row in page for line in _joined(row, gutters)] for page in rows]


def ordered(lines: Sequence[Line]) -> tuple[list[Block], bool]:
    """The blocks of a page as they are read, and whether that order is sure.

    It is not where a page in columns can be read in two ways, or has too many blocks.
    """
    blocks = _blocks(lines)
    if len(blocks) > MOST_BLOCKS:
        return [Block(list(lines))], False
    in_columns = _are_beside(blocks)
    sure = not any(_overlap(a, b) for at, a in enumerate(blocks) for b in blocks[at + 1 :])
    before = [
        {j for j, other in enumerate(blocks) if j != i and _is_before(other, block, blocks)}
        for i, block in enumerate(blocks)
    ]
    result: list[Block] = []
    left = sorted(range(len(blocks)), key=lambda i: (-blocks[i].top, blocks[i].left))
    while left:
        free = next((i for i in left if not before[i] & set(left)), None)
        sure = sure and free is not None
        chosen = left[0] if free is None else free
        left.remove(chosen)
        result.append(blocks[chosen])
    return result, sure or not in_columns


def _are_beside(blocks: Iterable[Block]) -> bool:
    """Whether blocks of several lines are side by side: whether there are columns."""
    long = [block for block in blocks if len(block.lines) >= _LEAST_ROWS]
    return any(
        min(a.top, b.top) - max(a.bottom, b.bottom) > 3 * a.lines[0].size
        for at, a in enumerate(long)
        for b in long[at + 1 :]
    )


# ── rows ──────────────────────────────────────────────────────────────────────────────────


def _rows(fragments: Sequence[Line]) -> Iterator[list[Line]]:
    """Fragments side by side, from the top of the page to its foot."""
    row: list[Line] = []
    for fragment in sorted(fragments, key=lambda each: -(each.bottom + each.top)):
        if row and not fragment.beside(row[0]):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(fragment)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _gutters(rows: Sequence[Sequence[Line]]) -> list[float]:
    """Where columns begin: places at which many lines begin behind a gap, words before it."""
    begins = [
        right.left
        for row in rows
        for left, right in pairwise(row)
        if right.left - left.right > _GAP * right.size
        and min(letters(left), letters(right)) >= _LEAST_LETTERS
    ]
    return [
        begin
        for begin in sorted(set(begins))
        if sum(abs(begin - other) <= _ALIGNED for other in begins) >= _LEAST_ROWS
    ]


def letters(line: Line) -> int:
    return sum(map(str.isalpha, line.text))


def _joined(row: Sequence[Line], gutters: Sequence[float]) -> Iterator[Line]:
    current: Line | None = None
    for fragment in row:
        if current and not _divided(current, fragment, gutters):
            current = current.with_behind(fragment)
        else:
            if current:
                yield current
            current = fragment
    if current:
        yield current


def _divided(left: Line, right: Line, gutters: Sequence[float]) -> bool:
    wide = right.left - left.right > 0.5 * right.size
    return wide and any(abs(right.left - begin) <= 4 * _ALIGNED for begin in gutters)


# ── blocks ────────────────────────────────────────────────────────────────────────────────


def _blocks(lines: Sequence[Line]) -> list[Block]:
    """Lines under one another, alike in size and not far apart."""
    blocks: list[Block] = []
    for line in sorted(lines, key=lambda each: -each.top):
        above = [block for block in blocks if _continues(block, line)]
        # What continues two columns is no part of either.
        if len(above) == 1 and not _spans(line, blocks, above[0]):
            above[0].lines.append(line)
        else:
            blocks.append(Block([line]))
    return blocks


def _continues(block: Block, line: Line) -> bool:
    last = block.lines[-1]
    gap = last.bottom - line.top
    alike = max(last.size, line.size) <= _ALIKE * min(last.size, line.size)
    return alike and -0.5 * line.size < gap < _LEADING * line.size and share(block, line)


def _spans(line: Line, blocks: Sequence[Block], own: Block) -> bool:
    """Whether a line reaches into a column beside the one that it would continue."""
    return any(
        other is not own
        and share(other, line)
        and not share(other, own)
        and other.bottom > line.top - line.size
        and other.bottom - line.top < 3 * line.size
        for other in blocks
    )


def share(one: Line | Block, other: Line | Block) -> bool:
    """Whether the two have something of the page's width in common."""
    return min(one.right, other.right) - max(one.left, other.left) > 1.0


def _overlap(one: Block, other: Block) -> bool:
    """Whether two blocks lie on one another, by more than the edge of a letter."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    size = median(line.size for line in (*one.lines, *other.lines))
    return width > size and height > 0.6 * size


def _is_before(one: Block, other: Block, blocks: Sequence[Block]) -> bool:
    if share(one, other):
        return one.top + one.bottom > other.top + other.bottom
    if one.right > other.left:
        return False
    low, high = min(one.bottom, other.bottom), max(one.top, other.top)
    return not any(
        low < (block.top + block.bottom) / 2 < high and share(block, one) and share(block, other)
        for block in blocks
        if block is not one and block is not other
    )
