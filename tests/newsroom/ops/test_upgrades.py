"""Upgrades: databases that old versions made (`tools/old-database`) come to this version whole."""

from __future__ import annotations

import json
import lzma
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.ops.backups import found
from tests.support.installations import Installation, postgres_of_its_own
from tests.support.paths import ROOT

# Which articles have changed since the index in memory was read: no more than a log.
LOGS = ("articles.touched", "articles.changedarticle")
OLD = Path(__file__).parent / "old"
# What reads and opens a newsroom after its upgrade, in one process.
UPGRADE = """
import sys
from django.core.management import call_command
from django.test import Client
from articles.models import Article, Quotation
call_command("migrate", verbosity=0)
call_command("rebuild_search", "--check", stdout=sys.stderr)
client = Client()
pages = [f"/articles/{pk}/" for pk in Article.objects.values_list("pk", flat=True)]
for page in ["/", "/?q=said", "/speakers/", *pages]:
    assert client.get(page).status_code == 200, page
for quotation in Quotation.objects.select_related("article"):
    spans = [quotation.article.body[start:end] for start, end in quotation.content]
    assert all(span.strip() for span in spans), quotation
call_command("dumpdata", "articles", "auth.user", "--format=jsonl", "--skip-checks")
"""


def rows(text: str) -> dict[tuple[str, object], dict[str, Any]]:
    lines = [json.loads(line) for line in text.splitlines()]
    return {
        (line["model"], line["pk"]): line["fields"] for line in lines if line["model"] not in LOGS
    }


def opened(name: str) -> str:
    return lzma.decompress((OLD / name).read_bytes()).decode()


def upgraded(newsroom: Installation) -> dict[tuple[str, object], dict[str, Any]]:
    newsroom.env["NEWSROOM_HOSTS"] = "testserver"
    ran = newsroom.run("shell", "--no-imports", "--command", UPGRADE)
    assert ran.returncode == 0, ran.stderr
    assert "The search is whole." in ran.stderr
    return rows(ran.stdout)


@pytest.fixture(params=["first", pytest.param("1.0.0", marks=pytest.mark.full)])
def version(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def old(version: str, tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    """A newsroom with the database of an old version, and what that version printed of it."""
    if os.environ.get("NEWSROOM_DATABASE_URL"):
        with postgres_of_its_own(tmp_path) as newsroom:
            load = [found("psql"), "--quiet", "--set=ON_ERROR_STOP=1"]
            url = newsroom.env["NEWSROOM_DATABASE_URL"]
            dump = opened(f"{version}.sql.xz")
            subprocess.run([*load, url], input=dump, text=True, check=True, capture_output=True)
            yield newsroom, opened(f"{version}.sql.jsonl.xz")
    else:
        newsroom = Installation(tmp_path / "data")
        newsroom.folder.mkdir()
        database = lzma.decompress((OLD / f"{version}.sqlite3.xz").read_bytes())
        (newsroom.folder / "newsroom.sqlite3").write_bytes(database)
        yield newsroom, opened(f"{version}.sqlite3.jsonl.xz")


@pytest.mark.database
@pytest.mark.slow
def test_an_old_database_comes_to_this_version_with_all_that_it_had(
    old: tuple[Installation, str],
) -> None:
    newsroom, printed = old
    before, after = rows(printed), upgraded(newsroom)
    assert {model for model, _ in before} >= {"articles.article", "articles.quotation"}
    assert before.keys() - after.keys() == set()
    changed = {
        (key, name): (value, after[key][name])
        for key, fields in before.items()
        for name, value in fields.items()
        if name in after[key] and after[key][name] != value
    }
    assert changed == {}


def test_every_release_has_its_database() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(\d[\d.]+)\]", changes, re.MULTILINE)
    assert releases
    for name in ("first", *releases):
        for ending in ("sqlite3.xz", "sqlite3.jsonl.xz", "sql.xz", "sql.jsonl.xz"):
            assert (OLD / f"{name}.{ending}").exists(), f"tools/old-database v{name} {name}"
