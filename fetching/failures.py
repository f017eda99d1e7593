"""Statuses of HTTP that are no page, in words."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from fetching.errors import FetchError

# The longest time that a server can have us wait, in seconds.
LONGEST_WAIT = 24 * 3600.0

_GONE = {404, 410}
_CLOSED = {401, 402, 403, 451}
_LATER = {408, 425, 429}


def failure(url: str, status: int, retry_after: str = "") -> FetchError:
    """The error for a status, with the time to wait that the server states."""
    if status in _GONE:
        return FetchError(f"{url} is not there ({status}). Check the address.")
    if status in _CLOSED:
        return FetchError(
            f"{url} is not open to this newsroom ({status}). Save the page while signed in, and "
            "add the file."
        )
    later = status >= 500 or status in _LATER
    return FetchError(
        f"{url} answered with an error ({status}). "
        + ("Try again later." if later else "Save the page and add the file."),
        temporary=later,
        wait=_seconds(retry_after) if later else 0,
    )


def _seconds(text: str) -> float:
    """What a server states in Retry-After: a number of seconds, or a date.

    >>> _seconds("120"), _seconds("soon"), _seconds("9" * 30)
    (120.0, 0.0, 86400.0)
    """
    if text.isdecimal():
        return min(float(text), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(until - time.time(), 0.0), LONGEST_WAIT)
