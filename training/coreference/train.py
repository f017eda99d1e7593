"""Makes the weights of the ranker from annotated corpora.

Each round reads all texts with the weights of the round before, as the ranker will: its own
decisions, not the right ones, are what is in mind at the next pronoun.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extraction.coreference.pronouns.antecedents import Rank
from extraction.coreference.ranking.features import COLUMNS, SOURCE
from extraction.coreference.ranking.ranker import Ranker, load
from extraction.document import Document
from extraction.pipeline import joined
from learning.examples import Annotated, Example, examples
from learning.fit import Weights, calibrate, ensemble
from training.coreference.corpora import read_gum, read_identity, read_own, read_silver
from training.coreference.speakers import read_labels, read_speakers

CALIBRATING = 5
"""Every fifth of our own articles is the one that calibrates."""
EPOCHS, FIRST_EPOCHS = 20, 12
WEIGHTS = {"own": 1.5, "gum": 1.0, "silver": 0.5, "identity": 1.5}


class Text(NamedTuple):
    """An annotated text with its document, up to the chains, and what an example of it weighs."""

    annotated: Annotated
    document: Document
    weight: float


def read(annotated: Iterable[Annotated], weight: float) -> Iterator[Text]:
    """The texts as the stages read them; without those in which offsets differ."""
    articles = list(annotated)
    documents = joined(article.text for article in articles)
    for article, document in zip(articles, documents, strict=True):
        if document.text == article.text:
            yield Text(article, document, weight)


def collect(texts: Sequence[Text], by: Rank | None) -> list[tuple[Example, float]]:
    """The examples of all texts, with and without genders, each with its weight: sources twice."""
    return [
        (example, text.weight * (1 + example.rows[0][SOURCE]))
        for text in texts
        for hide in (None, 0, 1)
        for example in examples(text.annotated, text.document, by, hide=hide)
    ]


def rank_with(weights: Weights) -> Rank:
    ranker = Ranker(weights)
    return lambda anaphor, candidates, rows: ranker.probabilities(rows)


def train(texts: Sequence[Text], by: Rank | None = None) -> Weights:
    """Three rounds: with what is right in mind, then twice with what the last round decides.

    With `by` what that decides is in mind in the second and in the third, which are the same.
    """
    data = collect([text for text in texts if text.annotated.complete], None)
    if by:
        return ensemble(data + 2 * collect(texts, by), COLUMNS, EPOCHS)
    weights = ensemble(data, COLUMNS, FIRST_EPOCHS)
    for epochs in (FIRST_EPOCHS, EPOCHS):
        data += collect(texts, rank_with(weights))
        weights = ensemble(data, COLUMNS, epochs)
    return weights


def calibrated(texts: Sequence[Text], held_out: Sequence[Text], by: Rank | None = None) -> Weights:
    """Weights from all texts; the temperature is that of weights which have not seen some."""
    apart = [text.annotated for text in held_out]
    rest = [text for text in texts if text.annotated not in apart]
    weights = train(rest, by)
    calibrate(weights, [example for example, _ in collect(held_out, by or rank_with(weights))])
    return train(texts, by) | {"temperature": weights["temperature"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--own", type=Path, nargs="+", required=True, help="folders of training/own"
    )
    parser.add_argument("--gum", type=Path, required=True, help="folder of .conllu files")
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument("--identity", type=Path, required=True, help="tests/gold/identity.json")
    parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    parser.add_argument(
        "--descriptions",
        action="store_true",
        help="weights for descriptions, of texts read with the shipped ones for pronouns and names",
    )
    parser.add_argument(
        "--speakers",
        type=float,
        default=0.0,
        metavar="WEIGHT",
        help="what an example of polnear_names.json weighs, from 0, which leaves them out",
    )
    parser.add_argument(
        "--nobody", action="store_true", help="with --speakers, also sources of nobody named"
    )
    args = parser.parse_args()
    corpora = {
        "own": [article for folder in args.own for article in read_own(folder)],
        "gum": list(read_gum(args.gum)),
        "silver": list(read_silver(args.polnear / "train" / "text")),
        "identity": list(read_identity(args.identity, args.polnear / "dev" / "text")),
    }
    if args.speakers:
        learnt, _ = read_labels()
        corpora["speakers"] = list(
            read_speakers(learnt, args.polnear / "train", nobody=args.nobody)
        )
    weigh = WEIGHTS | {"speakers": args.speakers}
    texts = {name: list(read(found, weigh[name])) for name, found in corpora.items()}
    by = rank_with(load().weights) if args.descriptions else None
    weights = calibrated(
        [t for found in texts.values() for t in found], texts["own"][::CALIBRATING], by
    )
    np.savez_compressed(args.out, allow_pickle=False, **weights)


if __name__ == "__main__":
    main()
