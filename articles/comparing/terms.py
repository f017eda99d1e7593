"""The terms of quotations: words by their stem, and pairs of neighbours, without function words.

Subjects are nouns, and pairs that end with one: of a noun phrase its last two words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from articles.comparing.log_odds import log_odds
from articles.comparing.word_kinds import ADJECTIVE, NOUN, in_general, kind_of
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
# A term is in this many quotations or more, and this many standard deviations above the others:
# what two quotations of one side have, and none of another of the same size, just passes.
LEAST_QUOTES, LEAST_SCORE = 2, 0.8


@dataclass(frozen=True, slots=True)
class Terms:
    """In how many quotations each term is, and each (term, as it is written).

    A word is under its stem, a pair of words as it is in lower case, with a blank.
    """

    counts: Counter[str] = field(default_factory=Counter)
    written: Counter[tuple[str, str]] = field(default_factory=Counter)

    def searches(self, terms: Sequence[str]) -> list[Term]:
        """Return what finds each of these terms, as it is written most often: a word in any
        ending, or a pair word for word."""
        wanted, most = set(terms), dict[str, str]()
        for (term, words), _ in self.written.most_common():
            if term in wanted:
                most.setdefault(term, words)
        return [Term(Form.PHRASE if " " in term else Form.WORD, most[term]) for term in terms]


class Word(NamedTuple):
    """A word of a text: its place, as it is compared, as it is written, and whether it is one of
    the kinds `NOUN` and `ADJECTIVE`, or of another."""

    start: int
    end: int
    folded: str
    written: str
    kind: str


def terms_of(texts: Iterable[str], *, subjects: bool = False) -> Terms:
    """Return the terms of these texts; a text counts once for each of its terms."""
    found = Terms()
    stem = stemmer(backend().stemmer)
    for text in texts:
        words = list(_words(text, subjects=subjects))
        once = dict(_terms(text, words, stem))
        found.counts.update(once.keys())
        found.written.update(once.items())
    return found


def in_any_news(own: Terms, read: int, quotations: int) -> Counter[str]:
    """Return what so many quotations of any news have of the subjects, as `read` quotations have
    `own`.

    Rare subjects, of which no rate is known, are one together, so that the number of all is right.
    """
    found = in_general(quotations, stemmer(backend().stemmer))
    whole = own.counts.total() * quotations // max(1, read)
    found[""] = max(0, whole - found.total())
    return found


def _terms(
    text: str, words: Sequence[Word], stem: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield each (term, as it is written) of a text."""
    for word in words:
        if word.kind == NOUN:
            yield stem(word.folded), word.written
    pairs = [
        (one, other)
        for one, other in pairwise(words)
        if other.kind == NOUN and text[one.end : other.start] in {" ", "-"}
    ]
    doubled = {one.start for one, other in pairs if _is_double(text, one, other)}
    for one, other in pairs:
        if other.start not in doubled:
            yield f"{one.folded} {other.folded}", f"{one.written} {other.written}"


def _is_double(text: str, one: Word, other: Word) -> bool:
    """Whether two words are a double name, no half of which is paired: “Ana Brel-Ek”."""
    capitals = one.written[:1].isupper() and other.written[:1].isupper()
    return capitals and text[one.end : other.start] == "-"


def _words(text: str, *, subjects: bool) -> Iterator[Word]:
    """Yield the words that say something; where subjects are wanted, nouns and adjectives, and
    else all as nouns."""
    for place in _WORD.finditer(fold_in_place(text)):
        word = place[0]
        if "'" in word or "’" in word:
            word = _POSSESSIVE.sub("", word)
        if len(word) >= SHORTEST and word not in _EMPTY and word.isalpha():
            start = place.start()
            written = text[start : start + len(word)]
            kind = _kind(text, start, word, written) if subjects else NOUN
            if kind in {NOUN, ADJECTIVE}:
                yield Word(start, place.end(), word, written, kind)


def _kind(text: str, start: int, word: str, written: str) -> str:
    is_name = written[:1].isupper() and not _BEFORE_A_SENTENCE.search(
        text, max(0, start - 3), start
    )
    return kind_of(word, is_name=is_name)


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
