"""The CPU time of pages, in one process without a server.

    NEWSROOM_DATA=FOLDER python -m benchmarks.pages QUOTES [KIND …]
    tools/with-postgres python -m benchmarks.pages QUOTES [KIND …]

The database is one that `benchmarks.newsroom` filled with QUOTES quotations.  Requests the
addresses of `benchmarks.browse`, of all kinds or of those named, each twice in shuffled order, and
prints the median and the 95th percentile of `time.process_time()` in milliseconds: what Python and
SQLite need, without what a PostgreSQL server needs.  `wall` is the time that passed.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
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
) -> dict[str, list[tuple[float, float]]]:
    """Request every address twice.  Return (CPU time, time) of each request in ms, by kind."""
    took: dict[str, list[tuple[float, float]]] = defaultdict(list)
    requests = [(kind, path) for kind, paths in kinds.items() for path in paths]
    rng = random.Random(seed)
    for _ in range(2):
        rng.shuffle(requests)
        for kind, path in requests:
            headers = HOST | TYPING if "/jump/" in path else HOST
            began, cpu = time.perf_counter(), time.process_time()
            answer = client.get(path, headers=headers)
            used = time.process_time() - cpu, time.perf_counter() - began
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}.")
            took[kind].append((1000 * used[0], 1000 * used[1]))
    return {kind: took[kind] for kind in kinds}


def table(took: Mapping[str, list[tuple[float, float]]]) -> None:
    print(f"{'':26}{'CPU p50':>9}{'p95':>8}{'wall p50':>10}{'p95':>8}")
    for kind, rows in took.items():
        cpu, wall = map(list, zip(*rows, strict=True))
        print(
            f"{kind:26}{median(cpu):9.1f}{percentile(cpu, 95):8.1f}"
            f"{median(wall):10.1f}{percentile(wall, 95):8.1f}"
        )


def main() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", **UNLIMITED}
    import django

    django.setup()
    logging.disable(logging.INFO)
    from django.test import Client

    from articles.search.live_index import warm

    every = addresses(int(sys.argv[1]))
    kinds = {kind: every[kind] for kind in sys.argv[2:] or every}
    warm()
    client = Client()
    for paths in kinds.values():
        client.get(paths[0], headers=HOST)
    gc.collect()
    gc.freeze()  # as a server does
    table(measure(client, kinds))


if __name__ == "__main__":
    main()
