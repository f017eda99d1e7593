"""Dask's futures: a scheduler, and nodes of a nanny and the worker that it starts again."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from benchmarks.clusters.processes import free_port, started
from extraction.batch.engines import Engine
from extraction.batch.parts import Part
from extraction.batch.work import Done, Job, Worker

# A nanny sets a low MALLOC_TRIM_THRESHOLD_, which has glibc give every larger array back to the
# kernel and get it again: extraction then takes half as much CPU again.
MEMORY_KEPT = {"MALLOC_TRIM_THRESHOLD_": str(128 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}


@contextmanager
def cluster(nodes: int) -> Iterator[Engine]:
    """A scheduler and so many nodes of one worker with one thread; yields the engine on them."""
    address = f"tcp://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    dask = [sys.executable, "-m", "dask"]
    # Daemonic processes, as workers are otherwise, cannot start one beside them (`work.apart`).
    os.environ["DASK_DISTRIBUTED__WORKER__DAEMON"] = "False"
    os.environ.update(MEMORY_KEPT)
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = [*dask, "worker", address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard"]
    with ExitStack() as stack:
        stack.enter_context(started(scheduler, until="Scheduler at:"))
        for _ in range(nodes):
            stack.enter_context(started(worker, until="Registered to:"))
        yield _OnDask(address)


class _OnDask:
    def __init__(self, address: str) -> None:
        self.address = address

    def __call__(self, job: Job, parts: Sequence[Part]) -> Iterator[Done]:
        from distributed import Client, as_completed

        with Client(self.address) as client:
            # No list of futures is kept: what one is kept of is made again when its worker dies.
            running = as_completed(client.map(_one, parts, job=job, pure=False), with_results=True)
            for future, done in running:
                future.release()
                yield done


def _one(part: Part, job: Job) -> Done:
    """Extract a part: the models stay loaded in the process."""
    return Worker(job)(part)
