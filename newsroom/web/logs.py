"""A number for each request, in every line that is logged while it lasts, and a line about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

logger = logging.getLogger("newsroom.requests")

# What a proxy may have numbered it; anything else could forge lines of the log.
_NUMBER = re.compile(r"[\w.-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="-")


class Requests:
    """Middleware: numbers requests, says the number in `X-Request-ID`, and logs each but for
    those of static files and of health."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if _NUMBER.fullmatch(given) else get_random_string(12)
        token = _current.set(number)
        began = perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path.startswith((settings.STATIC_URL, "/healthz", "/readyz")):
                self.log(request, response, perf_counter() - began)
        finally:
            _current.reset(token)
        return response

    def log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        user = getattr(request, "user", None)
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "user": user.pk if user is not None else None,
        }
        logger.info(
            "%s %s %s %s ms", request.method, request.path, response.status_code, fields["ms"],
            extra=fields,
        )  # fmt: skip


class OfRequest(logging.Filter):
    """Adds `request_id` to what is logged; “-” where no request is being answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request()
        return True


def request_id(request: HttpRequest) -> dict[str, str]:
    """Context of templates: the number that an error page asks people to pass on."""
    return {"request_id": current_request()}


def current_request() -> str:
    """The number of the request that is being answered; “-” if none is."""
    return _current.get()
