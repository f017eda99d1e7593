"""What of a run is done, how fast, and how long the rest takes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from time import monotonic

from extraction.batch.parts import Part
from extraction.batch.work import Done

EVERY = 10.0  # seconds between two lines


def _to_standard_error(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Progress:
    """Counts parts as they are done, and shows a line now and then."""

    def __init__(
        self,
        parts: Sequence[Part],
        before: Iterable[Done],
        show: Callable[[str], None] = _to_standard_error,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.total = sum(part.count for part in parts)
        self.articles = self.set_aside = self.words = 0
        for done in before:
            self._count(done)
        self._show, self._clock = show, clock
        self._began = self._shown = clock()
        self._articles_before, self._words_before = self.articles + self.set_aside, self.words

    def add(self, done: Done) -> None:
        """Count a part."""
        self._count(done)
        if self._clock() - self._shown >= EVERY:
            self._shown = self._clock()
            self._show(f"{self.state}{self.rate}{self._rest()}")

    def _count(self, done: Done) -> None:
        self.articles += done.articles
        self.set_aside += done.set_aside
        self.words += done.words

    @property
    def state(self) -> str:
        """How many of all articles are done."""
        return f"{self.articles + self.set_aside:,} of {self.total:,} articles."

    @property
    def summary(self) -> str:
        """How many articles were extracted, and how many set aside."""
        return f"{self.articles:,} extracted, {self.set_aside:,} set aside, {self.words:,} words."

    @property
    def rate(self) -> str:
        """Words and articles a second of this run; nothing before the first part is done."""
        seconds = self._clock() - self._began
        articles = self.articles + self.set_aside - self._articles_before
        if not articles or not seconds:
            return ""
        words = (self.words - self._words_before) / seconds
        return f" {words:,.0f} words and {articles / seconds:,.1f} articles a second."

    def _rest(self) -> str:
        """How long the rest takes at this rate."""
        done = self.articles + self.set_aside
        seconds = (self._clock() - self._began) * (self.total - done)
        hours = seconds / max(done - self._articles_before, 1) / 3600
        return f" {hours:,.1f} hours left." if hours > 1.5 else f" {60 * hours:,.0f} min left."
