"""Spark's mapInPandas on a standalone cluster: a master, and nodes with an executor each.

It needs Java (`apt-get install openjdk-17-jre-headless`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.clusters.processes import ROOT, free_port, started
from extraction.batch.engines import Engine
from extraction.batch.parts import Part
from extraction.batch.work import Done, Job, Worker

MEMORY = "1g"  # of the Java process of a node, not of Python beside it
SCHEMA = "number long, articles long, set_aside long, words long, seconds double, node string"


@contextmanager
def cluster(nodes: int) -> Iterator[Engine]:
    """A master and so many nodes of one core; yields the engine on them."""
    import pyspark

    home = Path(pyspark.__file__).parent
    os.environ.update(
        SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable
    )
    address = f"spark://127.0.0.1:{free_port()}"
    spark_class = [str(home / "bin" / "spark-class")]
    deploy = "org.apache.spark.deploy"
    port = address.rpartition(":")[2]
    master = [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0"]
    worker = [f"{deploy}.worker.Worker", address, "--cores", "1", "--webui-port", "0"]
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        work = ["--memory", MEMORY, "--work-dir", folder]
        stack.enter_context(started([*spark_class, *master], until="New state: ALIVE"))
        for _ in range(nodes):
            one = [*spark_class, *worker, *work]
            stack.enter_context(started(one, until="Successfully registered"))
        yield _OnSpark(address)


class _OnSpark:
    def __init__(self, address: str) -> None:
        self.address = address

    def __call__(self, job: Job, parts: Sequence[Part]) -> Iterator[Done]:
        from pyspark.sql import SparkSession

        spark = (
            SparkSession.builder.master(self.address)
            .config("spark.executor.memory", MEMORY)
            .config("spark.executorEnv.PYTHONPATH", str(ROOT))
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        try:
            # A partition a part, so that one that failed is repeated alone.
            numbers = spark.range(0, len(parts), 1, len(parts))
            for row in numbers.mapInPandas(_mapper(job, list(parts)), SCHEMA).collect():
                yield Done(**row.asDict())
        finally:
            spark.stop()


def _mapper(job: Job, parts: list[Part]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def extracted(frames: Iterator[Any]) -> Iterator[Any]:
        import pandas as pd

        worker = Worker(job)
        for frame in frames:
            yield pd.DataFrame([asdict(worker(parts[number])) for number in frame["id"]])

    return extracted
