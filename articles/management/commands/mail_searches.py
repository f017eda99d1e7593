"""`manage.py mail_searches`: mail what is new of saved searches, as a timer does."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.alerts.run import BROKEN, mail_due
from articles.models import Digest


class Command(BaseCommand):
    help = (
        "Mail what is new of the saved searches that are due, and what could not be sent before. "
        "A server that runs does the same every half minute."
    )
    requires_system_checks = []  # they load every page

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CAN_MAIL:
            raise CommandError("No mail server is named; set NEWSROOM_SMTP_HOST.")
        states = mail_due()
        sent = states[Digest.State.SENT]
        self.stdout.write(f"{sent} mail{'' if sent == 1 else 's'} sent.")
        waiting, failed = states[Digest.State.WAITING], states[Digest.State.FAILED]
        if waiting:
            self.stderr.write(f"{waiting} could not be sent, and will be tried again.")
        if failed:
            self.stderr.write(f"{failed} given up; the account pages say why.")
        if states[BROKEN]:
            self.stderr.write(f"{states[BROKEN]} failed; the log has the details.")
        if waiting or failed or states[BROKEN]:
            raise CommandError("Not everything was mailed, for the reasons above.")
