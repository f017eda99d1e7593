"""Which entities of the database an article mentions: by type and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.models import Entity
from articles.models.values import truncated, valid_country
from articles.resolution.facts import FIRST_NEW
from extraction.annotations import Entity as FoundEntity
from extraction.text.folding import key_of
from newsroom.db.prepared import PreparedQuery

# The type and the key of an entity, which are unique together.
type EntityKey = tuple[str, str]

BY_TYPE_AND_KEY = PreparedQuery[tuple[str, str, int, str | None]](
    # By type too, since that is how they are indexed.
    lambda kinds, keys: (
        Entity.objects.filter(type__in=kinds, key__in=keys)
        .order_by()
        .values_list("type", "key", "pk", "country")
    )
)


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity to create."""

    type: str
    name: str
    key: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an article, (entity, start, end) each, with the entities to create and the
    countries to set.

    The nth of `new` has the key FIRST_NEW + n.  `keys` are the types and keys of all.
    """

    new: tuple[NewEntity, ...] = ()
    countries: tuple[tuple[int, str], ...] = ()
    mentions: tuple[tuple[int, int, int], ...] = ()
    keys: frozenset[EntityKey] = frozenset()

    @property
    def existing(self) -> frozenset[int]:
        """Keys of the entities mentioned that exist already."""
        return frozenset(key for key, _, _ in self.mentions if key < FIRST_NEW)


def entity_key(entity: FoundEntity) -> EntityKey:
    return entity.type.value, _key(entity.name)


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    return truncated(Entity, "key", key_of(name))


def load_entities(found: Iterable[FoundEntity]) -> dict[EntityKey, tuple[int, str | None]]:
    """Return the key and the country of each entity that exists, by type and key."""
    wanted = [entity_key(entity) for entity in found]
    kinds, keys = ({place[part] for place in wanted} for part in (0, 1))
    rows = BY_TYPE_AND_KEY(kinds, keys)
    return {(kind, key): (pk, country) for kind, key, pk, country in rows}


def resolve_entities(
    found: Sequence[FoundEntity], existing: Mapping[EntityKey, tuple[int, str | None]]
) -> Mentions:
    """Resolve the entities of an article.  Pure.  A country once known stays."""
    keys = {place: pk for place, (pk, _) in existing.items()}
    countries = {place: country for place, (_, country) in existing.items()}
    names: dict[EntityKey, str] = {}
    updates: dict[int, str] = {}
    spans: dict[int, set[tuple[int, int]]] = {}
    for entity in found:
        place, country = entity_key(entity), valid_country(entity.country)
        if place not in keys:
            keys[place], countries[place] = FIRST_NEW + len(names), None
            names[place] = truncated(Entity, "name", entity.name)
        if country and not countries[place]:
            countries[place] = country
            if place not in names:
                updates[keys[place]] = country
        spans.setdefault(keys[place], set()).update(entity.mentions)
    return Mentions(
        tuple(NewEntity(kind, name, key, countries[kind, key])
              for (kind, key), name in names.items()),
        tuple(updates.items()),
        tuple((key, start, end) for key, places in spans.items() for start, end in sorted(places)),
        frozenset(keys),
    )  # fmt: skip
