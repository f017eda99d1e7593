"""What follows once quotations have changed hands: late names, countries, speakers left silent.

Pure: what is affected in, consequences out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.resolution.facts import Additions, Candidate, CoMentions, Facts, View
from articles.resolution.identify import identify
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person

# A speaker, the country that its article gives and the one shown, and how many quotations do so.
type Counted = tuple[int, str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a quotation says of its speaker: the speaker found, its title and country."""

    speaker: Candidate
    title: str
    country: str | None
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A provisional speaker whom a full name may identify now.

    `spoken` are its quotations; `people` are keys of the people whom its one article names;
    `facts` are those of its name, apart from that article and the article of the plan.
    """

    speaker: Candidate
    spoken: tuple[Spoken, ...] = ()
    people: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=lambda: Facts(0))


@dataclass(frozen=True, slots=True)
class Affected:
    """The speakers whose quotations changed, how their quotations in other articles count, and
    the provisional speakers who may be one of them, by name.

    `article` is that of the plan, with keys of the people it names.
    """

    people: Mapping[int, Candidate]
    counted: tuple[Counted, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    article: CoMentions = (0, frozenset())


@dataclass(frozen=True, slots=True)
class HandOver:
    """Quotations of a provisional speaker that go to another, and why."""

    provisional: int
    speaker: Candidate
    reason: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What to write besides the quotations themselves.

    `shown` has (country found, country to show, speakers) for the quotations in other articles;
    `silent` are speakers without a quotation.  `missing` are roots whose co-mentions must be
    loaded, by the provisional speaker, before this can be decided.
    """

    handed_over: tuple[HandOver, ...] = ()
    countries: Mapping[int, str] = field(default_factory=dict)
    shown: tuple[tuple[str | None, str | None, frozenset[int]], ...] = ()
    silent: frozenset[int] = frozenset()
    missing: Mapping[int, frozenset[int]] = field(default_factory=dict)


def decide(
    affected: Affected, additions: Additions, spoken: Sequence[Spoken] = ()
) -> tuple[Consequences, list[Spoken]]:
    """Decide what follows from the quotations `spoken` in the article of the plan.

    Return it with these quotations as they are then: with their last speaker, and the country to
    show."""
    handed_over, missing = _adopt_provisional(affected, additions, spoken)
    final = {one.provisional: one.speaker for one in handed_over}
    if final:
        spoken = [replace(one, speaker=_last(final, one.speaker)) for one in spoken]
    counted = [row for row in affected.counted if row[0] not in final]
    counted += _moved(affected, handed_over, final)
    counted += [(one.speaker.root, one.country, None, 1) for one in spoken]
    countries = _countries(affected.people, counted)
    people = {
        key: replace(speaker, country=countries[key]) if key in countries else speaker
        for key, speaker in affected.people.items()
    }
    consequences = Consequences(
        tuple(handed_over),
        countries,
        _wrongly_shown(people, counted[: len(counted) - len(spoken)]),
        frozenset(people.keys() - {row[0] for row in counted}),
        missing,
    )
    return consequences, [
        Spoken(
            one.speaker,
            one.title,
            one.country,
            country_shown(people.get(one.speaker.root), one.country),
        )
        for one in spoken
    ]


def _last(final: Mapping[int, Candidate], speaker: Candidate) -> Candidate:
    while speaker.key in final:
        speaker = final[speaker.key]
    return speaker


# ── late names ────────────────────────────────────────────────────────────────────────────


def _adopt_provisional(
    affected: Affected, additions: Additions, spoken: Iterable[Spoken]
) -> tuple[list[HandOver], dict[int, frozenset[int]]]:
    """Hand over the quotations of provisional speakers to those whom they mean after all."""
    if not affected.waiting:
        return [], {}
    article, people = affected.article
    for one in spoken:
        additions.add_said(one.speaker.root, article, (one.title, one.country), people)
    said = defaultdict(list, {w.speaker.key: [*w.spoken] for w in affected.waiting})
    handed_over: list[HandOver] = []
    missing: dict[int, frozenset[int]] = {}
    for waiting in affected.waiting:
        key, view = waiting.speaker.key, View(waiting.facts, additions)
        found = identify(_described(waiting, said[key]), view)
        if found.missing:
            missing[key] = found.missing
        if found.speaker is None or found.speaker.key == key:
            continue
        view.confirm(found.speaker)
        handed_over.append(HandOver(key, found.speaker, found.reason))
        additions.removed.add(key)
        said[found.speaker.key] += said[key]
        for one in said[key]:
            additions.add_said(
                found.speaker.root, waiting.facts.article, (one.title, one.country), waiting.people
            )
    return handed_over, missing


def _described(waiting: Waiting, said: Iterable[Spoken]) -> Person:
    name = waiting.speaker.name
    return Person(
        (name,),
        frozenset(one.country for one in said if one.country),
        frozenset(one.title for one in said if one.title),
        waiting.people - {key_of(name)},
    )


def _moved(
    affected: Affected, handed_over: Iterable[HandOver], final: Mapping[int, Candidate]
) -> Iterator[Counted]:
    """Quotations in other articles that are handed over, counted for their last speaker."""
    moved = {one.provisional for one in handed_over}
    for waiting in affected.waiting:
        if waiting.speaker.key in moved and waiting.facts.article != affected.article[0]:
            root = _last(final, waiting.speaker).root
            for one in waiting.spoken:
                yield root, one.country, one.shown, 1


# ── countries ─────────────────────────────────────────────────────────────────────────────


def _countries(people: Mapping[int, Candidate], counted: Iterable[Counted]) -> dict[int, str]:
    """The speakers whose country changes to the one that most of their quotations give.

    A tie keeps the country they have, and so do quotations that give none: what is known is not
    forgotten because an article does not repeat it.  A fixed country stays.
    """
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for pk, found, _, count in counted:
        if found and pk in people:
            counts[pk][found] += count
    changed = {}
    for pk, by_code in counts.items():
        held = people[pk].country
        if not people[pk].country_fixed:
            most = max(by_code, key=lambda code: (by_code[code], code == held, code))
            if most != held:
                changed[pk] = most
    return changed


def country_shown(speaker: Candidate | None, found: str | None) -> str | None:
    """Return the country that a quotation shows, when its article gives the one found.

    A country from the list or an editor is shown on every quotation; any other is shown where
    the article gives none, of people.
    """
    if speaker is None:
        return found
    own = speaker.country_fixed or (found is None and speaker.type == SpeakerType.PERSON)
    return speaker.country if own else found


def _wrongly_shown(
    people: Mapping[int, Candidate], counted: Iterable[Counted]
) -> tuple[tuple[str | None, str | None, frozenset[int]], ...]:
    wrong: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for pk, found, shows, _ in counted:
        if pk in people and shows != (meant := country_shown(people[pk], found)):
            wrong[found, meant].add(pk)
    return tuple((found, meant, frozenset(keys)) for (found, meant), keys in wrong.items())
