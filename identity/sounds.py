"""How names sound in any alphabet: “ترامب” and “特朗普” as Trump.

A name in Latin letters has one sound: its consonants, of which those that scripts take for each
other count as one (b, p, f and v; d and t; g, k, j, c and q; l and r; m and n; s and z), without h,
w, y and doubles.  A name in other letters can have several, since these leave open more: the
Hebrew vav is a v or a vowel, the Chinese x stands for s, sh and h.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA

from extraction.text.folding import ascii_key

# The most ways to read a name.
MOST_WAYS = 96

_SILENT = "aeiouyhw '-."
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


def in_other_letters(word: str) -> bool:
    """Whether a word has letters of another script than the Latin one.

    >>> in_other_letters("Трамп"), in_other_letters("Wałęsa"), in_other_letters("1914")
    (True, False, False)
    """
    return not word.isascii() and any(c.isalpha() and _script(c) != "LATIN" for c in word)


def in_syllables(word: str) -> bool:
    """Whether a name is in Chinese characters, each of which is a syllable."""
    return any(_script(letter) == "CJK" for letter in word)


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
    key = ascii_key(word)
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


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
