"""Where a name comes from, guessed by its letters.

`name_origins.npz` is made by `training.names`: a weight for each run of one to four letters and
each of some seventy languages or regions.  A name alone proves nothing; with other evidence, it
tells who is at home in an article and who is a visitor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from extraction.countries.table import TABLES
from extraction.lexicon.honorifics import PARTICLES_OF_ORIGIN
from extraction.text.folding import KNOWN

TABLE = TABLES / "name_origins.npz"
PART = re.compile(r"[^\W\d_]{2,}")
LONGEST = 4  # letters of a run
SHARED = 0.5
"""What a country counts that shares a group's names, where the group's own count 1."""
TEMPER = 1.3  # runs of letters overlap, so that they are no independent evidence


class _Model(NamedTuple):
    column: dict[str, int]
    weights: Any
    countries: tuple[tuple[tuple[str, float], ...], ...]


@cache
def _model() -> _Model:
    with np.load(TABLE) as stored:
        column = {run: at for at, run in enumerate(str(stored["runs"]).split("\n"))}
        weights = stored["weights"].astype(np.float32) * stored["scale"]
        countries = tuple(
            tuple([(code, 1.0) for code in own.split()] + [(c, SHARED) for c in shared.split()])
            for own, shared in zip(stored["own"], stored["shared"], strict=True)
        )
    return _Model(column, weights, countries)


def runs(word: str) -> Iterator[str]:
    """The runs of letters in a word, its ends marked.

    >>> list(runs("Ito"))[:5]
    ['<', '<i', '<it', '<ito', 'i']
    """
    marked = f"<{word.lower()}>"
    for start in range(len(marked)):
        for end in range(start + 1, min(len(marked), start + LONGEST) + 1):
            yield marked[start:end]


def origins(words: Sequence[str]) -> dict[str, float]:
    """How well a name fits each country, 0 to 1; those that share a language share its value."""
    return _origins(" ".join(words))


@lru_cache(maxsize=KNOWN)
def _origins(name: str) -> dict[str, float]:
    model = _model()
    parts = [part for part in PART.findall(name) if part.lower() not in PARTICLES_OF_ORIGIN]
    scores = [score for part in parts if (score := _scores(part, model)) is not None]
    if not scores:
        return {}
    total = np.sum(scores, axis=0) / TEMPER
    shares = np.exp(total - total.max())
    shares /= shares.sum()
    found: dict[str, float] = {}
    for share, countries in zip(shares, model.countries, strict=True):
        for code, part in countries:
            found[code] = found.get(code, 0.0) + float(share) * part
    return found


def _scores(word: str, model: _Model) -> Any:
    rows = [model.column[run] for run in runs(word) if run in model.column]
    return model.weights[rows].sum(axis=0) / len(rows) ** 0.5 if rows else None
