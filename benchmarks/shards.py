"""What p95 a hundred million quotations would have on 4, 8 and 16 nodes: a simulation.

    python -m benchmarks.shards [--quotes N] [--nodes N …] [--a-second N] [--costs A B] [--seed N]

Shards are months, dealt out to the nodes in turn.  A page asks every node that has a month of its
dates.  A node cuts its months into as many pieces as it has cores; each piece takes a core, first
come, first served, and gives counts and the first 25 keys.  The page waits for the last piece.  A
piece costs A + B × quotations, both measured on one engine (`benchmarks.engines`); one in a hundred
takes ten times as long, by 30 ms at least (a pause, a cold disk).  A hedged piece is sent to the
next node, which has a second copy, once it has taken longer than nineteen of twenty do, and the
first answer counts.  No real network or second machine was used.
"""

from __future__ import annotations

import heapq
import math
import random
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MONTHS = 120
PAGES = 5_000
# Of the first pages, none counts: the queues are empty still.
WARM = 500
CORES = 8
# Months that pages ask for, and how many of ten pages do: the last one, a year, everything.
ASKED = ((1, 3), (12, 2), (MONTHS, 5))
NETWORK_MS, MERGE_MS = 1.0, 0.3
SPREAD = 0.3
STRAGGLERS, SLOWER, LEAST_MS = 0.01, 10.0, 30.0


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of CPU of a piece: always, and for a million quotations looked into."""

    always: float
    million: float

    def of(self, quotes: float) -> float:
        return self.always + self.million * quotes / 1e6


@dataclass(frozen=True, slots=True)
class Setting:
    """A cluster and its load."""

    nodes: int
    quotes: int
    costs: Costs
    a_second: float
    hedged: bool = False
    seed: int = 24


@dataclass(slots=True)
class _Page:
    began: float
    waits_for: int
    took: float = 0.0


@dataclass(slots=True)
class _Share:
    """A piece of a page; its copy, if it has one, is the same object."""

    page: _Page
    work: float
    node: int
    answered: bool = False


@dataclass(slots=True)
class _Node:
    free: int = CORES
    waiting: deque[_Share] = field(default_factory=deque)


def simulate(setting: Setting) -> list[float]:
    """Return the milliseconds of each page after the first ones, as they came."""
    return _Cluster(setting).run()


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * share) - 1, 0)]


def shares(months: int, setting: Setting) -> Iterator[tuple[int, float]]:
    """Yield each piece of a page of the last months: its node, and the quotations looked into."""
    month = setting.quotes / MONTHS
    for node in range(setting.nodes):
        held = sum(1 for back in range(months) if back % setting.nodes == node)
        pieces = min(held, CORES)
        for _ in range(pieces):
            yield node, held * month / pieces


class _Cluster:
    """Nodes, and what happens to them in order of time."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._made = random.Random(setting.seed)
        self._nodes = [_Node() for _ in range(setting.nodes)]
        self._events: list[tuple[float, int, str, _Share, int]] = []
        self._number = 0
        self._hedge = {months: self._late(months) for months, _ in ASKED}

    def run(self) -> list[float]:
        pages = list(self._arrivals())
        while self._events:
            now, _, kind, share, node = heapq.heappop(self._events)
            if kind == "done":
                self._done(now, share, node)
            elif kind == "ask" or not share.answered:
                self._ask(now, share, node)
        return [page.took for page in pages[WARM:]]

    def _arrivals(self) -> Iterator[_Page]:
        kinds, weights = zip(*ASKED, strict=True)
        now = 0.0
        for _ in range(PAGES + WARM):
            now += self._made.expovariate(self._setting.a_second / 1000)
            (months,) = self._made.choices(kinds, weights)
            parts = list(shares(months, self._setting))
            page = _Page(now, len(parts))
            for node, quotes in parts:
                share = _Share(page, self._setting.costs.of(quotes), node)
                self._at(now + NETWORK_MS / 2, "ask", share, node)
                if self._setting.hedged and self._setting.nodes > 1:
                    copy = (node + 1) % self._setting.nodes
                    self._at(now + self._hedge[months], "again", share, copy)
            yield page

    def _ask(self, now: float, share: _Share, number: int) -> None:
        node = self._nodes[number]
        if node.free:
            node.free -= 1
            self._at(now + self._took(share.work), "done", share, number)
        else:
            node.waiting.append(share)

    def _done(self, now: float, share: _Share, number: int) -> None:
        node = self._nodes[number]
        node.free += 1
        if not share.answered:
            share.answered = True
            share.page.waits_for -= 1
            if not share.page.waits_for:
                share.page.took = now + NETWORK_MS / 2 + MERGE_MS - share.page.began
        while node.waiting:
            following = node.waiting.popleft()
            if not following.answered:
                self._ask(now, following, number)
                break

    def _took(self, work: float) -> float:
        took = work * self._made.lognormvariate(0.0, SPREAD)
        if self._made.random() < STRAGGLERS:
            took = max(took * SLOWER, took + LEAST_MS)
        return took

    def _late(self, months: int) -> float:
        """Return when a piece of a page of so many months is late: slower than 19 of 20."""
        quotes = max(quotes for _, quotes in shares(months, self._setting))
        return NETWORK_MS / 2 + self._setting.costs.of(quotes) * math.exp(1.645 * SPREAD)

    def _at(self, time: float, kind: str, share: _Share, node: int) -> None:
        self._number += 1
        heapq.heappush(self._events, (time, self._number, kind, share, node))


def busy(setting: Setting) -> float:
    """Return which share of a node's cores the pages take, without what hedging adds."""
    weights = sum(weight for _, weight in ASKED)
    each = [0.0] * setting.nodes
    for months, weight in ASKED:
        for node, quotes in shares(months, setting):
            each[node] += setting.costs.of(quotes) * weight / weights
    average = math.exp(SPREAD**2 / 2) * (1 + STRAGGLERS * (SLOWER - 1))
    return max(each) * average * setting.a_second / 1000 / CORES


def main() -> None:
    """Print a table, one row a number of nodes."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quotes", type=int, default=100_000_000)
    parser.add_argument("--nodes", type=int, nargs="+", default=[4, 8, 16])
    parser.add_argument("--a-second", type=float, default=5.0, help="pages a second")
    parser.add_argument(
        "--costs",
        type=float,
        nargs=2,
        required=True,
        metavar=("A", "B"),
        help="milliseconds of a piece, and more for each million quotations",
    )
    parser.add_argument("--seed", type=int, default=24)
    options = parser.parse_args()
    print("nodes  busy   p50    p95    p99   hedged: p50    p95    p99  (ms)")
    for nodes in options.nodes:
        plain = Setting(
            nodes, options.quotes, Costs(*options.costs), options.a_second, seed=options.seed
        )
        if busy(plain) >= 1:
            print(f"{nodes:5} {busy(plain):5.0%}   too much for the cores")
            continue
        print(f"{nodes:5} {busy(plain):5.0%}", end="")
        for hedged in (False, True):
            took = simulate(
                Setting(nodes, plain.quotes, plain.costs, plain.a_second, hedged, plain.seed)
            )
            figures = "".join(f"{percentile(took, share):7.0f}" for share in (0.5, 0.95, 0.99))
            print(figures + "     " * (not hedged), end="")
        print()


if __name__ == "__main__":
    main()
