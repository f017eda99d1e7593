"""Quotations and entities, made from a document that all stages have completed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extraction.annotations import (
    Attribution,
    Entity,
    EntityType,
    Extraction,
    Quotation,
    Span,
    SpeakerType,
)
from extraction.attribution.kinds import kind_of
from extraction.confidence import calibrated
from extraction.coreference.organizations.acronyms import keys_of
from extraction.countries.signs.mentions import country_name
from extraction.countries.speakers.nationality import country_in
from extraction.document import Chain, CountryMention, Document, Mention, ResolvedSource
from extraction.lexicon import words
from extraction.lexicon.roles import HEADS, KIN
from extraction.lexicon.speech_verbs import AFTER_DESCRIPTIONS
from extraction.text.folding import plain
from extraction.text.intervals import overlapping
from extraction.text.patterns import any_of

TITLE_WORDS = 12
"""The most words of a title; a longer apposition tells a story."""
DESCRIPTION_END = re.compile(rf",|;|\s(?:{any_of(AFTER_DESCRIPTIONS)}|who|which|that)\s")
NOT_DESCRIBED_FIRST = words("i he she who and by with in from at to for on as than")
"""Open what was taken for a source and describes nobody."""
NOT_DESCRIPTIONS = words(
    """his her him hers they them their theirs you your we us our ours it its mr mrs ms nobody
    no-one everybody everyone somebody someone anybody anyone name"""
)
"""By themselves they describe nobody."""


def extraction_of(document: Document) -> Extraction:
    """Quotations in the order of the attributions, entities by first mention."""
    pairs = zip(document.attributions, document.about, strict=True)
    quotations = tuple(_quotation(document, attribution, about) for attribution, about in pairs)
    return Extraction(quotations, _entities(document))


# ---------------------------------------------------------------- quotations
def _quotation(document: Document, attribution: Attribution, about: tuple[str, ...]) -> Quotation:
    resolved = document.source_of(attribution)
    reason = resolved.reason
    if attribution.carried_from is not None:
        reason = "; ".join(filter(None, ("carried on from the quote before", reason)))
    kind = kind_of(document, attribution)
    weighed = document.weighed_countries.get(resolved.span)
    country = document.speaker_countries.get(resolved.span)
    score = calibrated(attribution.confidence * resolved.certainty, kind, resolved.name is not None)
    return Quotation(
        kind=kind,
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        name=resolved.name and _plain_apostrophes(resolved.name),
        speaker_type=resolved.type,
        title=_title(document, resolved),
        speaker_country=country,
        likely_country=weighed.code if weighed and not country else None,
        country_probability=weighed.probability if weighed else None,
        country_reason=weighed.reason if weighed else "",
        about=about,
        confidence=round(score, 4),
        reason=reason,
    )


def _title(document: Document, resolved: ResolvedSource) -> str | None:
    if resolved.chain is not None:
        return _office(resolved.chain, resolved.span)
    if resolved.type is SpeakerType.UNNAMED:
        return _description(resolved.span.of(document.text))
    return None


def _office(chain: Chain, source: Span) -> str | None:
    """The fullest office that the article gives the person, the nearest of equals first."""
    worded = [(span, title.head, _shortened(title.text)) for span, title in chain.titles]
    titles = [each for each in worded if 0 < len(each[2].split()) <= TITLE_WORDS]
    if not titles:
        return None

    def worth(item: tuple[Span, str, str]) -> tuple[bool, bool, int]:
        span, head, title = item
        kin = head in KIN  # “the daughter of a miner”: no office
        return (not kin, len(title.split()) > 1, -abs(span.start - source.start))

    return max(titles, key=worth)[2]


def _shortened(title: str) -> str:
    """The first of two long descriptions: “researcher at the institute and author of the study”."""
    if len(title.split()) <= TITLE_WORDS:
        return title
    for joint in re.finditer(r" and ", title):
        behind = map(plain, title[joint.end() :].split()[:3])
        if not HEADS.isdisjoint(behind):
            return title[: joint.start()]
    return title


def _description(source: str) -> str | None:
    """What an unnamed source is called: “senior ministry official”."""
    phrase = DESCRIPTION_END.split(source.strip(), maxsplit=1)[0]
    phrase = re.sub(r"^(?:the|a|an|(?:one|another)(?!\s+of\b))\s+", "", phrase, flags=re.IGNORECASE)
    each = phrase.split()
    if len(each) > TITLE_WORDS or not each or plain(each[0]) in NOT_DESCRIBED_FIRST:
        return None
    return None if NOT_DESCRIPTIONS.issuperset(map(plain, each)) else phrase


# ---------------------------------------------------------------- entities
def _entities(document: Document) -> tuple[Entity, ...]:
    """Each entity once; mentions of different entities may nest.

    People come as chains, countries as mentions with a code; organizations, places and groups are
    joined by name and by the abbreviation that the article introduces or that has their initials.
    """
    found = [*map(_person, document.chains), *_nations(document), *_others(document)]
    return tuple(sorted(found, key=lambda entity: (entity.mentions[0], entity.type)))


def _person(chain: Chain) -> Entity:
    spans = _spans(chain.mentions)
    return Entity(EntityType.PERSON, _plain_apostrophes(chain.name), spans, chain.country)


def _spans(mentions: Iterable[Mention | CountryMention]) -> tuple[Span, ...]:
    return tuple(sorted({mention.span for mention in mentions}))


def _nations(document: Document) -> list[Entity]:
    """Countries, but not those that are a part of another name: “Bank of Japan”."""
    types = (EntityType.PERSON, EntityType.ORGANIZATION)
    named = [mention for mention in document.mentions if mention.type in types]
    by_code: dict[str, list[CountryMention]] = {}
    for country in document.countries:
        around = overlapping(named, country.span)
        if not any(m.span.contains(country.span) and m.span != country.span for m in around):
            by_code.setdefault(country.code, []).append(country)
    return [
        Entity(EntityType.COUNTRY, country_name(code), _spans(mentions), code)
        for code, mentions in by_code.items()
    ]


def _others(document: Document) -> list[Entity]:
    """Organizations, places and groups; the type is the one most of the mentions have."""
    mentions = list(_of_no_country(document))
    keys = keys_of(document.text, mentions)
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_key.setdefault(keys[mention.span], []).append(mention)
    return [_joined(group) for group in by_key.values()]


def _of_no_country(document: Document) -> Iterable[Mention]:
    countries = document.countries
    spans = {country.span for country in countries}
    for mention in document.mentions:
        if mention.type is EntityType.PERSON or mention.span in spans:
            continue
        if mention.type is not EntityType.GROUP or not overlapping(countries, mention.span):
            yield mention


def _joined(mentions: Sequence[Mention]) -> Entity:
    ((kind, _),) = Counter(mention.type for mention in mentions).most_common(1)
    name = max((m.name for m in mentions), key=lambda name: (len(name.split()) > 1, len(name)))
    country = country_in(name) if kind is not EntityType.GROUP else None
    if country and plain(country_name(country)) == plain(name):
        country = None  # “India” of “India ink”, “Georgia” the state: else it were a country
    return Entity(kind, name, _spans(mentions), country)


def _plain_apostrophes(name: str) -> str:
    """A name with typewriter's apostrophes, and the marks of a nickname: “Ned ‘Duke’ O'Brel”."""
    return re.sub(r"(?<=\w)’(?=\w)" if "‘" in name else "’", "'", name)
