"""Whole names of which the recogniser found a part: what a source is and nothing else.

“Anne-Lise d'Aubry said”, “Joost van den Brel”, “Md. Karim Brel”, “Muthu a/l Brel”, “Ana Brel IV”: a
particle, a patronymic, a given name that is written short or a generation tells that they are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.coreference.names.repeats import with_every
from extraction.coreference.titles import head_noun
from extraction.document import Name
from extraction.lexicon import capitalized, words
from extraction.lexicon.honorifics import (
    JOINED_PARTICLES,
    NOT_NAMES,
    PARTICLES,
    PARTICLES_INSIDE_NAMES,
    PATRONYMIC,
    PLACES_IN_LETTERS,
    SHORT_IN_FRONT,
)
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.names import CAP, is_given, is_initial, is_title
from extraction.text.folding import plain
from extraction.text.patterns import any_of

_WORD = rf"(?:{any_of(JOINED_PARTICLES)}[’'])?{CAP}"
_BETWEEN = rf"(?:(?:{any_of(PARTICLES_INSIDE_NAMES | PATRONYMIC)}|[’']t)[ \xa0])"
_GENERATION = r"(?:[ \xa0](?:[JS]n?r\.?|I{2,3}|IV))"
_NAME = re.compile(rf"(?P<first>{CAP})(?:[ \xa0]{_BETWEEN}{{0,3}}{_WORD}){{1,5}}?{_GENERATION}?")
_SHORT = rf"{any_of(capitalized(SHORT_IN_FRONT))}\."
_TELLS = re.compile(
    rf"[ \xa0]{_BETWEEN}|{_GENERATION}\Z|[ \xa0]{any_of(JOINED_PARTICLES)}[’']|\A{_SHORT}"
)
_FATHERS = any_of(PATRONYMIC - words("bin ibn"))
_WITH_FATHER = re.compile(rf"(?<![\w’'.-]){CAP}[ \xa0]{_FATHERS}[ \xa0]{CAP}(?<!\.)(?![\w’'-])")
_WITH_SHORT = re.compile(rf"(?<!, )(?<![\w’'.-]){_SHORT}(?:[ \xa0]{CAP}(?<!\.)){{1,3}}(?![\w’'-])")
_BARE = re.compile(rf"{CAP}[ ]{CAP}")
_FRONT_END = re.compile(r",|[ \xa0](?:who|of|from|in|at)\b")


def whole_sources(text: str, sources: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names, those of which a source is a whole name in one, wherever it stands."""
    opening = {span.start for span, label in names if label == "PERSON"}
    whole = {span for span, label in names if label in ("PERSON", "GPE", "LOC")}
    fronts = {front.of(text) for s in sources if (front := _name(text, s, opening)) not in whole}
    fronts |= {beside.of(text) for s in sources if (beside := _beside(text, s, names))}
    fronts |= {match[0] for match in _WITH_SHORT.finditer(text)}  # “, Md. Brel”: in Maryland
    fronts |= {match[0] for match in _WITH_FATHER.finditer(text)}
    fronts.discard("")
    return with_every(text, names, fronts, "PERSON")


def _beside(text: str, source: Span, names: Sequence[Name]) -> Span | None:
    """“Rivka Brel-Ek”, of which one label is a person's, “R.V.K. Brelan”, of which one is a body's.

    Where the label begins behind the given name or the initials.
    """
    front = _FRONT_END.split(source.of(text), maxsplit=1)[0]
    first, _, family = front.partition(" ")
    bare = _BARE.fullmatch(front) and plain(family) not in ORGANIZATION_WORDS | NOT_NAMES
    if not bare or head_noun(front) or is_title(first):
        return None
    span = Span(source.start, source.start + len(front))
    labels = {label for name, label in names if name == Span(span.end - len(family), span.end)}
    letters = (
        first.count(".") > 1
        and is_initial(first)
        and first.rstrip(".").lower() not in PLACES_IN_LETTERS
    )
    person = is_given(first) and "PERSON" in labels
    return span if person or (letters and "ORG" in labels) else None


def _name(text: str, source: Span, people: set[int]) -> Span:
    """The name that a source is up to a comma; empty if it may be something else."""
    nothing = Span(source.start, source.start)
    front = _FRONT_END.split(source.of(text), maxsplit=1)[0]
    name = _NAME.fullmatch(front)
    if name is None or not _TELLS.search(front) or is_title(name["first"]) or head_noun(front):
        return nothing
    each = list(map(plain, front.split()))
    if not ORGANIZATION_WORDS.isdisjoint(each) or plain(name["first"]) in NOT_NAMES:
        return nothing
    first = plain(name["first"])
    if first in PARTICLES:  # “Van ’t Hoff”, a part of a name
        return nothing
    tells = first in SHORT_IN_FRONT or not PATRONYMIC.isdisjoint(front.split())
    known = source.start in people or is_given(first) or tells
    return Span(source.start, source.start + len(front)) if known else nothing
