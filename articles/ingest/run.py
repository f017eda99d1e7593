"""Drafts and annotated articles → rows: the entry point for many articles at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import batched

from django.db.models import QuerySet

from articles.ingest import claims
from articles.ingest.again import Arrival, Effect
from articles.ingest.process import BatchQueue, in_batches, process_many
from articles.ingest.save import Refused, Saved, save_drafts
from articles.models import Article
from extraction.workers import BATCH, Worker
from reading.draft import Draft, ReadingError

State = Article.State


class Status(StrEnum):
    ADDED = "added"
    UPDATED = "processed again"
    FILLED = "filled in"
    APPEARED = "found in another outlet"
    SKIPPED = "skipped"
    FAILED = "failed"


STATUSES = {
    Effect.ADDED: Status.ADDED,
    Effect.FILLED: Status.FILLED,
    Effect.APPEARED: Status.APPEARED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft; `reason` is for the sender."""

    status: Status
    title: str
    reason: str = ""


def ingest(
    items: Iterable[Draft | ReadingError],
    load: Callable[[], Worker],
    *,
    again: bool = False,
    retry: bool = False,
    force: bool = False,
) -> Iterator[Outcome]:
    """Save and process what a reader yields; one outcome an item, as they come.

    An article that is there already is filled in, or skipped if nothing is new of it.  It is
    processed again if its processing never ended well, or if `again` is set and this extractor
    did not process it, or `force` is set too.  One that is set aside is tried only with `retry`.
    `load` is called only when there is something to extract.
    """
    return _Ingest(load, again=again, retry=retry, force=force).outcomes(items)


class _Ingest:
    """One run of `ingest`; `queue` is None until there is something to extract."""

    def __init__(
        self, load: Callable[[], Worker], *, again: bool, retry: bool, force: bool
    ) -> None:
        self.load = load
        self.again = again
        self.retry = retry
        self.force = force
        self.queue: BatchQueue | None = None
        self.statuses: dict[int, Status] = {}

    def outcomes(self, items: Iterable[Draft | ReadingError]) -> Iterator[Outcome]:
        for title, saved in self._saved(items):
            if isinstance(saved, Exception):
                yield Outcome(Status.FAILED, title, str(saved))
            else:
                yield from self._put(*saved)
        if self.queue is not None:
            yield from map(self._outcome, self.queue.flush())

    def _saved(
        self, items: Iterable[Draft | ReadingError]
    ) -> Iterator[tuple[str, Saved | Refused]]:
        """The title of each item and its article, saved a batch at a time.

        New ones are claimed at once if it is certain that something will be extracted.
        """
        for batch in batched(items, BATCH):
            drafts = [item for item in batch if isinstance(item, Draft)]
            saved = iter(save_drafts(drafts, mine=self.queue is not None))
            for item in batch:
                yield (item.title, next(saved)) if isinstance(item, Draft) else ("", item)

    def _put(self, article: Article, arrival: Arrival) -> Iterator[Outcome]:
        """Queue an article if it is to be extracted; yield the outcomes known by now."""
        created = arrival.is_new
        done = article.state == State.DONE
        if self.queue is None and (created or self.again or not done):
            self.queue = BatchQueue(self.load())
        queue = self.queue
        if queue is None or article.pk in self.statuses or (done and not self._stale(article)):
            yield known_already(article, arrival)
            return
        waits = not done and not (created and article.claimed_by)
        # An article whose processing was cut off may have caused that: it is processed alone.
        alone = waits and article.tries > 0
        if alone:
            yield from map(self._outcome, queue.flush())
        if waits and not _claimed(article, retry=self.retry):
            yield not_claimed(article)
            return
        self.statuses[article.pk] = STATUSES.get(arrival.effect, Status.UPDATED)
        yield from map(self._outcome, queue.put(article))
        if alone:
            yield from map(self._outcome, queue.flush())

    def _stale(self, article: Article) -> bool:
        """Whether another version of the extractor did an article that is to be done again."""
        if self.queue is None or not self.again:
            return False
        return self.force or article.extractor_version != self.queue.worker.version

    def _outcome(self, article: Article) -> Outcome:
        status = self.statuses.pop(article.pk)
        return Outcome(Status.FAILED if article.error else status, article.title, article.error)


def known_already(article: Article, arrival: Arrival) -> Outcome:
    """The outcome for an article that is there and is not processed."""
    status = STATUSES.get(arrival.effect, Status.SKIPPED)
    return Outcome(status, article.title, arrival.what or "already there")


def _claimed(article: Article, *, retry: bool) -> bool:
    """Whether an article could be claimed; one that failed but is not set aside can."""
    if article.state == State.FAILED and article.tries < claims.MAX_TRIES:
        claims.retry(article, restart=False)
    return claims.claim(article, restart=retry)


def not_claimed(article: Article) -> Outcome:
    article.refresh_from_db(fields=["state", "error"])
    if article.state == State.FAILED:
        reason = f"{article.error} It is set aside; --retry tries it again."
        return Outcome(Status.FAILED, article.title, reason)
    if article.state == State.DONE:
        return Outcome(Status.SKIPPED, article.title, "already there")
    return Outcome(Status.SKIPPED, article.title, "another process is reading it")


def reprocess(articles: QuerySet[Article], worker: Worker) -> Iterator[Outcome]:
    """Process stored articles again: those of a queryset, whose rows change meanwhile."""

    def claimed(articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            if article.state == State.DONE or _claimed(article, retry=True):
                yield article

    for article in process_many(claimed(in_batches(articles)), worker):
        status = Status.FAILED if article.error else Status.UPDATED
        yield Outcome(status, article.title, article.error)
