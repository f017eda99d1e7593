"""Counts what tells who a pronoun or a description is, beside the features of the ranker.

Prints, of the people in reach of a source, how many are named in its words, and how many spoke last
where a verb says that the source goes on: of those who are right, and of the others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extraction.coreference.pronouns.antecedents import Reader, rank
from extraction.coreference.ranking.features import Anaphor
from extraction.coreference.speaking import goes_on
from extraction.document import Chain, Document
from extraction.pipeline import joined
from learning.examples import Annotated, Judge
from training.coreference.corpora import read_doubtful, read_identity, read_own

Counts = Counter[tuple[str, bool, bool]]
"""By what is counted, whether the person is right, and whether it holds of them."""


def count(annotated: Annotated, document: Document) -> Counts:
    """What holds of the people in reach of each source whose antecedent is known."""
    judge = Judge(annotated, document)
    counts: dict[int, Counts] = {}

    def record(
        anaphor: Anaphor, candidates: Sequence[Chain], rows: list[list[float]]
    ) -> Sequence[float]:
        narration, span = anaphor.mind.narration, anaphor.event.span
        said = narration.said_by(span.start)
        right = judge.right(anaphor, candidates) if said else None
        if right is not None and right < len(candidates):
            speakers = anaphor.mind.speakers
            continues = goes_on(anaphor.mind.text, span)
            found = counts[span.start] = Counter()  # the second reading replaces the first
            for index, chain in enumerate(candidates):
                named = narration.is_named_in(said, chain)
                found["named in its words", index == right, named] += 1
                if continues:
                    found["spoke last", index == right, speakers[-1:] == [chain]] += 1
        return rank(anaphor, candidates, rows)

    Reader(document, record)
    return sum(counts.values(), Counter())


def over(articles: Iterable[Annotated]) -> Iterator[Counts]:
    known = list(articles)
    for article, document in zip(known, joined(a.text for a in known), strict=True):
        if document.text == article.text:
            yield count(article, document)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--own", type=Path, nargs="+", required=True, help="folders of training/own"
    )
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument("--bbc", type=Path, required=True, help="folder with business/ and others")
    parser.add_argument("--identity", type=Path, required=True, help="tests/gold/identity.json")
    args = parser.parse_args()
    articles = [article for folder in args.own for article in read_own(folder)]
    articles += read_identity(args.identity, args.polnear / "dev" / "text")
    articles += read_doubtful(args.polnear / "train" / "text", args.bbc)
    total: Counts = sum(over(articles), Counter())
    for name in ("named in its words", "spoke last"):
        right, other = (
            f"{total[name, whose, True]} of {total[name, whose, True] + total[name, whose, False]}"
            for whose in (True, False)
        )
        print(f"{name}: {right} right people, {other} others")


if __name__ == "__main__":
    main()
