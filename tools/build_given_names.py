"""Write `extraction/lexicon/given_names.tsv`: given names of one gender.

Source: the name lists of Faker (MIT licence), all locales, transliterated by anyascii (ISC).
A name of both genders in those lists is left out.

    pip install faker anyascii
    python tools/build_given_names.py
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person as person
from anyascii import anyascii

TARGET = Path(__file__).parent.parent / "extraction" / "lexicon" / "given_names.tsv"
FIELDS = {
    "m": ("first_names_male", "first_romanized_names_male", "first_names_men"),
    "f": ("first_names_female", "first_romanized_names_female", "first_names_women"),
}
FAMILY_FIRST = {"zh_CN", "zh_TW", "ja_JP", "ko_KR", "vi_VN"}
WORD = re.compile(r"[a-z]{2,}")


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


def main() -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, gender in names():
        counts[name][gender] += 1
    rows = []
    for name, seen in sorted(counts.items()):
        gender, most = seen.most_common(1)[0]
        if most >= 4 * (seen.total() - most) and most > seen.total() - most:
            rows.append(f"{name}\t{gender}\n")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
