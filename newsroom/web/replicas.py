"""Requests that read a replica: which may, who reads what was just written, what pages say.

A page is read from a replica if it is for readers and its reader is no editor.  Who sends a form
gets a signed cookie with the place of the primary's log, and reads no replica that has not come
there.  If a replica fails while a page is made, the page is made again from the primary.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from newsroom.db import replicas
from newsroom.web.access import MAY_CORRECT, Access, rule
from newsroom.web.figures import Figure, register
from newsroom.web.health import register_figure

COOKIE = "newsroom_written"
# Seconds in which a replica that is read at all has certainly come to what was written.
KEPT = 2 * 3600
# Seconds from which on a page says how old it is.
NOTICED = 2
# How old a response for programs may be, in seconds.
HEADER = "Newsroom-Behind"
SAFE = {"GET", "HEAD"}
# Pages whose owner closes them: at once.
CLOSED_AT_ONCE = {"clippings-shared", "shared-file"}


class Replicas:
    """Middleware: chooses what a request reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reading = replicas.Reading()
        before = replicas.current.set(reading)
        try:
            response = self.get_response(request)
        finally:
            replicas.current.reset(before)
        if _is_old(reading):
            response.headers[HEADER] = str(round(reading.age))
        if _rule(request) is not Access.PROGRAMS and (request.method not in SAFE or reading.wrote):
            with suppress(DatabaseError):  # with the primary away, nothing was written
                _remember(response, replicas.written())
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        reading = replicas.current.get()
        if reading is not None and _may_read_replica(request):
            chosen = replicas.choose(_place(request))
            reading.alias, reading.age = chosen.alias, chosen.age

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not replicas.lost(error):
            return None
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response


def _rule(request: HttpRequest) -> Access | None:
    match = request.resolver_match
    return rule(match.func, match.app_names) if match else None


def _may_read_replica(request: HttpRequest) -> bool:
    match, access = request.resolver_match, _rule(request)
    if request.method not in SAFE or match is None or match.url_name in CLOSED_AT_ONCE:
        return False
    if access is Access.PROGRAMS:
        return "Authorization" not in request.headers  # a program keeps no cookie
    return access is Access.READERS and not request.user.has_perm(MAY_CORRECT)


def _place(request: HttpRequest) -> int:
    """The place of the log that a reader has written up to; 0 for one who has not."""
    try:
        return int(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT))
    except (signing.BadSignature, ValueError, TypeError):
        return 0


def _remember(response: HttpResponse, place: int) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(place, salt=COOKIE),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _is_old(reading: replicas.Reading | None) -> bool:
    return reading is not None and reading.age >= NOTICED


def as_of(request: HttpRequest) -> dict[str, dt.datetime]:
    """Context of templates: as of when the page is, if that is long enough ago to be said."""
    reading = replicas.current.get()
    if reading is None or not _is_old(reading):
        return {}
    return {"as_of": timezone.now() - dt.timedelta(seconds=reading.age)}


def conditions() -> dict[str, dict[str, object]]:
    """What /readyz says of each replica."""
    return {
        one.alias: {"is": one.condition(), "seconds_behind": _rounded(one.behind())}
        for one in replicas.replicas()
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _behind() -> dict[str, float]:
    seconds = {one.alias: one.behind() for one in replicas.replicas()}
    return {alias: behind for alias, behind in seconds.items() if behind is not None}


def _read() -> dict[str, float]:
    return {one.alias: float(one.condition() == "read") for one in replicas.replicas()}


def register_figures() -> None:
    """Show replicas to operators."""
    register_figure("replicas", conditions)
    register(
        Figure(
            "replica_behind_seconds",
            "Seconds that a replica is behind the primary; none if it is away.",
            _behind,
            label="replica",
        ),
        Figure(
            "replica_read",
            "1 if pages are read from the replica, 0 if it is away, too far behind or promoted.",
            _read,
            label="replica",
        ),
    )
