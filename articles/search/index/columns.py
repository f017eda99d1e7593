"""Quotations read from the database as the columns of the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import batched
from typing import Any

import numpy as np
from pyroaring import BitMap

from articles.models import Article, Quotation
from articles.models.articles import ArticleQuerySet
from articles.search.bitmaps import Numbers, bitmap, month_of, numbers
from articles.search.facets import FURTHER, LINKED, OF_ARTICLE, OF_QUOTATION, Facet, Further
from articles.search.index.index import Index
from articles.search.layout import Columns
from articles.search.own_words import LONGEST, wording_of
from extraction.confidence import needs_review

# Rows read at a time, and keys in one query.
CHUNK = 50_000
KEYS = 500


def read_into(index: Index, articles: Collection[int] | None = None) -> BitMap:
    """Add the quotations of these articles, or of all, to an index, and return their keys."""
    found = BitMap()
    for keys in batched(articles, KEYS) if articles is not None else (None,):
        for columns in _columns(index, keys):
            index.add(columns)
            found |= bitmap(columns.pk)
        for facet in LINKED:
            for pks, values in _links(index, facet, keys):
                index.add_many(facet.name, pks, values)
        for name, table in FURTHER.items():
            index.add_further(name, *_further(index, table, keys))
    return found


def _columns(index: Index, articles: Sequence[int] | None) -> Iterator[Columns]:
    """Yield the quotations of these articles, or of all, in chunks."""
    rows, quotations = Article.objects.all(), Quotation.objects.order_by()
    if articles is not None:
        rows, quotations = rows.with_pk_in(articles), quotations.in_articles(articles)
    of_articles = _ArticleColumns(index, rows)
    paths = [path for facet in OF_QUOTATION for path in (facet.path, facet.likely) if path]
    several: dict[str, _Several] = {f.name: _Several(index, f) for f in OF_QUOTATION if f.many}
    listed = quotations.with_short_paraphrases(LONGEST).values_list(
        "pk", "article", "start", "speaker_title", "confidence", "kind", "paraphrase", "utterance",
        "speaker", *paths,
    )  # fmt: skip
    for chunk in batched(listed.iterator(chunk_size=CHUNK), CHUNK):
        pks, keys, starts, titles, sure, kinds, texts, said, speakers, *facets = zip(
            *chunk, strict=True
        )
        article, confidence = np.array(keys, np.int64), np.array(sure)
        columns = {
            "article": article,
            "start": np.array(starts, np.int64),
            "title": np.array([index.names.number(title) for title in titles], np.int64),
            "confidence": (confidence * 1000).astype(np.int64),
            "doubtful": np.fromiter(map(_doubtful, sure, kinds, speakers), np.int64, len(pks)),
            "wording": np.fromiter(map(wording_of, kinds, texts), np.int64, len(pks)),
            "utterance": np.array([key or 0 for key in said], np.int64),
            **{name: column[article] for name, column in of_articles.columns.items()},
        }
        pk = np.array(pks, np.int64)
        many, read, likely = {}, iter(facets), np.zeros(len(pks), np.int64)
        for facet in OF_QUOTATION:
            column: Sequence[Any] = next(read)
            if facet.likely:
                column, only_likely = _with_likely(column, next(read))
                likely |= only_likely
            if facet.many:
                many[facet.name] = several[facet.name].pairs(pk, column)
            else:
                columns[facet.name] = _numbers(index, facet, column)
        yield Columns(pk, columns | {"likely": likely}, many)


def _with_likely(own: Sequence[Any], likely: Sequence[Any]) -> tuple[list[Any], Numbers]:
    """Return the values of a column, likely ones where it has none, and 1 for each of those."""
    both = list(zip(own, likely, strict=True))
    only = [value is None and other is not None for value, other in both]
    return [other if value is None else value for value, other in both], np.array(only, np.int64)


class _Several:
    """The values of a facet whose column has several, read once for each text of the column."""

    def __init__(self, index: Index, facet: Facet) -> None:
        self._index, self._values = index, facet.values
        self._known: dict[Any, list[int]] = {}

    def pairs(self, pks: Numbers, column: Sequence[Any]) -> tuple[Numbers, Numbers]:
        """Return the keys of quotations, and beside each one of its values."""
        values = [self._of(text) for text in column]
        flat = np.fromiter((number for numbers in values for number in numbers), np.int64)
        return np.repeat(pks, [len(numbers) for numbers in values]), flat

    def _of(self, text: Any) -> list[int]:
        if text not in self._known:
            self._known[text] = self._values.numbers([text], self._index.names.number)
        return self._known[text]


def _doubtful(confidence: float, kind: str, speaker: int | None) -> bool:
    return needs_review(confidence, kind, speaker is not None)


class _ArticleColumns:
    """What quotations have from their article: arrays by the key of the article.

    An index notes the day and the copies of all of these, with quotations or without.
    """

    def __init__(self, index: Index, articles: ArticleQuerySet) -> None:
        paths = [facet.field.attname for facet in OF_ARTICLE]
        rows = list(articles.order_by().values_list("pk", "published_on", "group", *paths))
        pks, days, groups, *facets = zip(*rows, strict=True) if rows else ((),) * (3 + len(paths))
        self._pks = np.array(pks, np.int64)
        ordinals = [day.toordinal() if day else 0 for day in days]
        index.articles.put(
            self._pks, np.array(ordinals, np.int64), np.array([g or 0 for g in groups], np.int64)
        )
        self.columns = {
            "day": self._by_key(ordinals),
            "month": self._by_key(list(map(month_of, ordinals))),
        }
        for facet, column in zip(OF_ARTICLE, facets, strict=True):
            self.columns[facet.name] = self._by_key(_numbers(index, facet, column))

    def _by_key(self, values: Sequence[int] | Numbers) -> Numbers:
        column = np.zeros(int(self._pks.max(initial=0)) + 1, np.int64)
        column[self._pks] = values
        return column


def _links(
    index: Index, facet: Facet, articles: Sequence[int] | None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the keys of quotations, and beside each a linked value, in chunks."""
    field: Any = facet.field
    quotation, value = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through._default_manager.order_by()
    if articles is not None:
        links = links.filter(**{f"{quotation}__article__in": articles})
    for chunk in batched(links.values_list(quotation, value).iterator(CHUNK), CHUNK):
        pks, values = zip(*chunk, strict=True)
        yield np.array(pks, np.int64), _numbers(index, facet, values)


def _further(
    index: Index, table: Further, articles: Sequence[int] | None
) -> tuple[Numbers, Numbers]:
    """Return the keys of quotations, and beside each a further value of its article."""
    pairs = np.array(list(table.pairs(articles)), np.int64).reshape(-1, 2)
    keys, values = pairs[np.argsort(pairs[:, 0], kind="stable")].T
    quotations = index.articles_with(keys)
    own = index.values("article", quotations)
    first, behind = (np.searchsorted(keys, own, side) for side in ("left", "right"))
    counts = behind - first
    # The places in `values` of every quotation: from `first` on, as many as its article has.
    places = np.arange(counts.sum()) + np.repeat(first - (np.cumsum(counts) - counts), counts)
    return np.repeat(numbers(quotations), counts), values[places]


def _numbers(index: Index, facet: Facet, column: Sequence[Any]) -> Numbers:
    return np.array(facet.values.numbers(column, index.names.number), np.int64)
