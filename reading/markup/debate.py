"""A debate, of any parliament whose pages are read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Debate:
    """A debate under its heading: each paragraph of a speech as “Name: text”."""

    title: str
    speeches: list[str] = field(default_factory=list)

    def add(self, speaker: str, paragraphs: Iterable[str]) -> None:
        """Add what a speaker says; nobody is named before the words of the record itself."""
        label = f"{speaker}: " if speaker else ""
        self.speeches.extend(f"{label}{text}" for text in paragraphs if text)
