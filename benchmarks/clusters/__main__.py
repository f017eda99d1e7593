"""The same extraction on Ray, on Dask and on Spark: speed, memory, and what a killed worker costs.

    python -m benchmarks.clusters make articles.jsonl 20000
    python manage.py extract --text articles.jsonl > expected.jsonl
    /tmp/dask/bin/python -m benchmarks.clusters dask articles.jsonl expected.jsonl --nodes 2 --kill

Each engine has an environment of its own, with `requirements-cluster.txt` for Ray, and with
`requirements.txt` and `distributed==2026.8.0`, or `pyspark==4.3.0 pandas==2.3.3 pyarrow==26.0.1`
and Java 17, for the others.  A node is a process of the engine's with one worker of one core, and
all are on this machine.  The workers do what those of `extraction.batch` do, so that its output
has to be what `extract` prints.

Words a second are given three times: of the whole run, with the cluster; of the extraction, with
the loading of models; and as the sum over processes, each from its second part on (models loaded).
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.clusters import made, processes
from benchmarks.clusters.watch import Begun, Watch
from extraction.batch.run import Run
from extraction.batch.work import Done

ENGINES = ("ray", "dask", "spark")
PART = 250  # articles


def measure(engine: str, articles: Path, nodes: int, part: int, *, kill: bool) -> dict[str, Any]:
    """Extract a file on a cluster of so many nodes; return the figures, and the output's digest."""
    processes.mark()
    start = perf_counter()
    with TemporaryDirectory() as folder:
        output = Path(folder) / "annotated"
        run = Run(str(articles), str(output), part, None)
        watch = Watch(output, len(run.left), kill=kill)
        with import_module(f"benchmarks.clusters.on_{engine}").cluster(nodes) as cluster:
            watch.start()
            began = perf_counter()
            done = list(run(cluster))
            seconds = perf_counter() - began
            watch.stop()
        whole = perf_counter() - start
        return {
            "engine": engine, "nodes": nodes, "kill": kill,
            "articles": sum(each.articles for each in done),
            "set_aside": sum(each.set_aside for each in done),
            **_speed(done, whole, seconds, watch),
            **_killed(watch, {part.name: part.count for part in run.plan.parts}),
            "megabytes": round(watch.peak / 1e6), "cpu": round(watch.cpu, 1),
            "digest": _digest(sorted(output.glob("part-*.jsonl"))),
        }  # fmt: skip


def _speed(done: list[Done], whole: float, seconds: float, watch: Watch) -> dict[str, Any]:
    """Seconds and words a second: of the whole, with loading models, with models loaded."""
    words = {f"part-{each.number:06}": each.words for each in done}
    per_process: defaultdict[int, list[tuple[Begun, float]]] = defaultdict(list)
    for begun, end in watch.finished():
        per_process[begun.process].append((begun, end))
    loaded = 0.0
    for pairs in per_process.values():
        if rest := pairs[1:]:
            loaded += sum(words[begun.part] for begun, _ in rest) / (pairs[-1][1] - pairs[0][1])
    total = sum(words.values())
    return {
        "seconds_whole": round(whole, 1), "seconds": round(seconds, 1),
        "words_a_second_whole": round(total / whole), "words_a_second": round(total / seconds),
        "words_a_second_loaded": round(loaded),
    }  # fmt: skip


def _killed(watch: Watch, counts: dict[str, int]) -> dict[str, Any]:
    """What was begun again, and after how many seconds."""
    repeated = watch.repeated()
    found: dict[str, Any] = {"begun_twice": sum(counts[part] for part in repeated)}
    if watch.killed:
        again = [each.at for (part, pid), each in watch.begun.items()
                 if part == watch.killed.part and pid != watch.killed.process]  # fmt: skip
        found["again_after"] = round(min(again) - watch.killed_at, 1) if again else None
    return found


def _digest(files: list[Path]) -> str:
    digest = blake2b(digest_size=12)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def main() -> int:
    options = _options()
    if options.engine == "make":
        made.write(options.articles, int(options.expected))
        return 0
    figures = measure(
        options.engine, options.articles, options.nodes, options.part, kill=options.kill
    )
    equal = figures["digest"] == _digest([Path(options.expected)])
    print(json.dumps({**figures, "equal": equal}))
    return 0 if equal else 1


def _options() -> Namespace:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engine", choices=["make", *ENGINES])
    parser.add_argument("articles", type=Path)
    parser.add_argument("expected", help="what extract prints of them; how many, for make")
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--part", type=int, default=PART, help="articles in a part")
    parser.add_argument("--kill", action="store_true", help="kill a worker half-way")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
