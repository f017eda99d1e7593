"""The speakers that words may name: by any form of a name, by initials, by a first name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from articles.models import Speaker
from articles.models.letters import NameOf
from articles.search.selection import Value
from articles.search.typed.acronyms import called_too
from extraction.lexicon import words
from extraction.names import is_given
from extraction.text.folding import key_of
from identity.sounds import (
    Likeness,
    begin_alike,
    how_unlike,
    in_other_letters,
    likeness,
    sound_of,
    sounds_of,
)

# Names that are read.
MOST_NAMES = 2_000
# How much further from a word in other letters than the nearest a name may be.
FURTHER = 2
# First names that are read as such only where nothing else was typed.
WORDS_TOO = words(
    """angel april art august bill blue bud buddy chance charity chase chip christian dawn dean
    drew duke earl faith forest frank gene general grace grant guy hope iris jack jasmine joy june
    justice lane lily major mark marina mason may mercy miles nick norm page pat penny pierce
    prince queen ray reed rich rob robin rocky rose rusty sandy sky skip sterling stone sue summer
    van victor victoria ward will woody"""
)
_SHORTEST_FIRST = 3
# Letters of a word within a name.
_SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Called:
    """Keys of speakers by phrase: by a whole name or the end of one, by a first name, by sound.

    `groups` are those who are no people, `far` the phrases in other letters that nobody's name
    surely sounds like.
    """

    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_first: dict[str, list[int]] = field(default_factory=dict)
    by_sound: dict[str, list[int]] = field(default_factory=dict)
    groups: frozenset[int] = frozenset()
    far: frozenset[str] = frozenset()

    def is_of_another(self, typed: str, speakers: Collection[Value], dropped: str) -> bool:
        """Whether one of `speakers` has but a part of a full name that was typed, “Nelson Brel”.

        Both its words are written as names, and the one behind is left out; of two in other
        letters, either.
        """
        left_out = dropped.replace("“", " ").replace("”", " ").split()
        for first, name in pairwise(typed.split()):
            if in_other_letters(first) and in_other_letters(name):
                if (first in left_out) != (name in left_out):
                    return True
            elif name in left_out and first[:1].isupper() and name[:1].isupper():
                named = set(self.by_first.get(key_of(first), ()))
                if not named.isdisjoint(speakers):
                    return True
        return False


@dataclass(frozen=True, slots=True)
class _Heard:
    """How well a name fits, and how far its letters are."""

    likeness: Likeness
    apart: int

    @property
    def rank(self) -> tuple[int, int]:
        return -self.likeness, self.apart


def speakers_called(phrases: Collection[str]) -> dict[str, list[int]]:
    """Return, by phrase as `key_of` has it, the keys of the speakers whom it may name.

    An organization is found by its initials and by its name, a person also by the family name in
    front (“trump donald”).
    """
    return all_called(phrases, ()).by_name


def named_within(called: Called, words: Collection[str]) -> Called:
    """Return the same with the people who have one of these words within their name, “kilroy” for
    Ana Kilroy-Roe, where nobody has it as a name and it is no given name."""
    wanted = {
        word
        for word in words
        if len(word) >= _SHORTEST_WITHIN
        and word.isalpha()
        and word not in called.by_name
        and not is_given(word)
    }
    found: dict[str, dict[int, None]] = {}
    for row in Speaker.objects.names_within(sorted(wanted), MOST_NAMES):
        for word in wanted.intersection(re.split("[ -]", row.key)):
            found.setdefault(word, {})[row.speaker] = None
    more = {word: list(keys) for word, keys in found.items()}
    return replace(called, by_name={**called.by_name, **more}) if more else called


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
    groups = frozenset(row.speaker for row in rows if not row.is_person)
    return Called(found, {word: list(keys) for word, keys in first.items()}, groups=groups)


def heard_too(called: Called, phrases: Mapping[str, str]) -> Called:
    """Return the same with the speakers whose name may be written so in other letters.

    `phrases` has each as typed, by its key.  Only those nearest in sound are among them, by their
    whole name, or by the first or the last word of a person's.  Of two words, the last may be the
    family name where the first begins as the first name does.
    """
    sounds = {word: sounds_of(word) for typed in phrases.values() for word in (typed, _last(typed))}
    every = sorted(set().union(*sounds.values()))
    rows = Speaker.objects.names_sounding(every, MOST_NAMES) if every else []
    by_sound: dict[str, list[int]] = {}
    far: set[str] = set()
    for phrase, typed in phrases.items():
        heard = _nearest(_heard(typed, sounds, rows))
        if heard:
            by_sound[phrase] = list(heard)
        if heard and max(each.likeness for each in heard.values()) is Likeness.FAR:
            far.add(phrase)
    return replace(called, by_sound=by_sound, far=frozenset(far))


def _nearest(heard: Mapping[int, _Heard]) -> dict[int, _Heard]:
    """Return those whose letters are nearest, and hardly further."""
    close = {key: each for key, each in heard.items() if each.likeness is Likeness.CLOSE}
    fit = close or heard
    most = min((each.apart for each in fit.values()), default=0) + FURTHER
    return {key: each for key, each in fit.items() if each.apart <= most}


def _heard(
    typed: str, sounds: Mapping[str, Collection[str]], rows: Iterable[NameOf]
) -> dict[int, _Heard]:
    """Return how well the best name of each speaker fits, of those that do."""
    found: dict[int, _Heard] = {}
    last = _last(typed)
    parts = typed.split()
    for row in rows:
        forms = {row.key, row.last, row.first} if row.is_person else {row.key}
        each = [
            _Heard(likeness(typed, form), how_unlike(typed, form))
            for form in forms
            if sound_of(form) in sounds[typed]
        ]
        if len(parts) > 1 and row.is_person and row.first != row.last:
            fits = sound_of(row.last) in sounds[last] and likeness(last, row.last)
            if fits is Likeness.CLOSE and begin_alike(parts[0], row.first):
                each.append(_Heard(fits, how_unlike(last, row.last)))
        each = [one for one in each if one.likeness]
        if each:
            before = [found[row.speaker]] if row.speaker in found else []
            found[row.speaker] = min([*each, *before], key=lambda one: one.rank)
    return found


def _last(typed: str) -> str:
    return typed.split()[-1] if typed.strip() else typed


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
    first letter or all their initials, and the last, with or without hyphens.
    """
    wanted: dict[str, list[str]] = {}
    for phrase in phrases:
        wanted.setdefault(_spaced(phrase), []).append(phrase)
    # Every form of a name ends as the name or its last word does: most who share a first name do
    # not end as any phrase.
    ends = set(map(_end, wanted))
    found: dict[str, dict[int, None]] = {}
    for name in names:
        if _end(_spaced(name.key)) not in ends and _end(_spaced(name.last)) not in ends:
            continue
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
    letters = [part[0] for part in key.removesuffix(last).split()]
    initials = {f"{between.join(letters)} {last}" for between in ("", " ", ".")}
    return {key, last, f"{first} {last}", f"{first[:1]} {last}"} | ends | initials


def _spaced(name: str) -> str:
    return name.replace("-", " ")


def _end(spaced: str) -> str:
    return spaced.rpartition(" ")[2]


def _reversed(phrase: str) -> tuple[str, ...]:
    """Return a name with its first word last, and with its last word first.

    >>> _reversed("von der leyen ursula")
    ('der leyen ursula von', 'ursula von der leyen')
    """
    parts = phrase.split()
    if len(parts) < 2:
        return ()
    return " ".join([*parts[1:], parts[0]]), " ".join([parts[-1], *parts[:-1]])
