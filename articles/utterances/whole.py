"""The utterances of a whole archive, grouped at once: what `store.py` keeps in line afterwards.

Quotations are read speaker by speaker, and written in batches, so that memory is that of the
speaker with the most quotations, and no statement is long.  What pairs connect is read again where
some of it may contradict other quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched, chain, groupby
from operator import attrgetter
from typing import NamedTuple

from articles.models import Quotation, UtteranceDecision
from articles.utterances.appearances import Appearance, Echo
from articles.utterances.decisions import decided_on
from articles.utterances.forest import Forest
from articles.utterances.grouping import (
    Decided,
    Grouped,
    grouped,
    in_other_mouths,
    may_contradict,
    pairs_of_speakers,
)
from articles.utterances.pairs import Wording
from articles.utterances.store import KEYS, ROW, Row
from newsroom.db.bulk import bulk_set
from newsroom.db.locks import single_writer

# Rows read, and written, at a time.
CHUNK = 10_000
# Components that are read again at a time.
TOGETHER = 200


def group_all() -> tuple[int, int]:
    """Group every quotation; return how many utterances have several, and how many quotations are
    in these."""
    decided = decided_on(UtteranceDecision.objects.all().articles())
    linked: list[tuple[int, int]] = list(decided.joined)
    echoes: list[Echo] = []
    before = Columns({}, {})
    markers: dict[int, int] = {}
    for rows in _by_speaker():
        said = _with_echoes(rows)
        before.add(rows)
        markers |= {each.key: hash(each.wording.markers) for each in said if each.wording.markers}
        free = [each for each in said if each.key not in decided.apart]
        echoes += (each.echo for each in free if each.echo)
        linked += pairs_of_speakers(free)
    linked += in_other_mouths(echoes)
    found = _parted(Forest(linked).components(), markers, decided)
    after = Columns(_keys(found.utterances), _keys(found.contested))
    for column in Columns._fields:
        old, new = getattr(before, column), getattr(after, column)
        keys = sorted(old.keys() | new.keys())
        _write(column, [(k, new.get(k)) for k in keys if old.get(k) != new.get(k)])
    return len(found.utterances), len(after.utterance)


class Columns(NamedTuple):
    """The values of quotations that have one, by key."""

    utterance: dict[int, int]
    contested: dict[int, int]

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for column in Columns._fields:
                if (value := getattr(row, column)) is not None:
                    getattr(self, column)[row.key] = value


def _keys(groups: Iterable[list[int]]) -> dict[int, int]:
    return {key: keys[0] for keys in groups for key in keys}


def _parted(
    connected: Iterable[list[int]], markers: Mapping[int, int], decided: Decided
) -> Grouped:
    """Read the quotations again of which some may contradict others, and part them."""
    found, doubtful = Grouped([], []), list[list[int]]()
    for keys in connected:
        if may_contradict(markers.get(key) for key in keys):
            doubtful.append(keys)
        else:
            found.utterances.append(keys)
    for some in batched(doubtful, TOGETHER):
        said = (row.appearance_of(Wording.of(row.text)) for row in _with_keys(chain(*some)))
        parted = grouped(said, decided)
        found.utterances.extend(parted.utterances)
        found.contested.extend(parted.contested)
    return found


def _with_keys(keys: Iterable[int]) -> Iterator[Row]:
    for some in batched(keys, KEYS):
        for row in Quotation.objects.with_pk_in(some).order_by().values_list(*ROW):
            yield Row(*row)


def _by_speaker() -> Iterator[list[Row]]:
    """Yield the quotations of each speaker; of nobody, in parts."""
    listed = Quotation.objects.order_by("speaker", "pk").values_list(*ROW)
    rows = (Row(*row) for row in listed.iterator(CHUNK))
    for speaker, those in groupby(rows, key=attrgetter("speaker")):
        if speaker is None:
            yield from map(list, batched(those, CHUNK))
        else:
            yield list(those)


def _with_echoes(rows: Iterable[Row]) -> list[Appearance]:
    """Return the appearances of these, and write the hashes that changed."""
    said, new = [], []
    for row in rows:
        each = row.appearance_of(Wording.of(row.text))
        said.append(each)
        if row.echo != each.wording.echo:
            new.append((row.key, each.wording.echo))
    _write("echo", new)
    return said


def _write(column: str, values: list[tuple[int, int | None]]) -> None:
    for some in batched(values, CHUNK):
        with single_writer():
            bulk_set(Quotation, column, some)
