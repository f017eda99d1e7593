"""Where a text has what was looked for, so that a page can show it.

The engines find; this finds again, in the few texts on a page, by the same rules: case and
accents aside, words whatever their ending, phrases and beginnings as they stand.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer

from articles.search.query import Form, Query, Term

Span = tuple[int, int]
Stem = Callable[[str], str]

# Code points before and behind a place that an excerpt shows.
AROUND = 110
# Of BM25: how soon a word said again counts for less, and how much length counts.
K1, B = 1.2, 0.75
# Letters that a word has in common with all words of its stem.
KEPT = 2
# Accents that stand behind their letter as characters of their own, as some programs write them.
MARKS = "[\u0300-\u036f]*"
_MARKS = re.compile(MARKS)
_TOKEN = re.compile(rf"(?:[^\W_]{MARKS})+")


def marked(text: str, query: Query, language: str) -> list[Span]:
    """Spans, in order and apart from one another, of what `query` wants, as code points.

    `language` names the stemmer of the engine in use: “porter” or “english”.
    """
    plain = folded(text)
    spans = sorted(span for term in query.wanted for span in _found(term, plain, language))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def excerpts(text: str, query: Query, language: str, most: int = 2) -> list[str]:
    """The surroundings of the first places that have what `query` wants."""
    found: list[str] = []
    reached = 0
    for start, end in marked(text, query, language):
        if start < reached or len(found) == most:
            continue
        left, right = max(0, start - AROUND), min(len(text), end + AROUND)
        left = text.find(" ", left, start) + 1 or left if left else 0
        right = max(text.rfind(" ", end, right), end) if right < len(text) else right
        words = " ".join(text[left:right].split())
        found.append(f"{'… ' if left else ''}{words}{' …' if right < len(text) else ''}")
        reached = right
    return found


def relevance(
    texts: Mapping[int, str], bearers: Mapping[Term, int], size: int, language: str
) -> dict[int, float]:
    """BM25 of each text; `bearers` is how many of all texts, `size`, have a term.

    Robertson and Zaragoza 2009, “The Probabilistic Relevance Framework”.
    """
    plain = {key: folded(text) for key, text in texts.items()}
    lengths = {key: text.count(" ") + 1 for key, text in texts.items()}
    average = sum(lengths.values()) / max(1, len(lengths))
    score = dict.fromkeys(texts, 0.0)
    for term, having in bearers.items():
        rare = math.log(1 + (size - having + 0.5) / (having + 0.5))
        for key, text in plain.items():
            times = sum(1 for _ in _found(term, text, language))
            norm = K1 * (1 - B + B * lengths[key] / average)
            score[key] += rare * times * (K1 + 1) / (times + norm)
    return score


class _Folds(dict[int, str]):
    """The letter that a letter is without accent and case, one for one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = unicodedata.normalize("NFD", letter).lower()
        plain = "".join(c for c in parts if not unicodedata.combining(c))
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Without accents and case, and of the same length.

    >>> folded("São Paulo, ÉLYSÉE")
    'sao paulo, elysee'
    """
    return text.translate(_FOLDS)


def canonical(term: Term, language: str) -> Term:
    """The same for all terms that find the same.

    >>> canonical(Term(Form.WORD, "Said"), "porter") == canonical(Term(Form.WORD, "said"), "porter")
    True
    """
    words = _words(term)
    if term.form is Form.WORD:
        words = [_stemmer(language)(word) for word in words]
    return Term(term.form, " ".join(words))


def _words(term: Term) -> list[str]:
    return [_MARKS.sub("", word) for word in _TOKEN.findall(folded(term.text))]


def _found(term: Term, plain: str, language: str) -> Iterator[Span]:
    """Where a text, folded, has a term."""
    pattern = _pattern(term)
    if pattern is None:
        return
    stem = _stemmer(language) if term.form is Form.WORD else None
    stems = {stem(word) for word in _words(term)} if stem else set()
    for place in pattern.finditer(plain):
        if stem is None or stem(_MARKS.sub("", place[0])) in stems:
            yield place.start(), place.end()


@lru_cache(maxsize=1_000)
def _pattern(term: Term) -> re.Pattern[str] | None:
    """What a term looks like in a folded text; of a word, its beginning."""
    words = _words(term)
    if not words:
        return None
    if term.form is Form.WORD:
        words = [words[0][:KEPT]]
    letters = ("".join(re.escape(letter) + MARKS for letter in word) for word in words)
    rest = "" if term.form is Form.PHRASE else rf"(?:[^\W_]{MARKS})*"
    return re.compile(rf"(?<![^\W_]){r'[\W_]+'.join(letters)}{rest}(?![^\W_])")


@cache
def _stemmer(language: str) -> Stem:
    """A stemmer for all threads of the server; one of snowball's is for one thread at a time."""
    stemmer, alone = snowballstemmer.stemmer(language), Lock()

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        with alone:
            return str(stemmer.stemWord(word))

    return stem
