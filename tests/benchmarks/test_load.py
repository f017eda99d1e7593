"""The benchmark of a full newsroom, with fewer people and articles: it finds nothing wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.load import lost
from tests.support.factories import make_article
from tests.support.installations import empty_newsroom
from tests.support.paths import ROOT
from tests.support.sizes import sized

# People visit until all are ingested, however long that takes.
ARTICLES = sized(2, 3)
READERS, EDITORS = sized((4, 2), (6, 3))


@pytest.mark.model
@pytest.mark.database
@pytest.mark.slow
@pytest.mark.full(on="postgresql")
def test_readers_editors_slow_clients_and_an_ingest_at_once(tmp_path: Path) -> None:
    with empty_newsroom(tmp_path) as made:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.load",
             "--readers", str(READERS), "--editors", str(EDITORS), "--articles", str(ARTICLES),
             "--pause", "6", "--quotations", sized("100", "300"), "--slow", sized("6", "20"),
             "--hostile", sized("50", "200")],
            cwd=ROOT, env=made.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (pages,) = re.findall(r"^([\d,]+) pages read", ran.stdout, re.MULTILINE)
    (articles,) = re.findall(r"^(\d+) articles ingested", ran.stdout, re.MULTILINE)
    assert int(pages) >= READERS + 2 * EDITORS - 2
    assert int(articles) == ARTICLES
    assert re.search(
        r"0 answers of 500 or none, 0 times locked, 0 of [1-9]\d* corrected", ran.stdout
    )


@pytest.mark.django_db
def test_a_lost_correction_would_be_found() -> None:
    make_article()
    assert lost({1: "minister"}) == ["1: 'minister', not None"]
