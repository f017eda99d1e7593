"""Which speakers the quotations of one article mean.  Pure: facts in, a resolution out.

Within the article extraction has joined the names already.  The fullest name is compared with the
candidates; a person who cannot be identified becomes a provisional speaker of this one article,
until an article or an editor says who it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from articles.models.values import valid_country
from articles.resolution.blocking import Block, blocking_keys, stored_name
from articles.resolution.facts import Additions, Candidate, Facts, Name, View
from articles.resolution.identify import identify
from extraction.annotations import EntityType, Extraction, Quotation, SpeakerType
from extraction.countries.governments import government_name
from extraction.lexicon.roles import SINGULAR_OFFICES
from extraction.text.folding import ascii_key, key_of
from identity.matching import Person
from identity.names import person_name

LEADERS = frozenset({"leader", "president"})
NOT_IN_OFFICE = frozenset({"former", "deputy", "vice", "ex"})


@dataclass(slots=True)
class Description:
    """What the article says of one name."""

    titles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that names its holder: “the Chinese leader”."""

    country: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an article names: speakers with their descriptions, keys of people, offices.

    `offices` has one item per quotation, None for most; `blocks` are those that the speakers are
    looked up by.
    """

    speakers: Mapping[Name, Description]
    people: frozenset[str]
    offices: tuple[Office | None, ...] = ()
    blocks: frozenset[Block] = frozenset()


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker whom a quotation means, and why: “the only Putin on file who fits: president”."""

    speaker: Candidate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The speakers of the quotations, in their order, and what the plan adds for them.

    `missing` are the roots whose co-mentions must be loaded before the names can be resolved.
    """

    speakers: tuple[Resolved | None, ...]
    additions: Additions
    missing: frozenset[int] = frozenset()


def name_of(quotation: Quotation) -> Name | None:
    """Return the type and name of a quotation's speaker; None if it has no name.

    A government has the name of its country, under any name that the article uses.
    """
    kind = quotation.speaker_type or SpeakerType.PERSON
    if kind is SpeakerType.UNNAMED or not quotation.name:
        return None
    if kind is SpeakerType.ORGANIZATION:
        government = government_name(quotation.name, quotation.speaker_country)
        return kind, government or quotation.name
    return kind, quotation.name


def names_in(extraction: Extraction, body: str) -> Named:
    """Return whom an article names."""
    speakers: dict[Name, Description] = {}
    people = {e.name for e in extraction.entities if e.type is EntityType.PERSON}
    for quotation in extraction.quotations:
        if name := name_of(quotation):
            description = speakers.setdefault(name, Description())
            if quotation.title:
                description.titles.add(quotation.title)
            if code := valid_country(quotation.speaker_country):
                description.countries.add(code)
            if name[0] is SpeakerType.PERSON:
                people.add(name[1])
    offices = tuple(
        None if name_of(quotation) else _office(quotation, body)
        for quotation in extraction.quotations
    )
    blocks = frozenset(block for kind, name in speakers for block in blocking_keys(kind, name))
    return Named(speakers, frozenset(map(key_of, people)), offices, blocks)


def _office(quotation: Quotation, body: str) -> Office | None:
    code = valid_country(quotation.speaker_country)
    words = set(ascii_key(quotation.title or "").split())
    offices = words & SINGULAR_OFFICES
    start = quotation.source[0].start if quotation.source else 0
    definite = body[start : start + 4].casefold() == "the "
    if not (code and offices and definite) or words & NOT_IN_OFFICE:
        return None
    return Office(code, frozenset(offices | LEADERS if "leader" in offices else offices))


def resolve(
    quotations: Sequence[Quotation], named: Named, facts: Facts, day: str = "",
    before: Collection[int] = (),
) -> Resolution:  # fmt: skip
    """Resolve the speakers of an article's quotations, each name once.

    `day` is the article's day in words, for reasons; `before` are keys of the speakers whom an
    earlier reading of the article found.
    """
    resolver = _Resolver(named, facts, day, before)
    speakers = tuple(
        resolver.named(name) if (name := name_of(quotation)) else resolver.holder(quotation, office)
        for quotation, office in zip(quotations, named.offices, strict=True)
    )
    return Resolution(speakers, resolver.view.additions, frozenset(resolver.missing))


class _Resolver:
    def __init__(self, named: Named, facts: Facts, day: str, before: Collection[int]) -> None:
        self.descriptions = named.speakers
        self.people = named.people
        self.view = View(facts, Additions())
        self.day = day
        self.before = before
        self.missing: set[int] = set()
        self._resolved: dict[Name, Resolved] = {}

    def named(self, name: Name) -> Resolved:
        if name not in self._resolved:
            resolve = self._person if name[0] is SpeakerType.PERSON else self._organization
            self._resolved[name] = resolve(*name)
        return self._resolved[name]

    def _person(self, kind: SpeakerType, name: str) -> Resolved:
        description = self.descriptions[kind, name]
        who = Person(
            (name,),
            frozenset(description.countries),
            frozenset(description.titles),
            self.people - {key_of(name)},
        )
        found = identify(who, self.view, self.before)
        self.missing |= found.missing
        if found.speaker is None:
            return Resolved(self._new(kind, name, provisional=who.lone or found.rivals))
        self.view.confirm(found.speaker)
        if not who.lone:
            self._remember(found.speaker, stored_name(name))
        return Resolved(found.speaker, found.reason)

    def _remember(self, speaker: Candidate, name: str) -> None:
        """Add a spelling by which the speaker is found from now on."""
        if key_of(name) not in map(key_of, self.view.spellings(speaker)):
            self.view.additions.add_name(speaker.key, name)

    def _organization(self, kind: SpeakerType, name: str) -> Resolved:
        """An organization or a group: the oldest of this name whose country does not differ."""
        countries = self.descriptions[kind, name].countries
        same_name = self.view.named(kind, name)
        for one in sorted(same_name, key=lambda one: (one.country not in countries, one.key)):
            if not (countries and one.country and one.country not in countries):
                return Resolved(one)
        return Resolved(self._new(kind, name, provisional=False))

    def _new(self, kind: SpeakerType, name: str, *, provisional: bool) -> Candidate:
        name = stored_name(name)
        article = self.view.facts.article
        if provisional:
            for one in self.view.named(kind, name):
                if one.only_in == article and self.view.provisional(one):
                    return one
        return self.view.additions.create(kind, name, article if provisional else None)

    def holder(self, quotation: Quotation, office: Office | None) -> Resolved | None:
        """“The Chinese leader”: the one person whom the list has in that office on that day."""
        if office is None:
            return None
        holders = {
            tenure.speaker
            for tenure in self.view.facts.tenures
            if tenure.country == office.country
            and office.words & set(ascii_key(tenure.title).split())
        }
        if len(holders) != 1:
            return None
        reason = f"“the {quotation.title}”{self.day}, by the list of people"
        return Resolved(self.view.speaker(holders.pop()), reason)


def is_lone(name: str) -> bool:
    """Whether a person's name says no more than a family name."""
    return person_name(name).lone
