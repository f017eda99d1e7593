"""Write `extraction/lexicon/given_names.tsv`: given names and whose they are.

A line is a name and `m` or `f`, or `b` where both genders have it.  Sources: the counts of
nomquamgender (MIT licence; Van Buskirk, Clauset & Larremore 2022, from 36 lists of names of all
continents), and the name lists of Faker (MIT licence), all locales, in ASCII by anyascii (ISC).
`given_names_by_hand.tsv` wins over both: names of Africa, Asia and Oceania that the counts lack, or
have wrong because others have them as family names (Wanjiru), written from general knowledge.

Of what is in the counts alone, places and peoples (the tables of `extraction/countries`) and words
that the TEXTS have in lower case are left out.

    pip install faker anyascii
    pip download --no-deps nomquamgender==0.1.4 && unzip nomquamgender-*.whl
    python tools/build_given_names.py nomquamgender/name_data.json data/polnear/train/text/*.txt
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import faker.providers.person as person
from anyascii import anyascii

EXTRACTION = Path(__file__).parent.parent / "extraction"
BY_HAND = Path(__file__).with_name("given_names_by_hand.tsv")
TARGET = EXTRACTION / "lexicon" / "given_names.tsv"
PLACES = [EXTRACTION / "countries" / f"{name}.tsv" for name in ("cities", "countries", "places")]
SEPARATOR = re.compile(r"[\t,;|]\s*")
LOWER = re.compile(r"(?<![^\W_])[a-z]{2,}(?![^\W_])")
FIELDS = {
    "m": ("first_names_male", "first_romanized_names_male", "first_names_men"),
    "f": ("first_names_female", "first_romanized_names_female", "first_names_women"),
}
FAMILY_FIRST = {"zh_CN", "zh_TW", "ja_JP", "ko_KR", "vi_VN"}
WORD = re.compile(r"[a-z]{2,}")
ONE_GENDER = 0.08  # of those who have a name, at most, may be of the other gender
WELL_KNOWN = (4, 100)  # lists and persons: what is counted wins over the lists of Faker
KNOWN = (6, 30)  # the least of a name that is in the counts alone
MOSTLY = 0.25  # the same share for a name that is of one gender in the lists of Faker
WIDE = 10  # lists that have a name of both genders


class Count(NamedTuple):
    """In how many lists a name is, how many persons have it, which share of them are women."""

    lists: int
    persons: int
    women: float

    @property
    def gender(self) -> str:
        if self.women <= ONE_GENDER:
            return "m"
        return "f" if self.women >= 1 - ONE_GENDER else "b"

    def reaches(self, least: tuple[int, int]) -> bool:
        return self.lists >= least[0] and self.persons >= least[1]


def names() -> Iterator[tuple[str, str]]:
    """Pairs of a lower-case ASCII name and its gender, with repeats across locales."""
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, fields in FIELDS.items():
            for field in fields:
                if module.name in FAMILY_FIRST and "romanized" not in field:
                    continue
                for name in getattr(provider, field, ()):
                    plain = anyascii(str(name)).lower().strip("'`\" ")
                    if WORD.fullmatch(plain):
                        yield plain, gender


def listed() -> dict[str, str]:
    """The gender of each name in the lists of Faker."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, gender in names():
        counts[name][gender] += 1
    found = {}
    for name, seen in counts.items():
        gender, most = seen.most_common(1)[0]
        one = most >= 4 * (seen.total() - most) and most > seen.total() - most
        found[name] = gender if one else "b"
    return found


def counted(path: Path) -> dict[str, Count]:
    found = json.loads(path.read_text("utf-8"))
    return {name: Count(*row[:3]) for name, row in found.items() if WORD.fullmatch(name)}


def ordinary(texts: Iterable[Path]) -> set[str]:
    """The names of places and peoples, and words that texts have in lower case."""
    found = {word for path in texts for word in LOWER.findall(path.read_text("utf-8"))}
    for path in PLACES:
        for line in path.read_text("utf-8").splitlines():
            found |= {anyascii(name).lower() for name in SEPARATOR.split(line)}
    return found


def gender(count: Count | None, faker: str | None) -> str | None:
    """Whose a name is; None if too little is known of it."""
    if faker is None:
        known = count and count.reaches(KNOWN)
        wide = count and (count.gender != "b" or count.lists >= WIDE)
        return count.gender if count and known and wide else None
    if count is None or not count.reaches(WELL_KNOWN):
        return faker
    other = 1 - count.women if faker == "f" else count.women
    return faker if faker != "b" and other <= MOSTLY else count.gender


def main() -> None:
    lists, counts = listed(), counted(Path(sys.argv[1]))
    for word in ordinary(map(Path, sys.argv[2:])) - lists.keys():
        counts.pop(word, None)
    found = {name: gender(counts.get(name), lists.get(name)) for name in {*lists, *counts}}
    found |= dict(line.split("\t") for line in BY_HAND.read_text("utf-8").splitlines())
    rows = [f"{name}\t{whose}\n" for name, whose in sorted(found.items()) if whose]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
