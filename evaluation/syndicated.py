"""Quotations as outlets change them when they print each other's, made from true ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from extraction.text.spelling import spellings

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CONTRACTIONS = {
    "don’t": "do not", "can’t": "cannot", "won’t": "will not", "it’s": "it is", "we’re": "we are",
    "didn’t": "did not", "isn’t": "is not", "they’re": "they are", "we’ll": "we will",
}  # fmt: skip
_LEFT_OUT = frozenset("really very just simply also quite certainly and but so well that".split())
_OTHERS = {
    "that": "which", "which": "that", "large": "big", "big": "large", "begin": "start",
    "start": "begin", "says": "said", "must": "has to", "because": "as", "until": "till",
    "children": "kids", "money": "funds", "people": "citizens", "every": "each", "house": "home",
    "before": "ahead of", "never": "not ever", "only": "just", "the": "this", "a": "one",
}  # fmt: skip
# A part that is printed alone has at least so many words.
FEWEST = 6


def _spelt(text: str, rng: random.Random) -> str:
    """Spell and contract in the outlet's own way."""
    for short, long in _CONTRACTIONS.items():
        text = re.sub(rf"\b{short}\b", long, text)
    return _WORD.sub(lambda place: spellings(place[0])[-1], text)


def _trimmed(text: str, rng: random.Random) -> str:
    """Leave out a word that says little; a name is put in brackets for a pronoun."""
    words = text.split()
    places = [at for at, word in enumerate(words) if word.lower() in _LEFT_OUT]
    if places:
        words.pop(rng.choice(places))
    pronouns = [at for at, word in enumerate(words) if word.lower() in {"it", "they", "he", "she"}]
    if pronouns:
        words[rng.choice(pronouns)] = "[the ministry]"
    return " ".join(words)


def _changed(text: str, rng: random.Random) -> str:
    """Put another word in the place of one."""
    places = [place for place in _WORD.finditer(text) if place[0].lower() in _OTHERS]
    if not places:
        return text
    place = rng.choice(places)
    return text[: place.start()] + _OTHERS[place[0].lower()] + text[place.end() :]


def _half(text: str, rng: random.Random) -> str:
    """Print the first or the last part of a long quotation."""
    words = text.split()
    if len(words) < 2 * FEWEST:
        return text
    at = rng.randrange(FEWEST, len(words) - FEWEST + 1)
    return " ".join(words[:at] if rng.random() < 0.5 else words[at:])


def _skipped(text: str, rng: random.Random) -> str:
    """Leave out a few words in the middle, and say so."""
    words = text.split()
    if len(words) < 2 * FEWEST:
        return text
    at = rng.randrange(FEWEST // 2, len(words) - FEWEST // 2 - 2)
    return " ".join([*words[:at], "…", *words[at + rng.choice((1, 2, 3)) :]])


def _marked(text: str, rng: random.Random) -> str:
    """Set other quotation marks, and a capital or none."""
    first = text[:1].swapcase() if rng.random() < 0.5 else text[:1]
    return (first + text[1:]).translate(str.maketrans("“”‘’", "\"\"''")).rstrip(",.")


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "spelt": _spelt,
    "trimmed": _trimmed,
    "changed": _changed,
    "half": _half,
    "skipped": _skipped,
    "marked": _marked,
}


def printed(text: str, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return a quotation as another outlet prints it, and what that outlet did to it."""
    how = []
    for name in rng.sample(list(CHANGES), rng.choice((0, 1, 1, 2, 2))):
        altered = CHANGES[name](text, rng)
        if altered != text:
            text = altered
            how.append(name)
    return text, tuple(how)


def article_printed(text: str, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return a wire text as another outlet prints it, and what that outlet did to it."""
    parts = [part for part in text.split("\n") if part.strip()]
    how = []
    for name in rng.sample(list(ARTICLE_CHANGES), rng.choice((0, 1, 1, 2, 2))):
        altered = ARTICLE_CHANGES[name](parts, rng)
        if altered != parts:
            parts = altered
            how.append(name)
    return "\n\n".join(parts), tuple(how)


def follow_up(text: str, news: str, rng: random.Random) -> str:
    """Return an article that has a third of another one as background behind news."""
    background = text.split()
    new = news.split()
    rng.shuffle(new)
    return " ".join([*new[: len(background)], *background[: len(background) // 3]])


def round_up(texts: Sequence[str]) -> str:
    """Return the beginnings of several articles as one."""
    return "\n\n".join(" ".join(text.split()[:40]) for text in texts)


def _cut(parts: list[str], rng: random.Random) -> list[str]:
    """Cut the text from its end, to two thirds of its words or more."""
    least = sum(len(part.split()) for part in parts) * 2 / 3
    kept, words = [], 0
    for part in parts:
        kept.append(part)
        words += len(part.split())
        if words >= least:
            break
    return kept


def _own_paragraph(parts: list[str], rng: random.Random) -> list[str]:
    """Put in a paragraph on the place where the outlet is."""
    place = rng.randrange(1, len(parts) + 1)
    return [*parts[:place], _OWN_PARAGRAPH, *parts[place:]]


def _updated(parts: list[str], rng: random.Random) -> list[str]:
    """Begin with the latest news, and leave the first paragraph out if there are several."""
    return [_UPDATE, *(parts[1:] if len(parts) > 4 else parts)]


def _edited(parts: list[str], rng: random.Random) -> list[str]:
    """Spell every paragraph in the outlet's own way, and change a word or leave one out."""
    return [_changed(_trimmed(_spelt(part, rng), rng), rng) for part in parts]


def _corrected(parts: list[str], rng: random.Random) -> list[str]:
    """Correct every number, and say so."""
    return [*(re.sub(r"\d", "7", part) for part in parts), _CORRECTION]


_OWN_PARAGRAPH = (
    "Readers of this newspaper had written about the matter for weeks, and the editors have passed "
    "their letters on to those who decide."
)
_UPDATE = "In the evening a spokeswoman added that a further statement would follow within days."
_CORRECTION = "Correction: an earlier version of this article gave a wrong number."
ARTICLE_CHANGES: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "cut": _cut,
    "own paragraph": _own_paragraph,
    "updated": _updated,
    "edited": _edited,
    "corrected": _corrected,
}
