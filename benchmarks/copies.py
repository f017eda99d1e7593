"""How often two articles are rightly taken for copies of one text.

    python -m benchmarks.copies [--apart] [--errors]
    python -m benchmarks.copies --among FOLDER …

Every article of `training/own` is printed by three outlets, as outlets change wire texts.  Pairs of
one text are to be joined, all others not.  Others are: a round-up of the beginnings of several
articles, and a follow-up, which has a third of an article as background behind news.  `--apart`
measures on the articles that training holds out.  `--among` prints the copies among the texts of
folders, and pairs near one.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import batched, combinations
from pathlib import Path

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
# Share of the shorter text's shingles from which two texts are near.
NEAR = 0.25


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


def among(folders: Sequence[Path]) -> None:
    """Print the groups of copies among texts, and all pairs that have `NEAR` of the shorter one's
    shingles in common, with this share of both; days are not looked at."""
    files = sorted(file for folder in folders for file in folder.rglob("*.txt"))
    texts = {key: Text.of(file.read_text("utf-8", "replace")) for key, file in enumerate(files)}
    sketches: dict[int, Sequence[int]] = {key: text.sketch for key, text in texts.items()}
    rows = {key: Copy(key, None, None) for key in texts}
    found = group(rows, sketches, texts.__getitem__, Decided())
    for keys in found:
        print("copies:", *(files[key].stem for key in keys))
    grouped = {pair for keys in found for pair in combinations(keys, 2)}
    having = defaultdict(list)
    for key, text in texts.items():
        for shingle in text.shingles:
            having[shingle].append(key)
    shared = Counter(pair for keys in having.values() for pair in combinations(keys, 2))
    for (one, other), count in shared.most_common():
        sizes = sorted(len(texts[key].shingles) for key in (one, other))
        if count >= NEAR * sizes[0] and (one, other) not in grouped:
            shares = f"{count / sizes[0]:.2f} and {count / sizes[1]:.2f}"
            print(f"no copies: {files[one].stem} {files[other].stem} ({shares})")


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", action="store_true", help="measure on what is held out")
    parser.add_argument("--errors", action="store_true", help="print pairs that are wrong")
    parser.add_argument("--among", type=Path, nargs="+", metavar="FOLDER", help="find copies here")
    options = parser.parse_args()
    if options.among:
        among(options.among)
        return
    n = measure(apart=options.apart, errors=options.errors)
    report(n)


if __name__ == "__main__":
    main()
