"""Names across articles: what they are made of, what they are found by, how alike two are.

Honorifics, particles and suffixes are separated by nameparser, nicknames by the list of that
name, spellings compared by rapidfuzz, scripts and accents folded by anyascii.  A name whose
first word is an East Asian family name is read in both orders, since news prints both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii
from nameparser import Lexicon, parse
from nicknames import NickNamer
from rapidfuzz.fuzz import ratio

from extraction.lexicon.honorifics import GENERATIONS, PARTICLES_OPENING_FAMILIES
from extraction.lexicon.roles import TITLES
from extraction.names import SHORTEST_SLIP, gender_of_given, may_be_slip
from extraction.text.folding import KNOWN, ascii_key, name_key
from identity.name_lists import COMMON, COMMON_GIVEN, FAMILY_FIRST

SPELLING = 83.0  # of 100: “Jingping” and “Jinping”, “Zelensky” and “Zelenskyy”
SHORTEST_BONES = 3  # consonants
# The blank within “h w”, so that “H. W.” is what “H.W.” is.
INITIALS_APART = re.compile(r"(?<=\b[a-z])(?<!\S\S) (?=[a-z](?!\S))")
# Most names, which take `nameparser` long for nothing.
ORDINARY = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){1,2}")
LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?")


class Likeness(IntEnum):
    """How alike two names are, the least first."""

    DIFFERENT = 0
    PART = 1  # one is the other's family name alone
    VARIANT = 2  # initials, a nickname, a middle name for a given one, a slip of spelling
    SAME = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: given, middle and family names, plain and in ASCII.

    A lone name is the `family`, with nothing before it.
    """

    given: str
    middle: tuple[str, ...]
    family: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in every way it can be read; `generation` is “jr” or “iii”."""

    readings: tuple[Reading, ...]
    generation: str = ""
    nickname: str = ""

    @property
    def lone(self) -> bool:
        return not self.readings[0].given

    @property
    def common(self) -> bool:
        """Whether so many bear this name that it says little by itself."""
        return any(
            reading.family in COMMON and (not reading.given or reading.given in COMMON_GIVEN)
            for reading in self.readings
        )

    @property
    def common_family(self) -> bool:
        return any(reading.family in COMMON for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a name is looked up by: only names that share one of these are compared."""

    first: str
    last: str
    by_given: str
    by_family: str


@lru_cache(maxsize=KNOWN)
def person_name(name: str) -> PersonName:
    """A person's name, taken apart.

    >>> person_name("Sen. Ana de la Vega Jr.").readings[0]
    Reading(given='ana', middle=(), family='de la vega')
    >>> [reading.family for reading in person_name("Xi Jinping").readings]
    ['jinping', 'xi']
    """
    parsed = _parts(anyascii(name.replace("’", "'")))
    given = [_plain(word) for word in parsed.given.split()]
    while given and given[0] in TITLES and (len(given) > 1 or parsed.middle or parsed.family):
        given.pop(0)
    middle = [_plain(word) for word in parsed.middle.split()]
    names = [word for word in (*given, *middle) if word]
    family = " ".join(filter(None, map(_plain, parsed.family.split())))
    suffixes = {_plain(word) for word in parsed.suffix.replace(",", " ").split()}
    names = INITIALS_APART.sub("", " ".join(names)).split()
    if not family:
        family = names.pop() if names else ascii_key(name)
    while (
        len(names) == 1 and names[0] in PARTICLES_OPENING_FAMILIES
    ):  # “bin Salman” has no given name
        family = f"{names.pop()} {family}"
    first = Reading(names[0] if names else "", tuple(names[1:]), family)
    readings = [first]
    whole = [*names, *family.split()]
    if 1 < len(whole) <= 3 and whole[0] in FAMILY_FIRST:
        readings.append(Reading(" ".join(whole[1:]), (), whole[0]))
    if 1 < len(whole) <= 3 and whole[-1] in FAMILY_FIRST:
        readings.append(Reading(" ".join(whole[:-1]), (), whole[-1]))
    generation = next(iter(sorted(suffixes & GENERATIONS)), "")
    return PersonName(
        tuple(dict.fromkeys(readings)), generation, _plain(parsed.nickname.partition(" ")[0])
    )


class _Parts(NamedTuple):
    """What of a name `nameparser` tells apart."""

    given: str
    middle: str
    family: str
    suffix: str = ""
    nickname: str = ""


def _parts(name: str) -> _Parts:
    """As `nameparser` has it; two or three words that it knows nothing of it takes in order."""
    words = name.split()
    if ORDINARY.fullmatch(name) and _known_words().isdisjoint(map(str.lower, words)):
        return _Parts(words[0], " ".join(words[1:-1]), words[-1])
    found = parse(name)
    return _Parts(found.given, found.middle, found.family, found.suffix, found.nickname)


@cache
def _known_words() -> frozenset[str]:
    """The words that `nameparser` reads as more than a name: titles, particles and others."""
    sets = (getattr(Lexicon.default(), field.name) for field in fields(Lexicon))
    return frozenset().union(*(words for words in sets if isinstance(words, frozenset)))


def _plain(word: str) -> str:
    return name_key(word).strip("\"'“”()")


@lru_cache(maxsize=KNOWN)
def blocks_of(name: str) -> Blocks:
    """The keys under which a name is kept.

    >>> blocks_of("Xi Jingping").by_given == blocks_of("Xi Jinping").by_given
    True
    """
    words = _core(person_name(name))
    first, last = words[0], words[-1]
    return Blocks(first[:300], last[:300], f"{first} {last[:2]}"[:310], f"{first[:1]} {last}"[:310])


def turned_round(name: str) -> list[str]:
    """A name with its family name at the other end, where that is one that comes first.

    >>> turned_round("Kim Jong-un"), turned_round("Meilin Quan"), turned_round("Ana Brel")
    (['jong-un kim'], ['quan meilin'], [])
    """
    plain, *others = person_name(name).readings
    ends = [f"{r.given} {r.family}" for r in others if r.given != plain.given]
    if plain.given and plain.family in FAMILY_FIRST:
        ends.append(" ".join((plain.family, plain.given, *plain.middle)))
    return ends


def _core(name: PersonName) -> list[str]:
    reading = name.readings[0]
    words = " ".join((reading.given, *reading.middle, reading.family)).replace("-", " ")
    return words.split() or [""]


# ── likeness ──────────────────────────────────────────────────────────────────────────────


def likeness(left: PersonName, right: PersonName) -> Likeness:
    """How alike two names are, in whichever reading they are most alike.

    >>> likeness(person_name("Bill Marsh"), person_name("William Marsh")).name
    'VARIANT'
    >>> likeness(person_name("Donald J. Trump"), person_name("Donald Trump")).name
    'SAME'
    >>> likeness(person_name("Martin King Jr."), person_name("Martin King")).name
    'DIFFERENT'
    """
    if left.generation != right.generation and not (left.lone or right.lone):
        return Likeness.DIFFERENT
    best = max(_likeness(a, b) for a in left.readings for b in right.readings)
    if best is Likeness.DIFFERENT and (left.nickname or right.nickname):
        best = max(
            (
                min(_likeness(a, b), Likeness.VARIANT)
                for a in _by_nickname(left)
                for b in _by_nickname(right)
            ),
            default=best,
        )
    return best


def _by_nickname(name: PersonName) -> list[Reading]:
    called = [Reading(name.nickname, (), r.family) for r in name.readings if name.nickname]
    return [*name.readings, *called]


def _likeness(a: Reading, b: Reading) -> Likeness:
    if not a.given or not b.given:
        if a.given == b.given:
            return Likeness.SAME if a.family == b.family else Likeness.DIFFERENT
        return Likeness.PART if a.family == b.family else Likeness.DIFFERENT
    given = _given(a, b)
    if a.family == b.family:
        return given
    if given is Likeness.SAME and (slip(a.family, b.family) or _double(a, b)):
        return Likeness.VARIANT
    return Likeness.DIFFERENT


def _given(a: Reading, b: Reading) -> Likeness:
    """How alike two people of one family are called."""
    if a.given == b.given:
        return Likeness.DIFFERENT if _conflict(a.middle, b.middle) else Likeness.SAME
    if _run_together(a) == _run_together(b):
        return Likeness.SAME
    if _is_initials(a.given) or _is_initials(b.given):
        return Likeness.VARIANT if _initials_fit(a, b) else Likeness.DIFFERENT
    if a.given in b.middle or b.given in a.middle:
        return Likeness.VARIANT
    if _conflict(a.middle, b.middle):
        return Likeness.DIFFERENT
    spelt_alike = slip(a.given, b.given) or _transliterated(a.given, b.given)
    called_alike = nicknamed(a.given, b.given)
    if (spelt_alike or called_alike) and _gender_agrees(a, b):
        return Likeness.VARIANT
    return Likeness.VARIANT if called_alike and _shortened(a, b) else Likeness.DIFFERENT


def _run_together(name: Reading) -> str:
    """“Jong-un”, “Jong Un” and “Jongun” are one."""
    return "".join((name.given, *name.middle)).replace("-", "").replace(" ", "")


def _shortened(a: Reading, b: Reading) -> bool:
    """“Chris” is short for “Christina” too; “Louis” is not for “Louise”."""
    short, full = sorted((a.given, b.given), key=len)
    return full.startswith(short) and len(full) - len(short) > 1


def _transliterated(a: str, b: str) -> bool:
    """“Mohammed” and “Muhammad”: the same consonants."""
    bones = [re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word)) for word in (a, b)]
    return len(bones[0]) >= SHORTEST_BONES and bones[0] == bones[1] and a[0] == b[0]


def _gender_agrees(a: Reading, b: Reading) -> bool:
    """“Daniel” and “Daniela” are two people."""
    genders = {gender_of_given(a.given), gender_of_given(b.given)} - {None}
    return len(genders) < 2


def _conflict(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names, where both are given, are not the same ones."""
    return bool(a) and bool(b) and all(x[:1] != y[:1] or _clash(x, y) for x in a for y in b)


def _clash(x: str, y: str) -> bool:
    return len(x) > 1 and len(y) > 1 and x != y


def _is_initials(word: str) -> bool:
    return len(word) <= 2 and not nicknamed_at_all(word) and word not in FAMILY_FIRST


def _initials_fit(a: Reading, b: Reading) -> bool:
    short, full = (a, b) if _is_initials(a.given) else (b, a)
    letters = short.given + "".join(word[0] for word in short.middle)
    names = "".join(word[:1] for word in (full.given, *full.middle))
    if _is_initials(full.given):
        names = full.given + "".join(word[0] for word in full.middle)
    return letters[0] == names[0] and (letters.startswith(names) or names.startswith(letters))


def _double(a: Reading, b: Reading) -> bool:
    """“García” and “García Márquez”, “Smith” and “Smith-Jones”: one family name of two."""
    x, y = re.split(r"[ -]", a.family), re.split(r"[ -]", b.family)
    short, full = sorted((x, y), key=len)
    return len(short) == 1 and len(full) == 2 and short[0] in full and len(short[0]) > 2


def slip(a: str, b: str) -> bool:
    """Whether one spelling looks like a slip, or another transliteration, of the other.

    >>> slip("jingping", "jinping"), slip("zelensky", "zelenskyy"), slip("marsh", "march")
    (True, True, False)
    """
    short = min(len(a), len(b)) <= SHORTEST_SLIP
    return may_be_slip(a, b) and ratio(a, b) >= SPELLING + 4 * short


@cache
def _nicknames() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=KNOWN)
def nicknamed(a: str, b: str) -> bool:
    """Whether one given name is short for the other, or both for a third.

    >>> nicknamed("bob", "robert"), nicknamed("bob", "rob"), nicknamed("robert", "william")
    (True, True, False)
    """
    of = _nicknames()
    of_a, of_b = of.canonicals_of(a), of.canonicals_of(b)
    if a == b or a in of_b or b in of_a:
        return True
    # “Bill” is listed for Robert and for William: no third that they are short for.
    return any(not {a, b} & of.canonicals_of(third) for third in of_a & of_b)


def nicknamed_at_all(word: str) -> bool:
    """“Al”, “Bo”, “Ed”: two letters that are a name and no initials."""
    return len(word) == 2 and bool(_nicknames().canonicals_of(word))
