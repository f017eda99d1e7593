"""Synthetic newsrooms of `benchmarks.newsroom`, kept in build/bench/ for the next run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.browse import Measured

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def room(quotations: int) -> str:
    """Return the folder of a newsroom on SQLite; load it if there is none."""
    folder = BUILD / "bench" / str(quotations)
    env = {"NEWSROOM_DATA": str(folder), "NEWSROOM_DATABASE_URL": ""}
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", "benchmarks.newsroom", str(quotations)], env)
        (folder / "made").touch()
    run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env)
    return str(folder)


# While rows and indexes are made, which nobody needs to recover: without a log of them, and without
# counting rows that are counted at the end.
LOADING = "-c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off"


def on_postgres(quotations: int) -> dict[str, Measured]:
    """Measure the same newsroom on its own PostgreSQL server."""
    folder = BUILD / "bench" / f"postgres-{quotations}"
    data = folder / "files"
    data.mkdir(parents=True, exist_ok=True)
    env = {
        "KEEP": f"/var/tmp/newsroom-bench-{quotations}",
        "SHARED_BUFFERS": "4GB",
        "NEWSROOM_DATA": str(data),
    }
    beside = ["tools/with-postgres", sys.executable, "-m"]
    if not (folder / "made").exists():
        run([*beside, "benchmarks.newsroom", str(quotations)], {**env, "SERVER_OPTIONS": LOADING})
        (folder / "made").touch()
    run(["tools/with-postgres", sys.executable, "manage.py", "migrate", "--verbosity", "0"], env)
    figures = folder / "figures.json"
    run([*beside, "benchmarks.browse", "--as", str(quotations), str(figures)], env)
    kinds = json.loads(figures.read_text("utf-8"))
    return {kind: Measured(*row) for kind, row in kinds.items()}


def run(command: list[str], env: dict[str, str]) -> None:
    """Run a command in the project's folder.  Raises CalledProcessError if it fails."""
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True)
