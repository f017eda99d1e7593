"""Write the outlines of the countries that the map of the world draws.

    python -m pip download --no-deps geopandas==0.14.4
    python tools/build_world_map.py geopandas-0.14.4-py3-none-any.whl

That wheel has “Admin 0 – Countries” of Natural Earth, 1:110m, which is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/).  Shapes are drawn in the Robinson
projection, simplified (Douglas and Peucker 1973), and written as one SVG path a country.
"""

from __future__ import annotations

import json
import math
import struct
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from extraction.countries.table import ROWS

TARGET = Path(__file__).parents[1] / "articles/presentation/charts/world.json"
STEM = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
# The width of the map, the distance that simplifying may move a line by, and the smallest ring.
WIDTH, TOLERANCE, SMALLEST = 1000, 0.9, 4.0
# Names of Natural Earth that our table of countries does not have.  Places without a code of
# ISO 3166-1 are drawn with no link.
NAMES = {
    "Bosnia and Herz.": "BA", "Central African Rep.": "CF", "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO", "Eq. Guinea": "GQ", "Falkland Is.": "FK",
    "Fr. S. Antarctic Lands": "TF",
    "Macedonia": "MK", "Palestine": "PS", "S. Sudan": "SS", "Solomon Is.": "SB", "W. Sahara": "EH",
    "eSwatini": "SZ", "Antarctica": "AQ",
}  # fmt: skip

# Robinson 1974: parallel length and distance from the equator, every five degrees.
LENGTHS = (1.0, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962, 0.8679, 0.835,
           0.7986, 0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322)  # fmt: skip
DISTANCES = (0.0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571, 0.6176, 0.6769,
             0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1.0)  # fmt: skip

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Return a place on the map, in units of it from the top left."""
    place = abs(latitude) / 5
    low = min(int(place), 17)
    part = place - low
    length = LENGTHS[low] + part * (LENGTHS[low + 1] - LENGTHS[low])
    distance = DISTANCES[low] + part * (DISTANCES[low + 1] - DISTANCES[low])
    scale = WIDTH / (2 * math.pi * 0.8487)
    x = WIDTH / 2 + scale * 0.8487 * length * math.radians(longitude)
    y = scale * 1.3523 * (1 - math.copysign(distance, latitude))
    return x, y


def simplify(points: list[Point]) -> list[Point]:
    """Return a line without the points that are close to it."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)

    def off(point: Point) -> float:
        x, y = point
        if not length:
            return math.hypot(x - x0, y - y0)
        return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length

    far = max(range(1, len(points) - 1), key=lambda n: off(points[n]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplify(points[: far + 1])[:-1] + simplify(points[far:])


def area(ring: list[Point]) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def shapes(data: bytes) -> Iterator[list[list[Point]]]:
    """Yield the rings of each shape of a .shp file of polygons."""
    at = 100
    while at < len(data):
        (words,) = struct.unpack(">i", data[at + 4 : at + 8])
        record = data[at + 8 : at + 8 + 2 * words]
        parts, points = struct.unpack("<2i", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts :])
        places = list(zip(flat[::2], flat[1::2], strict=True))
        yield [places[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * words


def rows(data: bytes) -> Iterator[dict[str, str]]:
    """Yield the rows of a .dbf file."""
    count, header, size = struct.unpack("<IHH", data[4:12])
    fields = [data[at : at + 32] for at in range(32, header - 1, 32)]
    for number in range(count):
        at = header + number * size + 1
        row = {}
        for field in fields:
            name = field[:11].split(b"\0")[0].decode()
            row[name] = data[at : at + field[16]].decode("latin-1").strip(" \0")
            at += field[16]
        yield row


def ring_of(points: Iterable[Point]) -> str:
    """Return a ring as a path of whole numbers, each place from the one before it."""
    first, *rest = [(round(x), round(y)) for x, y in points]
    steps = [
        f"{value}" if value < 0 else f" {value}"
        for (x, y), (next_x, next_y) in pairwise([first, *rest])
        for value in (next_x - x, next_y - y)
    ]
    return f"M{first[0]} {first[1]}l{''.join(steps).lstrip()}z"


def path_of(rings: list[list[Point]]) -> str:
    drawn = []
    for ring in rings:
        points = [project(*place) for place in ring]
        if area(points) >= SMALLEST:
            short = simplify(points)[:-1]
            if len(short) > 2:
                drawn.append(ring_of(short))
    return "".join(drawn)


def main(wheel: str) -> None:
    codes = {name: row.code for row in ROWS for name in (row.label, *row.names)} | NAMES
    found: dict[str, str] = defaultdict(str)
    with zipfile.ZipFile(wheel) as archive:
        named = rows(archive.read(f"{STEM}.dbf"))
        for row, rings in zip(named, shapes(archive.read(f"{STEM}.shp")), strict=True):
            code = codes.get(row["name"], "")
            print(end="" if code else f"No code: {row['name']}\n")
            if code != "AQ" and (path := path_of(rings)):
                found[code] += path
    TARGET.write_text(json.dumps(dict(sorted(found.items())), indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
