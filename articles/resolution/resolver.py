"""Which rows the names of an article mean: speakers and entities.

Within an article extraction has joined the names already.  Here the fullest of them meets
everybody on file: `identity.matching` decides, on names, offices, countries and the people
named beside.  Who cannot surely be told stands as a speaker of this one article, provisional,
until an article or an editor says who it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from articles.models import Article, Quotation, Speaker, SpeakerName, Tenure
from articles.models.values import truncated, valid_country
from articles.resolution.candidates import (
    Block,
    Candidates,
    blocking_keys,
    blocks_under,
    candidates_for,
)
from articles.resolution.profiles import co_mentions, load_profiles, persons_of
from extraction.annotations import EntityType, Extraction, SpeakerType
from extraction.annotations import Quotation as FoundQuotation
from extraction.lexicon.roles import SINGULAR_OFFICES
from extraction.text.folding import ascii_key, key_of
from identity.matching import Person, match, weigh
from identity.names import Likeness, likeness, person_name
from newsroom.db.bulk import bulk_create

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
                if code := valid_country(quotation.speaker_country):
                    told.countries.add(code)
                if kind is SpeakerType.PERSON:
                    people.add(quotation.name)
        self.people = frozenset(key_of(name) for name in people)
        self._resolved: dict[tuple[SpeakerType, str], Resolved] = {}
        self._before = frozenset(q.found_speaker_id for q in before if q.found_speaker_id)
        self._file: Candidates | None = None
        self._newcomers: list[Speaker] = []
        # Blocks of the names of those who came after the file was looked at.
        self._later: set[Block] = set()

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
        """Write the speakers who are new, all at once; before that they have no key."""
        newcomers, self._newcomers = self._newcomers, []
        bulk_create(newcomers)
        names = [SpeakerName(speaker=speaker, name=speaker.name) for speaker in newcomers]
        for name in names:
            name.put_under_blocks()
        bulk_create(names)

    def _look(self, kind: SpeakerType, name: str) -> Candidates | None:
        """The file, with all who may be meant by a name; None where it is too much at once."""
        if self._file is None or self._later & blocking_keys(kind, name):
            self.write_newcomers()
            self._file, self._later = Candidates(self.told, self.article), set()
        if self._file.complete:
            return self._file
        self.write_newcomers()
        return None

    # people

    def _person(self, kind: SpeakerType, name: str) -> Resolved:
        told = self.told[kind, name]
        companions = self.people - {key_of(name)}
        who = Person(
            (name,), frozenset(told.countries), frozenset(told.titles), frozenset(companions)
        )
        candidates = self._look(kind, name)
        found, rivals = identify(who, self.article, self._before, candidates)
        if found is not None:
            if not who.lone:
                self._remember(found.speaker, name, candidates)
            return found
        return Resolved(self._new(kind, name, provisional=who.lone or rivals))

    def _remember(self, speaker: Speaker, name: str, candidates: Candidates | None) -> None:
        """Have a speaker found by this spelling too."""
        name = truncated(SpeakerName, "name", name)
        key = key_of(name)
        if candidates is None or key not in candidates.known.spellings[speaker.pk].values():
            self.write_newcomers()
            SpeakerName.objects.get_or_create(speaker=speaker, key=key, defaults={"name": name})
            self._file = None

    def _new(self, kind: SpeakerType, name: str, *, provisional: bool) -> Speaker:
        name = truncated(Speaker, "name", name)
        if provisional:
            same = [one for one in self._called(kind, name) if one.only_in_id == self.article.pk]
            if same:
                return min(same, key=lambda one: one.pk)
        only_in = self.article if provisional else None
        newcomer = Speaker(type=kind.value, name=name, only_in=only_in)
        self._newcomers.append(newcomer)
        self._later |= blocks_under(name)
        return newcomer

    # organizations and groups

    def _named(self, kind: SpeakerType, name: str) -> Resolved:
        """An organization or a group: the same where the name is, unless the country is not."""
        countries = self.told[kind, name].countries
        bearers = self._called(kind, name)
        for bearer in sorted(bearers, key=lambda b: (b.country_id not in countries, b.pk)):
            if not (countries and bearer.country_id and bearer.country_id not in countries):
                return Resolved(bearer)
        return Resolved(self._new(kind, name, provisional=False))

    def _called(self, kind: SpeakerType, name: str) -> list[Speaker]:
        """Speakers of a kind who bear just this name."""
        if candidates := self._look(kind, name):
            return candidates.called(kind, name)
        bearers = Speaker.objects.filter(type=kind.value, names__key=key_of(name))
        return list(bearers.order_by().select_related("merged_into"))

    # whoever holds an office

    def _by_office(self, quotation: FoundQuotation) -> Resolved | None:
        """“The Chinese leader”: the one person whom the list has in that office on that day."""
        code = valid_country(quotation.speaker_country)
        words = set(ascii_key(quotation.title or "").split())
        offices = words & SINGULAR_OFFICES
        start = quotation.source[0].start if quotation.source else 0
        definite = self.article.body[start : start + 4].casefold() == "the "
        if not (code and offices and definite) or words & {"former", "deputy", "vice", "ex"}:
            return None
        if "leader" in offices:
            offices |= LEADERS
        day = self.article.published_on
        held = Tenure.objects.in_country(code).held_on(day).select_related("speaker")
        holders = {t.speaker for t in held if offices & set(ascii_key(t.title).split())}
        if len(holders) != 1:
            return None
        holder = holders.pop()
        when = f" on {day:%-d %B %Y}" if day else ""
        return Resolved(holder, f"“the {quotation.title}”{when}, by the list of people")


def identify(
    who: Person,
    article: Article,
    before: Collection[int] = (),
    candidates: Candidates | None = None,
) -> tuple[Resolved | None, bool]:
    """Who on file this person surely is, and whether there is anybody whom it could be.

    `before` are speakers whom an earlier reading of the article named: between those who fit,
    they go first, so that pages keep their people, and what that reading told of them counts
    neither for nor against.  Offices count as held on the article's day.
    """
    leaves = candidates.candidates_for(who) if candidates else candidates_for(who)
    roots: dict[int, tuple[Speaker, list[Speaker]]] = {}
    for leaf in leaves:
        root = leaf.root
        roots.setdefault(root.pk, (root, []))[1].append(leaf)
    if not roots:
        return None, False
    told = (
        candidates.known
        if candidates
        else load_profiles(list(roots), article.published_on, article)
    )
    known = persons_of([root for root, _ in roots.values()], told, before)
    result = match(who, known)
    if result.chosen is None and result.rivals and who.companions:
        fitting = [list(roots)[index] for index in result.rivals]
        beside = co_mentions(fitting, article)
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
    leaf = max(own, key=lambda one: (_likeness(who, told.spellings[one.pk]), -one.pk))
    if leaf.provisional and leaf.only_in_id != article.pk:
        leaf.only_in = None
        leaf.save(update_fields=["only_in"])
    return Resolved(leaf, result.reason), True


def possible_matches(speaker: Speaker, limit: int = 5) -> list[tuple[Speaker, str]]:
    """Who a provisional speaker may be, the best first, with what speaks for each."""
    article = speaker.only_in
    (who,) = persons_of([speaker], load_profiles([speaker.pk], None))
    roots = {leaf.root.pk: leaf.root for leaf in candidates_for(who)}
    roots.pop(speaker.pk, None)
    day = article.published_on if article else None
    known = persons_of(roots.values(), load_profiles(list(roots), day))
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


def _likeness(who: Person, names: Iterable[str]) -> Likeness:
    return max(likeness(who.parsed[0], person_name(name)) for name in names)
