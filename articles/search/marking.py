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

import snowballstemmer

from articles.search.query import Form, Query, Term

Span = tuple[int, int]
Stem = Callable[[str], str]

# Code points before and behind a place that an excerpt shows.
AROUND = 110
# Code points from the beginning that are looked through before the whole.
LOOKED_THROUGH = (1_000, 5_000)
# Of BM25: how soon a word said again counts for less, and how much length counts.
K1, B = 1.2, 0.75
# A letter or digit, with the marks that may follow it as characters of their own.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


def marked(text: str, query: Query, language: str) -> list[Span]:
    """Spans, in order and apart from one another, of what `query` wants, as code points.

    `language` names the stemmer of the engine in use: “porter” or “english”.
    """
    tokens = list(_tokens(text))
    spans = sorted(span for term in query.wanted for span in _found(term, tokens, language))
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
    for length in LOOKED_THROUGH:  # most articles say it soon
        spans = marked(text[:length], query, language)
        if len(spans) > most or len(text) <= length:
            break
    else:
        spans = marked(text, query, language)
    for start, end in spans:
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
    tokens = {key: list(_tokens(text)) for key, text in texts.items()}
    average = sum(map(len, tokens.values())) / max(1, len(tokens)) or 1
    score = dict.fromkeys(texts, 0.0)
    for term, having in bearers.items():
        rare = math.log(1 + (size - having + 0.5) / (having + 0.5))
        for key, words in tokens.items():
            times = sum(1 for _ in _found(term, words, language))
            norm = K1 * (1 - B + B * len(words) / average)
            score[key] += rare * times * (K1 + 1) / (times + norm)
    return score


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for word in _WORD.finditer(text):
        yield folded(word[0]), word.start(), word.end()


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Without accents and case.

    >>> folded("Wałęsa"), folded("ÉLYSÉE")
    ('wałesa', 'elysee')
    """
    plain = unicodedata.normalize("NFD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _found(term: Term, tokens: list[tuple[str, int, int]], language: str) -> Iterator[Span]:
    wanted = [word for word, _, _ in _tokens(term.text)]
    same: list[Callable[[str], bool]] = [word.__eq__ for word in wanted]
    if term.form is Form.PREFIX:
        start = wanted[-1]
        same[-1] = lambda word: word.startswith(start)
    elif term.form is Form.WORD:
        stem = _stemmer(language)
        stems = [stem(word) for word in wanted]
        same = [lambda word, s=s: stem(word) == s for s in stems]  # type: ignore[misc]
    for i in range(len(tokens) - len(same) + 1):
        if all(test(tokens[i + k][0]) for k, test in enumerate(same)):
            yield tokens[i][1], tokens[i + len(same) - 1][2]


def canonical(term: Term, language: str) -> Term:
    """The same for all terms that find the same.

    >>> canonical(Term(Form.WORD, "Said"), "porter") == canonical(Term(Form.WORD, "said"), "porter")
    True
    """
    words = [word for word, _, _ in _tokens(term.text)]
    if term.form is Form.WORD:
        words = [_stemmer(language)(word) for word in words]
    return Term(term.form, " ".join(words))


@cache
def _stemmer(language: str) -> Stem:
    stem: Stem = snowballstemmer.stemmer(language).stemWord
    return lru_cache(maxsize=50_000)(stem)
