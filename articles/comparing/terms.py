"""The terms of quotations: words by their stem, and pairs of neighbours, without function words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from articles.comparing.log_odds import log_odds
from articles.search.backends import backend
from articles.search.highlight import canonical
from articles.search.query import Form, Term
from articles.wording.words import FUNCTION_WORDS
from extraction.text.folding import fold_in_place

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
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
        "went whether while whose why within without work year years yes yet"
    ).split()
)
SHORTEST = 3
# A term is in this many quotations or more, and this many standard deviations above the others:
# what two quotations of one side have, and none of another of the same size, just passes.
LEAST_QUOTES, LEAST_SCORE = 2, 0.8


@dataclass(frozen=True, slots=True)
class Terms:
    """In how many quotations each term is, and how it is written most often.

    A word is under its stem, a pair of words as it is in lower case, with a blank.
    """

    counts: Counter[str] = field(default_factory=Counter)
    written: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def search_for(self, term: str) -> Term:
        """Return what finds a term: a word in any ending, or a pair word for word."""
        words = self.written[term].most_common(1)[0][0]
        return Term(Form.PHRASE if " " in term else Form.WORD, words)


def terms_of(texts: Iterable[str]) -> Terms:
    """Return the terms of these texts; a text counts once for each of its terms."""
    found = Terms()
    stems: dict[str, str] = {}
    language = backend().stemmer
    for text in texts:
        once = dict(_terms(text, stems, language))
        found.counts.update(once.keys())
        for term, written in once.items():
            found.written[term][written] += 1
    return found


def _terms(text: str, stems: dict[str, str], language: str) -> Iterator[tuple[str, str]]:
    """Yield each (term, as it is written) of a text."""
    words = list(_words(text))
    for _, _, folded, written in words:
        if folded not in stems:
            stems[folded] = canonical(Term(Form.WORD, folded), language).text
        yield stems[folded], written
    for (_, end, one, first), (start, _, other, second) in pairwise(words):
        if text[end:start] in {" ", "-"}:
            yield f"{one} {other}", f"{first} {second}"


def _words(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, folded, written) of the words that name something."""
    folded = fold_in_place(text)
    for place in _WORD.finditer(folded):
        word = _POSSESSIVE.sub("", place[0])
        names = len(word) >= SHORTEST and word.isalpha() and word not in _EMPTY
        if names:
            yield place.start(), place.end(), word, text[place.start() : place.start() + len(word)]


def distinctive(own: Terms, others: Terms, most: int) -> list[str]:
    """Return up to `most` terms that `own` has and `others` has less, the clearest first.

    A pair stands for each of its words that is in it as often as not.
    """
    scores = log_odds(own.counts, others.counts)
    kept = [
        term
        for term, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        if score >= LEAST_SCORE and own.counts[term] >= LEAST_QUOTES
    ]
    return _without_parts(kept, own)[:most]


def _without_parts(terms: list[str], own: Terms) -> list[str]:
    """Leave out the words that a pair stands for, and the pairs that stand for none."""
    covered: set[str] = set()
    pairs = []
    language = backend().stemmer
    for term in terms:
        if " " in term:
            stems = [canonical(Term(Form.WORD, word), language).text for word in term.split()]
            often = {stem for stem in stems if own.counts[term] * 2 >= own.counts[stem]}
            if often and not often & covered:
                covered |= often
                pairs.append(term)
    return [term for term in terms if term in pairs or (" " not in term and term not in covered)]
