"""Examples for the ranker: each pronoun and description with its candidates and the right one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extraction.annotations import Span
from extraction.coreference.narration.events import Kind
from extraction.coreference.pronouns.antecedents import Rank, Reader
from extraction.coreference.ranking.features import Anaphor
from extraction.document import Chain, Document

NOBODY = "-"
"""The entity of a mention that refers to nobody whom the article names."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text, and the entity that each of its marked mentions refers to.

    A mention with an empty entity is of nobody known.  If `complete`, a pronoun or description that
    is not marked refers to nobody who is named.
    """

    id: str
    text: str
    mentions: tuple[tuple[Span, str], ...]
    complete: bool


class Example(NamedTuple):
    """The rows of the candidates, which of them is right, and whether it is a pronoun."""

    rows: list[list[float]]
    right: int
    pronoun: bool


class Judge:
    """What an annotated text says of the chains and anaphors of its document."""

    def __init__(self, annotated: Annotated, document: Document) -> None:
        self.annotated = annotated
        self.by_start: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for span, entity in annotated.mentions:
            self.by_start[span.start].append((span.end, entity))
        self.entity_of = {chain: self._entity(chain) for chain in document.chains}

    def _entity(self, chain: Chain) -> str:
        """The entity that most mentions of a chain belong to."""
        found = Counter(
            entity for mention in chain.mentions if (entity := self._smallest(mention.span))
        )
        return found.most_common(1)[0][0] if found else ""

    def _smallest(self, span: Span) -> str:
        around = [
            (marked.end - marked.start, entity)
            for marked, entity in self.annotated.mentions
            if marked.start <= span.start < marked.end or span.start <= marked.start < span.end
        ]
        return min(around)[1] if around else ""

    def right(self, anaphor: Anaphor, candidates: Sequence[Chain]) -> int | None:
        """The index of the right candidate, that of nobody, or None if it is not known."""
        span = anaphor.event.span
        ends = self.by_start.get(span.start, [])
        if anaphor.event.kind is Kind.NAME:
            ends = [(span.end, self._smallest(span))]
        exact = [entity for end, entity in ends if abs(end - span.end) < 2]
        longer = [entity for end, entity in sorted(ends) if end >= span.end - 1]
        entity = (exact or longer[:1] or [""])[0]
        if not entity:
            return len(candidates) if self.annotated.complete else None
        if entity == NOBODY:
            return len(candidates)
        for index, chain in enumerate(candidates):
            if self.entity_of.get(chain) == entity:
                return index
        named = anaphor.event.kind is Kind.NAME
        return len(candidates) if self.annotated.complete and not named else None


def examples(
    annotated: Annotated, document: Document, by: Rank | None, *, hide: int | None = None
) -> list[Example]:
    """All of one document, as it is read with a ranker; without one, with what is right.

    `hide` 0 or 1 hides the gender of every other person: most names of the world do not tell it,
    and where they do, an earlier resolver was surest.
    """
    genders = [(chain, chain.genders.copy()) for chain in document.chains]
    for place, chain in enumerate(document.chains):
        if hide is not None and place % 2 == hide:
            chain.genders.clear()
    try:
        return _examples(annotated, document, by)
    finally:
        for chain, known in genders:
            chain.genders = known


def _examples(annotated: Annotated, document: Document, by: Rank | None) -> list[Example]:
    judge = Judge(annotated, document)
    found: list[Example] = []
    at = [0]

    def record(
        anaphor: Anaphor, candidates: Sequence[Chain], made: list[list[float]]
    ) -> Sequence[float]:
        right = judge.right(anaphor, candidates)
        if found and anaphor.event.span.start <= at[0]:
            found.clear()  # the second reading
        at[0] = anaphor.event.span.start
        if right is not None:
            found.append(Example(made, right, anaphor.head is None and anaphor.age is None))
        if by:
            return by(anaphor, candidates, made)
        chosen = len(candidates) if right is None else right
        return [float(index == chosen) * 0.9 for index in range(len(candidates) + 1)]

    Reader(document, record)
    return found
