"""Who on file bears a name: names are kept under blocks, and looked up by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q, QuerySet

from articles.models import Article, Speaker, SpeakerName
from articles.models.values import truncated
from articles.resolution.profiles import Profiles, load_profiles, speakers_of
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person
from identity.names import blocks_of, person_name, turned_round
from newsroom.db.prepared import PreparedQuery

# More bearers of a name than this, and the name tells nobody.
TOO_MANY = 200
COLUMNS = ("key", "first", "last", "by_given", "by_family")

# What stands in none of them.
NOTHING = " "

# A column of SpeakerName, and what stands in it.
type Block = tuple[str, str]


def _by_column(blocks: Iterable[Block]) -> list[list[str]]:
    values: dict[str, set[str]] = {column: set() for column in COLUMNS}
    for column, value in blocks:
        values[column].add(value)
    return [sorted(some) or [NOTHING] for some in values.values()]


def _names_under(*lists: Collection[str]) -> QuerySet[SpeakerName]:
    """Names on file that stand under any of these values of the columns."""
    wanted = (Q((f"{column}__in", some)) for column, some in zip(COLUMNS, lists, strict=True))
    return SpeakerName.objects.filter(reduce(or_, wanted)).order_by()


# The same names, with whose they are.
ALIKE = PreparedQuery[tuple[int, str, str, str, str, str]](
    lambda *lists: _names_under(*lists).values_list("speaker", *COLUMNS)[: TOO_MANY + 1]
)


def blocks_alike(name: str, *, lone: bool) -> set[Block]:
    """The blocks of names on file that are worth comparing with a person's name."""
    blocks = blocks_of(name)
    alike = {("key", key_of(name))}
    if lone:
        return alike | {("last", blocks.last), ("first", blocks.last)}
    for spelling in (blocks, *map(blocks_of, turned_round(name))):
        alike |= {("by_given", spelling.by_given), ("by_family", spelling.by_family)}
    return alike


def blocking_keys(kind: SpeakerType, name: str) -> set[Block]:
    """The blocks of names on file among which whoever bears a name is found."""
    same = {("key", key_of(name)), ("key", key_of(truncated(Speaker, "name", name)))}
    if kind is not SpeakerType.PERSON:
        return same
    return same | blocks_alike(name, lone=person_name(name).lone)


def candidates_for(who: Person) -> list[Speaker]:
    """Speakers whose names are worth comparing, by the blocks their names share."""
    name = who.names[0]
    # Names first, and alone: most that an article tells of are nobody's yet.
    alike = _names_under(*_by_column(blocks_alike(name, lone=who.lone)))
    if not alike.exists():
        return []
    people = Speaker.objects.filter(type=SpeakerType.PERSON).select_related("merged_into")
    if not who.lone:
        people = people.filter(only_in=None)
    found = list(people.filter(pk__in=alike.values("speaker"))[: TOO_MANY + 1])
    if len(found) > TOO_MANY:
        same = alike.filter(key=key_of(name)).values("speaker")
        found = list(people.filter(pk__in=same)[:TOO_MANY])
    return found


class Candidates:
    """Whom the names of one article may mean, asked once for all of them.

    It is as of when it was made; whoever writes names or speakers makes another.  Where names
    are too many to be looked at together it is not `complete`, and each is to be asked for.
    """

    def __init__(self, names: Collection[tuple[SpeakerType, str]], article: Article) -> None:
        self.article = article
        blocks = {block for kind, name in names for block in blocking_keys(kind, name)}
        rows = ALIKE(*_by_column(blocks)) if blocks else []
        self.complete = len(rows) <= TOO_MANY
        self._owners: dict[Block, set[int]] = defaultdict(set)
        for owner, *kept in rows:
            for block in zip(COLUMNS, kept, strict=True):
                self._owners[block].add(owner)

    def candidates_for(self, who: Person) -> list[Speaker]:
        """As the function of that name."""
        found = self._under(blocks_alike(who.names[0], lone=who.lone))
        people = [speaker for speaker in found if speaker.type == SpeakerType.PERSON]
        return [speaker for speaker in people if who.lone or not speaker.provisional]

    def called(self, kind: SpeakerType, name: str) -> list[Speaker]:
        """Those of a kind who bear just this name."""
        found = self._under([("key", key_of(name))])
        return [speaker for speaker in found if speaker.type == kind]

    @cached_property
    def known(self) -> Profiles:
        """What is known of all of them, apart from what the article tells."""
        roots = dict.fromkeys(speaker.root.pk for speaker in self._speakers)
        return load_profiles(list(roots), self.article.published_on, self.article)

    def _under(self, blocks: Iterable[Block]) -> list[Speaker]:
        keys = set().union(*(self._owners.get(block, ()) for block in blocks))
        return [speaker for speaker in self._speakers if speaker.pk in keys] if keys else []

    @cached_property
    def _speakers(self) -> list[Speaker]:
        return speakers_of(set().union(*self._owners.values()))


def blocks_under(name: str) -> set[Block]:
    """The blocks that a name is kept under."""
    blocks = blocks_of(name)
    kept = (key_of(name), blocks.first, blocks.last, blocks.by_given, blocks.by_family)
    return set(zip(COLUMNS, kept, strict=True))
