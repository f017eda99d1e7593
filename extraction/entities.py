"""What an article speaks of: people, organizations, countries, places, groups, each once.

People come as chains, countries as mentions with a code; organizations, places and groups are
joined here by name and by the abbreviation the article introduces or that spells their initials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from extraction.annotations import Entity, EntityType, Span
from extraction.coreference.acronyms import keys_of
from extraction.document import Chain, CountryMention, Mention
from extraction.text.intervals import overlapping


def entities(
    text: str,
    mentions: Sequence[Mention],
    chains: Sequence[Chain],
    countries: Sequence[CountryMention],
    country_of: Callable[[Chain], str | None],
    country_name: Callable[[str], str],
    country_in: Callable[[str], str | None],
) -> tuple[Entity, ...]:
    """All entities of a text, by first mention; mentions of different entities may nest."""
    people = [_person(chain, country_of(chain)) for chain in chains]
    named = [m for m in mentions if m.type in (EntityType.PERSON, EntityType.ORGANIZATION)]
    seats = [c for c in countries if not _within(c.span, overlapping(named, c.span))]
    nations = [
        Entity(EntityType.COUNTRY, country_name(code), spans, code)
        for code, spans in _grouped((c.code, c.span) for c in seats).items()
    ]
    taken = {c.span for c in countries}
    rest = [
        m for m in mentions if m.type is not EntityType.PERSON and m.span not in taken
        and not (m.type is EntityType.GROUP and overlapping(countries, m.span))
    ]  # fmt: skip
    others = _others(text, rest, country_in)
    return tuple(sorted(people + nations + others, key=lambda e: (e.mentions[0], e.type)))


def _person(chain: Chain, country: str | None) -> Entity:
    spans = tuple(sorted({m.span for m in chain.mentions}))
    return Entity(EntityType.PERSON, chain.name.replace("’", "'"), spans, country)


def _within(span: Span, mentions: Iterable[Mention]) -> bool:
    """Whether a country's name is only a part of another name: “Bank of Japan”."""
    return any(m.span.contains(span) and m.span != span for m in mentions)


def _grouped(pairs: Iterable[tuple[str, Span]]) -> dict[str, tuple[Span, ...]]:
    grouped: dict[str, set[Span]] = {}
    for key, span in pairs:
        grouped.setdefault(key, set()).add(span)
    return {key: tuple(sorted(spans)) for key, spans in grouped.items()}


def _others(
    text: str, mentions: Sequence[Mention], country_in: Callable[[str], str | None]
) -> list[Entity]:
    """Organizations, places and groups.  The type is the one most of the mentions have."""
    keys = keys_of(text, mentions)
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(keys[mention.span], []).append(mention)
    found = []
    for group in by_key.values():
        ((kind, _),) = Counter(m.type for m in group).most_common(1)
        name = max((m.name for m in group), key=lambda n: (len(n.split()) > 1, len(n)))
        spans = tuple(sorted({m.span for m in group}))
        country = country_in(name) if kind is not EntityType.GROUP else None
        found.append(Entity(kind, name, spans, country))
    return found
