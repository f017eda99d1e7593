"""Who may correct: signed-in people with the permission that the group Editors has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from newsroom.http import HtmxHttpRequest

from articles.corrections.history import Editor
from articles.models import Change

MAY_CORRECT = "articles.correct"


def editors_only[**P](
    view: Callable[Concatenate[HtmxHttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HtmxHttpRequest, P], HttpResponse]:
    """Ask who is not signed in to do so; refuse who may not correct."""

    @wraps(view)
    def guarded(request: HtmxHttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.has_perm(MAY_CORRECT):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied("Corrections are for editors; ask an administrator.")
        if request.htmx:
            back = request.htmx.current_url_abs_path or "/"
            query = urlencode({"next": back})
            return HttpResponseClientRedirect(f"{reverse('sign-in')}?{query}")
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
        return redirect_to_login(back, reverse("sign-in"))

    return cast("Callable[Concatenate[HtmxHttpRequest, P], HttpResponse]", guarded)


def editor(request: HtmxHttpRequest, why: str = "") -> Editor:
    return Editor(request.user, why or request.POST.get("why", "")[:500])


def done(
    request: HtmxHttpRequest, change: Change | None, said: str, to: Any, **kwargs: Any
) -> HttpResponseRedirect:
    """Go on to where the editor came from, and say what was done, with its undoing."""
    if change is None:
        messages.info(request, "Nothing was changed.")
    else:
        messages.success(request, said, extra_tags=str(change.pk))
    return redirect(back_to(request, resolve_url(to, **kwargs)))


def back_to(request: HtmxHttpRequest, default: str) -> str:
    """Where the form that was sent asks to return to, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if wanted and ours else default
