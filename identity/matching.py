"""Whether a person in an article is a person already known.

A wrong merge is worse than a missed one, so a name alone decides only where it is a full one
and not common, and nothing speaks against it.  Otherwise something else has to agree: the
country, an office, the people named beside.  Where more than one fits, nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extraction.coreference.titles import head_noun
from extraction.lexicon.roles import NO_OFFICE, SECOND, SINGULAR_OFFICES
from extraction.text.folding import KNOWN, name_key
from identity.names import Likeness, PersonName, likeness, person_name

BETWEEN_WORDS = re.compile(r"[\s,/–—]+|(?<=vice)-", re.IGNORECASE)
ENOUGH_COMPANIONS = 2


@dataclass(frozen=True, slots=True)
class Person:
    """What an article, or the newsroom, knows of a person.

    `names` hold the fullest first.  `titles` are offices as worded, `companions` the keys of
    people named in the same articles.  `listed` says that the list of people has them, `waiting`
    that they are a lone name of one article, which may yet be anybody of that name.  They are
    `lone` if no name of theirs says more than a family name.
    """

    names: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    listed: bool = False
    waiting: bool = False
    parsed: tuple[PersonName, ...] = field(init=False)
    lone: bool = field(init=False)

    def __post_init__(self) -> None:
        parsed = tuple(map(person_name, self.names))
        object.__setattr__(self, "parsed", parsed)
        object.__setattr__(self, "lone", all(name.lone for name in parsed))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two descriptions being one person's, and whether anything speaks against.

    `office` is a word that titles of both have, such as “president”.
    """

    likeness: Likeness
    office: str = ""
    country: bool = False
    companions: bool = False
    conflict: bool = False

    @property
    def agreeing(self) -> tuple[str, ...]:
        """What agrees besides the name, in words."""
        known = (
            self.office,
            "same country" if self.country else "",
            "named beside the same people" if self.companions else "",
        )
        return tuple(filter(None, known))

    @property
    def fits(self) -> bool:
        return not self.conflict and self.likeness is not Likeness.DIFFERENT

    @property
    def singular(self) -> bool:
        """Whether both hold an office that one person holds at a time, in one country."""
        return self.office in SINGULAR_OFFICES and self.country


@dataclass(frozen=True, slots=True)
class Match:
    """Which of the known is meant, None where nobody surely is; `rivals` are all who might be."""

    chosen: int | None
    reason: str = ""
    rivals: tuple[int, ...] = ()


def match(who: Person, known: Sequence[Person]) -> Match:
    """The index in `known` of the person that `who` is, if one surely is.

    >>> putin = Person(("Vladimir Putin",), frozenset({"RU"}), frozenset({"Russian president"}))
    >>> match(Person(("Putin",), titles=frozenset({"President"})), [putin]).reason
    'the only Putin on file who fits: president'
    """
    weighed = [(index, weigh(who, other)) for index, other in enumerate(known)]
    fitting = [(index, found) for index, found in weighed if found.fits]
    rivals = tuple(index for index, _ in fitting)
    established = sum(not known[index].waiting for index in rivals)
    sure = [(i, found) for i, found in fitting if _sure(who, known[i], found, established)]
    best = max((_rank(known[i], found) for i, found in sure), default=None)
    top = [(i, found) for i, found in sure if _rank(known[i], found) == best]
    if len(top) != 1:
        return Match(None, rivals=rivals)
    index, found = top[0]
    return Match(index, _reason(who, known[index], found), rivals)


def weigh(who: Person, other: Person) -> Evidence:
    """How alike two descriptions are."""
    alike = max(likeness(a, b) for a in who.parsed for b in other.parsed)
    if alike is Likeness.DIFFERENT:
        return Evidence(alike)
    shared = _offices(who.titles) & _offices(other.titles)
    office = min(shared, key=lambda word: (word not in SINGULAR_OFFICES, word), default="")
    country = bool(who.countries & other.countries)
    companions = len(who.companions & other.companions) >= ENOUGH_COMPANIONS
    abroad = bool(who.countries and other.countries) and not country
    other_trade = not office and _trades(who.titles) and _trades(other.titles)
    if alike is Likeness.SAME and not (who.lone or who.parsed[0].common):
        conflict = abroad and other_trade and not companions
    else:
        conflict = (abroad and not companions) or (other_trade and not (country or companions))
    return Evidence(alike, office, country, companions, conflict)


def _sure(who: Person, other: Person, found: Evidence, established: int) -> bool:
    """Whether the evidence is enough to call them one; the less the name says, the more of it."""
    common = who.parsed[0].common
    if who.lone and other.lone:
        return found.singular or (found.companions and bool(found.office))
    if found.likeness is Likeness.PART:
        strong = found.office in SINGULAR_OFFICES or len(found.agreeing) > 1
        return strong or (established == 1 and not common)
    if found.likeness is Likeness.VARIANT:
        return len(found.agreeing) > who.parsed[0].common_family
    return bool(found.agreeing) or not common


def _rank(other: Person, found: Evidence) -> tuple[bool, int, int]:
    return not other.waiting, int(found.likeness), len(found.agreeing)


def _reason(who: Person, other: Person, found: Evidence) -> str:
    """Why it is this one, where the name itself does not say so."""
    by = f": {', '.join(found.agreeing)}" if found.agreeing else ""
    if found.likeness is Likeness.PART:
        return f"the only {who.names[0]} on file who fits{by}"
    if found.likeness is Likeness.VARIANT:
        return f"“{who.names[0]}” is {other.names[0]}{by}"
    return ""


@lru_cache(maxsize=KNOWN)
def _trades(titles: frozenset[str]) -> bool:
    """Whether it is known what those with these titles do."""
    return any(map(head_noun, titles))


@lru_cache(maxsize=KNOWN)
def _offices(titles: frozenset[str]) -> frozenset[str]:
    """The words of titles that tell one office from another.

    >>> sorted(_offices(frozenset(["Vice President for sales", "the mayor"])))
    ['mayor', 'sales', 'vice president']
    """
    return frozenset[str]().union(*map(_office, titles))


@lru_cache(maxsize=KNOWN)
def _office(title: str) -> frozenset[str]:
    words = [name_key(word) for word in BETWEEN_WORDS.split(title)]
    second = next((word for word in words if word in SECOND), "")
    return frozenset(
        f"{second} {word}" if second and word in SINGULAR_OFFICES else word
        for word in words
        if len(word) > 2 and word not in NO_OFFICE | SECOND
    )
