"""`python -m training.provinces NAMES WORDS…`: writes extraction/countries/provinces.tsv.

NAMES are the English names of the subdivisions of all countries in Unicode's CLDR, the file
`subdivisions/en/en.json` of the npm package cldr-subdivisions-full 48.2.0 (Unicode License v3).
WORDS are texts of ordinary English, as for `training.cities`, which makes the table of cities:
what is in that one, in `places.tsv` or a country's name is left out, and so is a name of words of
direction (“Upper East”) or of ordinary words alone.  “Berat County” is Berat, and “Al Jahra” is
Jahra as well.

A line is as in `cities.tsv`.  A province counts as many people as a large town, and cities of any
size that are called like it count for their countries.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii

from extraction.countries.signs.mentions import candidates
from extraction.countries.table import COUNTRIES, TABLES, lines_of
from extraction.names import is_given
from training.cities import SHARE, cities

PEOPLE = 200  # thousands that a province counts beside cities of its name
SHORTEST = 4  # letters
SHORTEST_BARE = 5  # letters behind an Arabic article
DIRECTIONS = frozenset(
    "central centre capital northern southern eastern western north south east west nord sud est"
    " ouest northeast northwest southeast southwest plateau plateaux littoral federal delta upper"
    " lower midlands maritime cuvette estuaire cascades lagunes lacs savanes montagnes highlands"
    " islands lakes unity highland metropolitan".split()
)
KIND = re.compile(
    r"\s(?:County|District|Province|Region|Oblast|Division|Department|Governorate|Prefecture"
    r"|Municipality|State|Parish|Republic|Krai|AR|Canton)\Z"
)
ARTICLE = re.compile(r"A[ldnrstz]h?[ -](?=[A-Z])")
NOT_WRITTEN = re.compile(r"[²³¹⁴]")  # marks of a name that comes twice
NO_NAME = re.compile(r"[/(,\d]")


def provinces(names: dict[str, str], words: set[str]) -> dict[str, set[str]]:
    """The names of provinces with the countries that have one.

    `names` are by code, the country's first (“al01”); `words` are ordinary ones.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, full in names.items():
        country = code[:2].upper()
        if country in COUNTRIES and country != "UM":  # islands where nobody lives
            name = KIND.sub("", NOT_WRITTEN.sub("", full).strip())
            for spelling in _spellings(name):
                if _usual(spelling, words):
                    found[spelling].add(country)
    return found


def _spellings(name: str) -> Iterator[str]:
    for spelling in {name, anyascii(name), name.replace("’", "'")}:
        yield spelling
        if (bare := ARTICLE.sub("", spelling, count=1)) != spelling and len(bare) >= SHORTEST_BARE:
            yield bare


def _usual(name: str, words: set[str]) -> bool:
    """Whether a name means the province wherever it is written like a place."""
    if len(name) < SHORTEST or NO_NAME.search(name) or not name[0].isupper():
        return False
    if " " not in name and is_given(name):
        return False
    parts = name.lower().replace("-", " ").split()
    return not all(part in DIRECTIONS or part in words for part in parts)


def table(found: dict[str, set[str]]) -> Iterator[str]:
    """The lines of the names that no other table knows."""
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, country, population in cities():
        for spelling in {name, anyascii(name)}:
            people[spelling][country] += max(1, population // 1000)
    known = dict(line.split("\t", maxsplit=1) for line in lines_of("cities.tsv"))
    places = {name for line in lines_of("places.tsv") for name in line.split("\t")[1].split("|")}
    for name, countries in sorted(found.items()):
        of_cities = {cell[:2]: int(cell[3:]) for cell in known.get(name, "").split("\t") if cell}
        if name in places or countries <= of_cities.keys() or any(candidates(name)):
            continue
        counts = Counter(dict.fromkeys(countries, PEOPLE)) | people[name] | Counter(of_cities)
        ((_, most),) = counts.most_common(1)
        kept = [f"{code} {n}" for code, n in counts.most_common() if n >= SHARE * most]
        yield "\t".join([name, *kept])


def main(names: str, paths: list[str]) -> None:
    words = Counter(
        word
        for path in paths
        for word in re.findall(r"\b[a-z]+\b", Path(path).read_text("utf-8", "replace"))
    )
    common = {word for word, times in words.items() if times > 1}
    stored = json.loads(Path(names).read_text("utf-8"))
    listed = stored["subdivisions"]["localeDisplayNames"]["subdivisions"]
    lines = list(table(provinces(listed, common)))
    (TABLES / "provinces.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
