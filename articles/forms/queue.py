"""The filters of the review queue, and what is decided on several of its quotations at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict

from articles.forms.desk import KIND_CHOICES, SpeakerField, WhyForm, labels_like
from articles.forms.fields import Row, Rows
from articles.forms.filters import Period
from articles.forms.widgets import LongSelect
from articles.models import Outlet, Quotation, Speaker
from articles.search.answers.queue import Reason, Wanted
from articles.search.selection import Selection, Value

REASONS = (
    (Reason.REPORTED.value, "Reported by readers"),
    (Reason.NOBODY.value, "No speaker found"),
    (Reason.NEW.value, "New people"),
    (Reason.UNSURE.value, "Very unsure"),
)
MINE, SKIPPED = "mine", "skipped"


class QueueFilter(Period):
    """Which part of the queue is shown; a value that makes no sense filters nothing."""

    why = forms.ChoiceField(
        choices=[("", "Any reason"), *REASONS], required=False, label="Why it is here"
    )
    kind = forms.ChoiceField(choices=[("", "Any kind"), *KIND_CHOICES], required=False)
    speaker = SpeakerField(label="Speaker")
    outlet = Row(Outlet.objects.all(), required=False, empty_label="Any outlet", widget=LongSelect)
    whose = forms.ChoiceField(
        choices=[("", "Everybody’s"), (MINE, "Taken by me"), (SKIPPED, "Skipped by me")],
        required=False,
        label="Whose",
    )
    field_order = ("why", "kind", "speaker", "outlet", "whose", "since", "until")

    def wanted(
        self,
        reported: Collection[int],
        mine: Collection[int],
        others: Collection[int],
        skipped: Collection[int],
    ) -> Wanted:
        """Return what is asked for.

        Those that others have taken are left out, and so are those that were skipped, unless they
        are asked for.
        """
        given = self.cleaned_data
        values: dict[str, frozenset[Value]] = {}
        if given.get("kind"):
            values["kind"] = frozenset({given["kind"]})
        for name in ("speaker", "outlet"):
            if given.get(name):
                values[name] = frozenset({given[name].pk})
        since, until = self.period
        only = {MINE: mine, SKIPPED: skipped}.get(given.get("whose") or "")
        return Wanted(
            Selection(values, since=since, until=until),
            reported,
            Reason(given["why"]) if given.get("why") else None,
            only,
            (*others, *(() if only is skipped else skipped)),
        )

    @property
    def chosen(self) -> int:
        """How many filters are set."""
        return sum(bool(value) for value in self.cleaned_data.values())


class BulkForm(WhyForm):
    """Quotations that were ticked, and what is decided on them."""

    CHECK, REJECT, GIVE = "check", "reject", "give"

    quote = Rows(
        Quotation.objects.all(),
        error_messages={
            "required": "Tick the quotes first.",
            "invalid_choice": "A ticked quote is gone: another editor decided on it, or its "
            "article was read again. The others are still ticked.",
        },
    )
    act = forms.ChoiceField(
        choices=[(CHECK, "Confirm"), (REJECT, "Not quotes"), (GIVE, "Give to")],
        error_messages={"required": "Choose what to do with the ticked quotes."},
    )
    to = SpeakerField(label="Speaker")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("act") == self.GIVE and "to" in cleaned and cleaned["to"] is None:
            self.add_error("to", "Name the speaker whom the ticked quotes are given to.")
        return cleaned

    @property
    def ticked(self) -> list[str]:
        """The keys of the quotations that were sent, as they were sent."""
        return list(self.data.getlist("quote")) if isinstance(self.data, QueryDict) else []

    @property
    def alike(self) -> list[str]:
        """The labels of speakers that a name which nobody on file has may be meant for."""
        errors = self.errors.as_data().get("to", [])
        unknown = any(error.code == "unknown" for error in errors)
        return labels_like(self.data.get("to", "").strip()) if unknown else []

    @property
    def chosen(self) -> list[Quotation]:
        rows: Any = self.cleaned_data["quote"]
        return list(rows.for_editing())

    @property
    def speaker(self) -> Speaker | None:
        speaker: Speaker | None = self.cleaned_data["to"]
        return speaker
