"""How work grows with its size, by ratio: no limit in seconds, which would measure the machine.

Both sides of a ratio are measured one right after the other, in CPU time, and again if it is too
large: noise of a busy machine hits one pair, and a fault every pair.
"""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 6


def cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def ratio(work: Callable[[], object], usual: Callable[[], object], *, limit: float) -> float:
    """How many times as long `work` takes as what is usual; the first ratio below the limit, or
    the lowest of all tries."""
    lowest = float("inf")
    for _ in range(TRIES):
        usually = cpu_seconds(usual)
        lowest = min(lowest, cpu_seconds(work) / max(usually, 1e-9))
        if lowest < limit:
            break
    return lowest


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as long work on eight times the size takes as eight times the work: about 1
    if it is linear, about 8 if it is quadratic."""

    def often() -> None:
        for _ in range(8):
            work(size)

    work(size)  # what is done once is not counted
    return ratio(lambda: work(8 * size), often, limit=2.5)
