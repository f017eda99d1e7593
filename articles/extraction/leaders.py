"""People whom newspapers name without saying whose country they are of.

`data/leaders.tsv` holds heads of state and government since about 2000, those who stood against
them and others as well known, written by hand: name, ISO code, and the family name where it alone
means nobody else.  A country is all it tells, for that does not change; who holds an office today
is for the list of people that a newsroom keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from articles.extraction.names import DATA, core

HEADS = frozenset(
    """president premier minister chancellor secretary leader candidate nominee senator sen
    representative rep governor gov speaker rival opponent mayor king commander politician
    businessman mogul billionaire spokesman spokeswoman chairman""".split()
)


def country_of_leader(words: Sequence[str], heads: Collection[str]) -> str | None:
    """The country of whoever bears this name, unless the article calls them something else.

    `heads` are the offices the article gives: “the baker Gordon Brown” is no prime minister.

    >>> country_of_leader(["Donald", "J.", "Trump"], []), country_of_leader(["Brown"], ["baker"])
    ('US', None)
    """
    if heads and not HEADS & set(heads):
        return None
    return _table().get(_key(words))


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """The plain words of a name without initials in the middle."""
    plain = core(words)
    return tuple(w for at, w in enumerate(plain) if len(w) > 1 or at in (0, len(plain) - 1))


@cache
def _table() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for line in (DATA / "leaders.tsv").read_text("utf-8").splitlines():
        name, code, alone = line.split("\t")
        found[_key(name.split())] = code
        if alone:
            found[_key([alone])] = code
    return found
