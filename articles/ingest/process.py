"""Articles → extraction → rows, batch by batch, each article a transaction of its own.

A bad article never takes the others with it.  Nothing here loads a model; the caller hands in
what extracts: an extractor in this process, or many in processes of their own (`pool.py`).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from typing import Protocol

from django.db.models import Q, QuerySet

from articles.ingest import claims
from articles.ingest.extract import Extractor, Results, Text, extract_each
from articles.ingest.store import store
from articles.models import Article

logger = logging.getLogger(__name__)

# Texts that an extractor gets at once, and so the articles that wait for one another.
BATCH = 16


class Extracting(Protocol):
    """Something that texts are handed to, and that gives what was found in them later."""

    @property
    def version(self) -> str: ...

    @property
    def ahead(self) -> int:
        """How many batches are to be handed in before the first is asked for."""

    @property
    def batch(self) -> int:
        """How many texts are best handed in at once."""

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]: ...


class Here:
    """Extracts in this process, when asked for what was found."""

    ahead = 0
    batch = BATCH

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    @property
    def version(self) -> str:
        return self.extractor.version

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        return lambda: extract_each(texts, self.extractor)


class Line:
    """Articles in a line to be processed: put in at one end, done or failed at the other.

    Where one failed, `error` says why.  One that an older extractor had done keeps its old
    quotations and its state then: readers lose nothing, and the next run tries again.
    """

    def __init__(self, extracting: Extracting, *, finally_: bool = True) -> None:
        self.extracting = extracting
        self.finally_ = finally_
        self._next: list[Article] = []
        self._begun: deque[tuple[list[Article], Callable[[], Results]]] = deque()

    def put(self, article: Article) -> Iterator[Article]:
        """Add an article; yields those that came out at the other end meanwhile."""
        self._next.append(article)
        if len(self._next) == self.extracting.batch:
            self._begin()
            while len(self._begun) > self.extracting.ahead:
                yield from self._finish()

    def empty(self) -> Iterator[Article]:
        """Everything that is still in the line."""
        self._begin()
        while self._begun:
            yield from self._finish()

    def _begin(self) -> None:
        if self._next:
            texts = [(article.body, article.author) for article in self._next]
            self._begun.append((self._next, self.extracting.begin(texts)))
            self._next = []

    def _finish(self) -> Iterator[Article]:
        articles, results = self._begun.popleft()
        for article, result in zip(articles, results(), strict=True):
            try:
                if isinstance(result, Exception):
                    raise result
                store(article, result, self.extracting.version)
            except Exception as error:
                logger.debug("“%s” failed", article.title, exc_info=error)
                claims.failed(article, error, finally_=self.finally_)
            yield article


def process(article: Article, extractor: Extractor, *, finally_: bool = True) -> Article:
    """Extract and store one article, which is done or failed afterwards."""
    return next(process_many([article], Here(extractor), finally_=finally_))


def process_many(
    articles: Iterable[Article], extracting: Extracting, *, finally_: bool = True
) -> Iterator[Article]:
    """Extract and store articles; yield each, in order, once it is done or failed."""
    line = Line(extracting, finally_=finally_)
    for article in articles:
        yield from line.put(article)
    yield from line.empty()


def outdated(version: str) -> QuerySet[Article]:
    """Articles that the extractor of this version has not done, oldest first."""
    done = Q(state=Article.State.DONE, extractor_version=version)
    return Article.objects.exclude(done).order_by("pk")


def read_again(articles: QuerySet[Article]) -> Iterator[Article]:
    """The rows of a queryset that may change meanwhile, a few at a time."""
    for keys in batched(list(articles.values_list("pk", flat=True)), BATCH):
        yield from articles.filter(pk__in=keys)
