"""What the database knows about the speakers an article may name, and what a plan adds to it.

Plain values, without a database.  A key is a primary key; a speaker that the plan creates has a key
from FIRST_NEW on, in the order of creation, so that it sorts after all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from articles.resolution.blocking import Block, comparable_blocks, stored_blocks
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person

FIRST_NEW = 1 << 62
# Articles of a speaker, newest first, whose people count as named beside.
RECENT = 50

type Name = tuple[SpeakerType, str]
# The title and the country that one quotation gives its speaker.
type Said = tuple[str, str | None]
# An article, and keys of the people it names who are not named in many articles.
type CoMentions = tuple[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker; `into` is the speaker it is merged into, `only_in` the one article that uses it.

    `names` are its own, without those of speakers merged into it.
    """

    key: int
    name: str
    type: str = SpeakerType.PERSON.value
    into: int | None = None
    only_in: int | None = None
    country: str | None = None
    country_fixed: bool = False
    names: tuple[str, ...] = ()

    @property
    def root(self) -> int:
        return self.key if self.into is None else self.into


@dataclass(frozen=True, slots=True)
class Profile:
    """All names, titles and countries of a speaker, with those merged into it.

    `listed` speakers are on the list of people.
    """

    names: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a speaker held on the day of the article."""

    speaker: int
    title: str
    country: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database knows, apart from one article, for the names in it.

    `profiles` and `co_mentions` are by root; of the latter only some are loaded.  `too_many` are
    names with so many candidates that only those of exactly this name are loaded.
    """

    article: int
    speakers: Mapping[int, Candidate] = field(default_factory=dict)
    blocks: Mapping[Block, Collection[int]] = field(default_factory=dict)
    profiles: Mapping[int, Profile] = field(default_factory=dict)
    co_mentions: Mapping[int, tuple[CoMentions, ...]] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()
    too_many: frozenset[str] = frozenset()


class Additions:
    """What a plan has added so far: speakers, names, and speakers known beyond one article."""

    def __init__(self) -> None:
        self.speakers: dict[int, Candidate] = {}
        self.names: list[tuple[int, str]] = []
        self.promoted: set[int] = set()
        self.removed: set[int] = set()
        self.said: dict[int, set[tuple[int, Said]]] = defaultdict(set)
        self.co_mentions: dict[int, dict[int, frozenset[str]]] = defaultdict(dict)
        self.blocks: dict[Block, set[int]] = defaultdict(set)

    def copy(self) -> Additions:
        copy = Additions()
        copy.speakers, copy.names = dict(self.speakers), list(self.names)
        copy.promoted, copy.removed = set(self.promoted), set(self.removed)
        copy.said.update((key, set(said)) for key, said in self.said.items())
        copy.co_mentions.update(
            (key, dict(co_mentions)) for key, co_mentions in self.co_mentions.items()
        )
        copy.blocks.update((key, set(owners)) for key, owners in self.blocks.items())
        return copy

    def create(self, kind: SpeakerType, name: str, only_in: int | None) -> Candidate:
        speaker = Candidate(FIRST_NEW + len(self.speakers), name, kind.value, only_in=only_in)
        self.speakers[speaker.key] = speaker
        self.add_name(speaker.key, name)
        return speaker

    def add_name(self, key: int, name: str) -> None:
        self.names.append((key, name))
        for block in stored_blocks(name):
            self.blocks[block].add(key)

    def add_said(self, root: int, article: int, said: Said, co_mentions: frozenset[str]) -> None:
        """Count a quotation of an article, which names these people, for a speaker."""
        self.said[root].add((article, said))
        self.co_mentions[root][article] = co_mentions


class View:
    """Facts together with the additions of a plan, as the database will be after the plan."""

    def __init__(self, facts: Facts, additions: Additions) -> None:
        self.facts = facts
        self.additions = additions

    def speaker(self, key: int) -> Candidate:
        return self.additions.speakers.get(key) or self.facts.speakers[key]

    def provisional(self, speaker: Candidate) -> bool:
        return speaker.only_in is not None and speaker.key not in self.additions.promoted

    def confirm(self, speaker: Candidate) -> None:
        """Note that this article means a speaker, who is no longer that of one other article."""
        if self.provisional(speaker) and speaker.only_in != self.facts.article:
            self.additions.promoted.add(speaker.key)

    def candidates(self, who: Person) -> list[Candidate]:
        """Return the people whose names are worth comparing, oldest first."""
        name, lone = who.names[0], who.lone
        if name in self.facts.too_many:
            blocks = {("key", key_of(name))}
        else:
            blocks = comparable_blocks(name, lone=lone)
        people = (one for one in self._under(blocks) if one.type == SpeakerType.PERSON)
        return [one for one in people if lone or not self.provisional(one)]

    def named(self, kind: SpeakerType, name: str) -> list[Candidate]:
        """Return the speakers of a type with exactly this name, oldest first."""
        return [one for one in self._under([("key", key_of(name))]) if one.type == kind]

    def _under(self, blocks: Iterable[Block]) -> list[Candidate]:
        keys: set[int] = set()
        for block in blocks:
            keys.update(self.facts.blocks.get(block, ()), self.additions.blocks.get(block, ()))
        return [self.speaker(key) for key in sorted(keys - self.additions.removed)]

    def spellings(self, speaker: Candidate) -> list[str]:
        """Return a speaker's own names."""
        added = [name for key, name in self.additions.names if key == speaker.key]
        return [*speaker.names, *added]

    def person(self, root: int, before: Collection[int] = ()) -> Person:
        """Return what is known of a speaker, without the people named beside.

        For a speaker in `before`, named by an earlier reading of the article, a country that is
        not fixed does not count: it may come from that reading.
        """
        speaker = self.speaker(root)
        profile = self.facts.profiles.get(root, Profile())
        added = [name for key, name in self.additions.names if self._root(key) == root]
        names = dict.fromkeys((speaker.name, *profile.names, *added))
        said = [said for article, said in self.additions.said.get(root, ())
                if article != self.facts.article]  # fmt: skip
        own = {speaker.country} if speaker.country_fixed or root not in before else set()
        others = {*profile.countries, *(country for _, country in said)}
        countries = own if speaker.country_fixed else own | others
        return Person(
            tuple(names),
            frozenset(filter(None, countries)),
            profile.titles.union(title for title, _ in said if title),
            listed=profile.listed,
            waiting=self.provisional(speaker),
        )

    def _root(self, key: int) -> int:
        known = self.additions.speakers.get(key) or self.facts.speakers.get(key)
        return known.root if known else key

    def co_mentions(self, root: int) -> frozenset[str] | None:
        """Return keys of the people named beside a speaker; None if they are not loaded."""
        if root >= FIRST_NEW:
            loaded: tuple[CoMentions, ...] = ()
        elif root in self.facts.co_mentions:
            loaded = self.facts.co_mentions[root]
        else:
            return None
        newest = sorted([*loaded, *self._added_co_mentions(root)], key=lambda one: -one[0])
        return frozenset[str]().union(*(names for _, names in newest[:RECENT]))

    def _added_co_mentions(self, root: int) -> Iterator[CoMentions]:
        for article, names in self.additions.co_mentions.get(root, {}).items():
            if article != self.facts.article:
                yield article, names
