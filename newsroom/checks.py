"""What Django's checks say of the environment."""

from __future__ import annotations

import difflib
import os
from typing import Any

from django.core import checks

from newsroom.environment import READ

PREFIX = "NEWSROOM_"
# Read by `deploy/`, `tools/` and tests, and by no settings.
BESIDE = {
    "NEWSROOM_BACKUPS",
    "NEWSROOM_BACKUPS_KEPT",
    "NEWSROOM_BROWSER",
    "NEWSROOM_ENV_FILE",
    "NEWSROOM_EXPORT_ROWS",
    "NEWSROOM_FUZZ_INPUTS",
    "NEWSROOM_REDIS_SERVER",
    "NEWSROOM_TEST_SHARED",
    "NEWSROOM_TEST_SIZE",
}


def unknown_variables(**_: Any) -> list[checks.CheckMessage]:
    """Warn of variables that nothing reads, such as a setting that is misspelt."""
    unknown = {name for name in os.environ if name.startswith(PREFIX)} - READ - BESIDE
    return [
        checks.Warning(
            f"{name} is set, and no setting has that name.", hint=_meant(name), id="newsroom.W1"
        )
        for name in sorted(unknown)
    ]


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(READ | BESIDE), n=1, cutoff=0.7)
    return f"Is {near[0]} meant? " * bool(near) + "docs/settings.md lists all."
