"""Ray Data, as `extraction.batch` uses it, on a cluster of nodes with a core each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clusters.processes import free_port, started
from extraction.batch.engines import Engine, OnRay


@contextmanager
def cluster(nodes: int) -> Iterator[Engine]:
    """A cluster of nodes, the first of which is the head; yields the engine on it."""
    address = f"127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    # The paths of sockets in the folder are to be short.
    with (
        TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as folder,
        ExitStack() as stack,
    ):
        head = ("--head", "--port", port, "--temp-dir", folder, "--include-dashboard", "false")
        stack.enter_context(_node(*head))
        for _ in range(1, nodes):
            stack.enter_context(_node("--address", address))
        yield OnRay(nodes, address)


@contextmanager
def _node(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [str(Path(sys.executable).with_name("ray")), "start", "--block", "--num-cpus", "1"]
    with started([*command, *arguments], until="Ray runtime started") as process:
        yield process
