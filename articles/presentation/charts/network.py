"""The network of who speaks about whom: people on a circle, and a line for each tie."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.presentation.matrix import step

# The radius of the circle, the room for names around it, and the largest dot.
RADIUS, ROOM, DOT = 250, 170, 11
SIZE = 2 * (RADIUS + ROOM)
# Lines that can be followed by eye; of more, those with fewest quotes are drawn fainter.
MOST_LINES = 60
# Code points of a name that have room beside the circle.
LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as a curve from who speaks to about whom; `step` runs from 1 to 5, most."""

    path: str
    step: int
    count: int
    by: str
    about: str
    by_url: str
    about_url: str
    url: str


@dataclass(frozen=True, slots=True)
class Node:
    """A person on the circle; the name is turned by `angle` and ends at the circle on the left."""

    name: str
    label: str
    url: str
    x: float
    y: float
    dot: float
    name_x: float
    name_y: float
    angle: float
    is_left: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The nodes in the order of the circle, each with the lines that begin at it."""

    nodes: tuple[Node, ...]
    size: int = SIZE

    @property
    def lines(self) -> list[Line]:
        """All lines, the most quotes first."""
        found = [line for node in self.nodes for line in node.lines]
        return sorted(found, key=lambda line: (-line.count, line.by, line.about))

    @property
    def is_dense(self) -> bool:
        return sum(len(node.lines) for node in self.nodes) > MOST_LINES


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tie between two people by key, its number of quotes, and the list of them."""

    by: int
    about: int
    count: int
    url: str


def picture(people: Mapping[int, tuple[str, str]], ties: Sequence[Drawn]) -> Picture:
    """Return the picture of these people, (name, URL) by key."""
    order = circle(list(people), ties)
    angles = {key: 2 * math.pi * place / max(len(order), 1) for place, key in enumerate(order)}
    weight: Counter[int] = Counter()
    for tie in ties:
        weight[tie.by] += tie.count
        weight[tie.about] += tie.count
    most = max(weight.values(), default=1)
    strongest = max((tie.count for tie in ties), default=1)
    nodes = []
    for key in order:
        name, url = people[key]
        lines = tuple(
            Line(
                _curve(angles[tie.by], angles[tie.about]), step(tie.count, strongest), tie.count,
                name, people[tie.about][0], url, people[tie.about][1], tie.url,
            )
            for tie in ties
            if tie.by == key
        )  # fmt: skip
        dot = 3 + (DOT - 3) * math.sqrt(weight[key] / most)
        nodes.append(_node(name, url, angles[key], dot, lines))
    return Picture(tuple(nodes))


def circle(people: Sequence[int], ties: Iterable[Drawn]) -> list[int]:
    """Return people in an order in which those with strong ties are near one another.

    The first is the first of `people`; each next one has the most quotes with the last three.
    """
    between: Counter[frozenset[int]] = Counter()
    for tie in ties:
        between[frozenset({tie.by, tie.about})] += tie.count
    order, rest = list(people[:1]), list(people[1:])
    while rest:
        near = order[-3:]
        nearest = max(rest, key=lambda key: sum(between[frozenset({key, one})] for one in near))
        order.append(nearest)
        rest.remove(nearest)
    return order


def _at(angle: float, radius: float) -> tuple[float, float]:
    """Return a point at an angle from the top, clockwise."""
    middle = SIZE / 2
    return (
        round(middle + radius * math.sin(angle), 1),
        round(middle - radius * math.cos(angle), 1),
    )


def _curve(start: float, end: float) -> str:
    """Return the path from one angle to another, bent to its own side of the middle.

    The two directions between two people are two curves.
    """
    (x1, y1), (x2, y2) = _at(start, RADIUS), _at(end, RADIUS - DOT)
    middle = SIZE / 2
    bend_x, bend_y = (y2 - y1) * 0.12, (x1 - x2) * 0.12
    x, y = (x1 + x2) / 4 + middle / 2 + bend_x, (y1 + y2) / 4 + middle / 2 + bend_y
    return f"M{x1} {y1}Q{x:.1f} {y:.1f} {x2} {y2}"


def _node(name: str, url: str, angle: float, dot: float, lines: tuple[Line, ...]) -> Node:
    x, y = _at(angle, RADIUS)
    name_x, name_y = _at(angle, RADIUS + DOT + 6)
    degrees = math.degrees(angle)
    is_left = degrees > 180
    turned = round(degrees + 90 if is_left else degrees - 90, 1)
    label = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return Node(name, label, url, x, y, round(dot, 1), name_x, name_y, turned, is_left, lines)
