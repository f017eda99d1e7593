"""Which rows the names of an article mean: speakers and entities.

Within an article extraction has joined the names already.  Here the fullest of them meets
everybody on file: `identity.matching` decides, on names, offices, countries and the people
named beside.  Who cannot surely be told stands as a speaker of this one article, provisional,
until an article or an editor says who it is.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Count, Q

from articles.columns import clipped, known_country
from articles.extraction.annotations import Entity as FoundEntity
from articles.extraction.annotations import EntityType, Extraction, SpeakerType
from articles.extraction.annotations import Quotation as FoundQuotation
from articles.identity.matching import SINGULAR, Person, match, weigh
from articles.identity.names import (
    blocks_of,
    folded,
    key_of,
    likeness,
    person_name,
    turned_round,
)
from articles.models import Article, Entity, Mention, Quotation, Speaker, SpeakerName, Tenure
from articles.statements import insert

# More bearers of a name than this, and the name tells nobody.
TOO_MANY = 200
# Named in more articles than this, somebody is company for everybody, and so tells nothing.
WIDELY = 20
# Articles of a speaker that are looked through for the people named beside.
RECENT = 50
LEADERS = frozenset({"leader", "president"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a name means, and why: “the only Putin on file who fits: president”."""

    speaker: Speaker
    reason: str = ""


@dataclass(slots=True)
class _Told:
    """What one article tells of one name."""

    titles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


class Resolver:
    """Resolves the speakers of one article, each name once."""

    def __init__(
        self, article: Article, extraction: Extraction, before: Iterable[Quotation] = ()
    ) -> None:
        """`before` are the quotations that an earlier reading of the article found."""
        self.article = article
        self.told: dict[tuple[SpeakerType, str], _Told] = defaultdict(_Told)
        people = {e.name for e in extraction.entities if e.type is EntityType.PERSON}
        for quotation in extraction.quotations:
            if quotation.name and quotation.speaker_type is not SpeakerType.UNNAMED:
                kind = quotation.speaker_type or SpeakerType.PERSON
                told = self.told[kind, quotation.name]
                if quotation.title:
                    told.titles.add(quotation.title)
                if code := known_country(quotation.speaker_country):
                    told.countries.add(code)
                if kind is SpeakerType.PERSON:
                    people.add(quotation.name)
        self.people = frozenset(key_of(name) for name in people)
        self._resolved: dict[tuple[SpeakerType, str], Resolved] = {}
        self._before = frozenset(q.found_speaker_id for q in before if q.found_speaker_id)

    def speaker_of(self, quotation: FoundQuotation) -> Resolved | None:
        """The speaker of a quotation, made where there is none yet; None where nobody is named."""
        kind = quotation.speaker_type or SpeakerType.PERSON
        if kind is SpeakerType.UNNAMED or not quotation.name:
            return self._by_office(quotation)
        known = (kind, quotation.name)
        if known not in self._resolved:
            resolve = self._person if kind is SpeakerType.PERSON else self._named
            self._resolved[known] = resolve(kind, quotation.name)
        return self._resolved[known]

    def write_newcomers(self) -> None:
        pass

    # people

    def _person(self, kind: SpeakerType, name: str) -> Resolved:
        told = self.told[kind, name]
        companions = self.people - {key_of(name)}
        who = Person(
            (name,), frozenset(told.countries), frozenset(told.titles), frozenset(companions)
        )
        found, rivals = identify(who, self.article, self._before)
        if found is not None:
            if not who.lone:
                _remember(found.speaker, name)
            return found
        return Resolved(self._new(kind, name, provisional=who.lone or rivals))

    def _new(self, kind: SpeakerType, name: str, *, provisional: bool) -> Speaker:
        name = clipped(Speaker, "name", name)
        if provisional:
            same = Speaker.objects.filter(
                only_in=self.article, type=kind.value, names__key=key_of(name)
            )
            if earlier := same.order_by("pk").first():
                return earlier
        only_in = self.article if provisional else None
        return Speaker.objects.create(type=kind.value, name=name, only_in=only_in)

    # organizations and groups

    def _named(self, kind: SpeakerType, name: str) -> Resolved:
        """An organization or a group: the same where the name is, unless the country is not."""
        countries = self.told[kind, name].countries
        bearers = Speaker.objects.filter(type=kind.value, names__key=key_of(name)).order_by()
        for bearer in sorted(bearers, key=lambda b: (b.country_id not in countries, b.pk)):
            if not (countries and bearer.country_id and bearer.country_id not in countries):
                return Resolved(bearer)
        return Resolved(self._new(kind, name, provisional=False))

    # whoever holds an office

    def _by_office(self, quotation: FoundQuotation) -> Resolved | None:
        """“The Chinese leader”: the one person whom the list has in that office on that day."""
        code = known_country(quotation.speaker_country)
        words = set(folded(quotation.title or "").split())
        offices = words & SINGULAR
        start = quotation.source[0].start if quotation.source else 0
        definite = self.article.body[start : start + 4].casefold() == "the "
        if not (code and offices and definite) or words & {"former", "deputy", "vice", "ex"}:
            return None
        if "leader" in offices:
            offices |= LEADERS
        day = self.article.published_on
        held = Tenure.objects.in_country(code).held_on(day).select_related("speaker")
        holders = {t.speaker for t in held if offices & set(folded(t.title).split())}
        if len(holders) != 1:
            return None
        holder = holders.pop()
        when = f" on {day:%-d %B %Y}" if day else ""
        return Resolved(holder, f"“the {quotation.title}”{when}, by the list of people")


def identify(
    who: Person, article: Article | None, before: Iterable[int] = ()
) -> tuple[Resolved | None, bool]:
    """Who on file this person surely is, and whether there is anybody whom it could be.

    `before` are speakers whom an earlier reading of the article named: between those who fit,
    they go first, so that pages keep their people, and what that reading told of them counts
    neither for nor against.  Offices count as held on the article's day.
    """
    day = article.published_on if article else None
    leaves = _bearers(who, article)
    roots: dict[int, tuple[Speaker, list[Speaker]]] = {}
    for leaf in leaves:
        root = leaf.root
        roots.setdefault(root.pk, (root, []))[1].append(leaf)
    if not roots:
        return None, False
    known = profiles([root for root, _ in roots.values()], day, article, before)
    result = match(who, known)
    if result.chosen is None and result.rivals and who.companions:
        fitting = [list(roots)[index] for index in result.rivals]
        beside = companions_of(fitting, article)
        known = [replace(p, companions=beside.get(pk, frozenset())) for pk, p in
                 zip(roots, known, strict=True)]  # fmt: skip
        result = match(who, known)
    chosen = result.chosen
    if chosen is None and result.rivals:
        again = [
            index
            for index in result.rivals
            if {leaf.pk for leaf in list(roots.values())[index][1]} & set(before)
        ]
        chosen = again[0] if len(again) == 1 else None
    if chosen is None:
        return None, bool(result.rivals)
    root, own = list(roots.values())[chosen]
    leaf = max(own, key=lambda speaker: _nearness(who, speaker))
    if leaf.provisional and (article is None or leaf.only_in_id != article.pk):
        leaf.only_in = None
        leaf.save(update_fields=["only_in"])
    return Resolved(leaf, result.reason), True


def _remember(speaker: Speaker, name: str) -> None:
    """Have a speaker found by this spelling too."""
    name = clipped(SpeakerName, "name", name)
    key = key_of(name)
    if key not in {known.key for known in speaker.names.all()}:
        SpeakerName.objects.get_or_create(speaker=speaker, key=key, defaults={"name": name})


def candidates_for(speaker: Speaker, limit: int = 5) -> list[tuple[Speaker, str]]:
    """Who a provisional speaker may be, the best first, with what speaks for each."""
    who = replace(profiles([speaker], None)[0], companions=frozenset())
    article = speaker.only_in
    roots = {leaf.root.pk: leaf.root for leaf in _bearers(who, article)}
    roots.pop(speaker.pk, None)
    known = profiles(list(roots.values()), article.published_on if article else None)
    weighed = [
        (evidence, root)
        for root, other in zip(roots.values(), known, strict=True)
        if (evidence := weigh(who, other)).likeness
    ]
    weighed.sort(key=lambda pair: (pair[0].conflict, -pair[0].likeness, -len(pair[0].agreeing)))
    return [
        (root, "another country or office" if evidence.conflict else ", ".join(evidence.agreeing))
        for evidence, root in weighed[:limit]
    ]


def _nearness(who: Person, speaker: Speaker) -> tuple[int, int]:
    mine = who.parsed[0]
    return max(likeness(mine, person_name(n.name)) for n in speaker.names.all()), -speaker.pk


def _bearers(who: Person, article: Article | None) -> list[Speaker]:
    """Speakers whose names are worth comparing, by the blocks their names share."""
    name = who.names[0]
    blocks = blocks_of(name)
    wanted = Q(key=key_of(name))
    if who.lone:
        wanted |= Q(last=blocks.last) | Q(first=blocks.last)
    else:
        for spelling in (blocks, *map(blocks_of, turned_round(name))):
            wanted |= Q(by_given=spelling.by_given) | Q(by_family=spelling.by_family)
    # Names first, and alone: most that an article tells of are nobody's yet.
    alike = SpeakerName.objects.filter(wanted).order_by()
    if not alike.exists():
        return []
    people = Speaker.objects.filter(type=SpeakerType.PERSON)
    if not who.lone:
        people = people.filter(only_in=None)
    people = people.select_related("merged_into").prefetch_related("names")
    found = list(people.filter(pk__in=alike.values("speaker"))[: TOO_MANY + 1])
    if len(found) > TOO_MANY:
        same = alike.filter(key=key_of(name)).values("speaker")
        found = list(people.filter(pk__in=same)[:TOO_MANY])
    return found


def profiles(
    speakers: Sequence[Speaker],
    day: dt.date | None,
    apart_from: Article | None = None,
    before: Iterable[int] = (),
) -> list[Person]:
    """What is known of speakers, offices as of a day; companions are left to `companions_of`.

    What the article `apart_from` tells is left out, and with it, for the speakers `before` whom
    it named, a country that nobody has fixed.
    """
    keys = [speaker.pk for speaker in speakers]
    names: dict[int, list[str]] = defaultdict(list)
    owners = Speaker.objects.all().with_merged(keys)
    bearing = SpeakerName.objects.filter(speaker__in=owners)
    for row in bearing.order_by("name").select_related("speaker__merged_into"):
        names[row.speaker.root.pk].append(row.name)
    titles: dict[int, set[str]] = defaultdict(set)
    countries: dict[int, set[str]] = defaultdict(set)
    said = Quotation.objects.filter(speaker__in=keys).order_by()
    if apart_from is not None:
        said = said.exclude(article=apart_from.pk)
    for pk, title, code in said.values_list("speaker", "speaker_title", "found_country").distinct():
        if title:
            titles[pk].add(title)
        if code:
            countries[pk].add(code)
    listed = set()
    for tenure in Tenure.objects.filter(speaker__in=keys).order_by():
        listed.add(tenure.speaker_id)
        if tenure.covers(day) or day is None:
            titles[tenure.speaker_id].add(tenure.title)
            if tenure.country_id:
                countries[tenure.speaker_id].add(tenure.country_id)
    people = []
    for speaker in speakers:
        own = [speaker.name, *(n for n in names[speaker.pk] if n != speaker.name)]
        settled = speaker.country_fixed or speaker.pk not in set(before)
        home = {speaker.country_id} if speaker.country_id and settled else set()
        at_home = home if speaker.country_fixed else countries[speaker.pk] | home
        people.append(
            Person(
                tuple(own),
                frozenset(code for code in at_home if code),
                frozenset(titles[speaker.pk]),
                listed=speaker.pk in listed,
                waiting=speaker.provisional,
            )
        )
    return people


def companions_of(speakers: Iterable[int], apart_from: Article | None) -> dict[int, frozenset[str]]:
    """Keys of the people named in the articles that quote each speaker, one article left out."""
    found = {}
    for pk in speakers:
        quoting = Quotation.objects.filter(speaker=pk)
        if apart_from is not None:
            quoting = quoting.exclude(article=apart_from.pk)
        articles = quoting.order_by("-article").values_list("article", flat=True).distinct()
        found[pk] = people_named_in(list(articles[:RECENT]))
    return found


def people_named_in(articles: Iterable[int]) -> frozenset[str]:
    """Keys of the people whom articles mention, without those whom all the world mentions."""
    # By keys, step by step: joined into one, a database that has not counted its rows yet may
    # go through all mentions for each.
    named = Mention.objects.filter(article__in=articles, entity__type=EntityType.PERSON)
    keys = set(named.order_by().values_list("entity", flat=True))
    mentions = Mention.objects.filter(entity__in=keys).order_by().values_list("entity")
    counted = mentions.annotate(articles=Count("article", distinct=True))
    few = [key for key, articles in counted if articles <= WIDELY]
    names = Entity.objects.filter(pk__in=few).values_list("name", flat=True)
    return frozenset(map(key_of, names))


def resolve_entities(found: Sequence[FoundEntity]) -> list[int]:
    """The keys of the entities of these names and types, in order, made where there are none.

    A country once known stays.
    """
    wanted = [(e.type.value, clipped(Entity, "key", key_of(e.name))) for e in found]
    known = _entities_on_file(wanted)
    missing: dict[tuple[str, str], Entity] = {}
    for place, entity in zip(wanted, found, strict=True):
        code = known_country(entity.country)
        row = known.get(place) or missing.get(place)
        if row is None:
            name = clipped(Entity, "name", entity.name)
            missing[place] = Entity(type=place[0], key=place[1], name=name, country_id=code)
        elif code and not row.country_id:
            row.country_id = code
            if row.pk:
                row.save(update_fields=["country"])
    new = [
        {"type": row.type, "name": row.name, "key": row.key, "country_id": row.country_id}
        for row in missing.values()
    ]
    # One that somebody else made meanwhile stays as it is.
    made = insert(Entity, new, unique=("type", "key"), replacing=("key",))
    keys = {place: row.pk for place, row in known.items()} | dict(zip(missing, made, strict=True))
    return [keys[place] for place in wanted]


def _entities_on_file(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Entity]:
    rows = Entity.objects.filter(key__in={key for _, key in places}).order_by()
    return {(row.type, row.key): row for row in rows}
