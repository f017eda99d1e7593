"""The terms of quotations: words by their stem, and pairs of neighbours, without function words.

Subjects are nouns, and pairs that end with one: of a noun phrase its last two words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from articles.comparing.log_odds import log_odds, scorer
from articles.comparing.tokens import Tokens
from articles.comparing.vocabulary import NOTHING, NOUN, OTHER
from articles.comparing.word_kinds import in_general
from articles.search.backends import backend
from articles.search.bitmaps import Numbers
from articles.search.highlight import stemmer
from articles.search.query import Form, Term

_BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?…:“”‘\"–—])\s*$")
# A term of two words is joined by one of these.
_BLANK, _HYPHEN = 32, 45
# The number of a pair has those of its words in this many bits each.
_HALF = 31
_LATTER = (1 << _HALF) - 1
# What the number of a word is counted down from.
_WORD = -1
_NO_TERM = -(1 << 62)
# Lists of texts whose terms are remembered: the background of all subjects hardly changes.
REMEMBERED = 4
# A term is in this many quotations or more, and this many standard deviations above the others:
# what two quotations of one side have, and none of another of the same size, just passes.
LEAST_QUOTES, LEAST_SCORE = 2, 0.8


@dataclass(frozen=True)
class Terms:
    """In how many quotations each term is: as `given`, or of the words that are `read`.

    A word is under its stem, a pair of words as it is in lower case, with a blank.
    """

    given: Counter[str] | None = None
    read: _Read | None = None

    @cached_property
    def counts(self) -> Counter[str]:
        """In how many quotations each term is."""
        if self.given is not None:
            return self.given
        return self.read.counts() if self.read is not None else Counter()

    def searches(self, terms: Sequence[str]) -> list[Term]:
        """Return what finds each of these terms, as it is written most often: a word in any
        ending, or a pair word for word."""
        return [
            Term(Form.PHRASE if " " in term else Form.WORD, written)
            for term in terms
            for written, _ in Counter(self.read.written(term) if self.read else ()).most_common(1)
        ]


def terms_of(texts: Iterable[str], *, subjects: bool = False) -> Terms:
    """Return the terms of these texts; a text counts once for each of its terms."""
    listed = tuple(texts)
    return terms_among(Tokens(listed, backend().stemmer), range(len(listed)), subjects=subjects)


def terms_among(tokens: Tokens, texts: Sequence[int], *, subjects: bool = False) -> Terms:
    """Return the terms of the texts with these numbers, in this order."""
    return Terms(read=_Read(tokens, texts, subjects=subjects))


@lru_cache(maxsize=REMEMBERED)
def _counted(texts: tuple[str, ...], _language: str) -> Counter[str]:
    return terms_of(texts, subjects=True).counts


def subjects_in(texts: Iterable[str]) -> Terms:
    """Return in how many of these texts each subject is.  Those of some lists are remembered."""
    return Terms(_counted(tuple(texts), backend().stemmer).copy())


def in_any_news(own: Terms, read: int, quotations: int) -> Counter[str]:
    """Return what so many quotations of any news have of the subjects, as `read` quotations have
    `own`.

    Rare subjects, of which no rate is known, are one together, so that the number of all is right.
    """
    found = in_general(quotations, stemmer(backend().stemmer))
    whole = own.counts.total() * quotations // max(1, read)
    found[""] = max(0, whole - found.total())
    return found


class _Read:
    """The words of texts that say something, and their pairs, as arrays.

    `at` are the tokens of `tokens` that are nouns, `one` the first tokens of pairs; `order` has the
    place of each text among those that are read, below zero for others.
    """

    def __init__(self, tokens: Tokens, texts: Sequence[int], *, subjects: bool) -> None:
        self._tokens, self._words = tokens, tokens.vocabulary
        self._order = np.full(len(tokens.begin), -1)
        self._order[list(texts)] = np.arange(len(texts))
        kind = self._words.kind[tokens.word]
        kind[self._order[tokens.text] < 0] = NOTHING
        if subjects:
            others = np.flatnonzero(kind == OTHER)
            kind[others] = NOTHING
            kind[[n for n in others.tolist() if self._is_name(n)]] = NOUN
        else:
            kind[kind != NOTHING] = NOUN
        self._at = np.flatnonzero(kind == NOUN)
        self._stem = self._words.stem[tokens.word[self._at]]
        self._one = self._pairs(kind)
        first, second = (self._words.bare[tokens.word[self._one + behind]] for behind in (0, 1))
        self._pair = first << _HALF | second

    def _is_name(self, n: int) -> bool:
        """Whether a word has a capital that no sentence begins with."""
        tokens = self._tokens
        start = int(tokens.start[n])
        if not tokens.joined[start].isupper():
            return False
        number = int(tokens.text[n])
        start -= tokens.begin[number]
        text = tokens.text_of(number)
        return not _BEFORE_A_SENTENCE.search(text, max(0, start - 3), start)

    def _pairs(self, kind: NDArray[np.int8]) -> Numbers:
        """Return the tokens that are paired with the next; of a double name, no half is so with
        another word: “Ana Brel-Ek”."""
        tokens = self._tokens
        beside = tokens.start[1:] == tokens.end[:-1] + 1
        one = np.flatnonzero(beside & (kind[:-1] != NOTHING) & (kind[1:] == NOUN))
        between = tokens.codes[tokens.end[one]]
        hyphened = one[between == _HYPHEN].tolist()
        doubled = [n for n in hyphened if self._is_double(n)]
        kept = np.isin(between, (_BLANK, _HYPHEN)) & ~np.isin(one + 1, doubled)
        paired: Numbers = one[kept]
        return paired

    def _is_double(self, n: int) -> bool:
        """Whether a token and the next both begin with a capital."""
        written = self._tokens.joined
        return all(written[self._tokens.start[each]].isupper() for each in (n, n + 1))

    def counts(self) -> Counter[str]:
        """Return in how many of the texts each term is."""
        numbers, counts = self.numbered
        return Counter(dict(zip(self.names(numbers), counts.tolist(), strict=True)))

    @cached_property
    def numbered(self) -> tuple[Numbers, Numbers]:
        """The numbers of the terms, ascending, and in how many of the texts each is.

        A pair has the number of `_pair`, a word one below zero, by its stem.
        """
        alone, counts = self._often(self._at, self._stem)
        pairs, paired = self._often(self._one, self._pair)
        return np.concatenate([_WORD - alone[::-1], pairs]), np.concatenate([counts[::-1], paired])

    def names(self, numbers: Numbers) -> list[str]:
        """Return terms by their numbers."""
        stems, bare = self._words.stems, self._words.bares
        return [
            f"{bare[n >> _HALF]} {bare[n & _LATTER]}" if n >= 0 else stems[_WORD - n]
            for n in numbers.tolist()
        ]

    def counts_of(self, terms: Collection[str]) -> dict[str, int]:
        """Return in how many of the texts each of these terms is."""
        numbers = np.array([self._number(term) for term in terms], np.int64)
        return dict(zip(terms, _counted_in(self.numbered, numbers).tolist(), strict=True))

    def _number(self, term: str) -> int:
        """Return the number of a term, `_NO_TERM` of one with words that no text has."""
        if " " in term:
            one, other = map(self._words.bares.number, term.split())
            return one << _HALF | other if min(one, other) >= 0 else _NO_TERM
        stem = self._words.stems.number(term)
        return _WORD - stem if stem >= 0 else _NO_TERM

    def is_numbered_as(self, other: _Read) -> bool:
        """Whether one number is one term in both."""
        return self._words is other._words

    def _often(self, at: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
        """Return the different values of tokens, and how many texts have each."""
        different, place = np.unique(values, return_inverse=True)
        size = max(1, len(different))
        each = np.sort(self._tokens.text[at] * size + place)
        once = each[np.diff(each, prepend=-1) > 0]
        return different, np.bincount(once % size, minlength=len(different))

    def written(self, term: str) -> list[str]:
        """Return how each text that has a term writes it at last, in the order of the texts."""
        if " " in term:
            one, other = map(self._words.bares.number, term.split())
            at = self._one[self._pair == one << _HALF | other]
        else:
            at = self._at[self._stem == self._words.stems.number(term)]
        last = dict(zip(self._order[self._tokens.text[at]].tolist(), at.tolist(), strict=True))
        behind = (0, 1) if " " in term else (0,)
        return [" ".join(self._as_written(last[n] + k) for k in behind) for n in sorted(last)]

    def _as_written(self, n: int) -> str:
        start, word = int(self._tokens.start[n]), self._tokens.word[n]
        return self._tokens.joined[start : start + int(self._words.size[word])]


def distinctive(own: Terms, others: Terms, most: int) -> list[str]:
    """Return up to `most` terms that `own` has and `others` has less, the clearest first.

    A pair stands for each of its words that is in it as often as not.
    """
    scores = log_odds(own.counts, others.counts, LEAST_QUOTES)
    clear = [(-score, term) for term, score in scores.items() if score >= LEAST_SCORE]
    return _without_parts([term for _, term in sorted(clear)], lambda _: own.counts)[:most]


def distinctive_beside(own: Terms, others: Sequence[Terms], most: int) -> list[str]:
    """Return what `distinctive` does beside all others together.

    Terms are compared by their numbers as far as they have them, and only clear ones are named.
    """
    read = [each.read for each in others]
    if own.read is None or not all(each and own.read.is_numbered_as(each) for each in read):
        return distinctive(own, Terms(sum((each.counts for each in others), Counter())), most)
    numbers, counts = own.read.numbered
    numbers, often = numbers[counts >= LEAST_QUOTES], counts[counts >= LEAST_QUOTES]
    each = [one.numbered for one in read if one]
    beside = sum((_counted_in(one, numbers) for one in each), np.zeros(len(numbers), np.int64))
    score = scorer(int(counts.sum()), sum(int(one.sum()) for _, one in each))
    scores = list(map(score, often.tolist(), beside.tolist()))
    clear = [place for place, each in enumerate(scores) if each >= LEAST_SCORE]
    named = zip([-scores[n] for n in clear], own.read.names(numbers[clear]), strict=True)
    return _without_parts([term for _, term in sorted(named)], own.read.counts_of)[:most]


def _counted_in(numbered: tuple[Numbers, Numbers], numbers: Numbers) -> Numbers:
    """Return in how many texts terms are, by their numbers, of those that are `numbered`."""
    known, counts = numbered
    if not len(known):
        return np.zeros(len(numbers), np.int64)
    places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    found: Numbers = np.where(known[places] == numbers, counts[places], 0)
    return found


def _without_parts(
    terms: list[str], counts_of: Callable[[Collection[str]], Mapping[str, int]]
) -> list[str]:
    """Leave out the words that a pair stands for, and the pairs that stand for none; `counts_of`
    has the number of quotations of terms."""
    covered: set[str] = set()
    pairs = set()
    stem = stemmer(backend().stemmer)
    stems_of = {term: [stem(word) for word in term.split()] for term in terms if " " in term}
    counts = counts_of({*stems_of, *chain.from_iterable(stems_of.values())})
    for term, stems in stems_of.items():
        often = {stem for stem in stems if counts[term] * 2 >= counts[stem]}
        if often and not often & covered:
            covered |= often
            pairs.add(term)
    return [term for term in terms if term in pairs or (" " not in term and term not in covered)]
