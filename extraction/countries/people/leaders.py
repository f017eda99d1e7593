"""People whom newspapers name without their country.

`leaders.tsv` holds heads of state and government since about 2000, those who stood against
them, and athletes, artists and business people as well known, written by hand: name, ISO code, and
the family name where it alone means nobody else.  `known_people.tsv` holds more people, of every
country and walk of life, by their whole names only: name, ISO code.  A country is all they tell,
for that does not change; who holds an office today is for the list of people that a newsroom keeps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from extraction.countries.table import lines_of
from extraction.lexicon.roles import (
    ARTS,
    FAMED,
    LEADER_ROLES,
    SPORT,
    STAFF_FOR_LEADERS,
    STAFF_OF_LEADERS,
    TEAM_MEMBERS,
)
from extraction.names import core
from extraction.text.patterns import any_of

FAMOUS = LEADER_ROLES | SPORT | TEAM_MEMBERS | ARTS | FAMED
"""What articles call the people of the tables."""

# Those who work for a leader are of the leader's country; friends and critics may be of any.
NAME = r"(?:[A-Z][\w.’'-]*\s){0,2}[A-Z][\w-]+"
CAMPS = (
    re.compile(
        rf"(?P<name>{NAME})(?:[’']s?)?\s(?:[a-z]+\s|\d{{4}}\s){{0,4}}"
        rf"(?:{any_of(STAFF_OF_LEADERS)}|running\smate)s?\b"
    ),
    re.compile(
        rf"\b(?:{any_of(STAFF_FOR_LEADERS)}|chief\sof\sstaff)s?\s"
        r"(?:for|to|of)\s(?:[a-z]+\s)*(?:President\s|Prime\sMinister\s"
        rf"|Mrs?\.\s|Ms\.\s|Sen\.\s|Gov\.\s|Vice\s)*(?P<name>{NAME})"
    ),
)


def country_of_leader(words: Sequence[str], heads: Collection[str]) -> str | None:
    """The country of the leader of this name, unless the article gives the person another office.

    `heads` are the offices the article gives: “the baker Gordon Brown” is no prime minister.

    >>> country_of_leader(["Donald", "J.", "Trump"], []), country_of_leader(["Brown"], ["baker"])
    ('US', None)
    >>> country_of_leader(["Justine", "Henin-Hardenne"], [])
    'BE'
    """
    if heads and not FAMOUS & set(heads):
        return None
    key = _key(words)
    return _table().get(key) or _by_married_name(key)


def _by_married_name(key: tuple[str, ...]) -> str | None:
    """The country of a person known by one half of a double family name: “Ana Brel-Ek”."""
    if len(key) < 2 or "-" not in key[-1]:
        return None
    halves = key[-1].split("-")
    found = {_table().get((*key[:-1], half)) for half in (halves[0], halves[-1])} - {None}
    return found.pop() if len(found) == 1 else None


def country_of_camp(phrase: str) -> str | None:
    """The country of the known leader for whom a described person works.

    >>> country_of_camp("a spokesman for Angela Merkel"), country_of_camp("a Trump surrogate")
    ('DE', 'US')
    """
    for words in camps(phrase):
        for start in range(len(words)):
            if code := _table().get(_key(words[start:])):
                return code
    return None


def camps(phrase: str) -> Iterator[list[str]]:
    """The names of the people for whom a described person works: “Brel’s spokesman”."""
    for pattern in CAMPS:
        for match in pattern.finditer(phrase):
            yield match["name"].removesuffix("’s").removesuffix("'s").split()


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """The plain words of a name without initials in the middle."""
    plain = core(words)
    return tuple(w for at, w in enumerate(plain) if len(w) > 1 or at in (0, len(plain) - 1))


@cache
def _table() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in lines_of("known_people.tsv"):
        name, code = line.split("\t")
        found[_key(name.split())] = code
    for line in lines_of("leaders.tsv"):
        name, code, alone = line.split("\t")
        found[_key(name.split())] = code
        if alone:
            found[_key([alone])] = code
    return found
