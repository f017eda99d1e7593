"""A number for each request, in every line that is logged while it lasts, and a line about it."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from newsroom.web.http import client_address

logger = logging.getLogger("newsroom.requests")

# The number that a trusted proxy may have given it.
_NUMBER = re.compile(r"[\w.-]{8,64}")
# Routes with a secret in their path, and the argument that is it.
_SECRETS = {"new-password": "token", "search-stop-by-mail": "token"}
# What machines request again and again.
_PROBES = ("/healthz", "/readyz", "/metrics")
# Where a request keeps its number, for lines that Django logs after the last middleware.
NUMBER = "newsroom.request_id"
_current: ContextVar[str] = ContextVar("request_id", default="-")


class Requests:
    """Middleware: numbers requests, says the number in `X-Request-ID`, and logs each but for
    those of static files, of health and of metrics."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.PROXIES else ""
        number = given if _NUMBER.fullmatch(given) else get_random_string(12)
        request.META[NUMBER] = number
        token = _current.set(number)
        began = perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path.startswith(
                (settings.STATIC_URL, "/healthz", "/readyz", "/metrics")
            ):
                self.log(request, response, perf_counter() - began)
        finally:
            _current.reset(token)
        return response

    def log(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        user = getattr(request, "user", None)
        path = loggable_path(request)
        fields = {
            "method": request.method,
            "path": path,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "user": user.pk if user is not None else None,
        }
        address = client_address(request) if settings.LOG_ADDRESSES else None
        if address:
            fields["address"] = address
        logger.info(
            "%s %s %s %s ms%s", request.method, path, response.status_code, fields["ms"],
            f" {address}" if address else "", extra=fields,
        )  # fmt: skip


def loggable_path(request: HttpRequest) -> str:
    """Return the path of a request, without the secret of a link to a new password."""
    match = request.resolver_match
    argument = _SECRETS.get(match.url_name or "") if match else None
    secret = match.kwargs.get(argument) if match and argument else None
    return request.path.replace(secret, "***") if secret else request.path


class OneLine(logging.Formatter):
    """A formatter whose messages are one line each: control characters in them are escaped.

    A path or a title with a line end could otherwise forge a line of the log.  Tracebacks keep
    their lines.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        message = super().formatMessage(record)
        # Nearly every line is printable, and a look at each character would take most of its time.
        return message if message.isprintable() else "".join(map(_visible, message))


def _visible(character: str) -> str:
    """Return a control or format character as its escape: “\\n”, “\\u202e”."""
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
        return character.encode("unicode_escape").decode("ascii")
    return character


class OfRequest(logging.Filter):
    """Adds `request_id` to what is logged; “-” where no request is being answered.

    Of a request that Django logs, it leaves the method and the path without its secret.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.request_id = request.META.get(NUMBER) or current_request()
            path = loggable_path(request)
            record.msg, record.args = record.getMessage().replace(request.path, path), ()
            record.request = f"{request.method} {path}"
        elif not hasattr(record, "request_id"):
            record.request_id = current_request()
        return True


class Refusals(logging.Filter):
    """Makes of what Django logs about a refused request, such as one for another host, a warning
    without a traceback: the fault is the client's."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", None)
        if isinstance(status, int) and 400 <= status < 500:
            record.exc_info = record.exc_text = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def request_id(request: HttpRequest) -> dict[str, str]:
    """Context of templates: the number that an error page asks people to pass on."""
    return {"request_id": current_request()}


def current_request() -> str:
    """The number of the request that is being answered; “-” if none is."""
    return _current.get()
