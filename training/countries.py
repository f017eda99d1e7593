"""`python -m training.countries FOLDER…`: fits extraction/countries/weights.tsv.

A FOLDER has `text/ID.txt` beside `gold/ID.json`: `stretches` with start, end, name and country of
the speaker (None where nobody's), and perhaps `people` with name and country.  Every
N-th article, by id, is kept apart (`--apart FOLDER=N/REMAINDER`).

An example is a speaker of one article: the amounts of evidence of each country and of none.  The
weights are those of a conditional logit, found by gradient descent with a penalty on
the squares of what they differ from PRIOR by.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from extraction.annotations import Span, length, overlap
from extraction.countries.evidence import BIAS, NONE, merged
from extraction.countries.speaker_country import SpeakerCountries
from extraction.countries.table import TABLES
from extraction.document import Document, ResolvedSource
from extraction.names import fit
from extraction.pipeline import document_of

PRIOR = {
    "article:amount": 0.5,
    "article:dateline": 1.0,
    "article:forms": 0.5,
    "article:names": 1.0,
    "article:opening": 0.5,
    "article:share": 1.5,
    "employer": 3.0,
    "field": -3.0,
    "holder": 3.0,
    "leader": 5.0,
    "name": 3.0,
    "name:misfit": -1.0,
    "none": 2.0,
    "none:bare": -0.5,
    "none:foreign": 2.0,
    "none:group": 1.0,
    "none:international": 5.0,
    "none:local": -0.5,
    "none:unnamed": 0.5,
    "none:unresolved": 0.5,
    "opening:bare": 1.0,
    "opening:local": 4.0,
    "own:american": 4.0,
    "own:beside": 5.0,
    "own:camp": 4.0,
    "own:capital": 4.0,
    "own:city": 3.5,
    "own:country": 5.0,
    "own:demonym": 5.0,
    "own:institution": 4.0,
    "own:later": 1.0,
    "own:party": 6.0,
    "own:place": 4.5,
    "own:word": 1.0,
    "politician": 2.0,
    "sentence": 0.7,
    "topic": 2.0,
}
"""What a feature weighs as far as the examples do not say otherwise; 0 where none is given."""
COVERED = 0.8  # of a stretch, by the quotation that gives it
PENALTY = 0.03
STEPS, RATE = 3_000, 0.05
HEADER = """\
# The weight of each feature of `evidence.py`, in log-odds, fitted by training/countries.py.
"""


class Example(NamedTuple):
    """A speaker: the evidence of each country that has any, and the right one among them."""

    amounts: dict[str, dict[str, float]]
    answer: str


def examples(document: Document, gold: dict[str, Any]) -> Iterator[Example]:
    """The speakers of an article whose country the gold gives, each once."""
    countries = SpeakerCountries(document)
    answers: dict[object, tuple[ResolvedSource, str]] = {}
    for stretch in gold["stretches"]:
        span = Span(stretch["start"], stretch["end"])
        if stretch.get("speech", True) and (source := _source(document, span, stretch["name"])):
            answers.setdefault(id(source.chain or source), (source, stretch["country"] or NONE))
    for person in gold.get("people", ()):
        for chain in document.chains:
            if fit(chain.words, person["name"].split()) >= 2:
                source = ResolvedSource(None, chain=chain)
                answers.setdefault(id(chain), (source, person["country"] or NONE))
    for source, code in answers.values():
        amounts = merged(countries.evidence_of_resolved(source))
        yield Example(amounts, code if code in amounts else NONE)


def _source(document: Document, span: Span, name: str | None) -> ResolvedSource | None:
    """Who is found to speak in a stretch, if it is the one that the gold names."""
    for attribution in document.attributions:
        if overlap(attribution.content, [span]) >= COVERED * length([span]):
            source = document.sources[attribution.source[0]]
            same = source.name and name and fit(source.name.split(), name.split())
            if same or not (source.name or name):
                return source
    return None


def fitted(found: list[Example]) -> dict[str, float]:
    """The weight of each feature."""
    features = sorted({f for each in found for row in each.amounts.values() for f in row})
    column = {feature: at for at, feature in enumerate(features)}
    rows = [(code, row) for each in found for code, row in each.amounts.items()]
    x = np.zeros((len(rows), len(features)))
    for at, (_, row) in enumerate(rows):
        for feature, amount in row.items():
            x[at, column[feature]] = amount
    sizes = [len(each.amounts) for each in found]
    right = np.array([code == each.answer for each in found for code in each.amounts], float)
    starts = np.cumsum([0, *sizes[:-1]])
    penalty = np.full(len(features), PENALTY * len(found) / 10)
    penalty[column[BIAS]] = 0.0
    prior = np.array([PRIOR.get(feature, 0.0) for feature in features])
    found_weights = _descend(x, right, starts, np.array(sizes), penalty, prior)
    return PRIOR | dict(zip(features, map(float, found_weights), strict=True))


def _descend(x: Any, right: Any, starts: Any, sizes: Any, penalty: Any, prior: Any) -> Any:
    """Adam on the penalised log-likelihood."""
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = x @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        shares = np.exp(scores)
        shares /= np.repeat(np.add.reduceat(shares, starts), sizes)
        gradient = x.T @ (shares - right) + penalty * (weights - prior)
        mean += 0.1 * (gradient - mean)
        square += 0.001 * (gradient**2 - square)
        ready = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        weights -= RATE * ready
    return weights


def read(folders: Iterable[Path], apart: dict[str, tuple[int, int]]) -> Iterator[Example]:
    for folder in folders:
        each, remainder = apart.get(str(folder), (1, 1))
        paths = sorted((folder / "text").glob("*.txt"))
        kept = [path for at, path in enumerate(paths) if at % each != remainder]
        for path in kept:
            document = document_of(path.read_bytes().decode())
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text("utf-8"))
            yield from examples(document, gold)


def write(weights: dict[str, float]) -> None:
    lines = [f"{feature}\t{weight:.2f}" for feature, weight in sorted(weights.items())]
    (TABLES / "weights.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--apart", action="append", default=[], metavar="FOLDER=N/REMAINDER")
    arguments = parser.parse_args()
    apart = {}
    for item in arguments.apart:
        folder, _, numbers = item.partition("=")
        each, remainder = map(int, numbers.split("/"))
        apart[folder] = (each, remainder)
    write(fitted(list(read(arguments.folders, apart))))


if __name__ == "__main__":
    main()
