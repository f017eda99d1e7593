"""kill -9 at thirty random moments: the same comes out as of an undisturbed run, to the byte.

An ingest is killed at twelve of them, a worker of each queue at twelve and at six.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.corpora import shared_folder
from tests.support.installations import Installation, empty_newsroom
from tests.support.paths import ROOT
from tests.support.servers import redis_of_its_own

# PostgreSQL keeps a transaction whole by itself as SQLite does: half as many there.
KILLS = 6 if os.environ.get("NEWSROOM_DATABASE_URL") else 12
SEED = 6

pytestmark = [pytest.mark.model, pytest.mark.database, pytest.mark.slow]

DUMP = """
import json
from articles.models import Article, Entity, Mention, Quotation, Speaker

def who(speaker):
    if speaker is None:
        return None
    only_in = speaker.only_in and speaker.only_in.content_hash
    return [speaker.name, speaker.type, speaker.country_id, only_in]

print(json.dumps({
    "articles": sorted(Article.objects.values_list(
        "content_hash", "title", "body", "state", "error", "extractor_version", "claimed_by")),
    "quotations": sorted(([
        q.article.content_hash, q.start, q.end, q.kind, q.text, q.content, q.source, q.cue,
        q.source_text, who(q.speaker), q.speaker_type, q.speaker_title, q.speaker_country_id,
        sorted(country.pk for country in q.about.all()), q.confidence, q.reason, q.identity_reason,
    ] for q in Quotation.objects.select_related("article", "speaker__only_in")), key=repr),
    "speakers": sorted(([
        who(s), sorted(s.names.values_list("name", flat=True)),
    ] for s in Speaker.objects.select_related("only_in")), key=repr),
    "entities": sorted(Entity.objects.values_list("type", "name", "key", "country"), key=repr),
    "mentions": sorted(Mention.objects.values_list(
        "article__content_hash", "start", "end", "entity__type", "entity__key")),
}, default=str))
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions of each sample article: more than are read between so many kills."""
    return editions(tmp_path_factory.mktemp("articles"), 2)


def editions(folder: Path, count: int) -> Path:
    """The beginnings of the sample articles, so often, every one a text of its own."""
    for sample in sorted((ROOT / "samples").glob("*.txt")):
        beginning = sample.read_text("utf-8")[:800].rpartition("\n\n")[0]
        for edition in range(count):
            text = f"{beginning}\n\nThis is edition {edition} of {sample.stem}.\n"
            (folder / f"{sample.stem}-{edition}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Installation]:
    with empty_newsroom(tmp_path) as newsroom:
        newsroom.env["NEWSROOM_QUEUE"] = "database"
        yield newsroom


@pytest.fixture(scope="session")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an ingest that nothing disturbs finds: one for all processes of a parallel run."""
    file = shared_folder(tmp_path_factory) / "undisturbed.json"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            with empty_newsroom(tmp_path_factory.mktemp("undisturbed")) as newsroom:
                newsroom.manage("ingest", folder)
                file.write_text(json.dumps(kept(newsroom)), "utf-8")
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def kept(newsroom: Installation) -> dict[str, Any]:
    """Everything that was found, without the keys and times of rows."""
    found: dict[str, Any] = json.loads(newsroom.manage("shell", "--no-imports", "--command", DUMP))
    return found


def crash(newsroom: Installation, *command: object, kills: int = KILLS) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.crashing", str(SEED), str(kills), *map(str, command)],
        cwd=ROOT,
        env={**newsroom.env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def assert_same(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert {article[3] for article in right["articles"]} == {"done"}
    assert len(right["quotations"]) > 2 * len(right["articles"])
    for what in left:
        missing = [row for row in right[what] if row not in left[what]]
        extra = [row for row in left[what] if row not in right[what]]
        assert (missing[:2], extra[:2]) == ([], []), what
    assert json.dumps(left) == json.dumps(right)


def test_an_ingest_that_is_killed_again_and_again(
    newsroom: Installation, folder: Path, expected: dict[str, Any]
) -> None:
    report = crash(newsroom, "ingest", folder)
    assert int(report.split()[1]) >= KILLS // 2, f"too quick to be disturbed: {report}"
    assert_same(kept(newsroom), expected)


def test_a_worker_that_is_killed_again_and_again(
    newsroom: Installation, folder: Path, expected: dict[str, Any]
) -> None:
    assert_same(after_kills(newsroom, folder, KILLS), expected)


@pytest.mark.one_database
def test_a_worker_of_redis_that_is_killed_again_and_again(
    newsroom: Installation, folder: Path, expected: dict[str, Any]
) -> None:
    with redis_of_its_own() as redis:
        newsroom.env.update(NEWSROOM_QUEUE="redis", NEWSROOM_REDIS_URL=redis.url)
        assert_same(after_kills(newsroom, folder, KILLS // 2), expected)


def after_kills(newsroom: Installation, folder: Path, kills: int) -> dict[str, Any]:
    """Return what workers found that were killed, and one that was not at the end."""
    save = (
        "from articles.ingest.save import save_draft; from articles.tasks import process_article; "
        "import reading; from pathlib import Path\n"
        f"for file in reading.find([Path({str(folder)!r})]):\n"
        "    for draft in reading.read(file):\n"
        "        article, _ = save_draft(draft)\n"
        "        process_article.enqueue(article.pk)\n"
    )
    newsroom.manage("shell", "--no-imports", "--command", save)
    report = crash(newsroom, "work", kills=kills)
    assert report.splitlines()[0] == f"killed {kills} of {kills}"
    return kept(newsroom)
