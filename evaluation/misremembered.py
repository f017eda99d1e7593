"""Quotations as people misremember them, made from true ones; and sentences that nobody said.

Everything is drawn from a seed, so that every run has the same examples.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extraction.text.spelling import spellings

# Quotations shorter than this are as likely a coincidence.
FEWEST_WORDS = 5
# How much longer one of two quotations may be that are put together.
MOST_LONGER = 1.25
# The share of quotations that are remembered together with another one.
JOINED = 0.15

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_QUOTES = str.maketrans("", "", '“”"‘')
_MARKS = str.maketrans("", "", "“”\"‘’'…,;:")
# What people put in the place of common words.
_SWAPS = {
    one: other
    for pair in (
        "which that, that which, will would, would will, big large, large big, begin start, "
        "start begin, must should, should must, never not, people folks, children kids, buy get, "
        "many several, several many, because since, can could, could can, may might, shall will, "
        "always often, nothing none, every each, each every, old ancient, small little, "
        "little small, help aid, country nation, nation country, said told, says said, "
        "house home, home house, money cash, think believe, believe think, until till, very quite, "
        "only just, just only, but yet, before until, though although, a one, the a, these those, "
        "have had, has had, is was, was is, are were, were are, do did, does did"
    ).split(", ")
    for one, other in [pair.split()]
}


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: its words, its speaker's name, and the article that has it."""

    text: str
    speaker: str
    article: str


@dataclass(frozen=True, slots=True)
class Example:
    """Words that a reporter pastes, and the quotations that answer them; none if nobody said it.

    `how` says what was done to the words.
    """

    pasted: str
    answers: tuple[str, ...]
    how: str


def misremembered(quotations: Sequence[Said], count: int, seed: int = 19) -> list[Example]:
    """Return `count` quotations with one to three alterations each."""
    rng = random.Random(seed)  # noqa: S311 - the same examples at every run
    long_enough = [said for said in quotations if len(_WORD.findall(said.text)) >= FEWEST_WORDS]
    made = []
    for said in rng.sample(long_enough, min(count, len(long_enough))):
        text, how = said.text, []
        answers: tuple[str, ...] = (said.text,)
        if rng.random() < JOINED:
            also = _another(said, quotations, rng)
            text, answers, how = f"{text} {also.text}", (said.text, also.text), ["joined"]
        for name in rng.sample(list(ALTERATIONS), rng.choice((1, 2, 2, 3))):
            altered = ALTERATIONS[name](text, rng)
            if altered != text:
                text = altered
                how.append(name)
        made.append(Example(text, answers, "+".join(how) or "marks"))
    return made


def never_said(
    quotations: Sequence[Said], narration: Sequence[str], count: int, seed: int = 19
) -> list[Example]:
    """Return sentences of narration, and halves of two quotations put together, in equal parts.

    The two are about equally long: words that are mostly of one quotation were said.
    """
    rng = random.Random(seed)  # noqa: S311 - the same examples at every run
    sentences = [text for text in narration if len(_WORD.findall(text)) >= FEWEST_WORDS]
    made = [Example(text, (), "narration") for text in rng.sample(sentences, (count + 1) // 2)]
    long_enough = [said for said in quotations if len(_WORD.findall(said.text)) >= FEWEST_WORDS]
    for said in islice(_cycled(long_enough, rng), count // 2):
        other = _another(said, [each for each in long_enough if _alike_long(said, each)], rng)
        made.append(Example(f"{_half(said.text, 0)} {_half(other.text, 1)}", (), "two halves"))
    return made


def _cycled(quotations: Sequence[Said], rng: random.Random) -> Iterator[Said]:
    while True:
        yield from rng.sample(quotations, len(quotations))


def _another(said: Said, quotations: Sequence[Said], rng: random.Random) -> Said:
    """Return a quotation of another article, long enough to be one."""
    others = [
        other
        for other in quotations
        if other.article != said.article and len(_WORD.findall(other.text)) >= FEWEST_WORDS
    ]
    return rng.choice(others)


def _alike_long(one: Said, other: Said) -> bool:
    lengths = sorted((len(one.text.split()), len(other.text.split())))
    return lengths[1] <= lengths[0] * MOST_LONGER


def _half(text: str, number: int) -> str:
    """Return a half without quotation marks: what is between two of them was said."""
    words = text.translate(_QUOTES).split()
    middle = len(words) // 2
    return " ".join(words[middle:] if number else words[:middle])


# ── alterations ───────────────────────────────────────────────────────────────────────────


def _dropped(text: str, rng: random.Random) -> str:
    """Leave out one word in seven, at least one."""
    words = text.split()
    for _ in range(max(1, len(words) // 7)):
        if len(words) > 4:
            words.pop(rng.randrange(len(words)))
    return " ".join(words)


def _moved(text: str, rng: random.Random) -> str:
    """Let two neighbours change places."""
    words = text.split()
    at = rng.randrange(len(words) - 1)
    words[at : at + 2] = reversed(words[at : at + 2])
    return " ".join(words)


def _replaced(text: str, rng: random.Random) -> str:
    """Put other words in the place of up to two common ones."""
    places = [place for place in _WORD.finditer(text) if place[0].lower() in _SWAPS]
    for place in sorted(rng.sample(places, min(2, len(places))), key=lambda p: -p.start()):
        text = text[: place.start()] + _SWAPS[place[0].lower()] + text[place.end() :]
    return text


def _spelt(text: str, rng: random.Random) -> str:
    """Spell as on the other side of the Atlantic, and make a slip in one long word."""
    text = _WORD.sub(lambda place: spellings(place[0])[-1], text)
    places = [place for place in _WORD.finditer(text) if len(place[0]) > 5]
    if not places:
        return text
    place = rng.choice(places)
    word, at = place[0], rng.randrange(1, len(place[0]) - 2)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + rng.choice("aeiorstn") + word[at + 1 :],
    )
    return text[: place.start()] + rng.choice(slips) + text[place.end() :]


def _run_together(text: str, rng: random.Random) -> str:
    """Write two short neighbours as one word."""
    words = text.split()
    at = rng.randrange(len(words) - 1)
    words[at : at + 2] = ["".join(words[at : at + 2])]
    return " ".join(words)


def _cut(text: str, rng: random.Random) -> str:
    """Remember the first two thirds, or the last."""
    words = text.split()
    kept = max(FEWEST_WORDS, len(words) * 2 // 3)
    return " ".join(words[:kept] if rng.random() < 0.5 else words[-kept:])


def _unmarked(text: str, rng: random.Random) -> str:
    """Leave out case and marks, apostrophes too."""
    return " ".join(text.translate(_MARKS).lower().split())


def _surrounded(text: str, rng: random.Random) -> str:
    """Put it into a paragraph."""
    before = "Asked about it on the steps of the building this morning, the visitor hesitated."
    after = (
        "Nobody in the crowd of about forty took a note, and the rain did not let up until noon."
    )
    return f"{before} “{text},” was the reply. {after}"


ALTERATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "dropped": _dropped,
    "moved": _moved,
    "replaced": _replaced,
    "spelt": _spelt,
    "run together": _run_together,
    "cut": _cut,
    "unmarked": _unmarked,
    "in a paragraph": _surrounded,
}
