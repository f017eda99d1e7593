"""Fetches one address after another, under a policy."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from fetching import robots
from fetching.errors import FetchError
from fetching.failures import failure
from fetching.names import Resolve, resolve, trusted
from fetching.policy import Policy, Target
from fetching.robots import Robots

if TYPE_CHECKING:
    from fetching.request import Answer

REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Response:
    """What an address answered; `url` is where redirects led to.

    `etag` and `modified` are for the next request; with them the body may be `unchanged`.
    """

    url: str
    body: bytes = b""
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


@dataclass
class Client:
    """Fetches addresses for one run; keeps what hosts said in `robots.txt` as long as it lives.

    `resolve` looks up the addresses of a host, `context` holds whom TLS trusts.
    """

    policy: Policy
    resolve: Resolve = resolve
    context: ssl.SSLContext = field(default_factory=trusted)
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Response:
        """Fetch an address; `etag` and `modified` are those of an earlier response.

        Raises FetchError for what is not allowed, not there, too large, too slow or of a type
        that no reader reads.
        """
        target = self.policy.target(url)
        self._check_robots(target, time.monotonic() + self.policy.seconds)
        self._pace(target)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        deadline = time.monotonic() + self.policy.seconds
        for _ in range(self.policy.redirects + 1):
            answer = self._ask(target, deadline, headers=conditions)
            if answer.status not in REDIRECTS:
                return _response(target, answer)
            target = self._redirected(target, answer)
            self._check_robots(target, deadline)
        raise FetchError(
            f"{url} leads on more than {self.policy.redirects} times. "
            "Write the address at which the page is."
        )

    def _ask(
        self,
        target: Target,
        deadline: float,
        *,
        headers: Mapping[str, str] | None = None,
        cut: int = 0,
    ) -> Answer:
        """One request (`request.ask`)."""
        # Every command imports this module, and few need httpcore2, which takes its time.
        from fetching.request import Network, ask

        network = Network(self.resolve, self.context)
        return ask(self.policy, network, target, deadline, headers=headers, cut=cut)

    def _check_robots(self, target: Target, deadline: float) -> None:
        """Raise FetchError for what a host forbids to programs, or does not say in time."""
        if target.origin not in self._robots:
            try:
                self._robots[target.origin] = self._rules(target, deadline)
            except FetchError as error:
                raise FetchError(
                    f"{target.url} was not fetched: {error}",
                    temporary=error.temporary,
                    wait=error.wait,
                ) from None
        rules = self._robots[target.origin]
        if rules.closed:
            raise FetchError(
                f"{target.url} was not fetched: what its host allows is not known, because "
                f"{target.origin}/robots.txt answers with an error. Try again later, or save the "
                "page and add the file.",
                temporary=True,
            )
        if not rules.allows(target.url):
            raise FetchError(
                f"{target.url} was not fetched: {target.origin}/robots.txt forbids it to programs. "
                "Save the page and add the file."
            )

    def _rules(self, target: Target, deadline: float) -> Robots:
        """What a host says: all is allowed if it has no file, nothing if it answers with errors."""
        place = self.policy.target("/robots.txt", target.url)
        for _ in range(self.policy.redirects + 1):
            answer = self._ask(place, deadline, cut=robots.LONGEST)
            if answer.status == HTTPStatus.OK:
                return robots.parse(answer.body, self.policy.agent)
            if answer.status not in REDIRECTS:
                late = answer.status == HTTPStatus.TOO_MANY_REQUESTS
                return Robots(self.policy.agent, closed=late or answer.status >= 500)
            place = self._redirected(place, answer)
        return Robots(self.policy.agent)

    def _pace(self, target: Target) -> None:
        """Wait until the pause after the last request to this host has passed."""
        pause = max(self.policy.pause, self._robots[target.origin].delay)
        last = self._last.get(target.host)
        if last is not None and (left := last + pause - time.monotonic()) > 0:
            time.sleep(left)
        self._last[target.host] = time.monotonic()

    def _redirected(self, target: Target, answer: Answer) -> Target:
        place = answer.headers.get("Location", "")
        if not place:
            raise FetchError(f"{target.url} leads on, but not where to. Save the page and add it.")
        try:
            return self.policy.target(place, target.url)
        except FetchError as error:
            raise FetchError(f"{target.url} leads on to another address. {error}") from None


def _response(target: Target, answer: Answer) -> Response:
    headers = answer.headers
    if answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        raise failure(target.url, answer.status, headers.get("Retry-After", ""))
    return Response(
        url=target.url,
        body=answer.body,
        media_type=headers.get_content_type() if "Content-Type" in headers else "",
        charset=headers.get_content_charset() or "",
        etag=headers.get("ETag", "")[:200],
        modified=headers.get("Last-Modified", "")[:100],
        unchanged=answer.status == HTTPStatus.NOT_MODIFIED,
    )
