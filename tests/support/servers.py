"""Servers that tests start: free ports, and waiting until one answers."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

# Seconds after which a condition that must come true is taken for one that never will.  A test
# that passes does not depend on it: the busiest machine takes a fraction of it.
PATIENCE = 120
PAUSE = 0.05


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False if it does not within PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True
