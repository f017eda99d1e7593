"""Passkeys of a user: added with a name, used at a sign-in, removed one by one.

`static/passkeys.js` puts what the browser answers into the form, which is then sent as any other.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from newsroom.accounts.models import Passkey
from newsroom.web import second, webauthn
from newsroom.web.events import Kind, note
from newsroom.web.webauthn import LONGEST, PasskeyError

# Of one user: a browser is asked about all of them.
MOST = 20


class PasskeyForm(forms.Form):
    """Takes what a browser answered, and a name for a passkey that it made."""

    credential = forms.CharField(
        max_length=LONGEST, error_messages={"required": "The browser gave no passkey."}
    )
    name = forms.CharField(max_length=60, required=False)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser made."""
    user = _user(request)
    count = Passkey.objects.by(user).count()
    form = PasskeyForm(request.POST)
    if not second.may_set_up(request):
        return redirect("second-factor")
    if count >= MOST:
        return _again(request, f"You have {MOST} passkeys: remove one first.")
    if not form.is_valid():
        return _again(request, _first_error(form))
    name = form.cleaned_data["name"] or f"Passkey {count + 1}"
    try:
        webauthn.make(request, user, form.cleaned_data["credential"], name)
    except PasskeyError as error:
        return _again(request, str(error))
    second.passed(request)
    return second.set_up(request, f"passkey {name}", _forward(request))


@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Let a session go on in which the browser signed with a passkey of its user."""
    user = _user(request)
    form = PasskeyForm(request.POST)
    try:
        if not form.is_valid():
            raise PasskeyError(_first_error(form))
        webauthn.use(request, user, form.cleaned_data["credential"])
    except PasskeyError as error:
        note(request, Kind.CODE_REFUSED, user, f"passkey: {error}")
        return _again(request, str(error))
    second.passed(request)
    return redirect(_forward(request))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one passkey of a user."""
    key = get_object_or_404(Passkey.objects.by(request.user), pk=pk)
    key.delete()
    note(request, Kind.FACTOR_REMOVED, request.user, f"passkey {key.name}")
    messages.success(request, f"The passkey “{key.name}” no longer works here.")
    second.removed(request)
    return redirect("second-factor")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # by the rule of the route
    return request.user


def _first_error(form: PasskeyForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _again(request: HttpRequest, why: str) -> HttpResponse:
    """Lead back to the page, with fresh options and what is wrong."""
    messages.error(request, why)
    there = _next(request)
    query = f"?{urlencode({'next': there})}" if there else ""
    return redirect(reverse("second-factor") + query)


def _forward(request: HttpRequest) -> str:
    return _next(request) or resolve_url("account")


def _next(request: HttpRequest) -> str:
    """Return where the form leads, "" if that is not a page of ours."""
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return there if safe else ""
