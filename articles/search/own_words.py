"""Whose words a quotation has: the speaker's own, or a paraphrase of them.

Lists show the speakers' own words unless a reader wants more.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Self

from extraction.annotations import Kind

# Words of the longest paraphrase that says nothing by itself, and code points that have room for as
# many.
FEW_WORDS = 4
LONGEST = 120


class Wording(IntEnum):
    """The number of a quotation's wording in the index."""

    OWN = 1
    PARAPHRASE = 2
    SHORT_PARAPHRASE = 3


class Words(StrEnum):
    """Which quotations a list has, as URLs have it."""

    OWN = "own"
    """Those in the speaker's own words, wholly or in part."""
    ALL = "all"
    """Paraphrases too, unless they have four words or fewer."""
    EVERY = "every"

    @classmethod
    def named(cls, name: str | None) -> Self:
        """Return the choice of a name; `OWN` for anything else."""
        return cls(name) if name in list(cls) else cls(cls.OWN)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The wordings that it includes."""
        return {
            Words.OWN: (Wording.OWN,),
            Words.ALL: (Wording.OWN, Wording.PARAPHRASE),
            Words.EVERY: tuple(Wording),
        }[self]


def wording_of(kind: str, text: str | None) -> Wording:
    """Return the wording of a quotation.  `text` may be None where it is longer than `LONGEST`.

    >>> wording_of("indirect", "that she was disappointed").name
    'SHORT_PARAPHRASE'
    """
    if kind != Kind.INDIRECT:
        return Wording.OWN
    few = text is not None and len(text.split()) <= FEW_WORDS
    return Wording.SHORT_PARAPHRASE if few else Wording.PARAPHRASE
