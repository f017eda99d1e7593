"""Who and what an article names: the list below it, and where each name leads.

A country leads to its page, a person or an organization that the article quotes to theirs.  Other
names lead to the articles that have them: a name alone does not say who is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Entity, Mention, Quotation
from extraction.annotations import EntityType
from extraction.lexicon.glyphs import DOUBLE
from extraction.text.folding import key_of

# Code points of the longest name that the search of articles takes.
LONGEST = 190
PEOPLE = (EntityType.PERSON, EntityType.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An entity, how often the article names it, and where its name leads."""

    entity: Entity
    count: int
    url: str


def mentioned(
    mentions: Iterable[Mention], links: Mapping[int, str]
) -> list[tuple[str, list[Mentioned]]]:
    """Return the entities by type, types by name; within a type the most mentioned first."""
    counts = Counter(mention.entity for mention in mentions)
    by_type: dict[str, list[Mentioned]] = {}
    for entity, count in sorted(counts.items(), key=lambda item: (-item[1], item[0].name)):
        named = Mentioned(entity, count, links.get(entity.pk, ""))
        by_type.setdefault(entity.type, []).append(named)
    return sorted(by_type.items())


def links(mentions: Iterable[Mention], quotations: Iterable[Quotation]) -> dict[int, str]:
    """Return where the name of each entity leads, by its key."""
    entities = {mention.entity.pk: mention.entity for mention in mentions}
    quoted = _quoted(quotations)
    return {pk: _link(entity, quoted) for pk, entity in entities.items()}


def _quoted(quotations: Iterable[Quotation]) -> dict[str, str]:
    """Return the URLs of the speakers by the key of their name; namesakes are left out."""
    speakers = {q.speaker.pk: q.speaker for q in quotations if q.speaker}
    keys = Counter(key_of(speaker.name) for speaker in speakers.values())
    urls = {key_of(speaker.name): speaker.get_absolute_url() for speaker in speakers.values()}
    return {key: url for key, url in urls.items() if keys[key] == 1}


def _link(entity: Entity, quoted: Mapping[str, str]) -> str:
    if entity.type == EntityType.COUNTRY and entity.country:
        return entity.country.get_absolute_url()
    if entity.type in PEOPLE and (url := quoted.get(key_of(entity.name))):
        return url
    words = "".join(letter for letter in entity.name if letter not in DOUBLE)
    if len(words) > LONGEST:
        return ""
    return f"{reverse('articles')}?{urlencode({'q': f'“{words}”'})}"
