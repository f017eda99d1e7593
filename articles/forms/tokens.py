"""The form that makes a token for a program."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from articles.forms import fields
from articles.forms.widgets import DateInput
from articles.models import Token
from newsroom.web.access import MAY_CORRECT

MOST_TOKENS = 50


class TokenForm(forms.Form):
    """What a token is called, what it may do, and until when."""

    name = forms.CharField(
        max_length=100, help_text="What it is for, such as “clippings of the sports desk”."
    )
    may_read = forms.BooleanField(required=False, initial=True, label="read")
    may_add = forms.BooleanField(required=False, label="add articles")
    expires_on = fields.Day(
        required=False,
        widget=DateInput,
        label="Last day",
        help_text="The day after which it no longer works. Empty: it works until it is revoked.",
    )

    def __init__(self, user: User | AnonymousUser, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        if not user.has_perm(MAY_CORRECT):
            del self.fields["may_add"]

    @property
    def owner(self) -> User:
        """Whose tokens these are; only those who are signed in reach the form."""
        assert isinstance(self.user, User)
        return self.user

    def clean_expires_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(f"{day:%-d %B %Y} is over; choose a later day.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("may_read") or cleaned.get("may_add")):
            self.add_error("may_read", "Choose what it may do.")
        if Token.objects.of(self.user).count() >= MOST_TOKENS:
            self.add_error(None, f"There are {MOST_TOKENS} tokens; revoke one first.")
        return cleaned
