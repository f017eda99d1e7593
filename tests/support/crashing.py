"""Runs a command again and again, each time killed at a random moment (`test_crashes.py`).

    python -m tests.support.crashing FOUND SEED KILLS ingest FOLDER
    python -m tests.support.crashing FOUND SEED KILLS work FOLDER

Each run is a forked process, killed as by `kill -9`.  FOUND has what the models find in each text:
they read and write nothing, so that no kill within them could matter, and take seconds to load.
`work` finds the articles of the folder in the queue.  At the end this
process does what is left, and prints how many runs were killed and, as JSON, all that was found.
Moments are counted in calls of the database, statements and commits, not in seconds: on any machine
as much is done between two kills, and many fall within a transaction.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.models import Speaker
    from extraction.annotations import Extraction

# A run is killed at one of its first so many calls of the database: fewer than it takes to store a
# batch of articles, or some three that are stored alone.
CALLS = 50
# And up to so many seconds after that, so that some kills fall between two calls.
LATER = 0.01
# A run that waits for work without a call is killed after so many seconds.
IDLE = 3


def main() -> None:
    found, command = Path(sys.argv[1]), sys.argv[4:]
    seed, kills = map(int, sys.argv[2:4])
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    stand_in(pickle.loads(found.read_bytes()))
    if command[0] == "work":
        enqueue(Path(command[1]))
    connections.close_all()
    runs: dict[str, Callable[[], object]] = {
        "ingest": lambda: call_command(*command),
        "work": lambda: (
            call_command("run_redis_tasks", continuous=True)
            if settings.QUEUE == "redis"
            else call_command("db_worker", interval=0.05, startup_delay=False)
        ),
    }
    finish: dict[str, Callable[[], object]] = {
        "ingest": lambda: call_command("ingest", "--retry", *command[1:]),
        "work": finish_work,
    }
    run = runs[command[0]]
    rng = random.Random(seed)
    died = 0
    for _ in range(kills):
        died += killed_at(rng.randrange(1, CALLS), rng.uniform(0, LATER), run)
        if command[0] == "work":
            sweep_as_the_server_would()
    print(f"killed {died} of {kills}", flush=True)
    finish[command[0]]()
    print(json.dumps(kept(), default=str))


def stand_in(found: dict[str, Extraction]) -> None:
    """Have every article of this process extracted by looking its text up."""
    import extraction
    from tests.support.factories import FixedExtractor

    extractor = FixedExtractor(found.__getitem__, extraction.version())
    extraction.load = lambda: extractor  # type: ignore[assignment, return-value]


def enqueue(folder: Path) -> None:
    """Save the articles of a folder, as a page does that accepts them."""
    import reading
    from articles.ingest.save import save_draft
    from articles.tasks import process_article

    for file in reading.find([folder]):
        for draft in reading.read(file):
            assert isinstance(draft, reading.Draft)
            article, _ = save_draft(draft)
            process_article.enqueue(article.pk)


def killed_at(call: int, later: float, run: Callable[[], object]) -> bool:
    """Whether the run was killed: it may have come to its end before."""
    pid = os.fork()
    if pid == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        die_at(call, later)
        try:
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def die_at(call: int, later: float) -> None:
    """Have this process killed at a call of the database, or so many seconds later."""
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

    calls = 0
    # Nothing handles the signal: the process ends as by SIGKILL.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, IDLE)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call_of_the_database(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == call:
                signal.setitimer(signal.ITIMER_REAL, max(later, 1e-6))
            return function(*args, **kwargs)

        return call_of_the_database

    for kind, name in (
        (CursorWrapper, "execute"),
        (CursorWrapper, "executemany"),
        (BaseDatabaseWrapper, "_commit"),
    ):
        setattr(kind, name, counted(getattr(kind, name)))


def finish_work() -> None:
    """Work until the queue is empty, then once more for what a person has tried again."""
    from articles import tasks
    from articles.ingest import claims
    from articles.models import Article

    work_until_empty()
    # An article whose process died three times is set aside, and a person has it tried again.
    for article in Article.objects.filter(state="failed"):
        claims.retry(article)
    waiting = Article.objects.filter(state="pending")
    waiting.update(due_at=None, added_at="2026-01-01T00:00Z")
    tasks.sweep()
    work_until_empty()


def work_until_empty() -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.QUEUE == "redis":
        call_command("run_redis_tasks")
    else:
        call_command("db_worker", batch=True, interval=0, startup_delay=False)


def sweep_as_the_server_would() -> None:
    from django.db import connections

    from articles import tasks

    tasks.sweep()
    connections.close_all()


def kept() -> dict[str, list[Any]]:
    """Everything that was found, without the keys and times of rows."""
    from articles.models import Article, Entity, Mention, Quotation, Speaker

    return {
        "articles": sorted(Article.objects.values_list(
            "content_hash", "title", "body", "state", "error", "extractor_version", "claimed_by")),
        "quotations": sorted(([
            q.article.content_hash, q.start, q.end, q.kind, q.text, q.content, q.source, q.cue,
            q.source_text, who(q.speaker), q.speaker_type, q.speaker_title, q.speaker_country_id,
            sorted(country.pk for country in q.about.all()), q.confidence, q.reason,
            q.identity_reason,
        ] for q in Quotation.objects.select_related("article", "speaker__only_in")), key=repr),
        "speakers": sorted(([
            who(s), sorted(s.names.values_list("name", flat=True)),
        ] for s in Speaker.objects.select_related("only_in")), key=repr),
        "entities": sorted(Entity.objects.values_list("type", "name", "key", "country"), key=repr),
        "mentions": sorted(Mention.objects.values_list(
            "article__content_hash", "start", "end", "entity__type", "entity__key")),
    }  # fmt: skip


def who(speaker: Speaker | None) -> list[Any] | None:
    if speaker is None:
        return None
    only_in = speaker.only_in and speaker.only_in.content_hash
    return [speaker.name, speaker.type, speaker.country_id, only_in]


if __name__ == "__main__":
    main()
