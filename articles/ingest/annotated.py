"""Articles with what was found in them elsewhere → rows, a batch in a transaction."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event

from django.db import DatabaseError, connection

from articles.ingest import claims
from articles.ingest.batch import LONGEST, Annotated, Ready, merge_words, store_new
from articles.ingest.run import STATUSES, Outcome, Status, known_already, not_claimed
from articles.ingest.save import check, save_draft
from articles.ingest.store import check_spans, store
from articles.models import Article, DeletedArticle
from newsroom.db.reader import AT_ONCE, Reader
from reading.draft import ReadingError

# Articles in one transaction.
BATCH = 128
# Batches after which cycles of objects are looked for.  A batch makes many objects and hardly any
# cycle: with Python's 700 new objects a sixth of the CPU time is for that.
COLLECTED = 32
# Seconds after which one thread leaves Python to another that waits for it.  When the database has
# answered, with Python's 5 ms the thread beside would have it stand still for as long.
TURN = 0.0005


def load_annotated(
    items: Iterable[Annotated | ReadingError], *, again: bool = False, batch: int = BATCH
) -> Iterator[Outcome]:
    """Save articles with what was found in them elsewhere, by an extractor of a version.

    One that is there and done is skipped, unless `again` is set and another version did it.  New
    ones are stored `batch` at a time, with the same rows as one by one.  Items are taken, and made
    ready as far as no database is needed, by a thread beside, one batch ahead.  On PostgreSQL
    another thread decides a batch, by a connection of its own, while this one writes it.
    """
    over = Event()
    with _for_batches(), _beside(over) as thread, Reader() as reader:
        loading = _Loading(reader, again=again)
        taken = map(_ready, batches(taken_until(over, items), batch))
        for number, ready in enumerate(ahead(taken, thread), start=1):
            yield from loading.store(ready)
            if number % COLLECTED == 0:
                gc.collect()
        if loading.waiting:
            merge_words()


def batches(
    items: Iterable[Annotated | ReadingError], size: int
) -> Iterator[list[Annotated | ReadingError]]:
    """Yield up to `size` items at a time, fewer where their texts are long."""
    waiting: list[Annotated | ReadingError] = []
    length = 0
    for item in items:
        waiting.append(item)
        length += 0 if isinstance(item, ReadingError) else len(item[0].body)
        if len(waiting) >= size or length > LONGEST:
            yield waiting
            waiting, length = [], 0
    if waiting:
        yield waiting


def ahead[Item](items: Iterator[Item], thread: Executor) -> Iterator[Item]:
    """Yield the items, the next one made by the thread while one is used."""
    following = thread.submit(next, items, None)
    while (item := following.result()) is not None:
        following = thread.submit(next, items, None)
        yield item


def taken_until[Item](over: Event, items: Iterable[Item]) -> Iterator[Item]:
    """Yield items, no more once loading is over: after an interrupt they may be slow to come."""
    for item in items:
        if over.is_set():
            return
        yield item


@contextmanager
def _beside(over: Event) -> Iterator[Executor]:
    """A thread that works beside this one until loading is over."""
    with ThreadPoolExecutor(1, "ahead") as thread:
        try:
            yield thread
        finally:
            over.set()


@contextmanager
def _for_batches() -> Iterator[None]:
    """Have Python look for no cycles by itself, and threads take short turns."""
    collects, turn = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        if collects:
            gc.enable()
        sys.setswitchinterval(turn)


class _Loading:
    """One run of `load_annotated`; `waiting` is whether words wait for their place in the index."""

    def __init__(self, reader: Executor, *, again: bool) -> None:
        self.reader = reader
        self.again = again
        self.waiting = False

    def store(self, items: Sequence[Ready | Annotated | ReadingError]) -> Iterator[Outcome]:
        """Store items in their order: together those that are ready and new."""
        together: list[Ready] = []
        for item, new in zip(items, _are_new(items), strict=True):
            if new and isinstance(item, Ready):
                together.append(item)
                continue
            yield from self._together(together)
            together = []
            yield self._one(item.annotated if isinstance(item, Ready) else item)
        yield from self._together(together)

    def _together(self, items: list[Ready]) -> Iterator[Outcome]:
        """Store new articles together, or one by one if that fails; yield those that are stored
        when it is stopped, too."""
        if len(items) > 1:
            try:
                store_new(items, self._reader())
            except (ReadingError, DatabaseError, ValueError):
                pass
            except KeyboardInterrupt:
                stored = set[str]()
                with suppress(DatabaseError):
                    stored = Article.objects.hashes_among([item.hash for item in items])
                yield from (
                    Outcome(Status.ADDED, item.draft.title) for item in items if item.hash in stored
                )
                raise
            else:
                self.waiting = True
                yield from (Outcome(Status.ADDED, item.draft.title) for item in items)
                return
        yield from (self._one(item.annotated) for item in items)

    def _reader(self) -> Executor:
        """What decides a batch: a thread, unless it would not see what the caller's transaction
        wrote, or the database works in this process, where two threads take more CPU time."""
        in_thread = connection.vendor == "postgresql" and not connection.in_atomic_block
        return self.reader if in_thread else AT_ONCE

    def _one(self, item: Annotated | ReadingError) -> Outcome:
        """Store one article, of any state, in a transaction of its own."""
        title = "" if isinstance(item, ReadingError) else item[0].title
        try:
            if isinstance(item, ReadingError):
                raise item
            return self._stored(item)
        except (ReadingError, DatabaseError, ValueError) as error:
            return Outcome(Status.FAILED, title, str(error))

    def _stored(self, item: Annotated) -> Outcome:
        draft, found, version = item
        article, arrival = save_draft(draft)
        stale = self.again and article.extractor_version != version
        if article.state == Article.State.DONE and not stale:
            return known_already(article, arrival)
        if article.state != Article.State.DONE and not claims.claim(article, restart=True):
            return not_claimed(article)
        try:
            store(article, found, version)
        except ValueError as error:
            claims.record_failure(article, error, final=True)
            raise
        return Outcome(STATUSES.get(arrival.effect, Status.UPDATED), draft.title, arrival.what)


def _are_new(items: Sequence[Ready | Annotated | ReadingError]) -> Iterator[bool]:
    """Yield whether each item is ready, and the first with a text that is not here yet and was not
    deleted here."""
    hashes = list(map(_hash_of, items))
    seen = Article.objects.hashes_among(hashes) | {
        "",
        *DeletedArticle.objects.all().with_hashes(hashes),
    }
    for item, key in zip(items, hashes, strict=True):
        yield key not in seen and isinstance(item, Ready)
        seen.add(key)


def _hash_of(item: Ready | Annotated | ReadingError) -> str:
    if isinstance(item, ReadingError):
        return ""
    return item.hash if isinstance(item, Ready) else Article.hash_of(item[0].body)


def _ready(
    items: Sequence[Annotated | ReadingError],
) -> list[Ready | Annotated | ReadingError]:
    """Make those ready that can be stored; why others cannot is said when they are stored alone."""
    return [item if isinstance(item, ReadingError) else _ready_one(item) for item in items]


def _ready_one(item: Annotated) -> Ready | Annotated:
    draft, found, _ = item
    try:
        check(draft)
        check_spans(draft.body, found)
    except (ReadingError, ValueError):
        return item
    return Ready.of(item)
