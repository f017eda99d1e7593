"""How much a test tries: what shows the behaviour in `make test`, all of it in `make test-full`.

CONTRIBUTING.md, “Two sizes”, lists the tests that have two.
"""

from __future__ import annotations

import os
from typing import Final


def is_full(size: str) -> bool:
    """Whether tests run at their full size; anything but `small`, `full` or nothing is an error."""
    if size not in {"", "small", "full"}:
        raise ValueError(f"NEWSROOM_TEST_SIZE is {size!r}: give it “small” or “full”.")
    return size == "full"


# `make test-full` sets it to “full”.
FULL: Final[bool] = is_full(os.environ.get("NEWSROOM_TEST_SIZE", ""))


def sized[Amount](small: Amount, full: Amount) -> Amount:
    """Choose between the amount of `make test` and that of `make test-full`."""
    return full if FULL else small
