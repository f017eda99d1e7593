"""`python -m training.countries FOLDER…`: fits extraction/countries/weights.tsv.

A FOLDER has labelled or tagged articles (`evaluation/stretches.py`).  Of tagged ones those that
`held_out` names are left out; of labelled ones every third from the second, by file name.
`--gold FILE TEXTS` adds quotations of other texts, by speakers of any name.

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

from evaluation.gold import GoldSpeaker
from evaluation.stretches import LabelledArticle, Stretch, is_tagged, labelled, read_labelled
from evaluation.tagged import TaggedPerson, held_out, read_tagged
from extraction.annotations import Span, length, overlap
from extraction.countries.evidence import BIAS, NONE, merged
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.countries.table import TABLES
from extraction.document import Document, ResolvedSource
from extraction.names import fit
from extraction.pipeline import document_of

PRIOR = {
    "abroad": -1.5,
    "article:amount": 0.5,
    "article:dateline": 1.0,
    "article:forms": 0.5,
    "article:names": 1.0,
    "article:opening": 0.5,
    "article:share": 1.5,
    "article:spread": 1.0,
    "article:unseen": -0.5,
    "calling": 3.5,
    "employer": 3.0,
    "field": -3.0,
    "holder": 3.0,
    "intro:before": 2.8,
    "intro:one": 1.4,
    "intro:place": 1.4,
    "leader": 7.0,
    "name": 3.0,
    "name:foreign": -2.0,
    "name:misfit": -1.0,
    "near": 0.15,
    "near:before": 0.05,
    "none": 2.0,
    "none:away": 0.6,
    "none:bare": -0.5,
    "none:foreign": 2.0,
    "none:group": 1.0,
    "none:international": 5.0,
    "none:local": -0.5,
    "none:pronoun": 0.3,
    "none:unnamed": 0.5,
    "none:unresolved": 0.5,
    "opening:bare": 1.0,
    "opening:local": 4.0,
    "origin": 1.5,
    "origin:fled": 3.5,
    "own:american": 4.0,
    "own:beside": 5.0,
    "own:camp": 4.0,
    "own:capital": 4.0,
    "own:city": 3.5,
    "own:club": 1.5,
    "own:country": 5.0,
    "own:demonym": 5.0,
    "own:firm": 2.0,
    "own:from": 4.8,
    "own:institution": 4.0,
    "own:later": 1.0,
    "own:party": 6.0,
    "own:place": 4.5,
    "own:word": 1.0,
    "paragraph": 0.6,
    "politician": 2.0,
    "said:home": 2.0,
    "scene": 0.3,
    "sentence": 0.7,
    "topic": 2.0,
}
"""What a feature weighs as far as the examples do not say otherwise; 0 where none is given."""
APART_EVERY, APART_AT = 3, 2
ANY = GoldSpeaker("any", None)
"""Of labels that give the country of a speaker and not the name."""
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


class Text(NamedTuple):
    """An article with labels, and the countries of its people where they are given."""

    article: LabelledArticle
    people: tuple[TaggedPerson, ...] = ()


def examples(document: Document, text: Text) -> Iterator[Example]:
    """The speakers of an article whose country the labels give, each once, and its people."""
    countries = SpeakerCountries(document)
    answers: dict[object, tuple[ResolvedSource, str]] = {}
    for stretch in text.article.stretches:
        if stretch.speech and (source := _source(document, stretch)):
            answers.setdefault(id(source.chain or source), (source, stretch.country or NONE))
    for person in text.people:
        for chain in document.chains:
            if fit(chain.words, person.name.split()) >= 2:
                source = ResolvedSource(None, chain=chain)
                answers.setdefault(id(chain), (source, person.country or NONE))
    for source, code in answers.values():
        amounts = merged(countries.evidence_of_resolved(source))
        yield Example(amounts, code if code in amounts else NONE)


def _source(document: Document, stretch: Stretch) -> ResolvedSource | None:
    """Who is found to speak in a stretch, if it is the one that the label names."""
    span, name = stretch.span, stretch.named
    for attribution in document.attributions:
        covers = overlap(attribution.content, [span]) >= COVERED * length([span])
        if covers and attribution.source:
            source = document.sources[attribution.source[0]]
            same = source.name and name and fit(source.name.split(), name.split())
            if same or not (source.name or name) or stretch.speaker == ANY:
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


def read(folder: Path) -> Iterator[Text]:
    """The articles of a corpus that are not kept apart."""
    if is_tagged(folder):
        found = (article for article in read_tagged(folder) if not held_out(article.id))
        yield from (Text(labelled(article), article.people) for article in found)
    else:
        for place, article in enumerate(read_labelled(folder), 1):
            if place % APART_EVERY != APART_AT:
                yield Text(article)


def read_gold(gold: Path, texts: Path) -> Iterator[Text]:
    """Rows of article, spans of a quotation, country and countries spoken about."""
    for stem, spans, country, _ in json.loads(gold.read_text("utf-8")):
        text = (texts / f"{stem}.txt").read_bytes().decode()
        stretches = (Stretch(Span(*span), True, ANY, country=country) for span in spans)
        yield Text(LabelledArticle(stem, text, tuple(stretches), ()))


def collect(texts: Iterable[Text]) -> Iterator[Example]:
    for text in texts:
        yield from examples(document_of(text.article.text), text)


def write(weights: dict[str, float]) -> None:
    lines = [f"{feature}\t{weight:.2f}" for feature, weight in sorted(weights.items())]
    (TABLES / "weights.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--gold", nargs=2, type=Path, metavar=("FILE", "TEXTS"))
    arguments = parser.parse_args()
    texts = [text for folder in arguments.folders for text in read(folder)]
    if arguments.gold:
        texts += read_gold(*arguments.gold)
    write(fitted(list(collect(texts))))


if __name__ == "__main__":
    main()
