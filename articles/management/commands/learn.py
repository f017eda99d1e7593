"""`manage.py learn`: learn from editors' decisions, or go back to the shipped weights."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.corrections.learning import decided_articles
from evaluation.gold import CorpusError
from extraction.pipeline import VERSION
from learning.cases import DecidedArticle, shipped
from learning.exported import read_exported
from learning.learn import TooFewError, learn
from learning.report import forget, lines, save

AGAIN = "Restart the server and the workers, then run manage.py ingest --reprocess."


class Command(BaseCommand):
    help = (
        "Learn names, the resolver’s weights and the calibration from editors’ decisions. What "
        "makes any figure worse is not taken (see docs/corrections.md)."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shipped", action="store_true", help="go back to the shipped weights")
        parser.add_argument(
            "--from",
            type=Path,
            dest="exported",
            metavar="FOLDER",
            help="a folder that export_corrections wrote, in place of this newsroom’s decisions",
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument(
            "--own",
            type=Path,
            default=settings.BASE_DIR / "training" / "own",
            help="folder of tagged articles that must not get worse (those of the project)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = settings.WEIGHTS_DIR
        try:
            if options["shipped"]:
                self._forget(folder)
            else:
                exported = options.get("exported")
                decided = read_exported(exported) if exported else decided_articles()
                self._learn(decided, folder, options["own"], dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written ({error.strerror}). Set NEWSROOM_WEIGHTS to a folder "
                "that this account may write to."
            ) from error

    def _forget(self, folder: Path) -> None:
        if forget(folder):
            self.stdout.write(f"The shipped weights are used again. {AGAIN}")
        else:
            self.stdout.write(f"The shipped weights are used; there are no others in {folder}.")

    def _learn(
        self, decided: Iterable[DecidedArticle], folder: Path, own: Path, *, dry_run: bool
    ) -> None:
        try:
            outcome = learn(list(decided), *shipped(own))
        except (CorpusError, TooFewError) as error:
            raise CommandError(str(error)) from error
        day = timezone.localdate()
        for line in lines(outcome, day):
            self.stdout.write(line)
        if not outcome.taken:
            self.stdout.write("Nothing is taken; what was in use stays.")
        elif dry_run:
            self.stdout.write("Nothing is changed: this was a dry run.")
        else:
            save(outcome, folder, VERSION, day)
            self.stdout.write(f"Taken, in {folder}. {AGAIN}")
