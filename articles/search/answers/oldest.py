"""Pages of quotations, oldest first, the undated last."""

from __future__ import annotations

from pyroaring import BitMap

from articles.search.index.index import Index
from articles.search.pages import Cursor, Page, PageRequest

# Behind every quotation in the order of `Index.newest`.
END = Cursor(0, -1, 0, 0)


def oldest_page(index: Index, found: BitMap, request: PageRequest) -> Page:
    """Return a page of these quotations, oldest first."""
    undated = index.undated(found)
    dated = found - undated
    limit = request.limit
    after, before = Cursor.parse(request.after), Cursor.parse(request.before)
    if before and not after:
        keys = _in_front(index, dated, undated, limit + 1, before)
        if len(keys) >= limit:
            more, keys = len(keys) > limit, keys[-limit:] if limit else []
            return _page(index, keys, previous=more, following=True)
        after = None  # at the front: the first page
    keys = _behind(index, dated, undated, limit + 1, after)
    return _page(index, keys[:limit], previous=bool(after), following=len(keys) > limit)


def _page(index: Index, keys: list[int], *, previous: bool, following: bool) -> Page:
    if not keys:
        return Page(())
    first, last = (str(index.cursor(keys[end])) for end in (0, -1))
    return Page(tuple(keys), first if previous else "", last if following else "")


def _behind(
    index: Index, dated: BitMap, undated: BitMap, limit: int, after: Cursor | None
) -> list[int]:
    """Return up to `limit` behind a cursor, or from the beginning on."""
    keys: list[int] = []
    if after is None or after.day:
        keys = index.newest(dated, limit, before=after or END)[::-1]
        after = None
    if len(keys) < limit:
        keys += index.newest(undated, limit - len(keys), before=after or END)[::-1]
    return keys


def _in_front(
    index: Index, dated: BitMap, undated: BitMap, limit: int, before: Cursor
) -> list[int]:
    """Return up to `limit` in front of a cursor, in order."""
    if before.day:
        return index.newest(dated, limit, after=before)[::-1]
    keys = index.newest(undated, limit, after=before)
    if len(keys) < limit:
        keys += index.newest(dated, limit - len(keys))
    return keys[::-1]
