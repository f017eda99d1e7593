"""The map of the world: the outline of each country, and how strongly it is coloured.

`world.json` is written by `tools/build_world_map.py` from Natural Earth, which is in the public
domain: one SVG path by country, and one without a code for places that have none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.presentation.matrix import step

OUTLINES = Path(__file__).with_name("world.json")


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the map; `step` runs from 0, never, to the `STEPS` of a matrix, most."""

    code: str
    name: str
    path: str
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class World:
    """Countries with an outline; `outlines` is the path of all others, `missing` counts countries
    with quotations that are too small for the map."""

    shapes: tuple[Shape, ...]
    outlines: str
    missing: int


@cache
def outlines() -> dict[str, str]:
    """Return the path of each country by its code."""
    found: dict[str, str] = json.loads(OUTLINES.read_text("utf-8"))
    return found


def world(counts: Mapping[str, int], names: Mapping[str, str]) -> World:
    """Return the map of these counts by the code of a country."""
    paths = outlines()
    most = max(counts.values(), default=0)
    drawn = [code for code, count in counts.items() if count and code in paths]
    shapes = tuple(
        Shape(code, names.get(code, code), paths[code], counts[code], step(counts[code], most))
        for code in sorted(drawn)
    )
    rest = "".join(path for code, path in paths.items() if code not in drawn)
    missing = sum(1 for code, count in counts.items() if count and code not in paths)
    return World(shapes, rest, missing)
