"""The switch between the speakers' own words and all quotations, paraphrases included."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from articles.presentation.facets import narrowed, without
from articles.search.own_words import Words
from articles.search.results import WordCounts


@dataclass(frozen=True, slots=True)
class WordsChoice:
    """Words that a list can have, and the page with them; `count` is None where none is known."""

    label: str
    url: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class WordsSwitch:
    """Own words, or paraphrases too.

    `left_out` counts the paraphrases that no list of `everything` has, since they are of four words
    or fewer; `every_url` is the page with those, and `every` is true on that page.
    """

    own: WordsChoice
    everything: WordsChoice
    every: bool
    every_url: str
    left_out: int = 0
    paraphrases: int = 0

    @property
    def choices(self) -> tuple[WordsChoice, WordsChoice]:
        return self.own, self.everything

    @property
    def carried(self) -> str:
        """What links to other lists add to their query string, so that their counts agree."""
        words = Words.EVERY if self.every else Words.OWN if self.own.chosen else Words.ALL
        return "" if words is Words.OWN else f"&words={words}"


def words_switch(words: Words, params: QueryDict, counts: WordCounts | None = None) -> WordsSwitch:
    """Return the switch of a page whose URL has these parameters; without counts, with none."""
    shown = Words.EVERY if words is Words.EVERY else Words.ALL

    def choice(label: str, url: str, of: Words, *, chosen: bool) -> WordsChoice:
        return WordsChoice(label, url, chosen, counts.of(of) if counts else None)

    every_url = narrowed(params, words=Words.EVERY)
    own = choice("Own words", without(params, "words"), Words.OWN, chosen=words is Words.OWN)
    everything = choice(
        "All, with paraphrases",
        narrowed(params, words=Words.ALL),
        shown,
        chosen=words is not Words.OWN,
    )
    if counts is None:
        return WordsSwitch(own, everything, words is Words.EVERY, every_url)
    short = counts.short_paraphrases
    return WordsSwitch(
        own,
        everything,
        words is Words.EVERY,
        every_url,
        left_out=short if words is Words.ALL else 0,
        paraphrases=counts.paraphrases + short if words is Words.OWN else 0,
    )
