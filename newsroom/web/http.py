"""The typed htmx request, answering it with a page or with one partial of that page, and what
every answer says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from ipaddress import ip_address
from typing import Any

from django import shortcuts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path
from django.utils.cache import patch_vary_headers
from django.views.decorators.csp import csp_override
from django.views.defaults import bad_request
from django_htmx.middleware import HtmxDetails

# What `render` looks at: a cache must keep page and partial apart by these.
VARY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Target", "HX-Trigger")

# 192.0.2.1:50000 and [2001:db8::1]:50000, or the latter without a port.
PORT = re.compile(r"^(?:([\d.]+):\d+|\[(.+)\](?::\d+)?)$")


class HtmxHttpRequest(HttpRequest):
    """A request that went through `django_htmx.middleware.HtmxMiddleware`."""

    htmx: HtmxDetails


def render(
    request: HtmxHttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or with the partial of it that htmx is about to swap.

    `partial` names the partials of `template` that may stand alone; each has the name of
    the DOM id that it fills.  A boosted request and one that restores history get the whole
    page, and so does a request for any other target.  `swapped` tells the template that the
    partial stands alone: htmx sets the title of the page to a `<title>` in it.
    """
    known = (partial,) if isinstance(partial, str) else partial
    target = wanted_partial(request)
    swapped = target in known
    name = f"{template}#{target}" if swapped else template
    given = {**(context or {}), "swapped": swapped}
    response = shortcuts.render(request, name, given, status=status)
    patch_vary_headers(response, VARY)
    return response


def wanted_partial(request: HtmxHttpRequest) -> str | None:
    """The DOM id that htmx will fill, None where it replaces the page or is not at work.

    htmx 2 sends the bare id of the target, htmx 4 its tag and id ("div#results").
    """
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request or not htmx.target:
        return None
    return htmx.target.rpartition("#")[2]


class PermissionsPolicy:
    """Middleware: no page of ours uses a camera, a place or a payment, and none within may."""

    POLICY = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        return response


class BackOfficePolicy:
    """Middleware: Django's back office makes markup of text (jQuery), so no trusted types there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        left_out = ("require-trusted-types-for", "trusted-types")
        policy = {key: v for key, v in settings.SECURE_CSP.items() if key not in left_out}
        self.set_policy = csp_override(policy)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.app_names == ["admin"]:
            return self.set_policy(lambda _: response)(request)
        return response


class NoNul:
    """Middleware: a NUL in an address or a cookie is refused; none of ours has one, and
    PostgreSQL cannot look it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any("\0" in text for text in (request.path_info, *request.COOKIES.values())):
            raise BadRequest("No address and no cookie of ours has a NUL in it.")
        return self.get_response(request)


class OddFilters:
    """Middleware: a filter of the back office that no database can look up is a 400, not a 500."""

    NO_VALUES = (OverflowError, ValueError, DataError)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        in_admin = match is not None and match.app_names == ["admin"]
        if in_admin and request.GET and isinstance(error, self.NO_VALUES):
            return bad_request(request, error)
        return None


class BackToForms:
    """Middleware: an address that only takes what is sent leads to the page above it, where the
    form is, if it is opened: reloaded, shared, reached after signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        opened = request.method in {"GET", "HEAD"} and request.path.endswith("/")
        if response.status_code != 405 or not opened or not request.accepts("text/html"):
            return response
        return shortcuts.redirect(page_above(request.path))


def page_above(path: str) -> str:
    """Return the nearest address above one that is a route of ours, with the last slash.

    >>> page_above("/articles/1/report/"), page_above("/desk/changes/1/revert/")
    ('/articles/1/', '/desk/')
    """
    while path != "/":
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
        if is_valid_path(path):
            break
    return path


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from: what our outermost proxy says, if there are any of ours.

    Some proxies add a port, which is left out; None where it is no IP address, as on a socket.
    """
    addresses: list[str] = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.PROXIES
    last = addresses[-proxies] if proxies and len(addresses) >= proxies else ""
    return _ip_address(last) or _ip_address(str(request.META.get("REMOTE_ADDR", "")))


def _ip_address(text: str) -> str | None:
    bare = PORT.sub(r"\1\2", text.strip())
    try:
        return str(ip_address(bare))
    except ValueError:
        return None
