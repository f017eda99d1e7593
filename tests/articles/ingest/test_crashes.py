"""kill -9 at random moments: the same comes out as of an undisturbed run, to the byte.

An ingest and a worker of each queue are killed, at the full size at thirty moments in all.  What
is found in each article is looked up: the models keep nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import reading
from extraction.annotations import (
    Entity,
    EntityType,
    Extraction,
    Kind,
    Quotation,
    Span,
    SpeakerType,
)
from tests.support.corpora import extractions, shared_folder
from tests.support.installations import Installation, empty_newsroom
from tests.support.paths import ROOT
from tests.support.servers import redis_of_its_own
from tests.support.sizes import FULL, sized

# PostgreSQL keeps a transaction whole by itself as SQLite does: half as many there.
KILLS = sized(3, 6) if os.environ.get("NEWSROOM_DATABASE_URL") else sized(4, 12)
EDITIONS = sized(1, 2)
SEED = 6

pytestmark = [pytest.mark.model, pytest.mark.database, pytest.mark.slow]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of each sample article: more than are read between so many kills."""
    return editions(tmp_path_factory.mktemp("articles"), EDITIONS)


def editions(folder: Path, count: int) -> Path:
    """The beginnings of the sample articles, so often, every one a text of its own."""
    for sample in sorted((ROOT / "samples").glob("*.txt")):
        beginning = sample.read_text("utf-8")[:800].rpartition("\n\n")[0]
        for edition in range(count):
            text = f"{beginning}\n\nThis is edition {edition} of {sample.stem}.\n"
            (folder / f"{sample.stem}-{edition}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def found(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of what is found in each article, made once a run: by the models at full size."""
    read = chain.from_iterable(map(reading.read, reading.find([folder])))
    drafts = [draft for draft in read if isinstance(draft, reading.Draft)]
    file = shared_folder(tmp_path_factory) / "crashes.pickle"
    if not FULL:
        file = tmp_path_factory.mktemp("found") / "crashes.pickle"
        file.write_bytes(pickle.dumps({draft.body: of_names(draft.body) for draft in drafts}))
        return file
    extractions([draft.body for draft in drafts], file, [draft.author for draft in drafts])
    return file


NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")


def of_names(text: str) -> Extraction:
    """Everybody whose name has two words says what follows up to the next name."""
    names = list(NAME.finditer(text))
    ends = [*(name.start() for name in names), len(text)][1:]
    quotations = tuple(
        Quotation(
            kind=Kind.INDIRECT if number % 3 else Kind.DIRECT,
            content=(Span(name.end(), end),),
            source=(Span(*name.span()),),
            name=name[0],
            speaker_type=SpeakerType.PERSON,
            speaker_country=("NO", "PE", None)[number % 3],
            about=("NO", "SE")[: number % 3],
        )
        for number, (name, end) in enumerate(zip(names, ends, strict=False))
        if text[name.end() : end].strip()
    )
    spans: dict[str, list[Span]] = {}
    for name in names:
        spans.setdefault(name[0], []).append(Span(*name.span()))
    entities = (Entity(EntityType.PERSON, name, tuple(at)) for name, at in spans.items())
    return Extraction(quotations, tuple(entities))


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Installation]:
    with empty_newsroom(tmp_path) as newsroom:
        newsroom.env["NEWSROOM_QUEUE"] = "database"
        yield newsroom


@pytest.fixture(scope="session")
def expected(found: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an ingest that nothing disturbs finds: one for all processes of a parallel run."""
    file = shared_folder(tmp_path_factory) / "undisturbed.json"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            with empty_newsroom(tmp_path_factory.mktemp("undisturbed")) as newsroom:
                _, kept = crash(newsroom, found, "ingest", folder, kills=0)
                file.write_text(json.dumps(kept), "utf-8")
    undisturbed: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return undisturbed


def crash(
    newsroom: Installation, found: Path, *command: object, kills: int = KILLS
) -> tuple[int, dict[str, Any]]:
    """How many runs were killed, and everything that was kept at the end."""
    arguments = map(str, (found, SEED, kills, *command))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.crashing", *arguments],
        cwd=ROOT,
        env={**newsroom.env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    (died,) = (line.split()[1] for line in lines if re.fullmatch(r"killed \d+ of \d+", line))
    return int(died), json.loads(lines[-1])


def assert_same(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert {article[3] for article in right["articles"]} == {"done"}
    assert len(right["quotations"]) > 2 * len(right["articles"])
    for what in left:
        missing = [row for row in right[what] if row not in left[what]]
        extra = [row for row in left[what] if row not in right[what]]
        assert (missing[:2], extra[:2]) == ([], []), what
    assert json.dumps(left) == json.dumps(right)


def test_an_ingest_that_is_killed_again_and_again(
    newsroom: Installation, found: Path, folder: Path, expected: dict[str, Any]
) -> None:
    died, kept = crash(newsroom, found, "ingest", folder)
    assert died >= KILLS // 2, "too quick to be disturbed"
    assert_same(kept, expected)


def test_a_worker_that_is_killed_again_and_again(
    newsroom: Installation, found: Path, folder: Path, expected: dict[str, Any]
) -> None:
    assert_same(after_kills(newsroom, found, folder, KILLS), expected)


@pytest.mark.one_database
def test_a_worker_of_redis_that_is_killed_again_and_again(
    newsroom: Installation, found: Path, folder: Path, expected: dict[str, Any]
) -> None:
    with redis_of_its_own() as redis:
        newsroom.env.update(NEWSROOM_QUEUE="redis", NEWSROOM_REDIS_URL=redis.url)
        assert_same(after_kills(newsroom, found, folder, KILLS // 2), expected)


def after_kills(newsroom: Installation, found: Path, folder: Path, kills: int) -> dict[str, Any]:
    """Return what workers kept that were killed, and one that was not at the end."""
    died, kept = crash(newsroom, found, "work", folder, kills=kills)
    assert died == kills
    return kept
