"""Pages of an archive beyond a million quotations, beside those of a million, on both databases."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks import browse
from benchmarks.browse import Measured, percentile
from benchmarks.rooms import on_postgres, room

MILLION = 1_000_000

Figures = Mapping[str, Measured]


def measure(quotations: int) -> dict[str, float]:
    """Print every kind of page at a million and at `quotations`, and return how p95 grows."""
    pairs = {
        "SQLite": (_on_sqlite(MILLION), _on_sqlite(quotations)),
        "PostgreSQL": (on_postgres(MILLION), on_postgres(quotations)),
    }
    print(f"\n{MILLION:,} and {quotations:,} quotations, p95 in ms and growth")
    print(table(pairs))
    return {
        f"growth.{name.lower()}_p95": max(growths(*pair).values()) for name, pair in pairs.items()
    }


def _on_sqlite(quotations: int) -> Figures:
    measured, _ = browse.run(
        f"SQLite, {quotations:,} quotations", quotations, {"NEWSROOM_DATA": room(quotations)}
    )
    return measured


def growths(small: Figures, large: Figures) -> dict[str, float]:
    """Return the 95th percentile of `large` over that of `small`, by kind of page."""
    return {
        kind: percentile(row.all, 95) / percentile(small[kind].all, 95)
        for kind, row in large.items()
    }


def table(pairs: Mapping[str, tuple[Figures, Figures]]) -> str:
    """Return a line for each kind of page: both 95th percentiles and the growth, by database."""
    lines = [f"{'':26}{''.join(f'{name:>26}' for name in pairs)}"]
    for kind in next(iter(pairs.values()))[0]:
        cells = [
            f"{percentile(small[kind].all, 95):9.1f}{percentile(large[kind].all, 95):9.1f}"
            f"{growths(small, large)[kind]:8.2f}"
            for small, large in pairs.values()
        ]
        lines.append(f"{kind:26}{''.join(cells)}")
    return "\n".join(lines)
