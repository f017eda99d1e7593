"""What is known of all that a batch of articles names, and kept in line as each is decided.  Pure.

The articles of a batch are decided one after another, on values that were loaded for all of them at
once.  What one article adds is noted here, so that the next one is decided as if it had been
written.  What needs more than was loaded raises `NotLoadedError`: it is decided on the database.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from articles.resolution.blocking import (
    COLUMNS,
    Block,
    comparable_blocks,
    key_blocks,
)
from articles.resolution.consequences import Affected, Consequences, Counted, Spoken
from articles.resolution.entities import EntityKey
from articles.resolution.facts import (
    FIRST_NEW,
    Additions,
    Candidate,
    Facts,
    Name,
    Profile,
    Tenure,
)
from articles.resolution.resolver import Named, is_lone
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.names import blocks_of

# The title, the country found and the country shown of quotations of one speaker.
type SpokenAs = tuple[str, str | None, str | None]


class NotLoadedError(Exception):
    """An article cannot be decided on what was loaded for its batch."""


class NameRow(NamedTuple):
    """A stored name of a speaker, with its blocking keys in the order of `COLUMNS`."""

    speaker: int
    name: str
    blocks: tuple[str, ...]

    @property
    def ends(self) -> set[str]:
        """The first and the last word."""
        return {self.blocks[COLUMNS.index("first")], self.blocks[COLUMNS.index("last")]}


class Term(NamedTuple):
    """An office of a speaker, from the list of people; open ends are unknown or now."""

    speaker: int
    title: str
    country: str | None
    since: dt.date | None
    until: dt.date | None

    def covers(self, day: dt.date | None) -> bool:
        if day is None:
            return self.until is None
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(slots=True)
class Known:
    """The names, speakers and entities that a batch of articles is decided on.

    `found` are the blocks looked up, with all that have them, and `names` all names of each speaker
    and of those `merged` into it; `said` counts the quotations of speakers that are merged into
    nobody.  `provisional` are lone people of one article by their last word, who a full name may
    turn out to be.  With more than `most` candidates together, an article's names are looked up one
    by one, and a name with more identifies nobody.
    """

    most: int
    speakers: dict[int, Candidate] = field(default_factory=dict)
    found: dict[Block, set[int]] = field(default_factory=dict)
    rows: dict[Block, int] = field(default_factory=dict)
    names: dict[int, list[NameRow]] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)
    said: dict[int, Counter[SpokenAs]] = field(default_factory=dict)
    terms: dict[int, list[Term]] = field(default_factory=dict)
    holders: list[Term] = field(default_factory=list)
    provisional: dict[str, set[int]] = field(default_factory=dict)
    entities: dict[EntityKey, tuple[int, str | None]] = field(default_factory=dict)

    # what the articles are decided on

    def facts(self, article: int, named: Named, day: dt.date | None) -> Facts:
        """Return the facts for the names of an article that nothing is known of yet."""
        found, too_many = self.found, frozenset[str]()
        if self._have_too_many(named.blocks):
            found, too_many = self._found_one_by_one(named.speakers)
        codes = {office.country for office in named.offices if office}
        held = tuple(
            Tenure(term.speaker, term.title, term.country)
            for term in self.holders
            if term.country in codes and term.covers(day)
        )
        return Facts(article, self.speakers, found, _Profiles(self, day), {}, held, too_many)

    def _have_too_many(self, blocks: Collection[Block]) -> bool:
        """Whether more stored names than `most` are in one of these blocks."""
        if sum(self.rows.get(block, 0) for block in blocks) <= self.most:
            return False
        # A row with several of the blocks was counted as often.
        sharing = (
            row
            for key in self._under(blocks) for row in self.names.get(key, ())
            if any(block in blocks for block in zip(COLUMNS, row.blocks, strict=True))
        )  # fmt: skip
        return next(islice(sharing, self.most, None), None) is not None

    def _found_one_by_one(
        self, names: Collection[Name]
    ) -> tuple[dict[Block, set[int]], frozenset[str]]:
        """Return the candidates of each name alone, by block, and the names with too many."""
        keys, too_many = set[int](), set[str]()
        for kind, name in names:
            candidates, all_of_them = self._candidates_of(kind, name)
            keys |= candidates
            if not all_of_them:
                too_many.add(name)
        found: dict[Block, set[int]] = defaultdict(set)
        for key in keys | {self.speakers[key].root for key in keys}:
            for row in self.names.get(key, ()):
                for block in zip(COLUMNS, row.blocks, strict=True):
                    found[block].add(key)
        return found, frozenset(too_many)

    def _candidates_of(self, kind: SpeakerType, name: str) -> tuple[set[int], bool]:
        """The candidates of one name, and whether these are all."""
        if kind is not SpeakerType.PERSON:
            same = self._under(key_blocks(name))
            return {key for key in same if self.speakers[key].type == kind}, True
        lone = is_lone(name)
        people = self._people(self._under(comparable_blocks(name, lone=lone)), lone=lone)
        if len(people) <= self.most:
            return set(people), True
        same = self._under([("key", key_of(name))])
        return set(self._people(same, lone=lone)[: self.most]), False

    def _people(self, keys: Iterable[int], *, lone: bool) -> list[int]:
        """Those of these speakers who are people, oldest first; provisional ones if `lone`."""
        return sorted(
            key for key in keys
            if (one := self.speakers[key]).type == SpeakerType.PERSON
            and (lone or one.only_in is None)
        )  # fmt: skip

    def _under(self, blocks: Iterable[Block]) -> set[int]:
        return set[int]().union(*(self.found.get(block, ()) for block in blocks))

    def profile(self, root: int, day: dt.date | None) -> Profile:
        """Return what is known of a speaker, with the offices of a day."""
        names = [row.name for key in (root, *self.merged.get(root, ()))
                 for row in self.names.get(key, ())]  # fmt: skip
        terms = self.terms.get(root, ())
        held = [term for term in terms if day is None or term.covers(day)]
        said = self.said.get(root, Counter[SpokenAs]())
        titles = {title for title, _, _ in said} | {term.title for term in held}
        countries = {found for _, found, _ in said} | {term.country for term in held}
        return Profile(
            tuple(names),
            frozenset(filter(None, titles)),
            frozenset(filter(None, countries)),
            bool(terms),
        )

    def affected(self, facts: Facts, additions: Additions, spoken: Sequence[Spoken]) -> Affected:
        """Return what the quotations of an article affect."""
        known = {**additions.speakers}
        keys = {one.speaker.root for one in spoken}
        people = {key: known.get(key) or self.speakers[key] for key in keys}
        self._refuse_late_names(people, additions)
        counted = tuple(row for key in people if key < FIRST_NEW for row in self._counted(key))
        return Affected(people, counted, (), (facts.article, frozenset()))

    def _counted(self, key: int) -> Iterator[Counted]:
        for (_, found, shown), number in self.said.get(key, Counter[SpokenAs]()).items():
            yield key, found, shown, number

    def _refuse_late_names(self, people: Mapping[int, Candidate], additions: Additions) -> None:
        """Raise NotLoadedError if a name of these may be that of a provisional speaker."""
        full = {
            key for key, one in people.items()
            if one.type == SpeakerType.PERSON and one.into is None
            and (one.only_in is None or key in additions.promoted)
        }  # fmt: skip
        words = {word for key in full for row in self.names.get(key, ()) for word in row.ends}
        for key, name in additions.names:
            if key in full:
                blocks = blocks_of(name)
                words |= {blocks.first, blocks.last}
        words.discard("")
        stored = set[int]().union(*(self.provisional.get(word, ()) for word in words))
        new = (
            one for one in additions.speakers.values()
            if one.only_in is not None and one.type == SpeakerType.PERSON
            and blocks_of(one.name).last in words and is_lone(one.name)
        )  # fmt: skip
        if stored - additions.promoted or any(new):
            raise NotLoadedError("provisional speakers of this name")

    # what an article adds

    def add_speaker(self, speaker: Candidate) -> None:
        self.speakers[speaker.key] = replace(speaker, names=())

    def add_name(self, row: NameRow) -> None:
        """Note a new name of a speaker; of the blocks only those looked up for the batch."""
        speaker = self.speakers[row.speaker]
        self.speakers[row.speaker] = replace(speaker, names=(*speaker.names, row.name))
        self.names.setdefault(row.speaker, []).append(row)
        for block in zip(COLUMNS, row.blocks, strict=True):
            self.found.setdefault(block, set()).add(row.speaker)
            self.rows[block] = self.rows.get(block, 0) + 1
        if speaker.only_in is not None and speaker.type == SpeakerType.PERSON and is_lone(
            speaker.name
        ):  # fmt: skip
            last = row.blocks[COLUMNS.index("last")]
            self.provisional.setdefault(last, set()).add(row.speaker)

    def promote(self, keys: Iterable[int]) -> None:
        """Make provisional speakers known beyond their article."""
        for key in keys:
            self.speakers[key] = replace(self.speakers[key], only_in=None)
            for waiting in self.provisional.values():
                waiting.discard(key)

    def follow(self, consequences: Consequences) -> None:
        """Note what follows for speakers that exist and their quotations."""
        for key, code in consequences.countries.items():
            if key < FIRST_NEW:
                self.speakers[key] = replace(self.speakers[key], country=code)
        for found, meant, keys in consequences.shown:
            for key in keys & self.said.keys():
                self.said[key] = _shown(self.said[key], found, meant)

    def add_said(self, speaker: int, spoken_as: SpokenAs) -> None:
        self.said.setdefault(speaker, Counter())[spoken_as] += 1


def _shown(said: Counter[SpokenAs], found: str | None, meant: str | None) -> Counter[SpokenAs]:
    """The quotations of a speaker, those with a country found showing another."""
    after: Counter[SpokenAs] = Counter()
    for (title, country, shown), number in said.items():
        after[title, country, meant if country == found else shown] += number
    return after


class _Profiles(Mapping[int, Profile]):
    """The profiles of speakers on a day, made when they are looked up."""

    def __init__(self, known: Known, day: dt.date | None) -> None:
        self._known, self._day = known, day

    def __getitem__(self, root: int) -> Profile:
        if root not in self._known.speakers:
            raise KeyError(root)
        return self._known.profile(root, self._day)

    def __iter__(self) -> Iterator[int]:
        return iter(self._known.speakers)

    def __len__(self) -> int:
        return len(self._known.speakers)


def names_by_speaker(rows: Iterable[NameRow]) -> dict[int, list[NameRow]]:
    """Return names by the speaker that has them."""
    found: dict[int, list[NameRow]] = defaultdict(list)
    for row in rows:
        found[row.speaker].append(row)
    return found
