"""The lines of pages that a browser printed, in the order in which it drew them.

A browser draws a page as its source has it, so columns follow one another, and what is beside
an article is drawn before or behind it.  What it lays over the rest is drawn late (CSS 2.1,
appendix E), so a part that is above another, with some of its width, is read before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import median

from reading.paper.columns import Line, letters, share

# A gap this many times the size of a line divides two texts side by side, if each has letters.
_GAP, _LEAST_LETTERS = 3, 10
# How far below a line, in its size, its part of the page goes on.
_FAR = 3
# More parts than this share of the lines: the file was not drawn part by part.
_MOST_PARTS, _LEAST_LINES = 0.5, 20
# Letters by which the place of a word in a line is found.
_NEAR = 4
# More parts on a page are left as drawn.
_MOST_ORDERED = 120
# A first letter as high as several lines.
_INITIAL = 1.6


def drawn(pages: Sequence[Sequence[Line]]) -> list[list[Line]] | None:
    """The lines of each page, in order, of what `pages` has as drawn; None if that is no order.

    What is at the same place of every page, as a banner that does not scroll, is left out.
    """
    fixed = _fixed(pages)
    parts = [
        [*_parts([*_lines([each for each in page if not _is_in(each, fixed)])])] for page in pages
    ]
    count = sum(len(part) for page in parts for part in page)
    if count >= _LEAST_LINES and sum(map(len, parts)) > _MOST_PARTS * count:
        return None
    return [_with_initials([*chain.from_iterable(_ordered(page))]) for page in parts]


def _fixed(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """What is at the same place of every page, whole, or cut by what it lies on."""
    if len(pages) < 2:
        return []
    places: dict[tuple[int, int], dict[int, Line]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for line in page:
            places[round(line.left), round(line.bottom)].setdefault(number, line)
    found = []
    for lines in (each.values() for each in places.values() if len(each) == len(pages)):
        longest = max(lines, key=lambda line: len(line.text))
        shortest = min(len(line.text) for line in lines)
        least = min(len(longest.text), _LEAST_LETTERS)
        if shortest >= least and all(longest.text.startswith(line.text) for line in lines):
            found.append(longest)
    return found


def _is_in(line: Line, fixed: Sequence[Line]) -> bool:
    """Whether a line is all or the end of one that is fixed, at its place."""
    word = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    for each in fixed:
        if abs(line.bottom - each.bottom) < 1 and each.left - 1 < line.left < each.right:
            at = (line.left - each.left) / (each.right - each.left) * len(each.text)
            if word in each.text[max(0, int(at) - _NEAR) : int(at) + len(word) + _NEAR]:
                return True
    return False


def _lines(fragments: Sequence[Line]) -> Iterator[Line]:
    """What is drawn in a row, from left to right, as one line."""
    current: Line | None = None
    for fragment in fragments:
        if current and _goes_on(current, fragment):
            current = current.with_behind(fragment)
        else:
            if current:
                yield current
            current = fragment
    if current:
        yield current


def _goes_on(line: Line, fragment: Line) -> bool:
    gap = fragment.left - line.right
    apart = gap > _GAP * fragment.size and min(letters(line), letters(fragment)) >= _LEAST_LETTERS
    return fragment.beside(line) and gap > -0.6 * fragment.size and not apart


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines drawn one under another."""
    part: list[Line] = []
    for line in lines:
        if part and not _is_below(part[-1], line):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _is_below(line: Line, following: Line) -> bool:
    gap = line.bottom - following.top
    size = max(line.size, following.size)
    return -0.5 * size < gap < _FAR * size and share(line, following)


def _ordered(parts: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The parts as they are drawn, but none before one that is above it."""
    if len(parts) > _MOST_ORDERED:
        return [*parts]
    boxes = [_box(part) for part in parts]
    above = [
        {
            j
            for j, other in enumerate(boxes)
            if j != i and share(other, box) and other.bottom > box.top - 0.3 * parts[i][0].size
        }
        for i, box in enumerate(boxes)
    ]
    result, left = [], [*range(len(parts))]
    while left:
        chosen = next((i for i in left if above[i].isdisjoint(left)), left[0])
        left.remove(chosen)
        result.append(parts[chosen])
    return result


def _box(part: Sequence[Line]) -> Line:
    return Line(
        "",
        min(line.left for line in part),
        min(line.bottom for line in part),
        max(line.right for line in part),
        max(line.top for line in part),
    )


def _with_initials(lines: list[Line]) -> list[Line]:
    """The lines, with a large first letter, which is drawn early, before its word again."""
    result = lines.copy()
    least = _INITIAL * median(line.size for line in lines) if lines else 0
    for letter in [line for line in lines if line.size > least]:
        if len(letter.text) > 2 or not letter.text[-1:].isalpha():
            continue
        first = next((line for line in lines if _begins(letter, line)), None)
        if first:
            at = next(at for at, line in enumerate(result) if line is first)
            result[at] = replace(first, text=letter.text + first.text)
            result = [line for line in result if line is not letter]
    return result


def _begins(letter: Line, line: Line) -> bool:
    """Whether a letter is the first one of a line on its right, and as high as some."""
    return (
        letter.size > _INITIAL * line.size
        and -0.3 * line.size < line.left - letter.right < line.size
        and letter.bottom < line.bottom
        and line.top > letter.top - line.size
        and line.text[:1].isalpha()
    )
