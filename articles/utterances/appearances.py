"""Quotations as they are grouped into utterances."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from articles.utterances.pairs import Wording


class Echo(NamedTuple):
    """The same words in any mouth: quotations with one hash and of one kind."""

    hash: int
    indirect: bool
    day: int
    key: int


class Appearance(NamedTuple):
    """A quotation: its key, its speaker (None for nobody named), its day as an ordinal (0 for
    none), its words, and whether it is a paraphrase."""

    key: int
    speaker: Hashable
    day: int
    wording: Wording
    indirect: bool = False

    @property
    def echo(self) -> Echo | None:
        found = self.wording.echo
        return None if found is None else Echo(found, self.indirect, self.day, self.key)

    @property
    def place(self) -> tuple[object, ...]:
        """What orders quotations by day and words, which do not depend on when one came."""
        return self.day, self.wording.keys, self.wording.cuts, str(self.speaker), self.key
