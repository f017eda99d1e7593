"""How pages grow beyond a million quotations."""

from __future__ import annotations

import pytest

from benchmarks.browse import Measured
from benchmarks.growth import growths, table


def test_the_95th_percentile_of_the_large_archive_is_set_over_that_of_the_small_one() -> None:
    small = {"front page": Measured([10.0, 10.0], [10.0]), "article": Measured([4.0], [4.0])}
    large = {"front page": Measured([15.0, 15.0], [15.0]), "article": Measured([4.0], [2.0])}
    assert growths(small, large) == pytest.approx({"front page": 1.5, "article": 0.975})

    printed = table({"SQLite": (small, large), "PostgreSQL": (large, small)}).splitlines()
    assert printed[0].split() == ["SQLite", "PostgreSQL"]
    assert printed[1].split() == ["front", "page", "10.0", "15.0", "1.50", "15.0", "10.0", "0.67"]
