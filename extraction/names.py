"""What a person's name is made of, and which two names can be one person's.

Names are compared word by word without accents, case and points.  Family name first is
allowed for by letting a lone word match either end of a full name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import (
    DEGREES,
    ENGLISH_HONORIFICS,
    GENDER_OF_TITLE,
    JOINED_BEHIND,
    JOINED_PARTICLES,
    OFFICES_IN_CAPITALS,
    POST_NOMINALS,
    SUFFIXES,
    WITH_POINTS,
    WRITTEN_TOGETHER,
)
from extraction.lexicon.other_names import KIN_HONORIFICS
from extraction.lexicon.roles import TITLES
from extraction.lexicon.short_forms import SHORT_FORMS
from extraction.text.folding import KNOWN, plain
from extraction.text.patterns import any_of

CAP = r"[^\W\d_a-zßà-öø-ÿ][^\W\d_]*(?:[’'\-.][^\W\d_]+)*\.?"
TOKEN = re.compile(r"[^\W_](?:[^\W_]|[’'.\-](?=[^\W_]))*\.?")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.\-](?=[^\W\d_]))*\.?")
HAS_PARTICLE = re.compile(  # “al-Qadari”, “kaBrel”
    rf"(?:{any_of(JOINED_PARTICLES)}[’'\-]|{any_of(WRITTEN_TOGETHER)})[^\W\d_a-z]"
)
HONORIFIC_BEHIND = re.compile(rf"(?<=\w\w)-{any_of(JOINED_BEHIND)}\Z")  # “Yoshiko-san”
OTHER_GENDER = frozenset({"a", "e", "o", "ia", "ina", "ine", "na", "ne"})  # Julian, Juliana
SHORTEST_SLIP = 5  # letters; among shorter names one letter makes another name
_NO_NICKNAME = rf"(?!{any_of(capitalized(ENGLISH_HONORIFICS))}\b)"  # “Secretary (Mrs) Ana Brel”
NICKNAMED = re.compile(
    rf"{CAP}(?: {CAP})?[ \xa0](?!\([A-Z]{{2,6}}\))[\"“‘'(]{_NO_NICKNAME}(?:n[ée]e?[ \xa0])?"
    rf"(?P<nickname>(?:(?:[Tt]he|[Ee]l|[Ll]a) )?{CAP}(?: {CAP})?)[\"”’')][ \xa0](?P<family>{CAP})"
)
"""A name with another one inside: “Ned ‘Duke’ Brel”, “Ana (née Ek) Brel”."""
LETTERS = re.compile(r"(?:[A-Z]\.){2,3}")
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}|[^\W\d_]\.?")
LEXICON = Path(__file__).parent / "lexicon"
PART = 2  # the most that `fit` gives a part of a name, as “De Brel” of “Ana De Brel”
BOTH = "b"  # in the table of given names: those of both genders


@cache
def _genders() -> dict[str, str]:
    lines = (LEXICON / "given_names.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def gender_of_given(word: str) -> str | None:
    """ "m" or "f" for a given name that hardly anybody of the other gender has, else None."""
    found = _genders().get(plain(word).partition("-")[0])
    return None if found == BOTH else found


def is_given(word: str) -> bool:
    """Whether a word is a given name, of either gender or of both."""
    return plain(word).partition("-")[0] in _genders()


def gender_of_title(word: str) -> str | None:
    return GENDER_OF_TITLE.get(plain(word))


def is_title(word: str) -> bool:
    """Whether a word in front of a name is none of its own: “Minister”, “Lt.”, “DPP”."""
    known = _is_title(plain(word)) or word in OFFICES_IN_CAPITALS
    return known and not _are_initials(word)


def _are_initials(word: str) -> bool:
    """Whether letters with points are given names, where an office is written so too: “M.K.”."""
    return bool(LETTERS.fullmatch(word)) and plain(word) not in WITH_POINTS


def _is_title(bare: str) -> bool:
    return bare in TITLES or ("-" in bare and TITLES.issuperset(bare.replace(".", "").split("-")))


def is_post_nominal(word: str) -> bool:
    """Whether a word behind a name is an office or an honour: “MP”, “Q.C.”, “PhD”."""
    bare = plain(word)
    written = word.replace(".", "").removesuffix("’s").removesuffix("'s")
    return bare in POST_NOMINALS and (written.isupper() or bare in DEGREES)


def is_initial(word: str) -> bool:
    """“J”, “J.”, “J.K.” – letters that stand for given names."""
    return len(word) <= 6 and bool(INITIALS.fullmatch(word)) and word[0].isupper()


def core(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell people apart: plain, without titles in front and suffixes behind."""
    return _core(tuple(words))


@lru_cache(maxsize=KNOWN)
def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = [plain(word) for word in words]
    while len(kept) > 1 and _is_title(kept[0]) and not _are_initials(words[-len(kept)]):
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in SUFFIXES:
        kept.pop()
    if is_by_kin(kept):
        kept.pop(0)
    return tuple(HONORIFIC_BEHIND.sub("", word) for word in kept if word)


def is_by_kin(words: Sequence[str]) -> bool:
    """Whether a name is a given one behind what kin are called: “Mama Safiya”, “Uncle Pete”."""
    return len(words) == 2 and plain(words[0]) in KIN_HONORIFICS and is_given(words[1])


def compared(words: Sequence[str]) -> tuple[str, ...]:
    """The words that names are compared by: those of `core`, a joined particle by itself.

    “al-Qadari”, “Al Qadari” and “Qadari” end in the same word then.
    """
    return _compared(tuple(words))


@lru_cache(maxsize=KNOWN)
def _compared(words: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for word in core(words):
        particle, hyphen, family = word.partition("-")
        joined = hyphen and family and particle in JOINED_PARTICLES
        found += [particle, family] if joined else [word]
    return tuple(found)


def _is_run(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1))


def short_for(left: str, right: str) -> bool:
    """Whether one plain given name is a short form of the other: Ken and Kenneth."""
    return right in SHORT_FORMS.get(left, ()) or left in SHORT_FORMS.get(right, ())


def _given_agree(left: str, right: str) -> bool:
    if left == right:
        return True
    if len(left) <= 2 or len(right) <= 2:  # an initial, or two
        return left[0] == right[0]
    if short_for(left, right):
        return True
    short, long = sorted((left, right), key=len)
    if len(short) < 4:
        return False
    return long.startswith(short) and long[len(short) :] not in OTHER_GENDER


def may_be_slip(a: str, b: str) -> bool:
    """Whether two plain spellings are long and close enough for one to be a slip for the other.

    How close their letters have to be is for `alike` and `identity.names.slip`.
    """
    long = min(len(a), len(b)) >= SHORTEST_SLIP
    return long and a[0] == b[0] and abs(len(a) - len(b)) <= 2


def alike(left: str, right: str) -> bool:
    """Whether one family name looks like a slip for the other: “McLenny”, “McClenney”.

    Compares runs of letters that both have, as `difflib` does.

    >>> alike("Jingping", "Jinping"), alike("Marsh", "March")
    (True, False)
    """
    a, b = plain(left), plain(right)
    least = 0.8 + 0.04 * (len(a) <= SHORTEST_SLIP)
    return may_be_slip(a, b) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= least


def fit(short: Sequence[str], full: Sequence[str]) -> int:
    """How well a name fits a fuller one: 0 not at all, 4 the same.

    3: the same family name and given names that agree (initials, middle names left out);
    2: the last words of the full name (“Peña Nieto”, “de Blasio”, “Marsh”);
    1: its first words (“Xi” for Xi Jinping, “Hillary”), words inside, or a slip for its last.
    """
    return _fit(tuple(short), tuple(full))


@lru_cache(maxsize=KNOWN)
def _fit(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    s, f = compared(short), compared(full)
    if not s or not f or len(s) > len(f) + 1:
        return 0
    if s == f:
        return 4
    if len(s) == len(f) == 2 and s[0] == f[0] and alike(s[1], f[1]):
        return 3
    if len(s) >= 2 and len(f) >= 2 and s[-1] == f[-1] and _given_agree(s[0], f[0]):
        middles = (set(s[1:-1]), set(f[1:-1]))
        if not all(middles) or any(_given_agree(a, b) for a in middles[0] for b in middles[1]):
            return 3
        return 0
    if len(s) >= len(f):
        return 0
    if f[-len(s) :] == s:
        return 2
    if _is_run(s, f) and not (len(s) == 1 and len(s[0]) < 2):
        return 1
    return int(len(s) == 1 and alike(s[0], f[-1]))


def fuller(left: Sequence[str], right: Sequence[str]) -> Sequence[str]:
    """The name with more in it: more words, then fewer initials, then the first."""

    def weight(words: Sequence[str]) -> tuple[int, int]:
        initials = sum(is_initial(word) for word in words)
        return (min(len(core(words)) - initials, 2), len(words))

    return right if weight(right) > weight(left) else left
