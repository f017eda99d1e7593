"""The switch between the speakers' own words and all quotations, paraphrases included."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from articles.presentation.facets import narrowed, without
from articles.search.answers.results import WordCounts
from articles.search.own_words import Words


def once(params: QueryDict) -> bool:
    """Whether a page with these parameters lists an utterance once, not at every appearance."""
    return params.get("appearances") != "every"


def sure(params: QueryDict) -> bool:
    """Whether a page with these parameters leaves out countries that are only likely."""
    return params.get("countries") == "sure"


@dataclass(frozen=True, slots=True)
class AppearancesSwitch:
    """Each utterance once, or every appearance: the counts of both, and the page with the other."""

    once: bool
    url: str
    utterances: int
    appearances: int


def appearances_switch(
    params: QueryDict, listed: int, found: int, several: int
) -> AppearancesSwitch | None:
    """Return the switch of a list of `listed` out of `found` quotations; None if `several` says
    that no utterance of it appears in several places."""
    if not several:
        return None
    if once(params):
        return AppearancesSwitch(True, narrowed(params, appearances="every"), listed, found)
    return AppearancesSwitch(False, without(params, "appearances"), 0, listed)


@dataclass(frozen=True, slots=True)
class LikelySwitch:
    """Likely countries taken in or left out: the page with the other, and how many are likely."""

    taken_in: bool
    url: str
    count: int


def likely_switch(params: QueryDict, count: int) -> LikelySwitch | None:
    """Return the switch of a page with `count` quotations that it has only for a likely country.

    None where there is none and none is left out.
    """
    if sure(params):
        return LikelySwitch(False, without(params, "countries"), count)
    return LikelySwitch(True, narrowed(params, countries="sure"), count) if count else None


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
    every_appearance: bool = False
    sure: bool = False

    @property
    def choices(self) -> tuple[WordsChoice, WordsChoice]:
        return self.own, self.everything

    @property
    def carried(self) -> str:
        """What links to other lists add to their query string, so that their counts agree."""
        words = Words.EVERY if self.every else Words.OWN if self.own.chosen else Words.ALL
        return "".join((
            "" if words is Words.OWN else f"&words={words}",
            "&appearances=every" if self.every_appearance else "",
            "&countries=sure" if self.sure else "",
        ))  # fmt: skip


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
        return WordsSwitch(
            own, everything, words is Words.EVERY, every_url,
            every_appearance=not once(params), sure=sure(params),
        )  # fmt: skip
    short = counts.short_paraphrases
    return WordsSwitch(
        own,
        everything,
        words is Words.EVERY,
        every_url,
        left_out=short if words is Words.ALL else 0,
        paraphrases=counts.paraphrases + short if words is Words.OWN else 0,
        every_appearance=not once(params),
        sure=sure(params),
    )


def speaker_type(value: str) -> str:
    """Return the label of a type of speaker."""
    return {"unnamed": "unnamed source"}.get(value, value).capitalize()
