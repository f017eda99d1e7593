"""Which editor has which form open."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

# A form that has not reported for so long is taken for closed; it reports every half minute.
LAPSES = dt.timedelta(minutes=3)


class OpenFormQuerySet(models.QuerySet["OpenForm"]):
    def on(self, what: str, key: int) -> Self:
        """Return those on one row that are open, the first opened first."""
        alive = timezone.now() - LAPSES
        return self.filter(what=what, key=key, seen_at__gte=alive).order_by("opened_at", "pk")

    def by_others(self, user: User) -> Self:
        return self.exclude(user_id=user.pk).select_related("user")

    def report(self, user: User, what: str, key: int, *, opened: bool) -> None:
        """Note that an editor has a form open, and whether it was opened just now."""
        row = OpenForm(user=user, what=what, key=key, seen_at=timezone.now())
        self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["what", "key", "user"],
            update_fields=["seen_at", "opened_at"] if opened else ["seen_at"],
        )

    def close(self, user: User, what: str, key: int) -> None:
        """Note that an editor saved a form; what has lapsed anywhere is forgotten."""
        lapsed = models.Q(seen_at__lt=timezone.now() - LAPSES)
        self.filter(models.Q(user_id=user.pk, what=what, key=key) | lapsed).delete()


class OpenForm(models.Model):
    """An article, a speaker or a quotation that an editor has a form of open."""

    class What(models.TextChoices):
        ARTICLE = "article"
        SPEAKER = "speaker"
        QUOTATION = "quotation"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms"
    )
    what = models.CharField(max_length=9, choices=What)
    key = models.BigIntegerField()
    opened_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "key", "user"], name="open_form_once_an_editor")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}, open to {self.user}"
