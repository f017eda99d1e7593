"""Whom editors may mean: matches of a provisional speaker, and people whose name is alike."""

from __future__ import annotations

from itertools import product

from articles.models import Speaker
from articles.resolution.candidates import load_facts
from articles.resolution.facts import Additions, View
from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.matching import Person, weigh
from identity.names import Likeness, blocks_of, likeness, person_name
from identity.spelling import letters_apart

# As many names on file are compared with a mistyped one.
MOST_COMPARED = 20_000


def possible_matches(speaker: Speaker, limit: int = 5) -> list[tuple[Speaker, str]]:
    """Return who a provisional speaker may be, best first, with what speaks for each."""
    day = speaker.only_in.published_on if speaker.only_in else None
    name = (SpeakerType.PERSON, speaker.name)
    view = View(load_facts([name], day, also=[speaker.pk]), Additions())
    who = view.person(speaker.pk)
    roots = dict.fromkeys(candidate.root for candidate in view.candidates(who))
    roots.pop(speaker.pk, None)
    weighed = [
        (evidence, root) for root in roots if (evidence := weigh(who, view.person(root))).likeness
    ]
    weighed.sort(key=lambda pair: (pair[0].conflict, -pair[0].likeness, -len(pair[0].agreeing)))
    rows = Speaker.objects.in_bulk([root for _, root in weighed[:limit]])
    return [
        (rows[root], "another country or office" if found.conflict else ", ".join(found.agreeing))
        for found, root in weighed[:limit]
    ]


def people_like(name: str, least: Likeness = Likeness.PART, limit: int = 5) -> list[Speaker]:
    """Return the people on file who may have a name in another form, the most alike first.

    It may differ by a title, an initial, a nickname, the order, or a slip of spelling; `least` is
    how alike two names have to be.
    """
    who = Person((name,))
    view = View(load_facts([(SpeakerType.PERSON, name)], None), Additions())
    roots = dict.fromkeys(candidate.root for candidate in view.candidates(who))
    alike = {root: _likeness(name, view.person(root)) for root in roots}
    found = sorted((root for root in roots if alike[root] >= least), key=lambda root: -alike[root])
    rows = Speaker.objects.in_bulk(found[:limit])
    return [rows[root] for root in found[:limit]]


def _likeness(name: str, person: Person) -> Likeness:
    """Return how alike a name is to the most alike one of a person."""
    typed = person_name(name)
    return max(likeness(typed, person_name(other)) for other in person.names)


def spelled_like(name: str, limit: int = 5) -> list[Speaker]:
    """Return the speakers whose name the typed one may be a slip for, the nearest first.

    A name differs by a letter, a long one by two, whole or without what is in front of it and
    between its first and its last word; a single word is compared with the last words of names.
    """
    typed = _spellings(key_of(name), blocks_of(name).first, blocks_of(name).last)
    near: dict[int, int] = {}
    for speaker, (whole, first, last) in Speaker.objects.all().spelled_near(name, MOST_COMPARED):
        others = {last} if len(typed) == 1 and " " not in next(iter(typed)) else set()
        pairs = product(typed, _spellings(whole, first, last) | others)
        apart = [each for a, b in pairs if (each := letters_apart(a, b)) is not None]
        if apart:
            near[speaker] = min(*apart, near.get(speaker, len(name)))
    found = sorted(near, key=lambda key: (near[key], key))[:limit]
    rows = Speaker.objects.select_related("merged_into", "country").in_bulk(found)
    return list(dict.fromkeys(rows[key].root for key in found))


def _spellings(whole: str, first: str, last: str) -> set[str]:
    """Return a name as it is, and its first and its last word alone."""
    return {whole, last if first == last else f"{first} {last}"}
