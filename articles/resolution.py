"""Which rows the names of an extraction mean: speakers, entities, and their countries."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Count

from articles.extraction.annotations import EntityType, SpeakerType
from articles.extraction.names import name_key
from articles.iso3166 import COUNTRIES
from articles.models import Entity, Quotation, Speaker

logger = logging.getLogger(__name__)


def resolve_speaker(name: str | None, kind: SpeakerType | None) -> Speaker | None:
    """The speaker of this name and type, made where there is none yet.

    Names are one where they differ only by case, accents, points and blanks.  A lone family
    name is not the full name that ends in it: two articles may mean two people.
    """
    if not name or kind is SpeakerType.UNNAMED:
        return None
    speaker, _ = Speaker.objects.get_or_create(
        type=(kind or SpeakerType.PERSON).value,
        key=clipped(Speaker, "key", key_of(name)),
        defaults={"name": clipped(Speaker, "name", name)},
    )
    return speaker


def resolve_entity(kind: EntityType, name: str, country: str | None) -> Entity:
    """The entity of this name and type, made where there is none; a country once known stays."""
    code = known_country(country)
    entity, _ = Entity.objects.get_or_create(
        type=kind.value,
        key=clipped(Entity, "key", key_of(name)),
        defaults={"name": clipped(Entity, "name", name), "country_id": code},
    )
    if code and not entity.country_id:
        entity.country_id = code
        entity.save(update_fields=["country"])
    return entity


def key_of(name: str) -> str:
    """What makes two names one; a name of nothing but marks is its own key."""
    return name_key(name) or name.casefold()


def settle_countries(speakers: Iterable[int]) -> None:
    """Give each speaker the country that most of their quotations give.

    A tie keeps the country that was, and so does silence: what is known is not forgotten
    because an article does not repeat it.
    """
    given = Quotation.objects.filter(speaker__in=speakers).exclude(speaker_country=None)
    rows = given.order_by().values_list("speaker", "speaker_country").annotate(Count("pk"))
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, code, count in rows:
        counts[pk][code] = count
    for speaker in Speaker.objects.filter(pk__in=counts):
        by_code = counts[speaker.pk]
        held = speaker.country_id
        speaker.country_id = max(by_code, key=lambda c: (by_code[c], c == held, c))
        if speaker.country_id != held:
            speaker.save(update_fields=["country"])


def known_country(code: str | None) -> str | None:
    """The code if there is such a country."""
    if code and code not in COUNTRIES:
        logger.warning("%r is no country of ISO 3166-1; left out", code)
        return None
    return code or None


def clipped(model: type[models.Model], field: str, text: str) -> str:
    """The text, cut to what the column holds."""
    limit: int | None = getattr(model._meta.get_field(field), "max_length", None)
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
