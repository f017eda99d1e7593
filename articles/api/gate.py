"""In front of every route of the API: who calls, how often, HEAD, OPTIONS and conditional GET."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from articles.api.callers import Caller, RefusedError, caller_of
from articles.api.limits import count_call
from newsroom.db.locks import briefly

READING = ("GET", "HEAD")

type View = Callable[..., HttpResponse]


class ApiRequest(HttpRequest):
    """A request that went through the gate."""

    caller: Caller


def gated(view: View, *, posts_read: bool = False) -> View:
    """Wrap the view of a path of the API; `posts_read` is true where a POST only reads."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        headers: dict[str, str] = {}
        try:
            caller = _enter(request, headers, posts_read=posts_read)
            response = _answer(view, request, *args, **kwargs)
        except RefusedError as refusal:
            response = refusal.response
        else:
            _note_use(caller)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return _cacheable(request, response)

    return csrf_exempt(gate)  # no cookie counts


def _enter(request: HttpRequest, headers: dict[str, str], *, posts_read: bool) -> Caller:
    """Return who calls, with headers on what is left of the limit; raises RefusedError."""
    try:
        caller = caller_of(request)
    except RefusedError:
        headers |= count_call(Caller.unknown(request)).headers
        raise
    headers |= count_call(caller).headers
    cast("ApiRequest", request).caller = caller
    request.user = caller.user
    caller.must_do(request.method or "", posts_read=posts_read)
    return caller


def _note_use(caller: Caller) -> None:
    """Write when the token was used, if nobody is writing just now."""
    if caller.token is not None:
        with suppress(DatabaseError), briefly():
            caller.token.note_use()


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer HEAD as GET, and OPTIONS with the methods that there are."""
    method = request.method
    request.method = "GET" if method == "HEAD" else method
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = method
    if response.status_code == 405:
        methods = set(response["Allow"].split(", "))
        methods |= {"OPTIONS", *(READING if "GET" in methods else ())}
        status = 204 if method == "OPTIONS" else 405
        return HttpResponse(status=status, headers={"Allow": ", ".join(sorted(methods))})
    return response


def _cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with an ETag, or 304 for one that the caller has.

    Callers may keep it and have to ask whether it still holds; proxies may not, but what all read.
    """
    shared = settings.PUBLIC and "Authorization" not in request.headers
    response.headers["Cache-Control"] = "no-cache" if shared else "private, no-cache"
    patch_vary_headers(response, ["Authorization"])
    if request.method not in READING or response.status_code != 200:
        return response
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return cast("HttpResponse", found)
