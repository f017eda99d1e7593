"""The words of a text, and what makes two of them the same.

Case, accents, quotation marks, hyphens and other marks make no difference.  Nor do British and
American spelling, contractions (“don’t” and “do not”) and figures for numbers up to ninety.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from extraction.text.folding import fold_in_place
from extraction.text.spelling import spelling_key

_APOSTROPHE = "'’ʼ`´"
# Combining accents are characters of their own behind their letter (NFD).
_ACCENTS = "\u0300-\u036f"
# Possessive: nothing is tried again, which takes a quarter of the time.
_LETTERS = rf"[^\W\d_]++(?:[{_ACCENTS}]++[^\W\d_]*+)*+"
_TOKEN, _ASCII_TOKEN = (
    re.compile(rf"{letters}(?:[{_APOSTROPHE}]{letters})*+|\d++(?:[.,:]\d++)*+|[%&]")
    for letters in (_LETTERS, "[a-zA-Z]++")
)
_ELLIPSIS = re.compile(r"…|\.{3}|\. \. \.")
_NOT = re.compile(r"(.+?)(n['’ʼ`´]?t)")
_ENDING = re.compile(rf"(.+)([{_APOSTROPHE}](?:ll|re|ve|m|d|s))")

# The verbs before “n’t” as they are without it.
_VERBS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"} | {
    verb: verb
    for verb in (
        "are could did do does had has have is might must need ought should was were would"
    ).split()
}
_ENDINGS = {"ll": "will", "re": "are", "ve": "have", "m": "am"}
# Behind these “’s” is “is” or “us”; behind other words it may be a possessive, and stays.
_IS = frozenset("he here it she that there what where who".split())
# “Cant” and “wont” are left out: they are words.
_WITHOUT_MARK = frozenset(
    f"{verb}nt" for verb in _VERBS if verb not in {"ca", "wo", "sha", "ai", "need", "ought"}
)
_FIGURES = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: str(10 * number)
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_OTHERS = {"%": "percent", "&": "and", "ok": "okay", "mr": "mister"}
# Words that say little by themselves: what two sentences share by chance.
FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be because been but by can could did do does "
    "for from had has have he her here him his i if in into is it its just me more my no not now "
    "of on one or our out over percent shall she should so some than that the their them then "
    "there these they this those to up us very was we were what when where which who will with "
    "would you your".split()
)


class Word(NamedTuple):
    """A word at `[start, end)` code points of its text.

    `written` is the word without case and accents, `key` what makes two words the same.  Words are
    `cut_off` from the one before if an ellipsis is between them.
    """

    start: int
    end: int
    written: str
    key: str
    cut_off: bool = False

    @property
    def says_much(self) -> bool:
        return self.key not in FUNCTION_WORDS


def words_of(text: str) -> list[Word]:
    """Return the words of a text, in order.

    >>> [word.key for word in words_of("We CAN’T re-organise per cent, “São Paulo’s” 1,000.")]
    ['we', 'can', 'not', 're', 'organize', 'percent', 'sao', "paulo's", '1000']
    """
    folded = fold_in_place(text)
    cuts = [place.start() for place in _ELLIPSIS.finditer(folded)]
    found: list[Word] = []
    at = 0
    for token in _token(folded).finditer(folded):
        start, written = token.start(), token[0]
        cut_off = False
        while at < len(cuts) and cuts[at] < start:
            cut_off, at = bool(found), at + 1
        if written == "cent" and found and found[-1].written == "per":
            last = found.pop()
            found.append(Word(last.start, token.end(), "percent", "percent", last.cut_off))
            continue
        for begin, end, plain, key in _words_in(written):
            found.append(Word(start + begin, start + end, plain, key, cut_off))
            cut_off = False
    return found


def keys_of(text: str) -> list[str]:
    """Return the keys of the words of a text, in order; several times as fast as `words_of`.

    >>> keys_of("We CAN’T re-organise per cent")
    ['we', 'can', 'not', 're', 'organize', 'percent']
    """
    tokens = written_in(text)
    if "cent" in tokens:
        return [word.key for word in words_of(text)]
    return list(chain.from_iterable(map(_keys_in, tokens)))


def written_in(text: str) -> list[str]:
    """Return the words of a text as they are written, without case and accents; much faster."""
    folded = fold_in_place(text)
    return _token(folded).findall(folded)


def _token(folded: str) -> re.Pattern[str]:
    """Return the pattern of words of a text; in plain letters it takes half the time."""
    return _ASCII_TOKEN if folded.isascii() else _TOKEN


@lru_cache(maxsize=50_000)
def _keys_in(token: str) -> tuple[str, ...]:
    return tuple(key for _, _, _, key in _words_in(token))


@lru_cache(maxsize=50_000)
def _words_in(token: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return (start, end, written, key) of the words of a token: two for a contraction."""
    for parts in (_NOT.fullmatch(token), _ENDING.fullmatch(token)):
        keys = _contracted(_plain(parts[1]), _plain(parts[2])) if parts else None
        if parts and keys:
            middle = len(parts[1])
            return (
                (0, middle, _plain(parts[1]), keys[0]),
                (middle, len(token), _plain(parts[2]), keys[1]),
            )
    plain = _plain(token)
    if plain == "cannot":
        return (0, 3, "can", "can"), (3, 6, "not", "not")
    return ((0, len(token), plain, _key(plain)),)


_MARKS = str.maketrans(dict.fromkeys(_APOSTROPHE, "'")) | dict.fromkeys(range(0x300, 0x370))


def _plain(token: str) -> str:
    return token.translate(_MARKS)


def _contracted(head: str, tail: str) -> tuple[str, str] | None:
    """Return the keys of the two words of a contraction; None if it is not one."""
    if tail in {"n't", "nt"}:
        known = head in _VERBS and ("'" in tail or f"{head}nt" in _WITHOUT_MARK)
        return (_VERBS[head], "not") if known else None
    ending = tail.removeprefix("'")
    if ending in _ENDINGS:
        return _key(head), _ENDINGS[ending]
    if ending == "s" and head in _IS:
        return head, "is"
    return ("let", "us") if (head, ending) == ("let", "s") else None


def _key(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return _FIGURES.get(word) or _OTHERS.get(word) or spelling_key(word)
