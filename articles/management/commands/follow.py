"""`manage.py follow`: look at the feeds and folders that are due, as a timer does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.following import claims
from articles.following.run import look_at, look_at_due
from articles.forms.following import SubscriptionForm
from articles.models import Subscription
from newsroom.stopping import when_stopped


class Command(BaseCommand):
    help = (
        "Look at the feeds and folders that are due, and take what is new as articles, which the "
        "server reads for quotes. With addresses, follow these from now on."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "addresses",
            nargs="*",
            metavar="ADDRESS",
            help="a feed (https://…) or a folder (/…) to follow from now on; it is looked at now",
        )
        parser.add_argument("--outlet", default="", help="the outlet of what comes from ADDRESS")
        parser.add_argument(
            "--minutes", type=int, default=15, help="minutes between two looks at ADDRESS (15)"
        )
        parser.add_argument(
            "--all", action="store_true", help="look at all that are not paused, due or not"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        added = [self.added(address, options) for address in options["addresses"]]
        if options["all"]:
            for subscription in Subscription.objects.exclude(paused=True):
                claims.look_now(subscription)
        if not Subscription.objects.exists():
            self.stdout.write(
                "Nothing is followed yet. Name a feed or a folder, or add it on the desk."
            )
            return
        with when_stopped(self.stopped):
            self.report(added)

    def stopped(self) -> str:
        """Give back what was claimed; say how to go on."""
        claims.give_back()
        return "What was taken stays. The same command looks at what is still due."

    def added(self, address: str, options: dict[str, Any]) -> Subscription:
        """The subscription of an address, added unless it is there."""
        there = Subscription.objects.filter(address=address).first()
        if there:
            claims.look_now(there)
            return there
        form = SubscriptionForm(
            {"address": address, "outlet": options["outlet"], "minutes": options["minutes"]}
        )
        if not form.is_valid():
            raise CommandError(" ".join(str(each[0]) for each in form.errors.values()))
        return form.added(None)

    def report(self, added: Iterable[Subscription]) -> None:
        """Print what came of each look, and fail if one of them did."""
        looks = list(look_at(added) if added else look_at_due())
        for look in looks:
            if not look.error:
                texts = "1 new text" if look.taken == 1 else f"{look.taken} new texts"
                self.stdout.write(f"{look.subscription}: {texts}. {look.note}".rstrip())
        failed = [look for look in looks if look.error]
        for look in failed:
            self.stderr.write(f"Failed: {look.error}")
        if not looks:
            self.stdout.write("Nothing is due.")
        if failed:
            raise CommandError(
                f"{len(failed)} of {len(looks)} could not be looked at, for the reasons above; "
                "all others are taken."
            )
