"""How often pages that cost much, and passwords, may be tried: counted in memory by the server.

A caller is a user, or the network of an address: the /24 of IPv4, the /64 of IPv6.  One process
serves all pages, so its memory knows every request; the API, which programs call, is counted by
the database (`articles/api/limits.py`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from newsroom.web.http import client_address
from newsroom.web.unsaved import unsaved

storage = MemoryStorage()
limiter = MovingWindowRateLimiter(storage)

# Parameters whose words are searched for, on whichever page, and pages that reckon with any.
WORDS = ("q", "to", "find")
RECKONED = {"compare", "network", "subjects"}
# Pages with a limit of their own.
CHECKS, ADDS = {"check"}, {"add"}
EXPORTS = ("-export", "-file")


@dataclass(frozen=True, slots=True)
class Budget:
    """So many tries in so many minutes for what `key` names."""

    key: str
    tries: int
    minutes: int

    def wait(self) -> int:
        """Count a try; return the seconds until the next, 0 if this one is within the budget."""
        item = RateLimitItemPerMinute(self.tries, self.minutes)
        if limiter.hit(item, self.key):
            return 0
        reset = limiter.get_window_stats(item, self.key).reset_time
        return max(math.ceil(reset - time.time()), 1)


class Limits:
    """Middleware: answers 429 with `Retry-After` to what is tried too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        waits = [budget.wait() for budget in budgets(request)]
        return too_often(request, max(waits)) if any(waits) else None


def budgets(request: HttpRequest) -> list[Budget]:
    """Return the budgets that a request counts for."""
    match = request.resolver_match
    name = match.url_name or "" if match else ""
    if match and match.app_names:
        return []
    if request.method == "POST" and (guarded := _of_passwords(request, name)):
        return guarded
    kind = _kind(request, name)
    tries = settings.LIMITS.get(kind, 0)
    return [Budget(f"{kind} {caller(request)}", tries, 1)] if tries else []


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    wait = f"{seconds} seconds" if seconds < 100 else f"{math.ceil(seconds / 60)} minutes"
    why = f"That was tried too often from here, or for this account. Try again in {wait}."
    response = unsaved(request, "Too often", why, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def caller(request: HttpRequest) -> str:
    """Return who is counted: a user, or else a network."""
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    return network(client_address(request))


def network(address: str | None) -> str:
    """Return the network that one who has an address can choose others from.

    >>> network("192.0.2.7"), network("2001:db8::1"), network(None)
    ('192.0.2.0/24', '2001:db8::/64', 'no address')
    """
    if not address:
        return "no address"
    found = ip_address(address)
    plain = found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
    return str(ip_network(f"{plain}/{64 if plain.version == 6 else 24}", strict=False))


def _of_passwords(request: HttpRequest, name: str) -> list[Budget]:
    """Return the budgets of a form with which passwords can be guessed, or mails be sent."""
    here = network(client_address(request))
    match name:
        case "sign-in":
            user = request.POST.get("username", "").strip().casefold()[:150]
            return [Budget(f"name {user}", 50, 60), Budget(f"sign-in {here}", 100, 15)]
        case "second-factor" | "passkey-use":
            return [Budget(f"code {caller(request)}", 10, 15)]
        case "change-password" | "confirm-password":
            return [Budget(f"password {caller(request)}", 10, 15)]
        case "csp-report":
            return [Budget(f"report {here}", 20, 1)]
        case "forgotten":
            mail = request.POST.get("email", "").strip().casefold()[:254]
            return [Budget(f"mail {mail}", 3, 60), Budget(f"mails {here}", 20, 60)]
        case "new-password":
            return [Budget(f"new {here}", 30, 15)]
    return []


def _kind(request: HttpRequest, name: str) -> str:
    if name in CHECKS and (request.GET or request.method == "POST"):
        return "check"
    if name in ADDS and request.method == "POST":
        return "add"
    match = request.resolver_match
    is_feed = match is not None and match.kwargs.get("suffix") == "atom"
    if name.endswith(EXPORTS) and not is_feed:
        return "export"
    searched = any(request.GET.get(word) for word in WORDS)
    return "search" if searched or (name in RECKONED and request.GET) else ""
