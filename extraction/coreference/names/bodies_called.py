"""Bodies that the recogniser takes for people or cuts, known by words of theirs or of the article.

“Pivovar Osk” is a brewery; “Norbyn Bandy” is one of whom the article goes on to say “the club”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.nouns import last_word
from extraction.coreference.organizations.common_nouns import may_be_called
from extraction.document import Name
from extraction.lexicon import capitalized
from extraction.lexicon.kinds_of_bodies import (
    BODIES,
    OPENING_NAMES,
    PERSONS_TOO,
    WORDS_OF_NAMES,
)
from extraction.names import CAP, is_given, is_initial, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

PERSON, BODY = "PERSON", "ORG"
_KIND_AND_NAME = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir)[ \xa0](?:[a-z][\w’'-]*[ \xa0]){{0,3}}"
    rf"{any_of((BODIES - PERSONS_TOO) | {'airline', 'broadcaster', 'insurer', 'lobby'})}"
    rf",[ \xa0](?P<name>{CAP}(?:[ \xa0]{CAP}){{0,2}})(?=,[ \xa0][a-z])"
)
_KIND_BEFORE = re.compile(
    rf"(?<![\w’'-]){any_of(capitalized(OPENING_NAMES | {'bank', 'hotel'}))}[ \xa0]\Z"
)
_ALONE = frozenset({"airline", "broadcaster", "insurer", "retailer"})  # hardly a person
_SOURCE = re.compile(r"[Tt]he[ \xa0](?:[a-z][\w’'-]+[ \xa0])?[a-z][\w-]+")
_ONE_WORD = re.compile(rf"[ \xa0](?P<word>{CAP})(?![\w’'-]|[ \xa0][A-Z])")
# “Ana Brel, 44,”, “Ana Brel, a farmer”, “Ana Brel, who”
_OF_PERSON = re.compile(r",[ \xa0](?:\d|aged\b|an?[ \xa0]|who\b|(?:his|her)[ \xa0])|[ \xa0]\(\d")
_PLACED = re.compile(r"\b(?:to|in|from|of|at|near|outside)[ \xa0]\Z")
_BEFORE = 24  # code points
_WITHIN = r"[^.!?\n“”\"]{0,160}?"
_PRONOUN = re.compile(r"[ \xa0][^.“”\"\n]{3,80}?\b(?:himself|herself|his|her)\b")


def bodies_called(text: str, sources: Iterable[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with bodies in their whole length and those that were taken for people."""
    names = list(_whole(text, _opened(text, _apposed(text, names))))
    people = [_bare(span.of(text)) for span, label in names if label == PERSON]
    found = {name for name in people if _says_its_kind(name)}
    found |= set(_called(text, sources, names, set(people) - found))
    return [
        (span, BODY if label == PERSON and _bare(span.of(text)) in found else label)
        for span, label in names
    ]


def _opened(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, bodies with the word for one that they open with: “Bank Lereng Agung”."""
    found = []
    for span, label in names:
        before = _KIND_BEFORE.search(text, max(0, span.start - _BEFORE), span.start)
        if label in (BODY, PERSON) and before and not is_given(span.of(text).split()[0]):
            span, label = Span(before.start(), span.end), BODY
        found.append((span, label))
    return found


def _apposed(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with bodies between commas behind what they are: “The union, Fentrapor, …”."""
    known = {label: [s for s, each in names if each == label] for label in ("PERSON", "ORG")}
    people = {span.of(text) for span in known[PERSON]}
    found = [
        Span(*match.span("name"))
        for match in _KIND_AND_NAME.finditer(text)
        if not is_given(match["name"].split()[0])
    ]
    found = [span for span in found if " " not in span.of(text) or span.of(text) in people]
    called = {span.of(text) for span in found}
    around = CharacterMask(len(text), found)
    kept = [(s, BODY if s.of(text) in called else n) for s, n in names if not around.touches(s)]
    return kept + [(span, BODY) for span in found]


def _bare(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.strip())


def _whole(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names, a body with the word of its kind behind it: “Isvik Energi”, “Brouwerij De Kat”."""
    grown: dict[int, Span] = {}
    for span, label in names:
        words = span.of(text).split()
        behind = _ONE_WORD.match(text, span.end)
        if label != BODY or not behind or not words:
            continue
        opens = plain(words[0]) in OPENING_NAMES and len(words) < 3
        if opens or (plain(behind["word"]) in WORDS_OF_NAMES and behind["word"][1:].islower()):
            grown[span.start] = Span(span.start, behind.end())
    around = CharacterMask(len(text), grown.values())
    for span, label in names:
        if span.start in grown and label == BODY:
            yield grown[span.start], BODY
        elif not around.touches(span):
            yield span, label


def _says_its_kind(name: str) -> bool:
    """Whether a name opens with a word for a body in another language: “Pivovar Osk”."""
    first, *rest = name.split() or [""]
    return bool(rest) and plain(first) in OPENING_NAMES


def _called(
    text: str, sources: Iterable[Span], names: Sequence[Name], people: set[str]
) -> Iterator[str]:
    """The one strange name before “the club” where no body with a label may be called so.

    None where a sentence has both, of which one may be a person: “Brel Osk left the club.”
    """
    bodies = [(span, _bare(span.of(text))) for span, label in names if label == BODY]
    strange = sorted(name for name in people if _is_strange(text, name, people))
    if not strange:
        return
    for source in sources:
        phrase = source.of(text).strip()
        noun = last_word(phrase)
        if not _SOURCE.fullmatch(phrase) or noun not in (BODIES - PERSONS_TOO) | _ALONE:
            continue
        if any(span.start < source.start and may_be_called(name, noun) for span, name in bodies):
            continue
        before = [name for name in strange if 0 <= text.find(name) < source.start]
        fitting = [name for name in before if may_be_called(name, noun)]
        if len(fitting) == 1 and not _is_beside(text, fitting[0], noun):
            yield fitting[0]


def _is_beside(text: str, name: str, noun: str) -> bool:
    """Whether a sentence with a name has “the company” too: “Brel Osk left the company”."""
    name, kind = re.escape(name), rf"\b[Tt]he[ \xa0](?:[a-z-]+[ \xa0])?{re.escape(noun)}\b"
    beside = rf"{name}\b{_WITHIN}{kind}|{kind}[ \xa0][a-z]{_WITHIN}\b{name}\b"
    return re.search(beside, text) is not None


def _is_strange(text: str, name: str, people: set[str]) -> bool:
    """Whether nothing tells that a name of two or three words is a person's."""
    words = name.split()
    if not 1 < len(words) < 4 or any(is_given(word) or is_initial(word) for word in words[:-1]):
        return False
    others = [other for other in people if other != name]
    if any(other.split()[-1:] == words[-1:] for other in others):
        return False
    if words[0] in others and not _is_place(text, words[0], name):
        return False
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].split()
        titled = bool(before) and is_title(before[-1])
        if titled or _OF_PERSON.match(text, match.end()) or _PRONOUN.match(text, match.end()):
            return False
    alone = rf"(?<!\w)(?<!{re.escape(words[-2])} ){re.escape(words[-1])}(?!\w)"
    return re.search(alone, text) is None


def _is_place(text: str, word: str, name: str) -> bool:
    """Whether the first word of a name stands alone where places do: “the road to Osk”."""
    alone = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)(?!{re.escape(name[len(word) :])})", text)
    return all(_PLACED.search(text, max(0, m.start() - _BEFORE), m.start()) for m in alone)
