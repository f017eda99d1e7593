"""Utterances in the database, kept in line when quotations come, change or go.

`Quotation.utterance` is the smallest key of an utterance's quotations, null for one that is alone.
Only what can be in a pair with a changed quotation is read: quotations of its speaker within the
window, and those with the same words.  Their utterances are then grouped again as a whole, so that
the result is that of grouping all quotations (`whole.py`).  So is what pairs connect with them
where it is several utterances, since some quotations contradict others: it is `contested`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import batched
from typing import Any, NamedTuple

from articles.models import Quotation
from articles.models.quotations import QuotationQuerySet
from articles.utterances.appearances import Appearance
from articles.utterances.decisions import decided_on
from articles.utterances.grouping import WINDOW, Decided, Grouped, grouped, pairs
from articles.utterances.pairs import Wording
from extraction.annotations import Kind
from newsroom.db.bulk import bulk_set
from newsroom.db.prepared import PreparedQuery

# Keys in one query, and wordings that are cached: of the speakers and days that ingest is at.
KEYS = 500
CACHED = 8_000
# Days that quotations of several speakers are read of at once.
TOGETHER = 45


ROW = (
    "pk", "utterance", "contested", "echo", "article", "speaker", "kind", "text",
    "article__published_on",
)  # fmt: skip
# What every article that is stored asks.
OF_ARTICLES = PreparedQuery[tuple[Any, ...]](
    lambda articles: Quotation.objects.in_articles(articles).order_by().values_list(*ROW)
)
ECHOING = PreparedQuery[tuple[Any, ...]](
    lambda echoes: Quotation.objects.echoing(echoes).order_by().values_list(*ROW)
)


class Row(NamedTuple):
    """What of a quotation decides on its utterance, in the order of `ROW`."""

    key: int
    utterance: int | None
    contested: int | None
    echo: int | None
    article: int
    speaker: int | None
    kind: str
    text: str
    published_on: dt.date | None

    @property
    def is_grouped(self) -> bool:
        return self.utterance is not None or self.contested is not None

    @property
    def appearance(self) -> Appearance:
        return self.appearance_of(wording_of(self.text))

    def appearance_of(self, wording: Wording) -> Appearance:
        day = self.published_on.toordinal() if self.published_on else 0
        return Appearance(self.key, self.speaker, day, wording, self.kind == Kind.INDIRECT)


@lru_cache(maxsize=CACHED)
def wording_of(text: str) -> Wording:
    return Wording.of(text)


def echo_of(text: str) -> int | None:
    """Return the hash by which the words of a quotation are found in other mouths."""
    return wording_of(text).echo


def regroup_article(article: int, left: Iterable[int | None] = ()) -> None:
    """Group the quotations of an article again; `left` are utterances that lost some."""
    regroup(_rows(OF_ARTICLES([article])), left)


def regroup_articles(articles: Collection[int]) -> None:
    """Group the quotations of articles again, all of them at once."""
    regroup({
        key: row for some in batched(articles, KEYS)
        for key, row in _rows(OF_ARTICLES(some)).items()
    })  # fmt: skip


def regroup_keys(keys: Collection[int]) -> None:
    """Group quotations again, after their speaker, their day or their words changed."""
    for some in batched(keys, KEYS):
        regroup(_read(Quotation.objects.with_pk_in(some)))


def regroup(seeds: Mapping[int, Row], left: Iterable[int | None] = ()) -> None:
    """Bring the utterances of these quotations, and those that lost some, into line."""
    _write_echoes(seeds.values())
    write(*regrouped(seeds, left))


def regrouped(
    seeds: Mapping[int, Row], left: Iterable[int | None] = ()
) -> tuple[Collection[Row], Grouped]:
    """Return the quotations that `regroup` groups again, and how, for `write`.

    Those of `seeds` need not be in the database yet.
    """
    linked, paired = _linked(seeds)
    rows = {**seeds, **linked}
    rows |= _connected(rows, {key for key in left if key is not None})
    if not rows:
        return (), grouped(())
    decided = _decided(rows)
    paired |= {key for pair in decided.joined for key in pair}
    # Of what is in no pair, most was in none before.
    some = (row for row in rows.values() if row.key in paired or row.is_grouped)
    return rows.values(), grouped((row.appearance for row in some), decided)


def _connected(rows: Mapping[int, Row], utterances: set[int]) -> dict[int, Row]:
    """Return the other quotations of these utterances and of those of rows, and with which these
    are contested."""
    found: dict[int, Row] = {}
    utterances |= {row.utterance for row in rows.values() if row.utterance is not None}
    for some in batched(sorted(utterances), KEYS):
        found |= _read(Quotation.objects.of_utterances(some))
    both = (*rows.values(), *found.values())
    contested = {row.contested for row in both if row.contested is not None}
    for some in batched(sorted(contested), KEYS):
        found |= _read(Quotation.objects.contested_with(some))
    return found


def _decided(rows: dict[int, Row]) -> Decided:
    """Return what people decided about these, and add the quotations that they are joined to."""
    while True:
        decided = decided_on({row.article for row in rows.values()})
        joined = (pair for pair in decided.joined if not rows.keys().isdisjoint(pair))
        missing = {key for pair in joined for key in pair} - rows.keys()
        if not missing:
            return decided
        others = _read(Quotation.objects.with_pk_in(missing))
        rows |= others | _connected(others, set())


def write(rows: Iterable[Row], found: Grouped) -> None:
    """Write the utterances of these quotations, and what is contested, where they changed."""
    rows = list(rows)
    for column, groups in (("utterance", found.utterances), ("contested", found.contested)):
        key_of = {key: keys[0] for keys in groups for key in keys}
        after = ((row, key_of.get(row.key)) for row in rows)
        changed = [(row.key, new) for row, new in after if getattr(row, column) != new]
        bulk_set(Quotation, column, changed)


def _write_echoes(rows: Iterable[Row]) -> None:
    after = ((row, echo_of(row.text)) for row in rows)
    bulk_set(Quotation, "echo", [(row.key, new) for row, new in after if row.echo != new])


def _linked(seeds: Mapping[int, Row]) -> tuple[dict[int, Row], set[int]]:
    """Return the other quotations that are in a pair with one of these, and the keys of all that
    are in such a pair."""
    near = {key: row for rows in _near(seeds.values()) for key, row in rows.items()}
    near = {key: row for key, row in near.items() if key not in seeds}
    found = pairs((row.appearance for row in (*seeds.values(), *near.values())), of=seeds.keys())
    paired = {key for pair in found for key in pair}
    return {key: row for key, row in near.items() if key in paired}, paired


def _near(seeds: Collection[Row]) -> Iterator[dict[int, Row]]:
    """Yield what may be in a pair with these: of the same speaker or with the same words."""
    days: dict[int, list[dt.date]] = defaultdict(list)
    for row in seeds:
        if row.speaker is not None and row.published_on:
            days[row.speaker].append(row.published_on)
    window = dt.timedelta(WINDOW)
    spans: dict[tuple[dt.date, dt.date], list[int]] = defaultdict(list)
    for speaker, those in days.items():
        first, last = max(min(those), dt.date.min + window), min(max(those), dt.date.max - window)
        spans[first - window, last + window].append(speaker)
    for (since, until), speakers in _joined(spans):
        yield _read(Quotation.objects.said_between(speakers, since, until))
    echoes = [echo for row in seeds if (echo := echo_of(row.text)) is not None]
    for some in batched(echoes, KEYS):
        yield _rows(ECHOING(some))


def _joined(
    spans: Mapping[tuple[dt.date, dt.date], list[int]],
) -> Iterator[tuple[tuple[dt.date, dt.date], list[int]]]:
    """Join spans of days that follow one another closely, with all of their speakers.

    A joined span has at most `TOGETHER` days, since all quotations within it are read.
    """
    days: tuple[dt.date, dt.date] | None = None
    speakers: list[int] = []
    for (since, until), those in sorted(spans.items()):
        if days and (max(days[1], until) - days[0]).days > TOGETHER:
            yield days, speakers
            days, speakers = None, []
        days = (days[0], max(days[1], until)) if days else (since, until)
        speakers = [*speakers, *those]
    if days:
        yield days, speakers


def _read(quotations: QuotationQuerySet) -> dict[int, Row]:
    return _rows(quotations.order_by().values_list(*ROW))


def _rows(found: Iterable[tuple[Any, ...]]) -> dict[int, Row]:
    return {row[0]: Row(*row) for row in found}
