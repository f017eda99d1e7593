"""One request to one address, without redirects."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus

import httpcore2

from fetching import body
from fetching.errors import FetchError
from fetching.names import Resolve
from fetching.network import CheckedBackend, within
from fetching.policy import Policy, Target

# Types of content that readers are given; what states none is recognised by its content.
_READ = ("text/", "application/pdf", "application/rtf", "application/json", "application/xml")
_READ_ENDS = ("+xml", "+json", "document", "octet-stream", "msword")
_NOT_READ = ("text/css", "text/javascript")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the body of 200 only."""

    status: int
    headers: Message
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Network:
    """How addresses of hosts are looked up, and whom TLS trusts."""

    resolve: Resolve
    context: ssl.SSLContext


def ask(
    policy: Policy,
    network: Network,
    target: Target,
    deadline: float,
    *,
    headers: Mapping[str, str] | None = None,
    cut: int = 0,
) -> Answer:
    """Request an address; the answer is complete before `deadline`, a time of the monotonic clock.

    With `cut` the body is of any type, and no longer than that.  Raises FetchError.
    """
    try:
        found = within(deadline, lambda: network.resolve(target.host, target.port))
        addresses = policy.check(target, found)
        pool = httpcore2.ConnectionPool(
            ssl_context=network.context, network_backend=CheckedBackend(addresses, deadline)
        )
        with (
            pool,
            pool.stream("GET", _url(target), headers=_headers(policy, target, headers)) as (
                response
            ),
        ):
            return _answer(policy, target, response, cut)
    except httpcore2.TimeoutException:
        reason = f"did not answer within {policy.seconds:.0f} seconds"
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
        reason = _reason(error)
    raise FetchError(
        f"{target.url} {reason}. Try again later, or save the page and add the file.",
        temporary=True,
    )


def _url(target: Target) -> httpcore2.URL:
    return httpcore2.URL(
        scheme=target.scheme, host=target.host, port=target.port, target=target.path
    )


def _headers(
    policy: Policy, target: Target, more: Mapping[str, str] | None
) -> dict[bytes | str, bytes | str]:
    return {
        "Host": target.netloc,
        "User-Agent": policy.agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **{name: value for name, value in (more or {}).items() if value},
    }


def _answer(policy: Policy, target: Target, response: httpcore2.Response, cut: int) -> Answer:
    headers = Message()
    for name, value in response.headers:
        headers[name.decode("latin-1")] = value.decode("latin-1")
    if response.status != HTTPStatus.OK:
        return Answer(response.status, headers)
    limit = cut or policy.max_bytes
    if not cut:
        _check_type(target, headers)
        length = headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > limit:
            raise body.too_large(target.url, limit)
    encoding = headers.get("Content-Encoding", "").strip().lower()
    read = body.read(target.url, response.iter_stream(), encoding, limit, cut=bool(cut))
    return Answer(response.status, headers, read)


def _check_type(target: Target, headers: Message) -> None:
    """Raise FetchError for content that no reader reads."""
    kind = headers.get_content_type()
    read = kind.startswith(_READ) or kind.endswith(_READ_ENDS)
    if "Content-Type" in headers and (kind in _NOT_READ or not read):
        raise FetchError(
            f"{target.url} is no page but {kind[:80]}. Write the address of the article’s page."
        )


def _reason(error: Exception) -> str:
    """Why there is no connection, or no answer on it."""
    # httpcore2 raises its own errors with those of the socket as their argument.
    cause = next((arg for arg in error.args if isinstance(arg, OSError)), error)
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason or "no TLS"
        return f"has no secure connection to offer ({why})"
    if isinstance(cause, OSError):
        return f"cannot be reached ({cause.strerror or type(cause).__name__})"
    return f"did not answer as a server of pages does ({str(cause) or type(cause).__name__})"
