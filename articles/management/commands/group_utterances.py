"""`manage.py group_utterances`: group the quotations of the whole archive into utterances."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.utterances.whole import group_all


class Command(BaseCommand):
    help = (
        "Group the quotations of the archive into utterances: what was said once, in all articles "
        "that print it. Needed once after an upgrade; ingest and corrections keep them in line."
    )
    requires_system_checks = []  # they load every page

    def handle(self, *args: Any, **options: Any) -> None:
        utterances, quotations = group_all()
        self.stdout.write(
            f"{utterances:,} utterances are in several places, {quotations:,} quotes in all."
        )
