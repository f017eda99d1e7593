"""Runs a command again and again, each time killed at a random moment (`test_crashes.py`).

    python -m tests.support.crashing SEED KILLS ingest FOLDER
    python -m tests.support.crashing SEED KILLS work

The models are loaded once, here; each run is a forked process, which begins with them and is
killed as any other is: without a word, whatever it is writing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable

# Threads do not survive a fork.
os.environ["TOKENIZERS_PARALLELISM"] = "false"


def main() -> None:
    seed, kills = int(sys.argv[1]), int(sys.argv[2])
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    import extraction

    extraction.load().extract("“It rains,” said Ana Brel.")
    connections.close_all()
    runs: dict[str, Callable[[], object]] = {
        "ingest": lambda: call_command("ingest", *sys.argv[4:]),
        "work": lambda: (
            call_command("run_redis_tasks", continuous=True)
            if settings.QUEUE == "redis"
            else call_command("db_worker", interval=0.05, startup_delay=False)
        ),
    }
    run = runs[sys.argv[3]]
    rng = random.Random(seed)
    died = 0
    for _ in range(kills):
        died += killed_after(rng.uniform(0.02, 1.2), run)
        if sys.argv[3] == "work":
            sweep_as_the_server_would()
    print(f"killed {died} of {kills}")


def killed_after(seconds: float, run: Callable[[], object]) -> bool:
    """Whether the run had to be killed: it may have come to its end before."""
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            run()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def sweep_as_the_server_would() -> None:
    from django.db import connections

    from articles import tasks

    tasks.sweep()
    connections.close_all()


if __name__ == "__main__":
    main()
