"""The spans of a text that match a query, for pages to highlight.

The backends find rows; this finds the matches again in the few texts on a page, by the same
rules: case and accents are ignored, words match whatever their ending, phrases and prefixes
match literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer

from articles.search.query import Form, Query, Term
from extraction.text.folding import fold_in_place

Span = tuple[int, int]
Stem = Callable[[str], str]

# Code points of context on each side of a match in an excerpt.
AROUND = 110
# Leading letters that all words of one stem share.
KEPT = 2
# Combining accents: characters of their own behind their letter (NFD), as some programs write.
MARKS = "[\u0300-\u036f]*"
_MARKS = re.compile(MARKS)
_TOKEN = re.compile(rf"(?:[^\W_]{MARKS})+")


def highlights(text: str, query: Query, language: str) -> list[Span]:
    """Return the spans that match `query`, in order and merged where they overlap.

    Spans are half-open code points.  `language` names the stemmer of the backend in use:
    “porter” or “english”.
    """
    plain = fold_in_place(text)
    spans = sorted(span for term in query.wanted for span in spans_of(term, plain, language))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def excerpts(text: str, query: Query, language: str, most: int = 2) -> list[str]:
    """Return the text around the first matches of `query`, at most `most` excerpts."""
    found: list[str] = []
    reached = 0
    for start, end in highlights(text, query, language):
        if start < reached or len(found) == most:
            continue
        left, right = max(0, start - AROUND), min(len(text), end + AROUND)
        left = text.find(" ", left, start) + 1 or left if left else 0
        right = max(text.rfind(" ", end, right), end) if right < len(text) else right
        words = " ".join(text[left:right].split())
        found.append(f"{'… ' if left else ''}{words}{' …' if right < len(text) else ''}")
        reached = right
    return found


def canonical(term: Term, language: str) -> Term:
    """Return one form for all terms that match the same words.

    >>> canonical(Term(Form.WORD, "Said"), "porter") == canonical(Term(Form.WORD, "said"), "porter")
    True
    """
    words = _words(term)
    if term.form is Form.WORD:
        words = [_stemmer(language)(word) for word in words]
    return Term(term.form, " ".join(words))


def _words(term: Term) -> list[str]:
    return [_MARKS.sub("", word) for word in _TOKEN.findall(fold_in_place(term.text))]


def spans_of(term: Term, plain: str, language: str) -> Iterator[Span]:
    """Yield the spans of a term in a text that `fold_in_place` gave, in order."""
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
    """Return the pattern of a term in folded text; for a word, that of its first letters."""
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
    """Return a stemmer that threads can share: snowball's own serves one thread at a time."""
    stemmer, lock = snowballstemmer.stemmer(language), Lock()

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        with lock:
            return str(stemmer.stemWord(word))

    return stem
