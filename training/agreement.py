"""Agreement of the names of the exported weights with a `silver` file, by type.

Run with the newsroom's interpreter: `python -m training.agreement TEXTS SILVER`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extraction.attribution.tagger.component import named
from extraction.attribution.tagger.runtime import WEIGHTS, Model, load
from extraction.text.quotation_marks import find_quoted_spans
from training.silver import LABELS, Name


@dataclass(frozen=True, slots=True)
class Agreement:
    """The number of spans in both with the same label, and in each."""

    both: int
    found: int
    silver: int

    @property
    def f1(self) -> float:
        return 2 * self.both / max(1, self.found + self.silver)


def agreement(pairs: Iterable[tuple[set[Name], set[Name]]]) -> dict[str, Agreement]:
    """Agreement by label and for `all`, over one pair of found and silver names an article."""
    both: Counter[str] = Counter()
    found: Counter[str] = Counter()
    silver: Counter[str] = Counter()
    for mine, theirs in pairs:
        for counter, names in ((both, mine & theirs), (found, mine), (silver, theirs)):
            counter.update(name.label for name in names)
            counter["all"] += len(names)
    return {k: Agreement(both[k], found[k], silver[k]) for k in (*LABELS, "all")}


def names_in(model: Model, text: str) -> set[Name]:
    quoted = [quoted_span.span for quoted_span in find_quoted_spans(text) if quoted_span.depth == 0]
    windows = model.windows(text, quoted)
    return {
        Name(span.start, span.end, label)
        for window, scores in zip(windows, model.read(windows), strict=True)
        for span, label in named(window, scores, model.configuration.names)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of .txt files")
    parser.add_argument("silver", type=Path, help="JSON lines written by training.silver")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    model = load(args.weights)
    pairs, words, began = [], 0, time.process_time()
    for line in args.silver.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (args.texts / f"{row['id']}.txt").read_bytes().decode()
        words += len(text.split())
        pairs.append((names_in(model, text), {Name(*name) for name in row["names"]}))
    seconds = time.process_time() - began
    for label, one in agreement(pairs).items():
        print(f"{label:7} F1 {one.f1:.3f}  both {one.both} found {one.found} silver {one.silver}")
    print(f"{words / seconds:.0f} words a second of CPU time")


if __name__ == "__main__":
    main()
