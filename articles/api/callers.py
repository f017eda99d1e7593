"""Who calls the API: the user of a token, or anybody where the newsroom is public."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from articles.models import Token
from newsroom.web.access import MAY_CORRECT
from newsroom.web.http import client_address
from newsroom.web.problems import problem

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# One who has an address of IPv6 has all that share these bits with it.
PREFIX_BITS = 64


class RefusedError(Exception):
    """Why a call is refused, as the response that says so."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__(response.status_code)


@dataclass(frozen=True, slots=True)
class Caller:
    """A user with a token, or an address without one."""

    user: User | AnonymousUser
    token: Token | None
    address: str

    @classmethod
    def unknown(cls, request: HttpRequest) -> Caller:
        """Return the caller of an address, with any token or none."""
        return cls(AnonymousUser(), None, client_address(request) or "")

    @property
    def key(self) -> str:
        """Who is counted: the user of all their tokens, or the network of an address."""
        return f"user {self.user.pk}" if self.token else f"address {_network(self.address)}"

    @property
    def limit(self) -> int:
        """Calls in a minute."""
        return settings.API_CALLS if self.token else settings.API_CALLS_WITHOUT_TOKEN

    def must_do(self, method: str, *, posts_read: bool) -> None:
        """Raise RefusedError where this caller may not do what a method does."""
        if method == "OPTIONS" and self.token:
            return
        reading = {"GET", "HEAD", "OPTIONS", *(["POST"] if posts_read else ())}
        (self.must_read if method in reading else self.must_add)()

    def must_read(self) -> None:
        """Raise RefusedError where this caller may not read."""
        if self.token is None and not settings.PUBLIC:
            raise unauthorized("This newsroom is read with a token: “Authorization: Bearer …”.")
        if self.token and not self.token.may_read:
            raise forbidden("This token may not read; make one that may, on your account page.")

    def must_add(self) -> None:
        """Raise RefusedError where this caller may not add articles."""
        if self.token is None:
            raise unauthorized("Articles are added with a token: “Authorization: Bearer …”.")
        if not self.token.may_add:
            raise forbidden("This token may not add; make one that may, on your account page.")
        if not self.user.has_perm(MAY_CORRECT):
            raise forbidden("Only members of the group Editors add articles.")


def caller_of(request: HttpRequest) -> Caller:
    """Return who calls; sessions count for nothing, so that no other site can call by a cookie.

    `token` is None where no token is given.  Raises RefusedError for one that does not work.
    """
    unknown = Caller.unknown(request)
    secret = _secret(request)
    if secret is None:
        return unknown
    token = Token.objects.with_secret(secret)
    if token is None:
        raise unauthorized("There is no such token. It may have been revoked.", bad=True)
    if token.expired:
        raise unauthorized(f"This token expired after {token.expires_on}. Make another.", bad=True)
    if not token.user.is_active:
        raise unauthorized("The account of this token is closed.", bad=True)
    return Caller(token.user, token, unknown.address)


def _secret(request: HttpRequest) -> str | None:
    """Return what the header Authorization has; None where there is none.

    Raises RefusedError for another scheme than Bearer.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, secret = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise unauthorized("The header Authorization is to be “Bearer” and a token.", bad=True)
    return secret.strip()


def unauthorized(detail: str, *, bad: bool = False) -> RefusedError:
    """Return a 401 with a challenge (RFC 6750); `bad` if a token was given."""
    challenge = 'Bearer realm="newsroom"' + (', error="invalid_token"' if bad else "")
    return RefusedError(problem(401, detail, headers={"WWW-Authenticate": challenge}))


def forbidden(detail: str) -> RefusedError:
    return RefusedError(problem(403, detail))


def _network(address: str) -> str:
    """Return the address as it is counted.

    >>> _network("192.0.2.7"), _network("2001:db8:1:2:3::4"), _network("")
    ('192.0.2.7', '2001:db8:1:2::', '')
    """
    found: Any = ip_address(address) if address else None
    if isinstance(found, IPv6Address):
        host_bits = 128 - PREFIX_BITS
        return str(IPv6Address(int(found) >> host_bits << host_bits))
    return address
