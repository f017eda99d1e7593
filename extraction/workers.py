"""Workers: what turns texts into extractions, in this process or in a pool of processes.

A process of the pool that dies, of too little memory or a fault in a library, takes no other text
with it: its batch is given text by text to a new process, and a text that kills that one too fails.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Protocol

import extraction
from extraction.annotations import Extraction
from extraction.learned import in_use

logger = logging.getLogger(__name__)

# Texts that an extractor gets at once, and so the articles that wait for one another.
BATCH = 16

# A text and its author.
type Text = tuple[str, str]
type Results = list[Extraction | Exception]


class Extractor(Protocol):
    """The extractor that `extraction.load()` returns."""

    @property
    def version(self) -> str: ...

    def extract(self, text: str, author: str = "") -> Extraction: ...

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = ...
    ) -> Iterator[Extraction]: ...


class Worker(Protocol):
    """Takes batches of texts and returns their extractions later."""

    @property
    def version(self) -> str:
        """The version of the extractor."""

    @property
    def ahead(self) -> int:
        """How many batches to hand in before the results of the first are fetched."""

    @property
    def batch(self) -> int:
        """How many texts a batch should have."""

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        """Start on a batch; return a function that waits for its results."""


class DiedError(Exception):
    """A text killed the process that read it."""


class InProcess:
    """A worker that extracts in this process, when the results are fetched."""

    ahead = 0
    batch = BATCH

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    @property
    def version(self) -> str:
        return self.extractor.version

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        return lambda: extract_each(texts, self.extractor)


class WorkerPool:
    """A worker of so many processes, each with its own models; a context manager that ends them."""

    # Few, so that no process is idle while another still has a batch.
    batch = 4

    def __init__(self, workers: int) -> None:
        self.version = extraction.version()
        self.workers = workers
        self.ahead = 2 * workers
        self._pool = self._new_pool(workers)
        self._spare: ProcessPoolExecutor | None = None

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for pool in (self._pool, self._spare):
            if pool is not None:
                pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _new_pool(workers: int) -> ProcessPoolExecutor:
        # Not forked: a fork copies threads and open connections in their present state.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            workers, mp_context=context, initializer=prepare, initargs=(in_use.folder,)
        )

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        try:
            future = _submit(self._pool, texts)
        except BrokenProcessPool:
            self._pool = self._new_pool(self.workers)
            future = _submit(self._pool, texts)
        return lambda: self._finish(future, texts)

    def _finish(self, future: Future[Results], texts: Sequence[Text]) -> Results:
        try:
            return future.result()
        except BrokenProcessPool:
            return [self.extract_alone(text) for text in texts]

    def extract_alone(self, text: Text) -> Extraction | Exception:
        """Extract a text in a process in which no other is; DiedError if it kills the process."""
        try:
            self._spare = self._spare or self._new_pool(1)
            return _submit(self._spare, [text]).result()[0]
        except BrokenProcessPool:
            self._spare = None
            return DiedError("The process that read this article died: too little memory?")


def _submit(pool: ProcessPoolExecutor, texts: Sequence[Text]) -> Future[Results]:
    """Hand in texts; a process that begins for them is deaf to Ctrl-C, which is for this one.

    Processes inherit the signals that are blocked; one that comes meanwhile is delivered after.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(extract, texts)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def extract_each(texts: Sequence[Text], extractor: Extractor) -> Results:
    """Return the extraction of each text, or the exception that it raised.

    All texts go through the pipeline in one batch, which is faster; if that raises, one by one.
    """
    try:
        bodies, authors = [text for text, _ in texts], [author for _, author in texts]
        return list(extractor.extract_many(bodies, authors))
    except Exception:  # noqa: BLE001 - raised again below, by the text that causes it
        logger.debug("A batch of %d texts failed; extracting one by one", len(texts))
    results: Results = []
    for text, author in texts:
        try:
            results.append(extractor.extract(text, author))
        except Exception as error:  # noqa: BLE001 - the other texts go on
            results.append(error)
    return results


def prepare(weights: Path | None) -> None:
    """Load the models of a process of the pool, with the newsroom's weights in a folder."""
    in_use.folder = weights
    extraction.load()


def extract(texts: Sequence[Text]) -> Results:
    """Extract a batch in a process of the pool."""
    return extract_each(texts, extraction.load())
