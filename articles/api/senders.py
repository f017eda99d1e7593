"""Whether a user sends a request of which only the headers are known (`newsroom/web/server.py`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from articles.api.callers import RefusedError, caller_of
from newsroom.web.sessions import is_signed_in


def is_user(headers: Mapping[str, str]) -> bool:
    """Whether headers, by names such as “COOKIE”, have a session or a token of a user.

    Raises DatabaseError if that cannot be looked up.
    """
    return is_signed_in(headers.get("COOKIE", "")) or _has_token(headers)


def _has_token(headers: Mapping[str, str]) -> bool:
    request = HttpRequest()
    if "AUTHORIZATION" in headers:
        request.META["HTTP_AUTHORIZATION"] = headers["AUTHORIZATION"]
    try:
        return caller_of(request).token is not None
    except RefusedError:
        return False
