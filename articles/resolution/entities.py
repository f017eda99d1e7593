"""Which rows the entities of an article are: by type and key."""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import Entity
from articles.models.values import truncated, valid_country
from extraction.annotations import Entity as FoundEntity
from extraction.text.folding import key_of
from newsroom.db.bulk import bulk_insert
from newsroom.db.prepared import PreparedQuery

ENTITIES = PreparedQuery[tuple[str, str, int, str | None]](
    # By type too, since that is how they are indexed.
    lambda kinds, keys: (
        Entity.objects.filter(type__in=kinds, key__in=keys)
        .order_by()
        .values_list("type", "key", "pk", "country")
    )
)


def resolve_entities(found: Sequence[FoundEntity]) -> list[int]:
    """The keys of the entities of these names and types, in order, made where there are none.

    A country once known stays.
    """
    wanted = [(e.type.value, truncated(Entity, "key", key_of(e.name))) for e in found]
    keys: dict[tuple[str, str], int] = {}
    codes: dict[tuple[str, str], str | None] = {}
    kinds, names = ({place[part] for place in wanted} for part in (0, 1))
    for kind, key, pk, code in ENTITIES(kinds, names):
        keys[kind, key], codes[kind, key] = pk, code
    new: dict[tuple[str, str], dict[str, str | None]] = {}
    for place, entity in zip(wanted, found, strict=True):
        code = valid_country(entity.country)
        if place not in codes:
            name = truncated(Entity, "name", entity.name)
            new[place] = {"type": place[0], "name": name, "key": place[1], "country_id": code}
            codes[place] = code
        elif code and not codes[place]:
            codes[place] = code
            if place in new:
                new[place]["country_id"] = code
            else:
                Entity.objects.filter(pk=keys[place]).update(country=code)
    # One that somebody else made meanwhile stays as it is.
    made = bulk_insert(Entity, list(new.values()), unique=("type", "key"), replacing=("key",))
    keys |= zip(new, made, strict=True)
    return [keys[place] for place in wanted]
