"""Articles → extraction → rows, batch by batch.

The new articles of a batch are stored in one transaction.  Any other batch, and one that fails, is
stored an article at a time, so that an article that fails does not stop the others.  Nothing here
loads a model: the caller passes the worker that extracts (`extraction/workers.py`).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import batched
from time import perf_counter

from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.ingest import claims
from articles.ingest.batch import LONGEST, store_unread
from articles.ingest.store import store
from articles.models import Article, ExtractionWork
from extraction.annotations import Extraction
from extraction.workers import BATCH, Extractor, InProcess, Results, Worker

logger = logging.getLogger(__name__)


class BatchQueue:
    """A queue of articles that a worker extracts in batches; each leaves it done or failed.

    A failed article has the reason in `error`.  If an older extractor had done it, it keeps its
    state and its quotations: readers lose nothing, and the next run tries again.
    """

    def __init__(self, worker: Worker, *, final: bool = True) -> None:
        self.worker = worker
        self.final = final
        self._next: list[Article] = []
        self._begun: deque[tuple[list[Article], Callable[[], Results]]] = deque()

    def put(self, article: Article) -> Iterator[Article]:
        """Add an article; yield those that are done or failed by now."""
        self._next.append(article)
        if len(self._next) == self.worker.batch:
            self._begin()
            while len(self._begun) > self.worker.ahead:
                yield from self._finish()

    def flush(self) -> Iterator[Article]:
        """Process and yield everything still queued."""
        self._begin()
        while self._begun:
            yield from self._finish()

    def _begin(self) -> None:
        if self._next:
            texts = [(article.body, article.author) for article in self._next]
            self._begun.append((self._next, self.worker.begin(texts)))
            self._next = []

    def _finish(self) -> Iterator[Article]:
        """Store a batch and yield its articles: also those that are stored when it is stopped."""
        articles, results = self._begun.popleft()
        since, began = timezone.now(), perf_counter()
        found = list(zip(articles, results(), strict=True))
        try:
            if not self._stored_together(found):
                for article, result in found:
                    self._store(article, result)
            count_work(articles, perf_counter() - began)
        except KeyboardInterrupt:
            stored = set[int]()
            with suppress(DatabaseError):
                stored = Article.objects.done_since(since, articles)
            yield from (article for article in articles if article.pk in stored)
            raise
        yield from articles

    def _stored_together(self, found: Sequence[tuple[Article, Extraction | Exception]]) -> bool:
        """Store what was found in new articles; return False, with nothing stored, where one of
        them failed or is not new."""
        read = [(article, one) for article, one in found if not isinstance(one, Exception)]
        length = sum(len(article.body) for article, _ in read)
        if not 1 < len(read) == len(found) or length > LONGEST:
            return False
        try:
            return store_unread(read, self.worker.version)
        except Exception as error:
            logger.debug("A batch of %d articles failed", len(read), exc_info=error)
            return False

    def _store(self, article: Article, result: Extraction | Exception) -> None:
        try:
            if isinstance(result, Exception):
                raise result
            store(article, result, self.worker.version)
        except Exception as error:
            logger.debug("“%s” failed", article.title, exc_info=error)
            claims.record_failure(article, error, final=self.final)


def count_work(articles: Sequence[Article], seconds: float) -> None:
    """Count what was extracted and stored in so many seconds; it matters less than what was."""
    done = [article for article in articles if not article.error]
    words = sum(len(article.body.split()) for article in done)
    try:
        ExtractionWork.objects.add(len(done), words, seconds)
    except DatabaseError as error:
        logger.warning("The work of extraction was not counted: %s", error)


def process(article: Article, extractor: Extractor, *, final: bool = True) -> Article:
    """Extract and store one article; it is done or failed afterwards."""
    return next(process_many([article], InProcess(extractor), final=final))


def process_many(
    articles: Iterable[Article], worker: Worker, *, final: bool = True
) -> Iterator[Article]:
    """Extract and store articles; yield each, in order, once it is done or failed."""
    queue = BatchQueue(worker, final=final)
    for article in articles:
        yield from queue.put(article)
    yield from queue.flush()


def outdated(version: str) -> QuerySet[Article]:
    """Return articles that the extractor of this version has not done, oldest first."""
    done = Q(state=Article.State.DONE, extractor_version=version)
    return Article.objects.exclude(done).order_by("pk")


def everything() -> QuerySet[Article]:
    """Return all articles, oldest first."""
    return Article.objects.order_by("pk")


def set_aside() -> QuerySet[Article]:
    """Return articles that failed, oldest first."""
    return Article.objects.filter(state=Article.State.FAILED).order_by("pk")


def in_batches(articles: QuerySet[Article]) -> Iterator[Article]:
    """Yield the rows of a queryset whose rows change meanwhile, fetched a batch at a time."""
    for keys in batched(list(articles.values_list("pk", flat=True)), BATCH):
        yield from articles.filter(pk__in=keys)
