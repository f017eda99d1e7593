"""Names of processes, for tests of claims."""

from __future__ import annotations

import subprocess
import sys


def dead_process() -> str:
    """The name of a process of this machine that has ended."""
    code = "from newsroom.queues.processes import this_process; print(this_process())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.strip()
