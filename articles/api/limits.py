"""How often a caller may call: so many times a minute, counted by the database for all processes.

The headers are those of draft-ietf-httpapi-ratelimit-headers.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from django.db import DatabaseError

from articles.api.callers import Caller, RefusedError
from articles.models import Calls
from newsroom.db.locks import briefly
from newsroom.web.problems import problem

logger = logging.getLogger(__name__)

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a caller's limit, and the seconds until it is whole again."""

    limit: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={SECONDS}',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


def count_call(caller: Caller) -> Allowance:
    """Count a call; raises RefusedError, with `Retry-After`, where it is one too many."""
    minute, second = divmod(int(time.time()), SECONDS)
    limit, seconds = caller.limit, SECONDS - second
    calls = _counted(caller.key, minute)
    allowance = Allowance(limit, max(limit - calls, 0), seconds)
    if calls > limit:
        detail = f"{limit} calls a minute are allowed. Try again in {seconds} seconds."
        headers = {**allowance.headers, "Retry-After": str(seconds)}
        raise RefusedError(problem(429, detail, headers=headers))
    return allowance


def _counted(key: str, minute: int) -> int:
    """Return the calls in this minute, 0 where they cannot be counted: reading goes on."""
    try:
        with briefly():
            return Calls.objects.add_one(key, minute)
    except DatabaseError as error:
        logger.warning("A call of the API was not counted: %s", error)
        return 0
