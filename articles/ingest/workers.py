"""Extractors in processes of their own: one a core, each with its own models.

A process that dies, for want of memory or by a fault in a library, takes nobody with it: what it
had is given one by one to a fresh process, and the text that kills that one too has failed.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

import extraction
from articles.ingest import extract
from articles.ingest.extract import Results, Text
from extraction.annotations import Extraction


class DiedError(Exception):
    """What kills the process that reads it."""


class Pool:
    """So many extractors; a context manager that ends them."""

    # Few, so that none has nothing to do while another has a batch still.
    batch = 4

    def __init__(self, workers: int) -> None:
        self.version = extraction.version()
        self.workers = workers
        self.ahead = 2 * workers
        self._pool = self._made(workers)
        self._spare: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for pool in (self._pool, self._spare):
            if pool is not None:
                pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _made(workers: int) -> ProcessPoolExecutor:
        # Not forked: a fork copies whatever threads and connections were in the midst of.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=extract.prepare)

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        try:
            future = self._pool.submit(extract.extract, texts)
        except BrokenProcessPool:
            self._pool = self._made(self.workers)
            future = self._pool.submit(extract.extract, texts)
        return lambda: self._finish(future, texts)

    def _finish(self, future: Future[Results], texts: Sequence[Text]) -> Results:
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(text) for text in texts]

    def _alone(self, text: Text) -> Extraction | Exception:
        try:
            self._spare = self._spare or self._made(1)
            return self._spare.submit(extract.extract, [text]).result()[0]
        except BrokenProcessPool:
            self._spare = None
            return DiedError("The process that read this article died: too little memory?")
