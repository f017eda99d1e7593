"""`robots.txt`, as RFC 9309 says: what a host forbids is not fetched."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

# A longer file counts up to here; the RFC wants no less.
LONGEST = 500 * 1024
# Seconds that a host can ask for between two requests; more are not waited for.
LONGEST_DELAY = 10.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a host for our user agent; without `rules` all is allowed, or `closed`."""

    agent: str
    rules: Protego | None = None
    closed: bool = False

    def allows(self, url: str) -> bool:
        return not self.closed and (self.rules is None or self.rules.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """Seconds between two requests, 0 if the host does not say."""
        wanted = self.rules.crawl_delay(self.agent) if self.rules else None
        return min(max(wanted or 0.0, 0.0), LONGEST_DELAY)


def parse(body: bytes, agent: str) -> Robots:
    """The rules of a file, decoded as UTF-8."""
    text = body[:LONGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    return Robots(agent, Protego.parse(text))
