"""Scores the extractor against annotated articles."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluation.calibration import Judged, calibration_error, reliability
from evaluation.gold import CorpusError, GoldArticle, read_corpus, split
from evaluation.scoring import Score, Tally, by_group, judge, score
from evaluation.speech import SpeechScore, groups, score_speech
from evaluation.stretches import LabelledArticle, is_labelled, read_labelled
from evaluation.tables import AnyScore, side_by_side, speech_line
from evaluation.tagged import held_out
from extraction.annotations import Extraction


class Command(BaseCommand):
    help = "Score the extractor against annotated corpora, side by side (see docs/accuracy.md)."
    requires_system_checks = []  # no installation is needed

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "corpora",
            nargs="+",
            type=Path,
            metavar="corpus",
            help="folder with text/ and attributions/, with text/ and gold/, or with tagged texts",
        )
        parser.add_argument(
            "--held-out",
            action="store_true",
            help="only the articles that training holds out",
        )
        parser.add_argument(
            "--errors",
            type=int,
            nargs="?",
            const=sys.maxsize,
            default=10,
            help="how many errors to print; all of them without a number",
        )
        parser.add_argument("--worst", type=int, default=5, help="how many articles to print")

    def handle(self, *args: Any, corpora: list[Path], **options: Any) -> None:
        scores: dict[str, AnyScore] = {}
        for corpus in corpora:
            if len(corpora) > 1:
                self.stdout.write(f"\n{corpus}")
            try:
                found = (self._labelled if is_labelled(corpus) else self._annotated)(
                    corpus, options
                )
            except CorpusError as error:
                raise CommandError(str(error)) from error
            for line in found.errors[: options["errors"]]:
                self.stdout.write(f"- {line}")
            scores[str(corpus)] = found
        self.stdout.write("")
        for line in side_by_side(scores):
            self.stdout.write(line)

    # ------------------------------------------------------------ labelled stretches
    def _labelled(self, corpus: Path, options: Mapping[str, Any]) -> SpeechScore:
        articles = list(read_labelled(corpus))
        if options["held_out"]:
            articles = [article for article in articles if held_out(article.stem)]
        total = SpeechScore()
        by_name: dict[str, SpeechScore] = defaultdict(SpeechScore)
        scores: dict[str, SpeechScore] = {}
        for article, extraction in zip(articles, _extractions(articles), strict=True):
            each = scores[article.stem] = score_speech(article, extraction.quotations)
            for name in ("all", *groups(article)):
                by_name[name] += each
            total += each
        for name, each in sorted(by_name.items()):
            self.stdout.write(speech_line(name, each))
        wrong = {stem: (s.quoted.gold - s.quoted.true, s.quoted.gold) for stem, s in scores.items()}
        self._worst(wrong, options["worst"])
        return total

    # ------------------------------------------------------------ annotated attributions
    def _annotated(self, corpus: Path, options: Mapping[str, Any]) -> Score:
        articles = list(read_corpus(corpus))
        if options["held_out"]:
            _, articles = split(articles)
        scores: dict[str, Score] = {}
        judged: list[Judged] = []
        tallies: dict[str, Tally] = defaultdict(Tally)
        by_outlet: dict[str, Score] = defaultdict(Score)
        total = Score()
        for article, extraction in zip(articles, _extractions(articles), strict=True):
            for group, tally in by_group(article, extraction.quotations).items():
                tallies[group] += tally
            each = scores[article.stem] = score(article, extraction.quotations)
            by_outlet[article.outlet] += each
            total += each
            judged += judge(article, extraction.quotations)
        self._figures("all", total)
        for outlet, each in sorted(by_outlet.items()):
            self._figures(outlet, each)
        self._groups(tallies)
        self._calibration(judged)
        wrong = {stem: (s.quoted.gold - s.quoted.true, s.quoted.gold) for stem, s in scores.items()}
        self._worst(wrong, options["worst"])
        return total

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

    def _worst(self, wrong: dict[str, tuple[int, int]], count: int) -> None:
        ranked = sorted(wrong.items(), key=lambda item: -item[1][0])
        for stem, (errors, size) in ranked[:count]:
            self.stdout.write(f"{errors:>3} of {size} wrong: {stem}")


def _extractions(articles: Sequence[GoldArticle] | Sequence[LabelledArticle]) -> list[Extraction]:
    from extraction.pipeline import load

    return list(load().extract_many(article.text for article in articles))


def _prf(tally: Tally) -> str:
    return f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"
