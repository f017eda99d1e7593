"""The spans of a text that match a query, for pages to highlight.

The backends find rows; this finds the matches again in the few texts on a page, by the same
rules: case and accents are ignored, words match with any ending, phrases and prefixes
match literally.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

import numpy as np
import Stemmer

from articles.search.query import Form, Query, Term
from extraction.text.folding import fold_in_place

Span = tuple[int, int]
Stem = Callable[[str], str]

# Code points of context on each side of a match in an excerpt.
AROUND = 110
# Code points of a text that excerpts are looked for in, at a time and in all, and of a match.
WINDOW = 4_000
FARTHEST = 400_000
LONGEST_MATCH = 300
# Leading letters that all words of one stem share.
KEPT = 2
# Combining accents: characters of their own behind their letter (NFD), as some programs write.
MARKS = "[\u0300-\u036f]*"
_MARKS = re.compile(MARKS)
_TOKEN = re.compile(rf"(?:[^\W_]{MARKS})+")
# What Porter's rules take for other endings at the end of a word, after a plural.
_ENDING = re.compile(r"(bl|log)(?:y|i|ies)$")


def highlights(text: str, query: Query, language: str) -> list[Span]:
    """Return the spans that match `query`, in order and merged where they overlap.

    Spans are half-open code points.  `language` names the stemmer of the backend in use:
    “porter” or “english”.
    """
    return list(_merged(_places(fold_in_place(text), query, language)))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans that are in order, those that touch as one."""
    held: Span | None = None
    for start, end in spans:
        if held and start <= held[1]:
            held = held[0], max(end, held[1])
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def excerpts(text: str, query: Query, language: str, most: int = 2) -> list[str]:
    """Return the text around the first matches of `query`, at most `most` excerpts."""
    found: list[str] = []
    reached = 0
    for start, end in _merged(_first_places(text, query, language)):
        if len(found) == most:
            break
        if start < reached:
            continue
        left, right = max(0, start - AROUND), min(len(text), end + AROUND)
        left = text.find(" ", left, start) + 1 or left if left else 0
        right = max(text.rfind(" ", end, right), end) if right < len(text) else right
        words = " ".join(text[left:right].split())
        found.append(f"{'… ' if left else ''}{words}{' …' if right < len(text) else ''}")
        reached = right
    return found


def _first_places(text: str, query: Query, language: str) -> Iterator[Span]:
    """Yield the places of matches, folding no more of a long text than is read."""
    for begin in range(0, min(len(text), FARTHEST), WINDOW):
        left = max(begin - 1, 0)  # where a word begins, the character before it says
        window = fold_in_place(text[left : begin + WINDOW + LONGEST_MATCH])
        for start, end in _places(window, query, language):
            if begin <= left + start < begin + WINDOW:
                yield left + start, left + end


def canonical(term: Term, language: str) -> Term:
    """Return one form for all terms that match the same words.

    >>> canonical(Term(Form.WORD, "Said"), "porter") == canonical(Term(Form.WORD, "said"), "porter")
    True
    """
    words = _words(term)
    if term.form is Form.WORD:
        words = [stemmer(language)(word) for word in words]
    return Term(term.form, " ".join(words))


def _words(term: Term) -> list[str]:
    return words_in(term.text)


def words_in(text: str) -> list[str]:
    """Return the words of a text in order, without case and accents.

    >>> words_in("São Paulo’s cease-fire")
    ['sao', 'paulo', 's', 'cease', 'fire']
    """
    return [_MARKS.sub("", word) for word in _TOKEN.findall(fold_in_place(text))]


def spans_of(term: Term, plain: str, language: str) -> Iterator[Span]:
    """Yield the spans of a term in a text that `fold_in_place` gave, in order."""
    matcher = _matcher(term, language)
    for place in matcher.pattern.finditer(plain) if matcher else ():
        if matcher and matcher.has(place[0]):
            yield place.start(), place.end()


def occurrences(term: Term, plain: Sequence[str], language: str) -> list[int]:
    """Return how many spans of a term each of these texts has, which `fold_in_place` gave.

    >>> occurrences(Term(Form.WORD, "ports"), ["a port, ports", "sport"], "porter")
    [2, 0]
    """
    matcher = _matcher(term, language)
    if matcher is None:
        return [0] * len(plain)
    if term.form is Form.PHRASE:  # one that ends a text and begins the next is in neither
        return [sum(1 for _ in matcher.pattern.finditer(text)) for text in plain]
    joined = "\n".join(plain)
    places = [(place.start(), place[0]) for place in matcher.pattern.finditer(joined)]
    having = set(filter(matcher.has, {word for _, word in places}))
    starts = [start for start, word in places if word in having]
    ends = np.cumsum([len(text) + 1 for text in plain])
    found = np.searchsorted(ends, np.array(starts, np.int64), "right")
    counts: list[int] = np.bincount(found, minlength=len(plain)).tolist()
    return counts


def stems_in(plain: str, language: str) -> set[str]:
    """Return the stems of the words of a text that `fold_in_place` gave."""
    return set(map(stemmer(language), _TOKEN.findall(plain)))


def _places(plain: str, query: Query, language: str) -> Iterator[Span]:
    """Yield the longest match at each place where a term begins, in order.

    All terms share one pass over a text that `fold_in_place` gave, which goes no further than the
    caller does: many common words cost little more than one.
    """
    matchers = _matchers(query.wanted, language)
    if not matchers:
        return
    for place in re.finditer("|".join(matcher.begin for matcher in matchers), plain):
        ends = [end for matcher in matchers if (end := matcher.end(plain, place.start()))]
        if ends:
            yield place.start(), max(ends)


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Terms that one pattern finds; of words, those with one of `stems`."""

    letters: str
    pattern: re.Pattern[str]
    stem: Stem | None = None
    stems: frozenset[str] = frozenset()

    @property
    def begin(self) -> str:
        """The pattern of the first letter of what may be one of the terms, to which `re` skips."""
        first, more = self.letters[0], self.letters[1:]
        return rf"{first}(?<![^\W_]{first})(?={more})"

    def end(self, plain: str, start: int) -> int | None:
        """Return where a match that starts at `start` ends."""
        place = self.pattern.match(plain, start)
        return place.end() if place and self.has(place[0]) else None

    def has(self, found: str) -> bool:
        """Whether what the pattern found is one of the terms."""
        return self.stem is None or self.stem(found) in self.stems


@lru_cache(maxsize=1_000)
def _matcher(term: Term, language: str) -> _Matcher | None:
    """Return what finds one term; None for one without letters."""
    pattern = _pattern(term)
    if pattern is None:
        return None
    if term.form is not Form.WORD:
        return _Matcher(_letters(term), pattern)
    stem = stemmer(language)
    return _Matcher(_letters(term), pattern, stem, frozenset(map(stem, _words(term))))


@lru_cache(maxsize=100)
def _matchers(terms: tuple[Term, ...], language: str) -> tuple[_Matcher, ...]:
    """Return what finds `terms`; words that begin with the same letters share a matcher."""
    literal: dict[str, _Matcher] = {}
    stems: dict[str, set[str]] = {}
    stem = stemmer(language)
    for term in terms:
        letters, pattern = _letters(term), _pattern(term)
        if pattern and term.form is Form.WORD:
            stems.setdefault(letters, set()).update(map(stem, _words(term)))
        elif pattern:
            literal[pattern.pattern] = _Matcher(letters, pattern)
    words = [
        _Matcher(letters, _whole(letters), stem, frozenset(known))
        for letters, known in stems.items()
    ]
    return (*literal.values(), *words)


@lru_cache(maxsize=1_000)
def _pattern(term: Term) -> re.Pattern[str] | None:
    """Return the pattern of a term in folded text; for a word, that of its first letters."""
    letters = _letters(term)
    return _whole(letters, ending=term.form is not Form.PHRASE) if letters else None


def _whole(letters: str, *, ending: bool = True) -> re.Pattern[str]:
    """Return the pattern of words that begin with a pattern, and may end in any way."""
    # A literal in front lets `re` skip to it; what may not be before it is looked for behind it.
    first, more = letters[0], letters[1:]
    rest = rf"(?:[^\W_]{MARKS})*" if ending else ""
    return re.compile(rf"{first}(?<![^\W_]{first}){more}{rest}(?![^\W_])")


def _letters(term: Term) -> str:
    """Return the pattern of what a term begins with: of a word its first letters, else all."""
    words = _words(term)
    if term.form is Form.WORD:
        words = [word[:KEPT] for word in words[:1]]
    letters = ("".join(re.escape(letter) + MARKS for letter in word) for word in words)
    return r"[\W_]+".join(letters)


@cache
def stemmer(language: str) -> Stem:
    """Return what stems folded words, in threads too: snowball's own serves one at a time."""
    lock = Lock()
    stem_word: Stem = Stemmer.Stemmer(language, 0).stemWord
    spelt: Stem = _as_fts5_reads if language == "porter" else str

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        with lock:
            return stem_word(spelt(word if word.isascii() else _MARKS.sub("", word)))

    return stem


def _as_fts5_reads(word: str) -> str:
    """Return a word of which Snowball's Porter makes the stem that SQLite's index has.

    SQLite has two rules more, of Porter's own later program: “bli” is “ble”, and “logi” is “log”.

    >>> _as_fts5_reads("possibly"), _as_fts5_reads("technologies"), _as_fts5_reads("biology")
    ('possible', 'technolog', 'biology')
    """
    ending = _ENDING.search(word)
    if ending is None or not _has_measure(word[: ending.start()]):
        return word
    return f"{word[: ending.start()]}{'ble' if ending[1] == 'bl' else 'log'}"


def _has_measure(start: str) -> bool:
    """Whether a consonant is behind a vowel; y is a vowel behind a consonant."""
    vowel = seen = False
    for place, letter in enumerate(start):
        vowel = letter in "aeiou" or (letter == "y" and place > 0 and not vowel)
        if seen and not vowel:
            return True
        seen = seen or vowel
    return False
