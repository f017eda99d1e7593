"""Notes of what happens to accounts, which admins read at the back office, and users their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from newsroom.accounts.models import LONGEST_BROWSER, AccountEvent
from newsroom.web.http import client_address

Kind = AccountEvent.Kind


def note(request: HttpRequest, kind: Kind, user: Any, text: str = "") -> None:
    """Note what happened to the account of a user, and from where."""
    AccountEvent.objects.create(
        kind=kind,
        name=user.get_username() if user else "",
        user=user,
        address=client_address(request),
        browser=browser(request),
        note=text[:200],
    )


def note_refused(request: HttpRequest, name: str) -> None:
    """Note a sign-in that failed, by the name that was typed if it is that of an account."""
    user = User.objects.filter(username=name[:150]).first()
    locked = getattr(request, "axes_locked_out", False)
    note(request, Kind.LOCKED if locked else Kind.REFUSED, user, "" if user else "no such account")


def browser(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:LONGEST_BROWSER]
