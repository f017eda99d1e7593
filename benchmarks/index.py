"""What the index of facets costs a process: seconds until it is ready, and memory.

    NEWSROOM_DATA=/tmp/big python -m benchmarks.index

Two processes each get the index ready, look up the most common words and read some pages, first
with the index in a file that both map, then each with its own in memory.  `private` is what only a
process has (Private_Dirty), `shared alike` its part of all that it uses (Pss), both of Linux.
Needs a newsroom (`benchmarks.newsroom`) of 20,000 quotations or more.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

PAGES = (
    "/", "/?q=said", "/?by=US", "/?about=FR&sort=oldest", "/speakers/", "/countries/",
    "/who-talks-about-whom/", "/articles/", "/?words=every&once=1",
)  # fmt: skip
PROCESSES = 2


def memory() -> dict[str, float]:
    """Return MB of memory of this process."""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    sizes = {row.split(":")[0]: int(row.split()[1]) / 1024 for row in rows}
    return {"private": sizes["Private_Dirty"], "shared alike": sizes["Pss"]}


def be_a_process(kind: str) -> None:
    """Measure this process, a line a step, and end when the input does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    logging.disable()
    from django.test import Client

    from articles.search.index import index_file, live_index

    if kind == "memory":
        index_file.SMALLEST = sys.maxsize
        index_file.discard()
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/check/")
    _say("without the index", 0)
    start, used = time.perf_counter(), time.process_time()
    with live_index.current_index():
        pass
    _say("ready", time.perf_counter() - start, time.process_time() - used)
    live_index.warm()
    _say("with common words", time.perf_counter() - start)
    for page in PAGES:
        assert client.get(page).status_code == 200, page
    _say("after pages", time.perf_counter() - start)
    sys.stdin.read()


def _say(step: str, seconds: float, cpu: float = 0) -> None:
    print(json.dumps({"step": step, "seconds": seconds, "cpu": cpu, **memory()}), flush=True)
    sys.stdin.readline()


def main() -> None:
    subprocess.run([sys.executable, "manage.py", "rebuild_search", "--index"], check=True)
    for kind in ("file", "memory"):
        command = [sys.executable, "-m", "benchmarks.index", kind]
        running = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(PROCESSES)
        ]
        while True:
            steps = [process.stdout.readline() for process in running if process.stdout]
            if not all(steps):
                break
            for step in map(json.loads, steps):
                print(
                    f"{kind:8}{step['step']:20}{step['seconds']:7.2f} s {step['cpu']:7.2f} s CPU"
                    f"{step['private']:8.0f} MB private{step['shared alike']:8.0f} MB shared alike"
                )
            for process in running:
                assert process.stdin
                process.stdin.write("\n")
                process.stdin.flush()
            if step["step"] == "after pages":
                break
        for process in running:
            process.communicate()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        be_a_process(sys.argv[1])
    else:
        main()
