"""What editors' views share: who it was, and where to go on to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from articles.corrections.changes import Editor
from articles.models import Change
from newsroom.web.http import HtmxHttpRequest


def editor(request: HtmxHttpRequest, why: str = "") -> Editor:
    return Editor(request.user, why or request.POST.get("why", "").replace("\0", "")[:500])


def done(
    request: HtmxHttpRequest, change: Change | None, said: str, to: Any, **kwargs: Any
) -> HttpResponseRedirect:
    """Go on to where the editor came from, and say what was done, with its undoing."""
    if change is None:
        messages.info(request, "Nothing was changed.")
    else:
        messages.success(request, said, extra_tags=str(change.pk))
    return HttpResponseRedirect(back_to(request, resolve_url(to, **kwargs)))


def back_to(request: HtmxHttpRequest, default: str) -> str:
    """Where the form that was sent asks to return to, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    path = wanted.startswith("/") and wanted.isprintable()
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if path and ours else default
