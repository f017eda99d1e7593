"""The first account, made in the browser: from this machine, or with the link that a start prints.

The person who makes it may do everything.  So it is for requests that certainly come from this
machine, and for those with a link that only the terminal of the server shows; and only while no
account exists.
"""

from __future__ import annotations

import logging
from functools import partial
from ipaddress import ip_address
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from newsroom.db.locks import single_writer
from newsroom.web.sessions import note_sign_in

logger = logging.getLogger(__name__)

SALT = "first account"
# Seconds for which a link works; the next start prints another.
LINK_AGE = 24 * 3600
BACKEND = "django.contrib.auth.backends.ModelBackend"
# What proxies add to a request.  Behind one, every request comes from this machine.
FORWARDED = (
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_SERVER", "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_X_ORIGINAL_FORWARDED_FOR", "HTTP_FORWARDED",
    "HTTP_VIA", "HTTP_TRUE_CLIENT_IP", "HTTP_CF_CONNECTING_IP", "HTTP_CF_RAY",
    "HTTP_X_CLUSTER_CLIENT_IP", "HTTP_X_AMZN_TRACE_ID", "HTTP_X_ENVOY_EXTERNAL_ADDRESS",
    "HTTP_TAILSCALE_USER_LOGIN",
)  # fmt: skip
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


class FirstAccountForm(forms.Form):
    """A name and a password, by the rules of Django's accounts."""

    username = forms.CharField(
        max_length=150,
        label="Name",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=" ".join(password_validators_help_texts()),
    )

    def clean_username(self) -> str:
        name: str = User.normalize_username(self.cleaned_data["username"])
        User.username_validator(name)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned:
            try:
                validate_password(cleaned["password"], User(username=cleaned.get("username", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


def link() -> str:
    """Return the path of the form with a key that works for a day, while no account exists."""
    return f"{reverse('first-account')}?{urlencode({'key': signing.dumps('', salt=SALT)})}"


def is_needed() -> bool:
    """Whether no account exists."""
    # Every page asks, and Django takes ten times as long to make the query as SQLite to answer it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM auth_user LIMIT 1")
        return cursor.fetchone() is None


def may_make(request: HttpRequest, key: str) -> bool:
    """Whether a request comes from this machine, or has the key of a link."""
    return is_from_this_machine(request) or _is_valid(key)


def is_from_this_machine(request: HttpRequest) -> bool:
    """Whether a request certainly comes from this machine, and not through a proxy on it.

    Where the settings name hosts, proxies or https, others are served, and none does.
    """
    if settings.SERVES_OTHERS or any(header in request.META for header in FORWARDED):
        return False
    # Proxies that add no header speak HTTP/1.0, or pass the name on that a browser asked for.
    if request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return False
    host = request.get_host().lower()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name in LOCAL_NAMES and _is_loopback(str(request.META.get("REMOTE_ADDR", "")))


def _is_loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def _is_valid(key: str) -> bool:
    try:
        signing.loads(key, salt=SALT, max_age=LINK_AGE)
    except signing.BadSignature:
        return False
    return True


@never_cache
@sensitive_post_parameters("password")
@sensitive_variables("form")
@require_http_methods(["GET", "HEAD", "POST"])
def first_account(request: HttpRequest) -> HttpResponse:
    """The form; then signed in, at “Add an article”."""
    key = request.POST.get("key", "") or request.GET.get("key", "")
    if not is_needed():
        raise Http404("There is an account already.")
    if not may_make(request, key):
        raise PermissionDenied(
            "The first account is made on the machine that runs the newsroom, or with the link "
            "that its terminal prints when it starts."
        )
    form = FirstAccountForm(request.POST or None)
    if form.is_bound and form.is_valid():
        user = _make(form.cleaned_data["username"], form.cleaned_data["password"])
        if user is None:
            raise Http404("There is an account already.")
        login(request, user, backend=BACKEND)
        note_sign_in(request)
        logger.info("The first account was made: user %s", user.pk)
        messages.success(request, f"Welcome, {user.get_username()}. You may do everything here.")
        return redirect("add")
    status = 422 if form.errors else 200
    return render(request, "account/first.html", {"form": form, "key": key}, status=status)


@sensitive_variables("password")
def _make(name: str, password: str) -> User | None:
    """The first account; None if another request was first."""
    with single_writer():
        return User.objects.create_superuser(name, password=password) if is_needed() else None


def may_add(request: HttpRequest) -> dict[str, Any]:
    """For templates: whether to offer what adds articles, to editors and to who comes first."""
    return {"may_add": partial(_may_add, request)}


def _may_add(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    if user is None or user.is_authenticated:
        return user is not None and user.has_perm("articles.correct")
    try:
        return is_from_this_machine(request) and is_needed()
    except DatabaseError:
        return False  # a page that is read from a replica goes on without the primary
