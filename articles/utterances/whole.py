"""The utterances of a whole archive, grouped at once: what `store.py` keeps in line afterwards.

Quotations are read speaker by speaker, and written in batches, so that memory is that of the
speaker with the most quotations, and no statement is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched, groupby
from operator import attrgetter

from articles.models import Quotation, UtteranceDecision
from articles.utterances.decisions import decided_on
from articles.utterances.grouping import (
    Appearance,
    Echo,
    components,
    in_other_mouths,
    pairs_of_speakers,
)
from articles.utterances.pairs import Wording
from articles.utterances.store import ROW, Row
from newsroom.db.bulk import bulk_set
from newsroom.db.locks import single_writer

# Rows read, and written, at a time.
CHUNK = 10_000


def group_all() -> tuple[int, int]:
    """Group every quotation; return how many utterances have several, and how many quotations are
    in these."""
    decided = decided_on(UtteranceDecision.objects.all().articles())
    linked: list[tuple[int, int]] = list(decided.joined)
    echoes: list[Echo] = []
    before: dict[int, int | None] = {}
    for rows in _by_speaker():
        said = _with_echoes(rows)
        before |= {row.key: row.utterance for row in rows if row.utterance is not None}
        free = [each for each in said if each.key not in decided.apart]
        echoes += (each.echo for each in free if each.echo)
        linked += pairs_of_speakers(free)
    found = components([*linked, *in_other_mouths(echoes)])
    after = {key: those[0] for those in found for key in those}
    keys = sorted(before.keys() | after.keys())
    _write("utterance", [(k, after.get(k)) for k in keys if before.get(k) != after.get(k)])
    return len(found), len(after)


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
