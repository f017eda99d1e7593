"""`manage.py group_articles`: group the articles of the whole archive that are copies of one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.copies.whole import group_all


class Command(BaseCommand):
    help = (
        "Group the articles of the archive that are copies of one text. Needed once after an "
        "upgrade; ingest and corrections keep the groups in line."
    )
    requires_system_checks = []  # they load every page

    def handle(self, *args: Any, **options: Any) -> None:
        groups, articles = group_all()
        self.stdout.write(f"{groups:,} texts are in several articles, {articles:,} in all.")
