"""The terms of quotations: words by their stem, and pairs of neighbours, without function words.

Subjects are nouns, and pairs that end with one: of a noun phrase its last two words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from articles.comparing.log_odds import log_odds
from articles.comparing.word_kinds import NOUN, OTHER, in_general, kind_of
from articles.search.backends import backend
from articles.search.highlight import stemmer
from articles.search.query import Form, Term
from articles.wording.words import FUNCTION_WORDS
from extraction.text.folding import fold_in_place

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?…:“”‘\"–—])\s*$")
# Beside function words, words of speech that name no subject.
_EMPTY = FUNCTION_WORDS | frozenset(
    (
        "against already always another around away back before being between both came can "
        "cannot come did doing done down during each either else ever every few get gets getting "
        "give given go goes going gone good got great having how however kind know let like look "
        "lot made make makes many maybe mean might most much must never new next nothing now off "
        "often once only other own part people put quite really right said same say saying says "
        "see seen since something still such take taken tell thank thing things think those "
        "though through time today too under until use very via want wanted wants way ways well "
        "went whether while whose why within without work year years yes yet "
        # What is counted and measured, days, and what stands for a thing.
        "afternoon anybody anyone anything billion bit case cases cent couple day days dozen "
        "evening everybody everyone everything example examples fact facts guy guys hour hours "
        "hundred kind lot lots man matter men member members million minute minutes moment moments "
        "month months morning night nobody number numbers percent person persons place places "
        "point points problem problems question questions reason reasons second situation "
        "somebody someone sort stuff thousand times tomorrow week weeks woman women yesterday "
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december"
    ).split()
)
SHORTEST = 3
# Texts whose terms are remembered: a background and two sides.
REMEMBERED = 2_000
# A term is in this many quotations or more, and this many standard deviations above the others:
# what two quotations of one side have, and none of another of the same size, just passes.
LEAST_QUOTES, LEAST_SCORE = 2, 0.8


@dataclass(frozen=True, slots=True)
class Terms:
    """In how many quotations each term is; `written` has the terms of each, as it writes them.

    A word is under its stem, a pair of words as it is in lower case, with a blank.
    """

    counts: Counter[str] = field(default_factory=Counter)
    written: list[Mapping[str, str]] = field(default_factory=list)

    def searches(self, terms: Sequence[str]) -> list[Term]:
        """Return what finds each of these terms, as it is written most often: a word in any
        ending, or a pair word for word."""
        forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
        for text in self.written:
            for term in forms.keys() & text.keys():
                forms[term][text[term]] += 1
        return [
            Term(Form.PHRASE if " " in term else Form.WORD, written)
            for term in terms
            for written, _ in forms[term].most_common(1)
        ]


class Word(NamedTuple):
    """A word of a text: its place, as it is compared, as it is written, whether it is one of
    the kinds `NOUN` and `ADJECTIVE`, or of another, and its stem."""

    start: int
    end: int
    folded: str
    written: str
    kind: str
    stem: str


def terms_of(texts: Iterable[str], *, subjects: bool = False) -> Terms:
    """Return the terms of these texts; a text counts once for each of its terms."""
    language = backend().stemmer
    written = [_terms_in(text, language, subjects) for text in texts]
    return Terms(Counter(chain.from_iterable(written)), written)


def in_any_news(own: Terms, read: int, quotations: int) -> Counter[str]:
    """Return what so many quotations of any news have of the subjects, as `read` quotations have
    `own`.

    Rare subjects, of which no rate is known, are one together, so that the number of all is right.
    """
    found = in_general(quotations, stemmer(backend().stemmer))
    whole = own.counts.total() * quotations // max(1, read)
    found[""] = max(0, whole - found.total())
    return found


@lru_cache(maxsize=REMEMBERED)
def _terms_in(text: str, language: str, subjects: bool) -> Mapping[str, str]:
    """Return the terms of a text, each as it writes it at last.

    Those of some texts are remembered: the background of all subjects hardly changes.
    """
    words = list(_words(text, language, subjects))
    found = {word.stem: word.written for word in words if word.kind == NOUN}
    pairs = [
        (one, other)
        for one, other in pairwise(words)
        if other.kind == NOUN and other.start == one.end + 1 and text[one.end] in " -"
    ]
    doubled = {one.start for one, other in pairs if _is_double(text, one, other)}
    for one, other in pairs:
        if other.start not in doubled:
            found[f"{one.folded} {other.folded}"] = f"{one.written} {other.written}"
    return found


def _is_double(text: str, one: Word, other: Word) -> bool:
    """Whether two words are a double name, no half of which is paired: “Ana Brel-Ek”."""
    return text[one.end] == "-" and one.written[:1].isupper() and other.written[:1].isupper()


def _words(text: str, language: str, subjects: bool) -> Iterator[Word]:
    """Yield the words that say something; where subjects are wanted, nouns and adjectives, and
    else all as nouns."""
    for place in _WORD.finditer(fold_in_place(text)):
        known = _known(place[0], language)
        if known is None:
            continue
        word, kind, stem = known
        start, end = place.span()
        written = text[start : start + len(word)]
        if not subjects:
            kind = NOUN
        elif kind == OTHER:
            if not _is_name(text, start, written):
                continue
            kind = NOUN
        yield Word(start, end, word, written, kind, stem)


@lru_cache(maxsize=50_000)
def _known(token: str, language: str) -> tuple[str, str, str] | None:
    """Return a folded word, its kind and its stem; None where it says nothing."""
    word = _POSSESSIVE.sub("", token)
    if len(word) < SHORTEST or word in _EMPTY or not word.isalpha():
        return None
    return word, kind_of(word), stemmer(language)(word)


def _is_name(text: str, start: int, written: str) -> bool:
    """Whether a word has a capital that no sentence begins with."""
    return written[:1].isupper() and not _BEFORE_A_SENTENCE.search(text, max(0, start - 3), start)


def distinctive(own: Terms, others: Terms, most: int) -> list[str]:
    """Return up to `most` terms that `own` has and `others` has less, the clearest first.

    A pair stands for each of its words that is in it as often as not.
    """
    scores = log_odds(own.counts, others.counts, LEAST_QUOTES)
    kept = [
        term
        for term, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        if score >= LEAST_SCORE
    ]
    return _without_parts(kept, own)[:most]


def _without_parts(terms: list[str], own: Terms) -> list[str]:
    """Leave out the words that a pair stands for, and the pairs that stand for none."""
    covered: set[str] = set()
    pairs = []
    stem = stemmer(backend().stemmer)
    for term in terms:
        if " " in term:
            stems = [stem(word) for word in term.split()]
            often = {stem for stem in stems if own.counts[term] * 2 >= own.counts[stem]}
            if often and not often & covered:
                covered |= often
                pairs.append(term)
    return [term for term in terms if term in pairs or (" " not in term and term not in covered)]
