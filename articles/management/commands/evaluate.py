"""Scores the extractor against annotated articles."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluation.calibration import Judged, calibration_error, judge, reliability
from evaluation.gold import CorpusError, read_corpus, split
from evaluation.scoring import Score, Tally, by_group, score


class Command(BaseCommand):
    help = "Score the extractor against a corpus in PolNeAR's form (see docs/accuracy.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path, help="folder with text/ and attributions/")
        parser.add_argument(
            "--held-out",
            action="store_true",
            help="only every twentieth article, which training holds out of a train part",
        )
        parser.add_argument("--errors", type=int, default=10, help="how many errors to print")
        parser.add_argument("--worst", type=int, default=5, help="how many articles to print")

    def handle(self, *args: Any, corpus: Path, errors: int, worst: int, **options: Any) -> None:
        from extraction.pipeline import load

        try:
            articles = list(read_corpus(corpus))
        except CorpusError as error:
            raise CommandError(str(error)) from error
        if options["held_out"]:
            _, articles = split(articles)
        extractions = load().extract_many(article.text for article in articles)
        scores: dict[str, Score] = {}
        judged: list[Judged] = []
        groups: dict[str, Tally] = defaultdict(Tally)
        for article, extraction in zip(articles, extractions, strict=True):
            for group, tally in by_group(article, extraction.quotations).items():
                groups[group] += tally
            scores[article.stem] = score(article, extraction.quotations)
            judged += judge(article, extraction.quotations)
        by_outlet: dict[str, Score] = defaultdict(Score)
        for article in articles:
            by_outlet[article.outlet] += scores[article.stem]
        total = Score()
        for each in by_outlet.values():
            total += each
        self._figures("all", total)
        for outlet, each in sorted(by_outlet.items()):
            self._figures(outlet, each)
        self._groups(groups)
        self._calibration(judged)
        self._worst(scores, worst)
        for line in total.errors[:errors]:
            self.stdout.write(f"- {line}")

    def _groups(self, groups: dict[str, Tally]) -> None:
        """Print the attributions found, by kind and type of source in the gold."""
        for group, tally in sorted(groups.items()):
            self.stdout.write(
                f"reported, {group:20} found {tally.true} of {tally.gold}"
                f" ({tally.recall:.3f}), {tally.predicted} predicted"
            )

    def _figures(self, name: str, found: Score) -> None:
        tasks = {"quoted": found.quoted, "named": found.named, "reported": found.reported}
        figures = "  ".join(f"{task} {_prf(tally)}" for task, tally in tasks.items())
        self.stdout.write(
            f"{name:<14} {figures}  attribution {found.attribution_accuracy:.3f}"
            f"  misnamed {found.misnamed_rate:.3f}"
        )

    def _calibration(self, judged: Sequence[Judged]) -> None:
        for name, quoted in (("quoted", True), ("paraphrased", False)):
            each = [j for j in judged if j.quoted is quoted]
            self.stdout.write(f"{name}: expected calibration error {calibration_error(each):.3f}")
            for row in reliability(each):
                self.stdout.write(
                    f"  said {row.confidence:.2f}  right {row.right:.2f}  of {row.size}"
                )

    def _worst(self, scores: dict[str, Score], count: int) -> None:
        ranked = sorted(scores.items(), key=lambda item: item[1].quoted.true - item[1].quoted.gold)
        for stem, each in ranked[:count]:
            wrong = each.quoted.gold - each.quoted.true
            self.stdout.write(f"{wrong:>3} of {each.quoted.gold} wrong: {stem}")


def _prf(tally: Tally) -> str:
    return f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"
