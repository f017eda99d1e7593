"""The filters of the history."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone

from articles.forms.filters import Period
from articles.models import Change
from articles.models.decisions import ChangeQuerySet


class HistoryFilter(Period):
    """Whose changes, which, and of which days; a value that makes no sense filters nothing."""

    by = forms.CharField(required=False, max_length=150, label="By")
    action = forms.ChoiceField(
        choices=[("", "Any change"), *Change.Action.choices], required=False, label="What"
    )
    field_order = ("by", "action", "since", "until")

    def narrow(self, changes: ChangeQuerySet) -> ChangeQuerySet:
        since, until = self.period
        if name := self.cleaned_data.get("by"):
            changes = changes.by_name(name)
        if action := self.cleaned_data.get("action"):
            changes = changes.of_action(action)
        if since:
            changes = changes.since(_midnight(since))
        if until:
            changes = changes.before_time(_midnight(until) + dt.timedelta(days=1))
        return changes

    @property
    def chosen(self) -> bool:
        return any(self.cleaned_data.values())


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
