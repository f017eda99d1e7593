"""The index as it stands now: read once, then kept in line with what the database notes.

One index serves all threads of a process, behind a lock.  Before each use it asks which
articles' quotations were touched since, and reads these again.  Within a transaction, which
may yet be undone and whose rows nobody else sees, an index of its own is read instead.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import batched
from typing import Any

import numpy as np
from django.db import connection
from pyroaring import BitMap

from articles.models import Article, Quotation
from articles.search.backends import TextIndex, backend
from articles.search.highlight import canonical
from articles.search.index import Index, Rows, month_of, union
from articles.search.query import Form, Query, Term

# Rows read at a time, and keys in one question.
CHUNK = 50_000
KEYS = 500
# Terms whose quotations are remembered, and changes after which they are looked for anew.
REMEMBERED = 1_000
# Words that are looked up when the server starts.
COMMON = 300
CHANGES = 1_000
# Changed quotations that a remembered term is looked for in, rather than in all.
LOOKED_FOR_AGAIN = 200


class LiveIndex:
    """An index with what it takes to keep it in line."""

    def __init__(self) -> None:
        self.index = Index()
        self.lock = threading.RLock()
        self._mark: int | None = None
        self._seen: dict[int, int] = {}
        self._changes: OrderedDict[int, BitMap] = OrderedDict()
        self.changes = 0
        self._terms: OrderedDict[Term, tuple[BitMap, int]] = OrderedDict()

    def refresh(self) -> None:
        """Bring the index in line with the database."""
        if self._mark is None:
            _, mark = backend().changed_since(0)
            index = Index()
            read_into(index)
            self.index, self._mark = index, mark
            return
        notes, mark = backend().changed_since(self._mark)
        fresh = {article: note for article, note in notes if self._seen.get(article) != note}
        if fresh:
            changed = self.index.remove_articles(fresh)
            changed |= read_into(self.index, fresh)
            self.changes += 1
            self._changes[self.changes] = changed
            if len(self._changes) > CHANGES:
                self._changes.popitem(last=False)
        self._seen, self._mark = dict(notes), mark

    def quotations_with(self, query: Query) -> BitMap | None:
        """The quotations that a search finds; None where it says nothing."""
        if not query:
            return None
        found: BitMap | None = None
        for term in query.wanted:
            rows = self.quotations_having(term)
            found = rows if found is None else found & rows
        found = self.index.every if found is None else found
        for term in query.unwanted:
            found = found - self.quotations_having(term)
        return found

    def quotations_having(self, term: Term) -> BitMap:
        """The quotations with a term, remembered from last time as far as that still holds."""
        key = canonical(term, backend().stemmer)
        rows, at = self._terms.get(key, (None, 0))
        if rows is None or (at < self.changes and at + 1 not in self._changes):
            rows = backend().matching(TextIndex.QUOTATIONS, term)
        elif at < self.changes:
            since = [self._changes[number] for number in range(at + 1, self.changes + 1)]
            changed = union(since)
            if len(changed) > LOOKED_FOR_AGAIN:
                rows = backend().matching(TextIndex.QUOTATIONS, term)
            elif changed:
                again = backend().matching(TextIndex.QUOTATIONS, term, within=changed)
                rows = (rows - changed) | again
        self.remember(key, rows, self.changes)
        return rows

    def remember(self, key: Term, rows: BitMap, at: int) -> None:
        """Keep what a term was found in after so many changes."""
        self._terms[key] = rows, at
        self._terms.move_to_end(key)
        if len(self._terms) > REMEMBERED:
            self._terms.popitem(last=False)


_shared = LiveIndex()


@contextmanager
def current_index() -> Iterator[LiveIndex]:
    """The index in line with the database, for as long as the block lasts."""
    if connection.in_atomic_block:
        own = LiveIndex()
        own.refresh()
        yield own
        return
    with _shared.lock:
        _shared.refresh()
        yield _shared


def warm() -> None:
    """Read the index, and look up the words that many quotations have, before anybody asks."""
    with current_index():
        common = backend().common(COMMON)
    for word in common:
        term = Term(Form.WORD, word)
        if canonical(term, backend().stemmer) == term:
            with _shared.lock:
                at = _shared.changes
            rows = backend().matching(TextIndex.QUOTATIONS, term)
            with _shared.lock:
                _shared.remember(term, rows, at)
    connection.close()


def forget() -> None:
    """Read everything again at the next use: the database is another one now."""
    global _shared  # noqa: PLW0603 - one a process
    _shared = LiveIndex()


# ── reading ───────────────────────────────────────────────────────────────────────────────


def read_into(index: Index, articles: Collection[int] | None = None) -> BitMap:
    """Add the quotations of these articles, or of all, and say which they are."""
    found = BitMap()
    parts = batched(articles, KEYS) if articles is not None else (None,)
    for part in parts:
        told = Article.objects.with_pk_in(part) if part is not None else Article.objects.all()
        days = _Days(told.values_list("pk", "published_on", "outlet"))
        rows = Quotation.objects.order_by()
        if part is not None:
            rows = rows.filter(article__in=part)
        listed = rows.values_list(
            "pk", "article", "start", "speaker", "speaker_country", "kind", "speaker_title"
        )
        for chunk in batched(listed.iterator(chunk_size=CHUNK), CHUNK):
            index.add(_rows(index, chunk, days))
            found |= BitMap([row[0] for row in chunk])
        about = Quotation.about.through._default_manager.order_by()
        if part is not None:
            about = about.filter(quotation__article__in=part)
        number = index.names.number
        told_of = about.values_list("quotation", "country").iterator(CHUNK)
        for some in batched(told_of, CHUNK):
            pairs = np.array([(pk, number(code)) for pk, code in some], np.int64)
            index.add_about(pairs[:, 0], pairs[:, 1])
    return found


class _Days:
    """What a quotation has from its article, by the article's key."""

    def __init__(self, articles: Iterable[tuple[int, dt.date | None, int | None]]) -> None:
        told = [(pk, day.toordinal() if day else 0, outlet or 0) for pk, day, outlet in articles]
        size = max((pk for pk, _, _ in told), default=0) + 1
        self.day, self.outlet = np.zeros(size, np.int64), np.zeros(size, np.int64)
        table = np.array(told, np.int64).reshape(-1, 3)
        self.day[table[:, 0]], self.outlet[table[:, 0]] = table[:, 1], table[:, 2]


def _rows(index: Index, chunk: tuple[tuple[Any, ...], ...], days: _Days) -> Rows:
    number = index.names.number
    pk, article, start, speaker, country, kind, title = zip(*chunk, strict=True)
    articles = np.array(article, np.int64)
    day = days.day[articles]
    unique, places = np.unique(day, return_inverse=True)
    months = np.array([month_of(int(d)) for d in unique], np.int64)[places]
    columns = {
        "article": articles,
        "start": np.array(start, np.int64),
        "day": day,
        "month": months,
        "year": months // 12,
        "outlet": days.outlet[articles],
        "speaker": np.array([key or 0 for key in speaker], np.int64),
        "by": np.array(list(map(number, country)), np.int64),
        "kind": np.array(list(map(number, kind)), np.int64),
        "title": np.array(list(map(number, title)), np.int64),
    }
    return Rows(np.array(pk, np.int64), columns)
