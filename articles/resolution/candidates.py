"""Load the candidates for all names of an article: speakers with comparable names, by blocks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from articles.models import Speaker, SpeakerName, Tenure
from articles.resolution.blocking import (
    COLUMNS,
    Block,
    blocking_keys,
    comparable_blocks,
    key_blocks,
    stored_blocks,
)
from articles.resolution.facts import Candidate, Facts, Name
from articles.resolution.facts import Tenure as Held
from articles.resolution.profiles import NONE, load_profiles, load_speakers
from articles.resolution.resolver import Office, is_lone
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from newsroom.db.prepared import PreparedQuery

# A name with more candidates than this identifies nobody.
TOO_MANY = 200
# A value that no column has.
NOTHING = " "


def by_column(blocks: Iterable[Block]) -> list[list[str]]:
    """Return the values of blocks, a list for each of `COLUMNS`."""
    values: dict[str, set[str]] = {column: set() for column in COLUMNS}
    for column, value in blocks:
        values[column].add(value)
    return [sorted(column) or [NOTHING] for column in values.values()]


def names_in_blocks(*columns: Collection[str]) -> QuerySet[SpeakerName]:
    """Names that have one of these values in one of the columns."""
    wanted = (Q((f"{column}__in", values)) for column, values in zip(COLUMNS, columns, strict=True))
    return SpeakerName.objects.filter(reduce(or_, wanted)).order_by()


# The names of some blocks, each with its speaker.
SHARING = PreparedQuery[tuple[int, str, str, str, str, str]](
    lambda *columns: names_in_blocks(*columns).values_list("speaker", *COLUMNS)[: TOO_MANY + 1]
)


def load_facts(
    names: Collection[Name], day: dt.date | None, *, article: int = NONE,
    apart_from: Collection[int] = (), also: Collection[int] = (),
    offices: Collection[Office] = (),
) -> Facts:  # fmt: skip
    """Load what is known of the speakers that some names may mean, and of the speakers `also`.

    What `article` and the articles `apart_from` say does not count.  Tenures are those of the
    `offices`, and titles those, held on the day.
    """
    blocks, too_many = _candidates(names, article)
    keys = set(also).union(*blocks.values())
    tenures = _holders(offices, day) if offices else ()
    speakers = {s.pk: s for s in load_speakers(keys | {held.speaker for held in tenures})}
    roots = {speaker.root.pk for speaker in speakers.values() if speaker.pk in keys}
    profiles, spellings = load_profiles(sorted(roots), day, [article, *apart_from])
    known = {root.pk: root for root in [speaker.root for speaker in speakers.values()]} | speakers
    candidates = {pk: as_candidate(one, spellings.get(pk, ())) for pk, one in known.items()}
    if too_many is not None:
        blocks = _blocks_of(candidates.values())
    return Facts(article, candidates, blocks, profiles, {}, tuple(tenures), too_many or frozenset())


def _candidates(
    names: Collection[Name], article: int
) -> tuple[dict[Block, set[int]], frozenset[str] | None]:
    """The candidates of all names by block; and the names with too many, if these have to be
    looked up one by one, because all names together have too many."""
    wanted = {block for kind, name in names for block in blocking_keys(kind, name)}
    rows = SHARING(*by_column(wanted)) if wanted else []
    blocks: dict[Block, set[int]] = defaultdict(set)
    if len(rows) <= TOO_MANY:
        for owner, *values in rows:
            for block in zip(COLUMNS, values, strict=True):
                blocks[block].add(owner)
        return blocks, None
    too_many = set()
    for kind, name in names:
        keys, all_of_them = _candidates_of(kind, name, article)
        blocks["key", key_of(name)] |= keys
        if not all_of_them:
            too_many.add(name)
    return blocks, frozenset(too_many)


def _candidates_of(kind: SpeakerType, name: str, article: int) -> tuple[set[int], bool]:
    """The candidates of one name, and whether these are all."""
    same = Speaker.objects.filter(
        type=kind.value, names__in=names_in_blocks(*by_column(key_blocks(name)))
    )
    if kind is not SpeakerType.PERSON:
        return set(same.order_by().values_list("pk", flat=True)), True
    lone = is_lone(name)
    people = Speaker.objects.filter(type=SpeakerType.PERSON).order_by("pk")
    people = people if lone else people.filter(only_in=None)
    here = set(same.filter(only_in=article).order_by().values_list("pk", flat=True))
    comparable = names_in_blocks(*by_column(comparable_blocks(name, lone=lone)))
    found = people.filter(pk__in=comparable.values("speaker")).values_list("pk", flat=True)
    found_keys = set(found[: TOO_MANY + 1])
    if len(found_keys) <= TOO_MANY:
        return found_keys | here, True
    same_key = comparable.filter(key=key_of(name)).values("speaker")
    return set(people.filter(pk__in=same_key).values_list("pk", flat=True)[:TOO_MANY]) | here, False


def _blocks_of(speakers: Iterable[Candidate]) -> dict[Block, set[int]]:
    blocks: dict[Block, set[int]] = defaultdict(set)
    for speaker in speakers:
        for name in speaker.names:
            for block in stored_blocks(name):
                blocks[block].add(speaker.key)
    return blocks


def _holders(offices: Collection[Office], day: dt.date | None) -> list[Held]:
    codes = {office.country for office in offices}
    held = Tenure.objects.filter(country__in=codes).held_on(day).order_by()
    rows = held.values_list("speaker", "title", "country")
    return [Held(speaker, title, country) for speaker, title, country in rows if country]


def as_candidate(speaker: Speaker, names: Collection[str] = ()) -> Candidate:
    """Return a row as a plain value."""
    return Candidate(
        speaker.pk,
        speaker.name,
        speaker.type,
        speaker.root.pk if speaker.merged_into_id is not None else None,
        speaker.only_in_id,
        speaker.country_id,
        speaker.country_fixed,
        tuple(names),
    )
