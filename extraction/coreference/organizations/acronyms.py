"""What the short names of organizations in an article stand for.

Abbreviations that it introduces, and initials; the first word of a longer name (“Marlow” of “Marlow
Stores”); bodies of any country, with the country they are of (“Peru’s Defense Ministry”).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extraction.annotations import EntityType, Span
from extraction.document import Mention
from extraction.lexicon.organizations import (
    NOT_IN_INITIALS,
    OF_EVERY_COUNTRY,
    ORGANIZATION_WORDS,
)
from extraction.names import CAP
from extraction.text.folding import name_key, plain

OWNER = re.compile(rf"((?:{CAP}[ \xa0])?{CAP}(?:[’']s|(?<=s)[’'])[ \xa0])\Z")
CLUBS = frozenset({"united", "city", "town", "rovers", "athletic", "county", "wanderers"})
SHORTEST = 6
"""Letters, at least, of a word that may stand for any longer name that it opens."""
ABBREVIATION = re.compile(r"[”\"]? \(([A-Z][A-Za-z.]{1,9})\)")


def long_names(text: str, mentions: Sequence[Mention]) -> dict[Span, str]:
    """The full name of each organization that the article names in full elsewhere."""
    others = [m for m in mentions if m.type is not EntityType.PERSON]
    keys = keys_of(text, others)
    full = {key: m.name for m in reversed(others) if (key := name_key(m.name)) == keys[m.span]}
    abbreviations = {
        m.span: full[keys[m.span]]
        for m in others
        if keys[m.span] in full
        and full[keys[m.span]] != m.name
        and m.name.replace(".", "").isupper()
    }
    bodies = [m for m in others if m.type is EntityType.ORGANIZATION]
    return _last_words(bodies) | _first_words(bodies) | _owned(text, bodies) | abbreviations


def is_short_for(abbreviation: str, name: str) -> bool:
    """Whether letters are the initials of a name."""
    return name_key(abbreviation) == initials(name)


def initials(name: str) -> str:
    """The first letters of a name's words, as `name_key` writes them."""
    return _initials(name_key(name))


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.split() if word not in NOT_IN_INITIALS)


def _first_words(bodies: Sequence[Mention]) -> dict[Span, str]:
    """A first word that is short for the one longer name before it, of words for bodies besides."""
    longer: dict[str, set[str]] = defaultdict(set)
    found = {}
    for mention in bodies:
        first, *rest = mention.words
        if rest and (len(first) >= SHORTEST or all(plain(w) in ORGANIZATION_WORDS for w in rest)):
            longer[first].add(mention.name)
        elif not rest and len(longer[first]) == 1:
            found[mention.span] = next(iter(longer[first]))
    return found


def _last_words(bodies: Sequence[Mention]) -> dict[Span, str]:
    """A last word that is short for the one longer name of a club: “United”."""
    longer: dict[str, set[str]] = defaultdict(set)
    for mention in bodies:
        if len(mention.words) > 1 and plain(mention.words[-1]) in CLUBS:
            longer[mention.words[-1]].add(mention.name)
    alone = ((mention.span, mention.words) for mention in bodies if len(mention.words) == 1)
    return {span: next(iter(found)) for span, (word,) in alone if len(found := longer[word]) == 1}


def _owned(text: str, bodies: Sequence[Mention]) -> dict[Span, str]:
    """A body of every country with its owner: that in front, or the last one that it had."""
    owners: dict[str, str] = {}
    found = {}
    for mention in bodies:
        if not all(plain(word) in OF_EVERY_COUNTRY for word in mention.words):
            continue
        before = OWNER.search(text[max(0, mention.span.start - 50) : mention.span.start])
        if before:
            owners[mention.name] = f"{before[1]}{mention.name}"
        if mention.name in owners:
            found[mention.span] = owners[mention.name]
    return found


def keys_of(text: str, mentions: Sequence[Mention]) -> dict[Span, str]:
    """A key for each mention; an abbreviation has the key of its long form."""
    long_forms: dict[str, str] = {}
    for mention in mentions:
        key = name_key(mention.name)
        letters = _initials(key)
        if len(letters) > 1:
            long_forms.setdefault(letters, key)
        if given := ABBREVIATION.match(text, mention.span.end):
            long_forms[name_key(given[1])] = key
    keys = {}
    for mention in mentions:
        name = mention.name
        key = name_key(name)
        keys[mention.span] = long_forms.get(key, key) if name.replace(".", "").isupper() else key
    return keys
