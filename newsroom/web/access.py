"""Who may open what: a rule on every route of the URLconf, and a gate that keeps it.

A route without a rule is closed to everybody (`Gate`).  The pages of Django's back office are
for admins, beside their own checks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from newsroom.web import second
from newsroom.web.sessions import is_fresh
from newsroom.web.unsaved import is_act, signed_out, typed, unsaved

logger = logging.getLogger(__name__)

# Pages besides the back office that need a fresh password.
SENSITIVE = {
    "token-make", "second-factor", "recovery-codes", "another-phone", "passkey-add",
    "passkey-remove",
}  # fmt: skip
MAY_CORRECT = "articles.correct"


class Access(Enum):
    """Who may open a page, in words that a 403 can say."""

    EVERYBODY = "everybody"
    READERS = "readers"
    SIGNED_IN = "signed-in people"
    EDITORS = "editors"
    ADMINS = "administrators"
    PROGRAMS = "programs with a token"

    def given_to(self, user: User | AnonymousUser) -> bool:
        """Whether a user may; if the newsroom is public, everybody is a reader.

        Programs have no session: the API looks at their tokens (`articles/api/gate.py`).
        """
        match self:
            case Access.EVERYBODY | Access.PROGRAMS:
                return True
            case Access.READERS:
                return settings.PUBLIC or user.is_authenticated
            case Access.SIGNED_IN:
                return user.is_authenticated
            case Access.EDITORS:
                return user.has_perm(MAY_CORRECT)
            case Access.ADMINS:
                return user.is_staff


def open_to(access: Access, patterns: list[URLPattern]) -> list[URLPattern]:
    """The same routes under a rule; a view may stand in several, each with a rule of its own."""
    for pattern in patterns:
        pattern.callback = _under(access, pattern.callback)
    return patterns


def _under(access: Access, view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def ruled(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    ruled.access = access  # type: ignore[attr-defined]
    return ruled


def rule(view: Callable[..., Any], app_names: list[str]) -> Access | None:
    """The rule of a route that was found, None where there is none."""
    return Access.ADMINS if app_names == ["admin"] else getattr(view, "access", None)


class Gate:
    """Middleware: asks who is not signed in to do so, and refuses who may not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and rule(match.func, match.app_names) is Access.PROGRAMS:
            return response
        if not settings.PUBLIC or settings.SESSION_COOKIE_NAME in request.COOKIES:
            # What is for some readers only stays out of every cache, the browser's too.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        access = rule(view, match.app_names if match else [])
        if access is None:
            logger.error("%s has no rule on who may open it", request.path)
            raise PermissionDenied("Nobody may open this page.")
        name = match.url_name if match else ""
        if second.is_awaited(request) and not _needs_nobody(access) and name not in second.FORMS:
            return _to_form(request, "second-factor", "Give your second factor")
        if access.given_to(request.user):
            sensitive = access is Access.ADMINS or name in SENSITIVE
            return (
                _to_form(request, "confirm-password", "Confirm your password")
                if sensitive and not is_fresh(request)
                else None
            )
        if request.user.is_authenticated:
            raise PermissionDenied(f"This page is for {access.value}.")
        return _to_sign_in(request)


def _needs_nobody(access: Access) -> bool:
    return access.given_to(AnonymousUser())


def _to_form(request: HttpRequest, name: str, what: str) -> HttpResponse:
    """Lead to a form that asks for a proof of who it is, and back; keep what was typed."""
    form = reverse(name)
    if request.method == "POST":
        why = f"{what} at {form} in another tab, then send this again."
        return unsaved(request, what, why, 403)
    return redirect_to_login(request.get_full_path(), form)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the form, and from there back to the page that was open or requested.

    What was typed or pressed is not left behind: htmx keeps its form, others get it back.
    """
    htmx = getattr(request, "htmx", None)
    if htmx and request.method == "POST":
        return HttpResponse(status=401)
    if typed(request) or is_act(request):
        return signed_out(request)
    if htmx:
        query = urlencode({"next": htmx.current_url_abs_path or "/"})
        return HttpResponseClientRedirect(f"{reverse('sign-in')}?{query}")
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return redirect_to_login(back, reverse("sign-in"))
