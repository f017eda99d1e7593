"""The speakers that words may name, also by initials, reversed, or spelt otherwise."""

from __future__ import annotations

from collections.abc import Collection

from articles.models import Speaker
from articles.search.acronyms import called_too

# Names that are read.
MOST_NAMES = 2_000


def speakers_called(phrases: Collection[str]) -> dict[str, list[int]]:
    """Return, by phrase as `key_of` has it, the keys of the speakers whom it may name.

    An organization is found by its initials and by its name, a person also by the family name in
    front (“trump donald”).
    """
    others = {
        phrase: [*called_too([phrase]).get(phrase, ()), *_reversed(phrase)] for phrase in phrases
    }
    every = {*phrases, *(other for each in others.values() for other in each)}
    named = Speaker.objects.named_in(sorted(every), MOST_NAMES)
    found: dict[str, list[int]] = {}
    for phrase, more in others.items():
        keys = dict.fromkeys(key for name in (phrase, *more) for key in named.get(name, ()))
        if keys:
            found[phrase] = list(keys)
    return found


def _reversed(phrase: str) -> tuple[str, ...]:
    """Return a name with its first word last, and with its last word first.

    >>> _reversed("von der leyen ursula")
    ('der leyen ursula von', 'ursula von der leyen')
    """
    words = phrase.split()
    if len(words) < 2:
        return ()
    return " ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])
