"""The CPU time of pages, in one process without a server.

    NEWSROOM_DATA=FOLDER python -m benchmarks.pages QUOTES [KIND …]
    tools/with-postgres python -m benchmarks.pages QUOTES [KIND …]

The database is one that `benchmarks.newsroom` filled with QUOTES quotations.  Requests the
addresses of `benchmarks.browse`, of all kinds or of those named, each twice in shuffled order, and
prints the median and the 95th percentile of `time.process_time()` in milliseconds: what Python and
SQLite need.  `server` is what the process of PostgreSQL that answers needs, of those that help it
nothing (Linux), and `wall` the time that passed.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.browse import UNLIMITED, addresses, percentile

if TYPE_CHECKING:
    from django.test import Client

HOST = {"host": "127.0.0.1"}
# What the jump box sends while a name is typed; Enter would be a redirect.
TYPING = {"HX-Request": "true", "HX-Target": "jump-options"}


def measure(
    client: Client, kinds: Mapping[str, list[str]], seed: int = 1
) -> dict[str, list[tuple[float, float, float]]]:
    """Request every address twice.  Return (CPU time, time, CPU time of the server) of each request
    in ms, by kind."""
    took: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    of_server = server()
    requests = [(kind, path) for kind, paths in kinds.items() for path in paths]
    rng = random.Random(seed)
    for _ in range(2):
        rng.shuffle(requests)
        for kind, path in requests:
            headers = HOST | TYPING if "/jump/" in path else HOST
            before = time.process_time(), time.perf_counter(), of_server()
            answer = client.get(path, headers=headers)
            after = time.process_time(), time.perf_counter(), of_server()
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}.")
            cpu, wall, served = (1000 * (b - a) for a, b in zip(before, after, strict=True))
            took[kind].append((cpu, wall, served))
    return {kind: took[kind] for kind in kinds}


def server() -> Callable[[], float]:
    """Return what tells the seconds that the process of PostgreSQL behind the connection worked."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return float
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    times = Path(f"/proc/{process}/schedstat")
    return lambda: int(times.read_text().split()[0]) / 1e9


def table(took: Mapping[str, list[tuple[float, float, float]]]) -> None:
    print(f"{'':26}{'CPU p50':>9}{'p95':>8}{'wall p50':>10}{'p95':>8}{'server p50':>12}{'p95':>8}")
    for kind, rows in took.items():
        cpu, wall, served = map(list, zip(*rows, strict=True))
        print(
            f"{kind:26}{median(cpu):9.1f}{percentile(cpu, 95):8.1f}"
            f"{median(wall):10.1f}{percentile(wall, 95):8.1f}"
            f"{median(served):12.1f}{percentile(served, 95):8.1f}"
        )


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", **UNLIMITED}
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.test import Client

    from articles.search.index.live_index import warm
    from newsroom.web import memory

    memory.set_up()  # as a server does
    every = addresses(int(sys.argv[1]))
    kinds = {kind: every[kind] for kind in sys.argv[2:] or every}
    warm()
    client = Client()
    for paths in kinds.values():
        client.get(paths[0], headers=HOST)
    gc.collect()
    gc.freeze()  # so, too
    table(measure(client, kinds))


if __name__ == "__main__":
    main()
