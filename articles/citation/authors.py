"""A byline → its authors, as styles of citation need them: family names first, initials.

A name whose order is not certain is left as it is printed, and so is that of an organization.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.lexicon.honorifics import COMMON_PARTICLES, PARTICLES, SUFFIXES
from extraction.lexicon.organizations import COLLECTIVE, ORGANIZATION_WORDS
from identity.names import person_name

_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_OF = re.compile(r"\b(?:of|for|the)\b", re.IGNORECASE)
_CREWS = frozenset(
    """agencies bureau correspondents desk editors newsroom presse reporters staff wire
    writers""".split()
)
_BODIES = ORGANIZATION_WORDS | COLLECTIVE | _CREWS
# Between two family names: “José Ortega y Gasset”.
_LINKS = frozenset("e y".split())
# Written with a capital they are particles as well: “De Souza”; “Al” is a given name.
_CAPITAL_PARTICLES = COMMON_PARTICLES - {"al", "bin"}
_LETTERS_OF_EUROPE = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")


@dataclass(frozen=True, slots=True)
class Author:
    """An author; one without a `given` name is printed as it is."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def straight(self) -> str:
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def inverted(self) -> str:
        """Family name first: “King, Martin Luther, Jr.”"""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def initials(self) -> str:
        """The family name and initials: “King, M. L., Jr.”"""
        return ", ".join(filter(None, (self.family, _initials(self.given), self.suffix)))


def authors(byline: str) -> tuple[Author, ...]:
    """The authors in a byline, in order.

    >>> [each.inverted for each in authors("Ana van der Berg and Tom Ek Jr.")]
    ['van der Berg, Ana', 'Ek, Tom, Jr.']
    >>> authors("Ministry of Trade and Industry")
    (Author(family='Ministry of Trade and Industry', given='', suffix=''),)
    """
    return tuple(map(_author, _names(" ".join(byline.split()))))


def _names(byline: str) -> Iterator[str]:
    names = [name for name in _BETWEEN.split(byline) if name]
    if _is_one_body(byline, names) or _is_inverted(names):
        names = [byline]
    at = 0
    while at < len(names):
        name = names[at]
        at += 1
        if at < len(names) and _is_suffix(names[at]):
            name = f"{name} {names[at]}"
            at += 1
        yield name


def _is_one_body(byline: str, names: list[str]) -> bool:
    """Whether the “and” within a byline is part of an organization's name."""
    bodies = [name for name in names if _words(name) & _BODIES]
    if not bodies or "," in byline or ";" in byline:
        return False
    return bool(_OF.search(bodies[0])) or any(" " not in name for name in names)


def _is_inverted(names: list[str]) -> bool:
    return len(names) == 2 and all(" " not in name for name in names)


def _author(name: str) -> Author:
    if name.count(",") == 1 and not _words(name) & _BODIES:
        family, given = (part.strip() for part in name.split(","))
        if not _is_suffix(given):
            return Author(family, given)
    words = name.replace(",", "").split()
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    if _is_printed(name, words):
        return Author(name)
    at = _family_at(words)
    return Author(" ".join(words[at:]), " ".join(words[:at]), suffix)


def _is_printed(name: str, words: list[str]) -> bool:
    """Whether a name is an organization's, has one word, or may begin with the family name."""
    if len(words) < 2 or _words(name) & _BODIES or any(map(str.isdigit, name)):
        return True
    if not all(_LETTERS_OF_EUROPE.match(word.lstrip("'’‘")) for word in words):
        return True
    small = {word for word in words[1:] if word[:1].islower()}
    return words[0].lower() == "the" or not small <= PARTICLES or _may_be_family_first(words)


def _may_be_family_first(words: list[str]) -> bool:
    return len(words) <= 3 and len(person_name(" ".join(words)).readings) > 1


def _family_at(words: list[str]) -> int:
    """The index of the first word of the family name."""
    for at, word in enumerate(words[1:-1], start=1):
        if word in _LINKS and at > 1:
            return at - 1
        if word in PARTICLES or word.lower() in _CAPITAL_PARTICLES:
            return at
    return len(words) - 1


def _is_suffix(word: str) -> bool:
    return word.lower().strip(".") in SUFFIXES


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def _initials(given: str) -> str:
    """Initials of given names.

    >>> _initials("Jean-Paul Marie"), _initials("J.R.R.")
    ('J.-P. M.', 'J. R. R.')
    """
    words = given.replace(".", ". ").split()
    return " ".join(
        "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in words
    )
