"""Bodies that the recogniser takes for people, and of which “it” is said next.

“Kanal Brel said it would go on. “We have the steel,” it said.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.annotations import Span
from extraction.coreference.names.repeats import with_every
from extraction.document import Name
from extraction.lexicon.organizations import COLLECTIVE, COMPANIES, DOCUMENTS
from extraction.names import CAP, is_given, is_title
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask

_BARE = re.compile(rf"(?:[Tt]he[ \xa0])?(?P<name>{CAP}(?:[ \xa0]{CAP}){{0,3}})")
_NAMING = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_THINGS = DOCUMENTS | COLLECTIVE | COMPANIES
PERSON, BODY = "PERSON", "ORG"


def bodies_meant(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, with those of people as bodies that speak right before “it said”.

    Where no other body, place or document is spoken of in between; not what opens with a given name
    or a title.
    """
    people = CharacterMask(len(text), (span for span, label in names if label == PERSON))
    others = CharacterMask(len(text), (span for span, label in names if label in _NAMING))
    fronts = {
        name.of(text)
        for name, behind in _before_it(text, sources)
        if people.touches(name) and not others.touches(Span(name.start, behind))
        if _THINGS.isdisjoint(map(plain, re.findall(r"[a-z-]+", text[name.end : behind])))
    }
    return with_every(text, names, {front for front in fronts if _may_be_body(front)}, BODY)


def _before_it(text: str, sources: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """The name that the source before each “it” of a paragraph is, with where that “it” is."""
    ordered = sorted(set(sources))
    for before, source in pairwise(ordered):
        name = _BARE.fullmatch(before.of(text).strip())
        same = "\n" not in text[before.start : source.start]
        if same and name and source.of(text).strip().lower() == "it":
            start = before.start + before.of(text).find(name["name"])
            yield Span(start, start + len(name["name"])), source.start


def _may_be_body(front: str) -> bool:
    first = front.split()[0]
    return not (is_given(first) or is_title(first))
