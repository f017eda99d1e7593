"""Time and memory of exports, by format and number of rows.

    NEWSROOM_DATA=build/bench/100000 python -m benchmarks.exports 2000 20000 100000

Exports the last quotations of a newsroom that `benchmarks.newsroom` made; each export runs in a
process of its own.  Prints seconds of CPU time, megabytes sent, seconds to the first bytes, and the
megabytes of memory that the process has at most beyond those that it had before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from array import array
from pathlib import Path

PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


def resident() -> int:
    """Bytes of this process in memory, without the pages of files."""
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return (int(fields[1]) - int(fields[2])) * PAGE_SIZE


def measure(suffix: str, count: int) -> dict[str, float]:
    """Export the last so many quotations.

    Memory is measured from behind a first row.  Keys are read from the table: the index would leave
    behind memory that the export then fills.
    """
    import django

    django.setup()
    from django.utils import timezone

    from articles.exports.export import Export
    from articles.exports.formats import FORMATS
    from articles.models import Quotation

    rows = Quotation.objects.order_by("-pk").values_list("pk", flat=True)[:count]
    keys = array("I", rows.iterator())

    def export(keys: object) -> Export:
        return Export("Quotes", (), "https://news.example", "/", keys, timezone.localtime())  # type: ignore[arg-type]

    sum(map(len, FORMATS[suffix].write(export(keys[:1]))))
    before, most, sent, first = resident(), 0, 0, 0.0
    began, busy = time.perf_counter(), time.process_time()
    for piece in FORMATS[suffix].write(export(keys)):
        first = first or time.perf_counter() - began
        sent += len(piece)
        most = max(most, resident() - before)
    took = time.process_time() - busy
    return {"rows": len(keys), "seconds": took, "first": first, "sent": sent, "memory": most}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1] == "--one":
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
        return
    import django

    django.setup()
    from articles.exports.formats import FORMATS

    print(f"{'':8}{'rows':>9}{'CPU s':>9}{'first':>8}{'MB sent':>9}{'MB memory':>11}")
    for suffix in FORMATS:
        for count in sys.argv[1:]:
            command = [sys.executable, "-m", "benchmarks.exports", "--one", suffix, count]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            row = json.loads(ran.stdout.splitlines()[-1])
            print(
                f"{suffix:8}{row['rows']:9,}{row['seconds']:9.1f}{row['first']:8.2f}"
                f"{row['sent'] / 1e6:9.1f}{row['memory'] / 1e6:11.1f}"
            )


if __name__ == "__main__":
    main()
