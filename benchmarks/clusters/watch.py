"""What is seen of a run from beside it: in its output, and in its processes."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import time

from benchmarks.clusters import processes

# Seconds.  For the memory of a process the kernel goes through all its pages.
EVERY, CPU_EVERY, MEMORY_EVERY = 0.1, 2.0, 20.0


@dataclass(frozen=True, slots=True)
class Begun:
    """A process has begun a part; `at` is the time of the clock."""

    part: str
    process: int
    at: float


class Watch(threading.Thread):
    """Looks at an output and at the processes until it is stopped.

    With `kill`, -9 is sent once to a process that extracts, when half of the parts are done and
    it has had its part for half as long as a part takes.
    """

    def __init__(self, output: Path, parts: int, *, kill: bool = False) -> None:
        super().__init__(daemon=True)
        self.output, self.parts, self.kill = output, parts, kill
        self.begun: dict[tuple[str, int], Begun] = {}
        self.killed: Begun | None = None
        self.killed_at = 0.0
        self.peak, self.cpu = 0, 0.0
        self._counted = self._looked = 0.0
        self._seen: dict[str, float] = {}
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(EVERY):
            self._look()

    def stop(self) -> None:
        self._stopped.set()
        self.join()
        self.peak = max(self.peak, processes.memory())
        self.cpu = processes.cpu(self._seen)

    def _look(self) -> None:
        now = time()
        having = [
            begun for path in (self.output / "begun").glob("part-*") if (begun := _begun(path))
        ]
        for begun in having:
            self.begun.setdefault((begun.part, begun.process), begun)
        if self.kill and not self.killed:
            self._kill(having, now)
        if now - self._counted >= CPU_EVERY:
            self._counted = now
            self.cpu = processes.cpu(self._seen)
        if now - self._looked >= MEMORY_EVERY:
            self._looked = now
            self.peak = max(self.peak, processes.memory())

    def _kill(self, having: list[Begun], now: float) -> None:
        lasted = [end - begun.at for begun, end in self.finished()]
        if 2 * len(lasted) >= self.parts and having:
            first = min(having, key=lambda begun: begun.at)
            if now - first.at >= sum(lasted[-4:]) / len(lasted[-4:]) / 2:
                processes.kill([first.process])
                self.killed, self.killed_at = first, now

    def finished(self) -> list[tuple[Begun, float]]:
        """The whole parts, as begun by the process that finished them, each with its end."""
        ends = {path.stem: path.stat().st_mtime for path in (self.output / "done").glob("part-*")}
        last = {each.part: each for each in sorted(self.begun.values(), key=lambda each: each.at)}
        pairs = [(last[part], end) for part, end in ends.items() if part in last]
        return sorted(pairs, key=lambda pair: pair[1])

    def repeated(self) -> list[str]:
        """The parts that more than one process has begun."""
        tries: dict[str, int] = defaultdict(int)
        for part, _ in self.begun:
            tries[part] += 1
        return [part for part, count in tries.items() if count > 1]


def _begun(path: Path) -> Begun | None:
    try:
        return Begun(path.name, int(path.read_text().split()[1]), path.stat().st_mtime)
    except (FileNotFoundError, IndexError):
        return None
