"""Load what is known of all that a batch of articles names: each kind of row in one look-up."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from articles.models import Decision, SpeakerName, Tenure
from articles.resolution.blocking import COLUMNS, Block
from articles.resolution.candidates import TOO_MANY, as_candidate, by_column, names_in_blocks
from articles.resolution.entities import load_entities
from articles.resolution.known import (
    Known,
    NameRow,
    NotLoadedError,
    SpokenAs,
    Term,
    names_by_speaker,
)
from articles.resolution.profiles import load_speakers, with_merged
from articles.resolution.reconcile import SHOWN
from articles.resolution.resolver import Named, is_lone
from extraction.annotations import Entity, SpeakerType
from identity.names import blocks_of
from newsroom.db.prepared import PreparedQuery

# Names of a batch with more candidates than this are looked up an article at a time.
MOST = 20_000

type TermColumns = tuple[int, str, str | None, dt.date | None, dt.date | None]
type NameColumns = tuple[int, int, str, str, str, str, str, str]

SHARING = PreparedQuery[NameColumns](
    lambda *columns: _columns(names_in_blocks(*columns))[: MOST + 1]
)
NAMES = PreparedQuery[NameColumns](
    lambda keys: _columns(SpeakerName.objects.filter(speaker__in=keys).order_by())
)
TENURES = PreparedQuery[TermColumns](lambda keys: _terms(Tenure.objects.filter(speaker__in=keys)))
HOLDERS = PreparedQuery[TermColumns](lambda codes: _terms(Tenure.objects.filter(country__in=codes)))
# Provisional people by the last word of their names.
PROVISIONAL = PreparedQuery[tuple[int, str, str]](
    lambda words: (
        SpeakerName.objects.filter(
            last__in=words,
            speaker__only_in__isnull=False,
            speaker__curated=False,
            speaker__type=SpeakerType.PERSON,
        )
        .order_by()
        .values_list("speaker", "last", "speaker__name")
    )
)


def _columns(names: QuerySet[SpeakerName]) -> QuerySet[SpeakerName, NameColumns]:
    return names.values_list("pk", "speaker", "name", *COLUMNS)


def _terms(
    tenures: QuerySet[Tenure],
) -> QuerySet[Tenure, TermColumns]:
    return tenures.order_by().values_list("speaker", "title", "country", "since", "until")


def load_known(named: Sequence[Named], entities: Iterable[Entity]) -> Known:
    """Load what is known for those whom articles name, and for their entities.

    Raises NotLoadedError if the names have too many candidates together.
    """
    blocks = set[Block]().union(*(each.blocks for each in named))
    offices = {office for each in named for office in each.offices if office}
    names = {name for each in named for name in each.speakers}
    sharing = SHARING(*by_column(blocks)) if blocks else []
    if len(sharing) > MOST:
        raise NotLoadedError("too many candidates")
    known = Known(TOO_MANY, entities=load_entities(entities))
    known.holders = [Term(*row) for row in HOLDERS({office.country for office in offices})]
    _put_in_blocks(known, sharing, blocks)
    _load_speakers(known, {row[1] for row in sharing} | {one.speaker for one in known.holders})
    own = (blocks_of(name) for kind, name in names if kind is SpeakerType.PERSON)
    _load_provisional(known, {word for each in own for word in (each.first, each.last)})
    return known


def _put_in_blocks(known: Known, sharing: Sequence[NameColumns], wanted: Collection[Block]) -> None:
    found: dict[Block, set[int]] = defaultdict(set)
    rows: Counter[Block] = Counter()
    for _, owner, _, *values in sharing:
        for block in zip(COLUMNS, values, strict=True):
            if block in wanted:
                found[block].add(owner)
                rows[block] += 1
    known.found, known.rows = dict(found), dict(rows)


def _load_speakers(known: Known, keys: Collection[int]) -> None:
    rows = load_speakers(keys) if keys else []
    speakers = {one.pk: one for one in rows} | {one.root.pk: one.root for one in rows}
    roots = sorted({one.root.pk for one in rows})
    into = with_merged(roots)
    known.names = names_by_speaker(
        NameRow(speaker, name, tuple(blocks)) for _, speaker, name, *blocks in NAMES(into)
    )
    known.merged = _by_root(into)
    known.speakers = {
        key: as_candidate(one, [row.name for row in known.names.get(key, ())])
        for key, one in speakers.items()
    }
    known.said = _said(roots)
    for row in TENURES(roots):
        known.terms.setdefault(row[0], []).append(Term(*row))


def _by_root(into: dict[int, int]) -> dict[int, list[int]]:
    merged: dict[int, list[int]] = defaultdict(list)
    for key, root in into.items():
        if key != root:
            merged[root].append(key)
    return merged


def _said(roots: Collection[int]) -> dict[int, Counter[SpokenAs]]:
    said: dict[int, Counter[SpokenAs]] = defaultdict(Counter)
    for speaker, title, found, shown, number in SHOWN(roots, [0]):
        said[speaker][title, found, shown] += number
    return dict(said)


def _load_provisional(known: Known, words: set[str]) -> None:
    words = words.union(*(row.ends for rows in known.names.values() for row in rows)) - {""}
    for speaker, last, name in PROVISIONAL(words):
        if is_lone(name):
            known.provisional.setdefault(last, set()).add(speaker)


def have_decided_countries(speakers: Collection[int]) -> bool:
    """Whether an editor decided the country of a quotation of one of these."""
    decided = Decision.objects.filter(quotation__speaker__in=speakers, values__has_key="country")
    return decided.order_by().exists()
