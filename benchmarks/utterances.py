"""How often two quotations are rightly taken for one utterance.

    python -m benchmarks.utterances [--apart] [--errors] [--time QUOTES]

Every quotation of `training/own` with a named speaker is printed by three outlets, as outlets
change quotations, on days of one week.  Pairs of one speaker are judged: those of one quotation are
to be joined, all others not.  `--apart` measures on the articles that training holds out; the
thresholds of `articles/utterances/pairs.py` were chosen on the others.  `--time` groups the texts
of a synthetic newsroom; `--ingest` ingests texts into an empty newsroom.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import cast

from articles.utterances.appearances import Appearance
from articles.utterances.grouping import group
from articles.utterances.pairs import Wording
from benchmarks.newsroom import Newsroom
from benchmarks.wording import own
from evaluation.syndicated import printed

OUTLETS, DAYS = 3, 7
# How a quotation was changed, its number, and its text.
Copy = tuple[str, int, str]


def copies(*, apart: bool, seed: int) -> tuple[dict[int, Copy], list[Appearance]]:
    """Return the copies of all quotations by key, and their appearances in no order."""
    rng = random.Random(seed)
    quotations = [said for said in own(apart=apart)[0] if said.speaker]
    texts: dict[int, Copy] = {}
    appearances = []
    for number, said in enumerate(quotations):
        speaker = (said.article, said.speaker)
        for outlet in range(OUTLETS + 1):
            text, how = printed(said.text, rng) if outlet else (said.text, ())
            key = len(texts) + 1
            texts[key] = "+".join(how) or "copied", number, text
            day = 1 + rng.randrange(DAYS)
            appearances.append(Appearance(key, speaker, day, Wording.of(text)))
    rng.shuffle(appearances)
    return texts, appearances


def measure(*, apart: bool, errors: bool, seed: int = 22) -> Counter[str]:
    """Return how many pairs are joined rightly, wrongly, and not although they should be."""
    texts, appearances = copies(apart=apart, seed=seed)
    joined = {pair for keys in group(appearances) for pair in combinations(keys, 2)}
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for key, (_, number, _) in texts.items():
        by_number[number].append(key)
    wanted = {pair for keys in by_number.values() for pair in combinations(sorted(keys), 2)}
    # The same words said twice in one article are one utterance by any account.
    wordings = {each.key: each.wording.keys for each in appearances}
    alike = {pair for pair in joined - wanted if wordings[pair[0]] == wordings[pair[1]]}
    if errors:
        for name, wrong in (("joined", joined - wanted - alike), ("missed", wanted - joined)):
            for one, other in sorted(wrong)[:60]:
                print(f"- {name} ({texts[one][0]}, {texts[other][0]})\n    {texts[one][2]!r}")
                print(f"    {texts[other][2]!r}")
    return Counter(
        right=len(joined & wanted), wrong=len(joined - wanted - alike), missed=len(wanted - joined)
    )


def timed(quotations: int) -> None:
    """Print how long grouping the texts of a synthetic newsroom takes on one core."""
    read: list[tuple[int, object, int, str]] = []
    for batch in Newsroom(quotations).batches():
        days = {row[0]: cast("dt.date", row[3]).toordinal() for row in batch["article"]}
        for key, article, _, _, _, text, speaker, *_ in batch["quotation"]:
            read.append((cast("int", key), speaker, days[article], str(text)))
    began = time.process_time()
    found = group(
        Appearance(key, speaker, day, Wording.of(text))
        for key, speaker, day, text in read
        if speaker is not None
    )
    took = time.process_time() - began
    print(f"{len(read):,} quotations: {len(found):,} utterances with several in {took:.0f} s")


def ingested(folder: Path) -> None:
    """Print which share of the CPU time of ingest goes into utterances; in an empty newsroom."""
    import django

    django.setup()
    import extraction
    from articles.ingest import save, store
    from reading.draft import Draft

    spent = 0.0

    def counted[**P, R](work: Callable[P, R]) -> Callable[P, R]:
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            nonlocal spent
            began = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                spent += time.process_time() - began

        return run

    for name in ("regroup_article", "regroup_keys", "echo_of"):
        setattr(store, name, counted(getattr(store, name)))
    texts = [path.read_bytes().decode() for path in sorted(folder.rglob("*.txt"))]
    extractor = extraction.load()
    extractor.extract(texts[0])
    began = time.process_time()
    for number, text in enumerate(texts):
        day = dt.date(2014, 3, 1) + dt.timedelta(number % 14)
        article, _ = save.save_draft(Draft(f"Article {number}", text, published_on=day))
        store.store(article, extractor.extract(article.body), "benchmark")
    rest = time.process_time() - began - spent
    share = f"{spent:.2f} s ({spent / rest:.1%})"
    print(f"{len(texts)} articles: {rest:.1f} s, and {share} for utterances")


def report(n: Mapping[str, int]) -> None:
    """Print the pairs that were joined right, wrong or not at all, as precision and recall."""
    precision = n["right"] / (n["right"] + n["wrong"])
    recall = n["right"] / (n["right"] + n["missed"])
    print(f"pairs joined: {n['right']} right, {n['wrong']} wrong, {n['missed']} missed: "
          f"P {precision:.3f} R {recall:.3f}")  # fmt: skip


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--apart", action="store_true", help="measure on what is held out")
    parser.add_argument("--seed", type=int, default=22, help="draw other changes")
    parser.add_argument("--errors", action="store_true", help="print pairs that are wrong")
    parser.add_argument("--time", type=int, metavar="QUOTES", help="group a synthetic newsroom")
    parser.add_argument("--ingest", type=Path, metavar="TEXTS", help="measure within an ingest")
    options = parser.parse_args()
    if options.ingest:
        ingested(options.ingest)
        return
    if options.time:
        timed(options.time)
        return
    n = measure(apart=options.apart, errors=options.errors, seed=options.seed)
    report(n)


if __name__ == "__main__":
    main()
