"""`python -m training.names`: fits extraction/countries/name_origins.npz.

What names look like in each of some seventy languages or regions: naive Bayes over runs of one to
four letters.  It learns from `name_origins.tsv` and `leaders.tsv`, which are ours, and from the
lists of names in Faker (MIT) for the locales that the first gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from anyascii import anyascii
from faker.config import AVAILABLE_LOCALES
from faker.factory import Factory

from extraction.countries.people.name_origins import PART, TABLE, runs
from extraction.countries.table import lines_of

SOURCE = Path(__file__).parent / "name_origins.tsv"
LATIN_ONLY = ("ar_", "fa_", "he_", "zh_", "ko_", "ja_", "th_", "hi_", "ta_", "bn_", "ne_")
MOST = 600  # names of each list of Faker, at even steps
OURS = 2  # times that a name of our own counts
RUNS = 12000  # of letters, the most frequent ones
VISITOR = 3.0  # by how much a name may fit another group better
SMOOTHING = 400.0  # runs as usual, added to those of a group


class Group(NamedTuple):
    """Names of one language or region; `own` countries are its home, `shared` have them too."""

    name: str
    own: tuple[str, ...]
    shared: tuple[str, ...]
    names: dict[str, int]


def groups() -> Iterator[Group]:
    for line in SOURCE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, countries, locales, ours = line.split("\t")
        own, _, shared = countries.rstrip(")").partition("(")
        names = {part: OURS for word in ours.split() for part in word.split("_")}
        for locale in locales.split():
            names = dict.fromkeys(_of_faker(locale), 1) | names
        yield Group(name, tuple(own.split()), tuple(shared.split()), names)


def _of_faker(locale: str) -> Iterator[str]:
    if locale not in AVAILABLE_LOCALES:
        return
    provider, _, _ = Factory._find_provider_class("faker.providers.person", locale)
    for field in ("first_names", "last_names", "first_romanized_names", "last_romanized_names"):
        listed = getattr(provider, field, ())
        names = list(() if isinstance(listed, property) else listed)
        for name in names[:: len(names) // MOST + 1]:
            latin = anyascii(name)
            if name.isascii() or not (locale.startswith(LATIN_ONLY) or len(latin) < 3):
                yield name if all(ord(c) < 592 for c in name) else latin


def main() -> None:
    found = list(groups())
    column, weights = _fitted(found)
    _add_leaders(found, column, weights)
    column, weights = _fitted(found)
    scale = np.abs(weights).max() / 127
    np.savez_compressed(
        TABLE,
        runs="\n".join(column),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        own=np.array([" ".join(group.own) for group in found]),
        shared=np.array([" ".join(group.shared) for group in found]),
    )
    names = sum(len(group.names) for group in found)
    print(names, "names,", len(column), "runs,", TABLE.stat().st_size, "bytes")


def _add_leaders(found: list[Group], column: dict[str, int], weights: Any) -> None:
    """Add the people of leaders.tsv, each to the group of their country that fits the name best."""
    for line in lines_of("leaders.tsv"):
        name, code, _ = line.split("\t")
        near = [at for at, group in enumerate(found) if code in group.own]
        rows = [column[run] for part in PART.findall(name) for run in runs(part) if run in column]
        if near and rows:
            score = weights[rows].sum(axis=0) / len(rows) ** 0.5
            best = max(near, key=lambda at: score[at])
            if score[best] >= score.max() - VISITOR:
                found[best].names.update(dict.fromkeys(PART.findall(name), OURS))


def _fitted(found: list[Group]) -> tuple[dict[str, int], Any]:
    """The most frequent runs with their columns, and their weights for each group."""
    names = [name for group in found for name in group.names]
    counts = Counter(run for name in names for run in set(runs(name)))
    kept = sorted(run for run, _ in counts.most_common(RUNS))
    column = {run: at for at, run in enumerate(kept)}
    return column, _weights(found, column)


def _weights(found: list[Group], column: dict[str, int]) -> Any:
    """Log-odds of each run of letters in each group against all groups, every group equal."""
    counts = np.zeros((len(column), len(found)))
    for at, group in enumerate(found):
        for name, times in group.names.items():
            for run in runs(name):
                if run in column:
                    counts[column[run], at] += times
    shares = counts / counts.sum(axis=0)
    usual = shares.mean(axis=1, keepdims=True)
    smoothed = (counts + SMOOTHING * usual) / (counts.sum(axis=0) + SMOOTHING)
    return np.log(smoothed / usual)


if __name__ == "__main__":
    main()
