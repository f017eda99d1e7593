"""What is new of a saved search.

New is a quotation of an article in which quotations were found for the first time since the search
was saved, unless the search had it before: at the same place, or in the same words after the
article was replaced or read again.  A quotation that an editor corrected or added since is in
one digest for each time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict

from articles.forms.lists import quotation_list
from articles.models import Article, Change, DigestItem, Quotation, SavedSearch
from articles.search.answers.within import keys_within

# How long before the last look what is new is looked for again: a transaction that was under way
# then was not seen.  What a digest had is known, and not in another.
OVERLAP = dt.timedelta(days=1)
# The same before a search was saved.
GRACE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class News:
    """A quotation that is new, or was corrected."""

    quotation: Quotation
    corrected: bool


def news(search: SavedSearch) -> list[News]:
    """Return what is new of a search, in the order of its list, newest first."""
    since = max(search.looked_until - OVERLAP, search.saved_at - GRACE)
    read = set(Article.objects.first_read_since(since).values_list("pk", flat=True))
    corrected = Change.objects.corrected_since(since)
    articles = read | {article for article, _ in corrected.values()}
    if not articles:
        return []
    keys = keys_within(quotation_list(QueryDict(search.query)).selection, articles)
    rows = Quotation.objects.for_places().in_order(keys)
    had = defaultdict(list)
    for item in DigestItem.objects.of_search_in(search, {row.article_id for row in rows}):
        had[item.article_id].append(item)
    times = {key: at for key, (_, at) in corrected.items()}
    return list(_new(rows, read, times, had))


def _new(
    rows: Iterable[Quotation],
    read: set[int],
    corrected: dict[int, dt.datetime],
    had: dict[int, list[DigestItem]],
) -> Iterator[News]:
    for row in rows:
        before = [item.digest.made_at for item in had[row.article_id] if _same(item, row)]
        at = corrected.get(row.pk)
        if at is not None and (not before or at > max(before)):
            yield News(row, corrected=bool(before) or row.article_id not in read)
        elif not before and row.article_id in read:
            yield News(row, corrected=False)


def _same(item: DigestItem, row: Quotation) -> bool:
    """Whether a digest had this quotation."""
    overlaps = item.start < row.end and row.start < item.end
    return overlaps or item.text_hash == Article.hash_of(row.text)
