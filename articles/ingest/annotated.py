"""Articles with what was found in them elsewhere → rows, a batch in a transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError

from articles.ingest import claims
from articles.ingest.batch import LONGEST, Annotated, store_new
from articles.ingest.run import STATUSES, Outcome, Status, known_already, not_claimed
from articles.ingest.save import check, save_draft
from articles.ingest.store import check_spans, store
from articles.models import Article, DeletedArticle
from reading.draft import ReadingError

# Articles in one transaction.
BATCH = 128
# New objects after which cycles of them are looked for, and how often among older ones.  A batch
# makes many objects and hardly any cycle: with Python's 700 a sixth of the CPU time is for that.
COLLECTED = (20_000, 20, 100)


def load_annotated(
    items: Iterable[Annotated | ReadingError], *, again: bool = False, batch: int = BATCH
) -> Iterator[Outcome]:
    """Save articles with what was found in them elsewhere, by an extractor of a version.

    One that is there and done is skipped, unless `again` is set and another version did it.  New
    ones are stored `batch` at a time, with the same rows as one by one.
    """
    loading = _Loading(again=again, batch=batch)
    with _collecting_seldom():
        for item in items:
            yield from loading.put(item)
        yield from loading.flush()


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Loading:
    """One run of `load_annotated`: new articles wait until there are enough of them."""

    def __init__(self, *, again: bool, batch: int) -> None:
        self.again = again
        self.batch = batch
        self._waiting: list[Annotated | ReadingError] = []
        self._length = 0

    def put(self, item: Annotated | ReadingError) -> Iterator[Outcome]:
        """Add an item; yield what became of those before, as far as it is known by now."""
        self._waiting.append(item)
        self._length += 0 if isinstance(item, ReadingError) else len(item[0].body)
        if len(self._waiting) >= self.batch or self._length > LONGEST:
            yield from self.flush()

    def flush(self) -> Iterator[Outcome]:
        """Store all that waits, in its order."""
        waiting, self._waiting, self._length = self._waiting, [], 0
        together: list[Annotated] = []
        for item, new in zip(waiting, _are_new(waiting), strict=True):
            if new and not isinstance(item, ReadingError):
                together.append(item)
                continue
            yield from self._store(together)
            together = []
            yield self._one(item)
        yield from self._store(together)

    def _store(self, items: list[Annotated]) -> Iterator[Outcome]:
        """Store new articles together, or one by one if that fails."""
        if len(items) > 1:
            try:
                store_new(items)
            except (ReadingError, DatabaseError, ValueError):
                pass
            else:
                yield from (Outcome(Status.ADDED, draft.title) for draft, _, _ in items)
                return
        yield from map(self._one, items)

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


def _are_new(items: Sequence[Annotated | ReadingError]) -> Iterator[bool]:
    """Yield whether each item can be stored, and is the first with a text that is not here yet and
    was not deleted here."""
    hashes = ["" if isinstance(item, ReadingError) else _hash_of(item) for item in items]
    seen = Article.objects.hashes_among(hashes) | {
        "",
        *DeletedArticle.objects.all().with_hashes(hashes),
    }
    for item, key in zip(items, hashes, strict=True):
        yield key not in seen and not isinstance(item, ReadingError) and _is_fit(item)
        seen.add(key)


def _is_fit(item: Annotated) -> bool:
    """Whether the text and the spans can be stored; why not is said when it is stored alone."""
    draft, found, _ = item
    try:
        check(draft)
        check_spans(draft.body, found)
    except (ReadingError, ValueError):
        return False
    return True


def _hash_of(item: Annotated) -> str:
    return Article.hash_of(item[0].body)
