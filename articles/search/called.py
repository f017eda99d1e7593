"""The speakers that words may name: by any form of a name, by initials, by a first name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from articles.models import Speaker
from articles.models.speakers import NameOf
from articles.search.acronyms import called_too
from extraction.lexicon import words
from identity.sounds import how_unlike, in_syllables, sound_of, sounds_of

# Names that are read.
MOST_NAMES = 2_000
# How much further from a word in other letters than the nearest a name may be.
FURTHER = 2
# How far a name may be, of its letters; one in Chinese, which writes syllables.
MOST_APART, SYLLABLES_APART = 0.8, 1.5
# First names that are read as such only where nothing else was typed.
WORDS_TOO = words(
    """angel april art august bill blue bud buddy chance charity chase chip christian dawn dean
    drew duke earl faith forest frank gene general grace grant guy hope iris jack jasmine joy june
    justice lane lily major mark marina mason may mercy miles nick norm page pat penny pierce
    prince queen ray reed rich rob robin rocky rose rusty sandy sky skip sterling stone sue summer
    van victor victoria ward will woody"""
)
_SHORTEST_FIRST = 3


@dataclass(frozen=True, slots=True)
class Called:
    """Keys of speakers by phrase: by a whole name or the end of one, by a first name, by sound."""

    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_first: dict[str, list[int]] = field(default_factory=dict)
    by_sound: dict[str, list[int]] = field(default_factory=dict)


def speakers_called(phrases: Collection[str]) -> dict[str, list[int]]:
    """Return, by phrase as `key_of` has it, the keys of the speakers whom it may name.

    An organization is found by its initials and by its name, a person also by the family name in
    front (“trump donald”).
    """
    return all_called(phrases, ()).by_name


def all_called(phrases: Collection[str], firsts: Collection[str]) -> Called:
    """Return the speakers whom each phrase may name, and the people with each of `firsts`.

    All of them are looked up by one query, and one more where any was merged.
    """
    others = {
        phrase: [*called_too([phrase]).get(phrase, ()), *_reversed(phrase)] for phrase in phrases
    }
    every = {*phrases, *(other for each in others.values() for other in each)}
    rows = _names(every, firsts)
    named = _by_phrase(every, rows)
    found: dict[str, list[int]] = {}
    for phrase, more in others.items():
        keys = dict.fromkeys(key for name in (phrase, *more) for key in named.get(name, ()))
        if keys:
            found[phrase] = list(keys)
    first: dict[str, dict[int, None]] = {}
    for row in rows:
        if row.is_person and row.first in firsts and row.last != row.first:
            first.setdefault(row.first, {})[row.speaker] = None
    return Called(found, {word: list(keys) for word, keys in first.items()})


def speakers_sounding(phrases: Mapping[str, str]) -> dict[str, list[int]]:
    """Return, by phrase, the keys of the speakers whose name may be written so in other letters.

    `phrases` has each as typed, by its key.  Only those nearest in sound are among them, by their
    whole name, or by the first or the last word of a person's.
    """
    wanted = {phrase: sounds_of(typed) for phrase, typed in phrases.items()}
    every = sorted(set().union(*wanted.values()))
    rows = Speaker.objects.names_sounding(every, MOST_NAMES) if every else []
    found: dict[str, list[int]] = {}
    for phrase, typed in phrases.items():
        far = _unlikeness(typed, wanted[phrase], rows)
        if far:
            most = min(far.values()) + FURTHER
            found[phrase] = [key for key, apart in far.items() if apart <= most]
    return found


def _unlikeness(typed: str, sounds: Collection[str], rows: Iterable[NameOf]) -> dict[int, int]:
    """Return how far the nearest name of each speaker is, of those with one of these sounds."""
    far: dict[int, int] = {}
    syllables = " " not in typed and in_syllables(typed)
    most = SYLLABLES_APART if syllables else MOST_APART
    for row in rows:
        for form in {row.key, row.first, row.last} if row.is_person else {row.key}:
            if sound_of(form) in sounds:
                apart = how_unlike(typed, form)
                if apart > most * len(form):
                    continue
                far[row.speaker] = min(apart, far.get(row.speaker, apart))
    return far


def may_be_first(word: str, *, alone: bool) -> bool:
    """Whether a phrase, as `key_of` has it, can be read as a first name.

    >>> may_be_first("maria", alone=False), may_be_first("may", alone=False)
    (True, False)
    """
    if len(word) < _SHORTEST_FIRST or not word.isalpha():
        return False
    return alone or word not in WORDS_TOO


def _names(phrases: Collection[str], firsts: Collection[str]) -> list[NameOf]:
    """Return the names that phrases may be, and those with these first words, as far as read.

    Where there are more than are read, those of the phrases come before.
    """
    keys = sorted(phrases)
    lasts = sorted({_spaced(phrase).split()[-1] for phrase in phrases if phrase.strip("- ")})
    found = Speaker.objects.names_among(keys, lasts, sorted(firsts), MOST_NAMES)
    if firsts and len(found) == MOST_NAMES:
        found = [*Speaker.objects.names_among(keys, lasts, (), MOST_NAMES), *found]
    return found


def _by_phrase(phrases: Iterable[str], names: Iterable[NameOf]) -> dict[str, list[int]]:
    """Return, by phrase, the keys of the speakers whom it may name.

    A phrase is a whole name, the end of a person's (“von der leyen”) or their first name, or its
    first letter, and the last without those between, with or without hyphens.
    """
    wanted: dict[str, list[str]] = {}
    for phrase in phrases:
        wanted.setdefault(_spaced(phrase), []).append(phrase)
    found: dict[str, dict[int, None]] = {}
    for name in names:
        those = set(map(_spaced, _forms(name)))
        for phrase in chain.from_iterable(wanted[one] for one in those & wanted.keys()):
            found.setdefault(phrase, {})[name.speaker] = None
    return {phrase: list(keys) for phrase, keys in found.items()}


def _forms(name: NameOf) -> set[str]:
    """Return the phrases that name who has this name."""
    key, first, last = name.key, name.first, name.last
    if not name.is_person:
        return {key}
    ends = {key[place.end() :] for place in re.finditer("[ -]", key)}
    return {key, last, f"{first} {last}", f"{first[:1]} {last}"} | ends


def _spaced(name: str) -> str:
    return name.replace("-", " ")


def _reversed(phrase: str) -> tuple[str, ...]:
    """Return a name with its first word last, and with its last word first.

    >>> _reversed("von der leyen ursula")
    ('der leyen ursula von', 'ursula von der leyen')
    """
    parts = phrase.split()
    if len(parts) < 2:
        return ()
    return " ".join([*parts[1:], parts[0]]), " ".join([parts[-1], *parts[:-1]])
