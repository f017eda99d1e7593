"""`manage.py delete_article ID… --reason TEXT`: delete articles, with `--now` for good."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.deletion import delete, purge
from articles.models import Article, DeletedArticle
from articles.search.backends import EngineError, backend
from articles.search.index import index_file
from newsroom.ops.backups import made_since


class Command(BaseCommand):
    help = (
        "Delete articles with their quotes. An editor can bring them back for thirty days from the "
        "history; with --now nobody can."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "keys", metavar="ID", type=int, nargs="+",
            help="the number in an article's address",
        )  # fmt: skip
        parser.add_argument("--reason", required=True, help="for readers of the history")
        parser.add_argument(
            "--now", action="store_true",
            help="delete for good at once, those that were deleted before too",
        )  # fmt: skip

    def handle(self, *args: Any, keys: list[int], reason: str, now: bool, **options: Any) -> None:
        keys = list(dict.fromkeys(keys))
        reason = reason.strip()
        if not reason:
            raise CommandError("--reason is empty; say why, for readers of the history.")
        articles = list(Article.objects.with_pk_in(keys).order_by("pk"))
        before = DeletedArticle.objects.all().restorable(keys) if now else []
        there = {one.pk for one in (*articles, *before)}
        if missing := [str(key) for key in keys if key not in there]:
            what = "is no article" if len(missing) == 1 else "are no articles"
            raise CommandError(f"{', '.join(missing)} {what}; nothing was deleted.")
        if articles:
            try:
                delete(articles, Editor(why=reason))
            except CannotCorrectError as error:
                raise CommandError(str(error)) from error
        for key in keys:
            self.stdout.write(f"{key}: deleted{' for good' if now else ''}.")
        if now:
            self._purge(DeletedArticle.objects.all().restorable(keys))

    def _purge(self, articles: list[DeletedArticle]) -> None:
        """Delete for good, and say which backups still have the articles."""
        for article in articles:
            purge(article)
        index_file.discard()  # it has titles of speakers
        try:
            backend().forget_deleted()
        except EngineError as error:
            self.stderr.write(str(error))
        backups = made_since(min(article.added_at for article in articles))
        for file, made_at in backups:
            gone = "" if file.exists() else ", no longer at that place"
            self.stdout.write(f"Not gone from the backup {file} of {made_at:%Y-%m-%d %H:%M}{gone}.")
        if not backups:
            self.stdout.write("No backup was made by manage.py backup since they were added.")
        self.stdout.write(
            "Dumps by other programs and snapshots of disks are not known here: look through them."
        )
