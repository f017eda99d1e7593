"""How often two articles are rightly taken for copies of one text.

    python -m benchmarks.copies [--apart] [--errors]

Every article of `training/own` is printed by three outlets, as outlets change wire texts.  Pairs of
one text are to be joined, all others not.  Others are: a round-up of the beginnings of several
articles, and a follow-up, which has a third of an article as background behind news.  `--apart`
measures on the articles that training holds out.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import batched, combinations

from articles.copies.groups import Copy, Decided, group
from articles.copies.texts import FEW, Text
from articles.wording.words import words_of
from benchmarks.utterances import report
from benchmarks.wording import ROOT
from evaluation.syndicated import article_printed, follow_up, round_up
from evaluation.tagged import held_out, read_tagged

OUTLETS = 3
# Articles of one round-up.
ROUND = 4


def printed(*, apart: bool, seed: int = 22) -> dict[int, tuple[str, int | None, str]]:
    """Return by key how an article came about, the number of its text, and its text.

    Round-ups and follow-ups are no copies, and have no number.
    """
    rng = random.Random(seed)
    articles = read_tagged(ROOT / "training" / "own")
    texts = [each.text for each in articles if held_out(each.id) is apart]
    texts = [text for text in texts if len(words_of(text)) >= FEW]
    made: list[tuple[str, int | None, str]] = []
    for number, text in enumerate(texts):
        made.append(("copied", number, text))
        for _ in range(OUTLETS):
            altered, how = article_printed(text, rng)
            made.append(("+".join(how) or "copied", number, altered))
        made.append(("follow-up", None, follow_up(text, rng.choice(texts), rng)))
    made += [("round-up", None, round_up(some)) for some in batched(texts, ROUND)]
    rng.shuffle(made)
    return dict(enumerate(made, 1))


def measure(*, apart: bool, errors: bool) -> Counter[str]:
    """Return how many pairs are joined rightly, wrongly, and not although they should be."""
    made = printed(apart=apart)
    texts = {key: Text.of(text) for key, (_, _, text) in made.items()}
    rows = {key: Copy(key, None, None) for key in made}
    sketches: dict[int, Sequence[int]] = {key: text.sketch for key, text in texts.items()}
    found = group(rows, sketches, texts.__getitem__, Decided())
    joined = {pair for keys in found for pair in combinations(keys, 2)}
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for key, (_, number, _) in made.items():
        if number is not None:
            by_number[number].append(key)
    wanted = {pair for keys in by_number.values() for pair in combinations(sorted(keys), 2)}
    if errors:
        for name, wrong in (("joined", joined - wanted), ("missed", wanted - joined)):
            for one, other in sorted(wrong)[:40]:
                print(f"- {name}: {made[one][0]}, {made[other][0]}")
    return Counter(
        right=len(joined & wanted), wrong=len(joined - wanted), missed=len(wanted - joined)
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", action="store_true", help="measure on what is held out")
    parser.add_argument("--errors", action="store_true", help="print pairs that are wrong")
    options = parser.parse_args()
    n = measure(apart=options.apart, errors=options.errors)
    report(n)


if __name__ == "__main__":
    main()
