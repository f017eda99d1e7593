"""How names sound in any alphabet: “ترامب” and “特朗普” as Trump.

A name in Latin letters has one sound: its consonants, of which those that scripts take for each
other count as one (b, p, f and v; d and t; g, k, j, c and q; l and r; m and n; s and z), without h,
w, y and doubles.  A name in other letters can have several, since these leave open more: the
Hebrew vav is a v or a vowel, the Chinese x stands for s, sh and h.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import islice, product

from rapidfuzz.distance import OSA

from extraction.text.folding import ascii_key

# The most ways to read a name.
MOST_WAYS = 96

_SILENT = "aeiouyhw '-."
# What `anyascii` writes for the Arabic ayin.
_AYIN = "`"
_SOFT = {"ce": "se", "ci": "si", "cy": "sy"}
_ALIKE = {"x": "ks", "b": "p", "f": "p", "v": "p", "d": "t", "g": "k", "j": "k", "c": "k",
          "q": "k", "z": "s", "l": "r", "m": "n"}  # fmt: skip
# Twice, for what is left of four in a row.
_DOUBLED = 2 * [(2 * letter, letter) for letter in "ptksrn"]
REPLACED: Sequence[tuple[str, str]] = (
    *_SOFT.items(),
    *((letter, "") for letter in _SILENT),
    *_ALIKE.items(),
    *_DOUBLED,
)
"""What is replaced by what, in this order, to make a sound of a key; the index in the database
(`articles/models/sounds.py`) has the same, and is to be made again where this changes."""

# What letters written by `anyascii` can stand for, by the script they are from; "" is any.
_WAYS: dict[str, dict[str, tuple[str, ...]]] = {
    "": {
        "tsh": ("k", "ts"), "dzh": ("k",), "zh": ("k", "s"), "kh": ("k", ""), "ch": ("k", "t"),
        "sh": ("s", "k", "sk"), "ts": ("ts", "s", "t"), "tz": ("ts", "s", "k"), "j": ("k", "t"),
    },
    "KATAKANA": {"j": ("k", "s", "t")},
    "HANGUL": {"eu": ("",), "eo": ("o", "er"), "ll": ("l",), "j": ("k", "s", "t")},
    "CJK": {"ng": ("nk", "n"), "x": ("ks", "s", "")},
    "HEBREW": {"v": ("", "p")},
    "GREEK": {"mp": ("np", "p"), "nt": ("nt", "t"), "gk": ("k",)},
    "ARABIC": {"^l": ("r", "")},
}  # fmt: skip
# Scripts that write most vowels as consonants, or not.
_FEW_VOWELS = str.maketrans("wyv", "uiu")

# Scripts without short vowels, those of syllables, and those without blanks between names.
_CONSONANTS = frozenset({"ARABIC", "HEBREW"})
_SYLLABLES = frozenset({"CJK", "KATAKANA", "HIRAGANA"})
_UNDIVIDED = _SYLLABLES | {"HANGUL"}
# First letters, in scripts without short vowels, that may be a vowel.
_MAY_BE_VOWELS = frozenset("اأإآعويهئؤאעויה")
# What is written in several ways and heard alike, in this order: in scripts with vowels, and the
# consonants of those without, where b is a p as well.
_HEARD: Sequence[tuple[str, str]] = (
    *_SOFT.items(),
    *(("ph", "f"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("tz", "ts"), ("c", "k"), ("q", "k")),
    *(
        ("th", "t"),
        ("kh", "h"),
        ("w", "u"),
        ("y", "i"),
        ("au", "o"),
        ("ao", "o"),
        ("ou", "o"),
        ("oo", "u"),
    ),
    *(("ai", "e"), ("ei", "e"), ("ee", "i"), ("ie", "i"), ("ea", "i")),
)
_VOICED = str.maketrans("bvg", "pfk", "aeiouyw")
# The most of its letters in which a name is another one: close, and far; in scripts of syllables,
# far by each of its consonants.
_CLOSE, _FAR, _CLOSE_SYLLABLES, _FAR_EACH = 0.3, 0.5, 0.4, 0.3
# The fewest consonants that tell a name from others.
_FEWEST, _FEWEST_SYLLABLES = 2, 3


class Likeness(IntEnum):
    """How well a name fits a word in other letters."""

    NONE = 0
    FAR = 1  # one of many that would
    CLOSE = 2


def in_other_letters(word: str) -> bool:
    """Whether a word has letters of another script than the Latin one.

    >>> in_other_letters("Трамп"), in_other_letters("Wałęsa"), in_other_letters("1914")
    (True, False, False)
    """
    return not word.isascii() and any(c.isalpha() and _script(c) != "LATIN" for c in word)


def sound_of(key: str) -> str:
    """Return how a name in Latin letters sounds, as `ascii_key` has it.

    >>> sound_of("trump"), sound_of("hillary clinton")
    ('trnp', 'rkrntn')
    """
    for old, new in REPLACED:
        key = key.replace(old, new)
    return key


def sounds_of(word: str) -> set[str]:
    """Return all that a name in other letters can sound like.

    >>> "trnp" in sounds_of("ترامب"), sorted(sounds_of("特朗普"))
    (True, ['trnkp', 'trnp'])
    """
    return set(filter(None, map(sound_of, ways(word))))


def ways(word: str) -> list[str]:
    """Return the ways to write a name in Latin letters, at most `MOST_WAYS`."""
    key = _latin(word)
    script = next((_script(c) for c in word if c.isalpha()), "")
    can_be = {**_WAYS[""], **_WAYS.get(script, {})}
    place = re.compile("|".join(sorted(can_be, key=len, reverse=True)))
    parts = place.split(key)
    read = [can_be.get(found[0], can_be.get(f"^{found[0]}", ())) for found in place.finditer(key)]
    every = islice(product(*read), MOST_WAYS)
    return ["".join(a + b for a, b in zip(parts, (*way, ""), strict=True)) for way in every]


def unlikeness(key: str, name: str) -> int:
    """Return how far the letters of two names of one sound are apart, both as `ascii_key` has them.

    >>> unlikeness("bwtyn", "putin") < unlikeness("bwtyn", "biden")
    True
    """
    silent = str.maketrans("", "", _SILENT)
    bones = OSA.distance(key.translate(silent), name.translate(silent))
    return bones + OSA.distance(key.translate(_FEW_VOWELS), name.translate(_FEW_VOWELS))


def how_unlike(word: str, name: str) -> int:
    """Return how far a word in other letters is from a name, as it is likest to be read."""
    return min(unlikeness(way, name) for way in ways(word))


def likeness(word: str, name: str) -> Likeness:
    """Return how well a name of one sound, as `ascii_key` has it, fits a word in other letters.

    They begin alike, and have the same letters but for a few.

    >>> likeness("Трамп", "trump").name, likeness("Орбан", "robin").name
    ('CLOSE', 'NONE')
    """
    script = next((_script(c) for c in word if c.isalpha()), "")
    if script not in _UNDIVIDED and not _as_many_words(word, name):
        return Likeness.NONE
    read = [way for way in {*ways(word), _latin(word)} if _begin_alike(word, way, name, script)]
    compare = _without_vowels if script in _CONSONANTS else _with_vowels
    return max((compare(way, name, script) for way in read), default=Likeness.NONE)


def _as_many_words(word: str, name: str) -> bool:
    """Whether a name may have the words that were typed: “Пан Ги Мун” is ban ki-moon."""
    several = len(word.split()) > 1
    return len(name.split()) <= len(word.split()) and (
        not several or len(re.split("[ -]", name)) > 1
    )


def begin_alike(word: str, name: str) -> bool:
    """Whether a word in other letters can begin as a name does: “Николя” as Nicolas."""
    script = next((_script(c) for c in word if c.isalpha()), "")
    return any(_begin_alike(word, way, name, script) for way in {*ways(word), _latin(word)})


def _begin_alike(word: str, way: str, name: str, script: str) -> bool:
    if script in _CONSONANTS:
        if _latin(word).removeprefix("l").startswith("kh"):
            return name[:1] in "chjkqx"
        bare = word.removeprefix("ال")
        first = "" if bare[:1] in _MAY_BE_VOWELS else _first(way[len(word) - len(bare) > 0 :])
        return first == _first(name)
    return way[:1] == name[:1] or _first(way) == _first(name)


def _latin(word: str) -> str:
    return ascii_key(word).replace(_AYIN, "")


def _first(text: str) -> str:
    """Return the sound of the first letter; none for a vowel."""
    return sound_of(text.lstrip("' ")[:1])


def _without_vowels(way: str, name: str, _: str) -> Likeness:
    one, other = (_once(_heard(text)).translate(_VOICED) for text in (way, name))
    apart = OSA.distance(one, other)
    if len(other) < _FEWEST:
        return Likeness.NONE
    if not apart or (len(other) > 3 and apart <= len(other) // 4):
        return Likeness.CLOSE
    return Likeness.FAR if apart <= len(other) // 2 else Likeness.NONE


def _with_vowels(way: str, name: str, script: str) -> Likeness:
    one, other = (_once(_heard(text)) for text in (way, name))
    consonants = len(other.translate(_VOICED))
    apart, letters = OSA.distance(one, other), len(other)
    fewest, close, far = _FEWEST, _CLOSE, _FAR
    if script in _SYLLABLES:
        fewest, close, far = _FEWEST_SYLLABLES, _CLOSE_SYLLABLES, _FAR_EACH * consonants
    if not apart:
        return Likeness.CLOSE
    if consonants < fewest or apart > far * letters:
        return Likeness.NONE
    return Likeness.CLOSE if apart <= int(close * letters) else Likeness.FAR


def _heard(text: str) -> str:
    return _replaced(text.translate(str.maketrans("", "", "' -.")), _HEARD)


def _replaced(text: str, each: Iterable[tuple[str, str]]) -> str:
    for old, new in each:
        text = text.replace(old, new)
    return text


def _once(text: str) -> str:
    """Return a text with each letter once where it is doubled."""
    return re.sub(r"(.)\1+", r"\1", text)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
