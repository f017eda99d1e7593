"""Engines: what gives parts to workers, and gives a part again when a worker or a machine dies."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extraction.batch.parts import Part
from extraction.batch.places import NEEDED, BatchError
from extraction.batch.work import Done, Job, Worker

type Engine = Callable[[Job, Sequence[Part]], Iterator[Done]]

ROOT = Path(__file__).resolve().parents[2]


def here(job: Job, parts: Sequence[Part]) -> Iterator[Done]:
    """Extract in this process, without an engine."""
    yield from map(Worker(job), parts)


class OnRay:
    """Ray Data: actors that keep the models loaded, on this machine or on the nodes of a cluster.

    `workers` processes of one core each.  `address` is that of a cluster (`ray start --head`);
    without one it starts on this machine alone, and ends with the run.
    """

    def __init__(self, workers: int, address: str = "") -> None:
        self.workers = workers
        self.address = address

    def __call__(self, job: Job, parts: Sequence[Part]) -> Iterator[Done]:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # it would report to its maker
        try:
            import ray
            import ray.data
        except ImportError:
            raise BatchError(f"Ray is not installed: {NEEDED}") from None
        self._start(ray)
        pool = ray.data.ActorPoolStrategy(size=self.workers, max_tasks_in_flight_per_actor=1)
        try:
            rows = ray.data.from_items(list(map(asdict, parts)), override_num_blocks=len(parts))
            done = rows.map(OnePart, fn_constructor_args=(asdict(job),), num_cpus=1, compute=pool)
            for row in done.iter_rows():
                if row["error"]:
                    raise BatchError(row["error"])
                yield Done(**{key: value for key, value in row.items() if key != "error"})
        finally:
            ray.shutdown()

    def _start(self, ray: Any) -> None:
        ours: dict[str, Any] = {} if self.address else {"num_cpus": self.workers}
        usual = signal.getsignal(signal.SIGTERM)
        try:
            ray.init(
                address=self.address or "local",
                runtime_env={"env_vars": {"PYTHONPATH": _path()}},
                include_dashboard=False if ours else None,
                logging_level="ERROR",
                log_to_driver=False,
                **ours,
            )
        except Exception as error:  # what times out is a bare one
            raise BatchError(
                f"No cluster answers at {self.address}: {error}. Start one: ray start --head "
                "--disable-usage-stats"
                if self.address
                else f"Ray did not start on this machine: {error} Give the same command again, "
                "or extract in one process: --here"
            ) from error
        if signal.getsignal(signal.SIGTERM) is not usual:  # Ray's own ends without a word
            signal.signal(signal.SIGTERM, usual)
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)


def _path() -> str:
    """Where workers find this package: in the same folder on every machine."""
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


class OnePart:
    """A worker as an actor has it: a row is a part, the answer `Done` or an error."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.worker = Worker(Job(**job))

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        try:
            return {**asdict(self.worker(Part(**row))), "error": ""}
        except BatchError as error:
            return {**asdict(Done(row["number"], 0, 0, 0, 0.0, "")), "error": str(error)}
