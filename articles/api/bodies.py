"""What a request with a body must be: JSON, of a known length, and not too long."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from articles.api.callers import RefusedError
from newsroom.web.problems import problem

JSON = "application/json"
# Bytes: the longest text that is taken, as JSON may escape it, and its metadata.
MOST_BYTES = 8 * 1024 * 1024


def takes_json(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate an operation that has a body, by `ninja.decorators.decorate_view`."""

    @wraps(run)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_body(request)
        return run(request, *args, **kwargs)

    return checked


def check_body(request: HttpRequest) -> None:
    """Raise RefusedError for a body that cannot be read: 411, 413 or 415."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        raise RefusedError(problem(411, "Send the header Content-Length, and no chunks."))
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > MOST_BYTES:
        detail = f"The body has {length:,} bytes; {MOST_BYTES:,} are taken. Send less at a time."
        raise RefusedError(problem(413, detail))
    if request.content_type != JSON:
        detail = f"The body is to be {JSON}, and the header Content-Type is to say so."
        raise RefusedError(problem(415, detail, headers={"Accept": JSON}))
