"""The index in line with the database: mapped or read once, then updated from the change log.

In a large archive it begins with a file that all processes share (`index_file.py`); from time to
time another process builds the next one, and each goes over to that.  One index serves all threads
of a process, behind a lock.  Before each use, the articles whose quotations changed since the last
use are read again; a page that only reads looks for them once.  A transaction, which may be rolled
back and whose rows nobody else sees, has an index of its own.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from pyroaring import BitMap

from articles.search.backends import TextIndex, backend
from articles.search.bitmaps import bytes_of, union
from articles.search.facets import LAYOUT
from articles.search.highlight import canonical
from articles.search.index import index_file
from articles.search.index.columns import read_into
from articles.search.index.index import Index
from articles.search.index.stored import differences
from articles.search.query import Form, Query, Term
from articles.search.terms import rows_with
from newsroom.db import replicas
from newsroom.db.replicas import connection

# Terms whose quotations are cached, and bytes of these; changes that are remembered to update them.
CACHED_TERMS = 2_000
CACHED_BYTES = 32 << 20
CHANGES = 1_000
# Most changed quotations in which a cached term is searched again; beyond, in all.
SEARCHED_AGAIN = 200
# Common words that are searched when the server starts.
COMMON = 1_000
# What every database reads as `canonical` does.  SQLite takes signs that are newer than its tables
# of Unicode, as most emoji are, for letters of the word that they touch.
_READ_ALIKE = re.compile(r"[\w\x00-\u02ff\u2000-\u205f]*")


class LiveIndex:
    """An index, how far it follows the change log, and the quotations of recent terms.

    One that is `shared` by all threads of the process has files built, and goes over to newer ones.
    """

    def __init__(self, *, shared: bool = False) -> None:
        self.index = Index(LAYOUT)
        self.stamp: tuple[int, int] | None = None
        self._shared = shared
        self._refused: tuple[int, int] | None = None
        self.lock = threading.RLock()
        self._mark: int | None = None
        self._seen: dict[int, int] = {}
        self._changes: OrderedDict[int, BitMap] = OrderedDict()
        self.changes = 0
        self._terms: OrderedDict[Term, tuple[BitMap, int]] = OrderedDict()
        self._bytes = 0

    def refresh(self) -> None:
        """Read what changed since the last call; at the first one, all."""
        if self._mark is None:
            self._begin()
        else:
            self._follow(self._mark)
            if self._shared:
                self._renew()

    def _begin(self) -> None:
        opened = index_file.open_file()
        if opened is None and self._shared and index_file.is_large():
            index_file.builder.wait()
            opened = index_file.open_file()
        if opened is not None:
            replicas.kept_at(opened.place)
            self.index, self.stamp = opened.index, opened.stamp
            self._follow(opened.mark)
        else:
            self._read_rows()

    def _read_rows(self) -> None:
        _, mark = backend().changed_since(0)
        index = Index(LAYOUT)
        read_into(index)
        self.index, self._mark = index, mark
        replicas.kept()

    def _renew(self) -> None:
        """Go over to a newer file; have one built where there is none or much is on top of it."""
        now = index_file.stamp()
        if now not in (None, self.stamp, self._refused):
            self._go_over(now)
        elif index_file.is_due(self.index):
            index_file.builder.start()

    def _go_over(self, stamp: tuple[int, int] | None) -> None:
        opened = index_file.open_file()
        if opened is None:
            self._refused = stamp
            return
        replicas.kept_at(opened.place)
        notes, _ = backend().changed_since(opened.mark)
        _read_again(opened.index, [article for article, _ in notes])
        # What was noted since `_mark` is read once more at the next refresh.
        self.index, self.stamp = opened.index, opened.stamp

    def _follow(self, since: int) -> None:
        notes, mark = backend().changed_since(since)
        fresh = {article: note for article, note in notes if self._seen.get(article) != note}
        if fresh:
            changed = _read_again(self.index, fresh)
            self.changes += 1
            self._changes[self.changes] = changed
            if len(self._changes) > CHANGES:
                self._changes.popitem(last=False)
            replicas.kept()
        self._seen, self._mark = dict(notes), mark

    def quotations_with(self, query: Query) -> BitMap | None:
        """Return the quotations that match a query; None for an empty query."""
        if not query:
            return None
        self._look_up([*query.wanted, *query.unwanted])
        rows = rows_with(query, self.quotations_having, lambda: self.index.every)
        alone = [_key(group[0]) for group in query.groups if not group[1:]]
        common = [self._number(term) for term in alone]
        self.index.having = rows, tuple(number for number in common if number is not None)
        return rows

    def _look_up(self, terms: Sequence[Term]) -> None:
        """Cache the quotations of these terms; those of several that are new, by one query."""
        new = {key: term for term in terms if not self._is_known(term, key := _key(term))}
        if len(new) > 1:
            found = backend().matching_each(TextIndex.QUOTATIONS, list(new.values()))
            for key, rows in zip(new, found, strict=True):
                self.remember(key, rows, self.changes)

    def quotations_having(self, term: Term) -> BitMap:
        """Return the quotations with a term, from the cache as far as it is valid."""
        key = _key(term)
        rows, at = self._terms.get(key, (None, 0))
        if rows is None or (at < self.changes and at + 1 not in self._changes):
            finder = self._finder(term, key)
            if finder is not None and not self.index.changed and term.form is Form.WORD:
                return finder()  # what is there at once needs no room
            rows = self._search(term, key)
        elif at < self.changes:
            since = [self._changes[number] for number in range(at + 1, self.changes + 1)]
            changed = union(since)
            if len(changed) > SEARCHED_AGAIN:
                rows = self._search(term, key)
            elif changed:
                again = backend().matching(TextIndex.QUOTATIONS, term, within=changed)
                rows = (rows - changed) | again
        self.remember(key, rows, self.changes)
        return rows

    def _search(self, term: Term, key: Term) -> BitMap:
        """Return the quotations with a term, from the file or the database."""
        finder = self._finder(term, key)
        if finder is None:
            return backend().matching(TextIndex.QUOTATIONS, term)
        return self._stored([(term, finder)])[0]

    def quotations_having_each(self, terms: Sequence[Term]) -> list[BitMap]:
        """Return the quotations with each of these terms, those not cached in one query.

        What is not cached is not cached afterwards either: it would take the place of common terms.
        """
        found: dict[Term, BitMap] = {}
        new: list[Term] = []
        stored: list[tuple[Term, Callable[[], BitMap]]] = []
        for term in dict.fromkeys(terms):
            key = _key(term)
            if key in self._terms:
                found[term] = self.quotations_having(term)
            elif (finder := self._finder(term, key)) is not None:
                stored.append((term, finder))
            else:
                new.append(term)
        found |= zip(new, backend().matching_each(TextIndex.QUOTATIONS, new), strict=True)
        found |= zip((term for term, _ in stored), self._stored(stored), strict=True)
        return [found[term] for term in terms]

    def existing(self, words: Collection[str]) -> list[str]:
        """Return those of these words that a quotation has, as `SearchBackend.existing` does."""
        stored, changed = self.index.base.words, self.index.changed
        if stored is None or not words:
            return backend().existing(words) if words else []
        known = stored.written([word for word in words if word.isascii()], changed)
        others = set(words).difference(known)
        if not changed & self.index.every:  # what is new may have any word
            others = {word for word in others if not word.isascii()}
        return [*known, *(backend().existing(others) if others else ())]

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        """Return up to `most` quotations with a word that begins so, the newest where it is known.

        The file knows them at once, where a database reads what many words begin with for seconds.
        """
        terms = [Term(Form.PREFIX, beginning) for beginning in beginnings]
        finders = [(term, self._finder(term, _key(term))) for term in terms]
        found = iter(self._stored([(term, finder) for term, finder in finders if finder]))
        others = [term.text for term, finder in finders if finder is None]
        looked_up = iter(backend().some_beginning(others, most) if others else ())
        every = self.index.every
        return [
            BitMap((next(found) & every)[-most:]) if finder else next(looked_up) & every
            for _, finder in finders
        ]

    def _is_known(self, term: Term, key: Term) -> bool:
        return key in self._terms or self._finder(term, key) is not None

    def _number(self, key: Term) -> int | None:
        """Return the number of a common word in the file; None if it has none."""
        words = self.index.base.words
        return words.number(key.text) if words is not None and key.form is Form.WORD else None

    def _finder(self, term: Term, key: Term) -> Callable[[], BitMap] | None:
        """Return what finds a term in the file; None if that is not there."""
        words = self.index.base.words
        return words.finder(term, key) if words is not None else None

    def _stored(self, terms: Sequence[tuple[Term, Callable[[], BitMap]]]) -> list[BitMap]:
        """Return the quotations with each term: those of the file and what changed since."""
        changed = self.index.changed
        # Without changes no set is copied, and a common word has a large one.
        found = [finder() - changed if changed else finder() for _, finder in terms]
        if terms and (within := changed & self.index.every):
            again = backend().matching_each(
                TextIndex.QUOTATIONS, [term for term, _ in terms], within=within
            )
            found = [rows | more for rows, more in zip(found, again, strict=True)]
        return found

    def remember(self, key: Term, rows: BitMap, at: int) -> None:
        """Cache the quotations of a term as of the change `at`."""
        if key in self._terms:
            self._bytes -= bytes_of(self._terms[key][0])
        self._terms[key] = rows, at
        self._terms.move_to_end(key)
        self._bytes += bytes_of(rows)
        while len(self._terms) > CACHED_TERMS or self._bytes > CACHED_BYTES:
            self._bytes -= bytes_of(self._terms.popitem(last=False)[1][0])


def _key(term: Term) -> Term:
    """Return one key for terms that have the same quotations in every database."""
    return canonical(term, backend().stemmer) if _READ_ALIKE.fullmatch(term.text) else term


def _read_again(index: Index, articles: Collection[int]) -> BitMap:
    """Take these articles out of an index and read them; return the keys that they had and have."""
    changed = index.remove_articles(articles)
    changed |= read_into(index, articles)
    return changed


_shared = LiveIndex(shared=True)


@dataclass(slots=True)
class _Look:
    """The indexes that were in line at a time within `one_look`: of a transaction, and that of all.

    They may be ahead of it by now, as other threads use the shared one.
    """

    own: LiveIndex | None = None
    shared: LiveIndex | None = None


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look for changes once, however often the index is used in the block, which writes nothing."""
    if _look.get() is not None:
        yield
        return
    token = _look.set(_Look())
    try:
        yield
    finally:
        _look.reset(token)


def of_transaction() -> LiveIndex:
    """Read an index of what the transaction that is open sees, which ends with it."""
    own = LiveIndex()
    own.refresh()
    return own


@contextmanager
def current_index() -> Iterator[LiveIndex]:
    """Give the index in line with the database, locked for the block."""
    look = _look.get() or _Look()
    if connection.in_atomic_block:
        if look.own is None:
            look.own = of_transaction()
        yield look.own
        return
    with _shared.lock:
        replicas.keep_up()
        if look.shared is not _shared:
            _shared.refresh()
            look.shared = _shared
            replicas.keep_up()
        yield _shared


def warm() -> None:
    """Read the index and search as many of the most common words as there is room for.

    To be called before the first request.  A file of the index has those words.
    """
    with current_index() as live:
        common = [] if live.index.base.words else backend().common(COMMON)
    found: list[tuple[Term, BitMap, int]] = []
    room = CACHED_BYTES
    for word in common[:CACHED_TERMS]:
        term = Term(Form.WORD, word)
        if _key(term) == term:
            with _shared.lock:
                at = _shared.changes
            rows = backend().matching(TextIndex.QUOTATIONS, term)
            room -= bytes_of(rows)
            if room < 0:
                break
            found.append((term, rows, at))
    # The most common one last, so that others give way to new terms before it does.
    for term, rows, at in reversed(found):
        with _shared.lock:
            _shared.remember(term, rows, at)
    connection.close()


def size() -> dict[str, float]:
    """Return what the index of this process holds: quotations, bytes of its columns, and terms.

    It takes no lock, so that measuring does not wait for searches.
    """
    index = _shared.index
    return {
        "quotations": len(index.every),
        "bytes": index.copied,
        "mapped": float(index.base.stored),
        "terms": len(_shared._terms),
    }


def forget() -> None:
    """Read everything again at the next use, as after a change of database."""
    global _shared  # noqa: PLW0603 - one a process
    _shared = LiveIndex(shared=True)


def differs_from_file() -> list[str]:
    """Return, in sentences, what an index in the file has that one read from the rows has not."""
    if damaged := index_file.damaged():
        return [f"The file of the index is damaged: {', '.join(damaged)}."]
    mapped, rows = LiveIndex(), LiveIndex()
    mapped.refresh()
    if not mapped.index.base.stored:
        return []
    rows._read_rows()
    seen = -1
    while seen != mapped.changes + rows.changes:  # others may write
        seen = mapped.changes + rows.changes
        mapped.refresh()
        rows.refresh()
    found = differences(mapped.index, rows.index)
    return [f"The file of the index does not match the rows: {', '.join(found)}."] if found else []


def state() -> str:
    """Return where the index is, in a few words for operators."""
    if _shared.index.base.stored:
        return "in a file that processes share"
    fault = index_file.builder.fault
    return f"in memory: {fault}" if fault else "in memory"
