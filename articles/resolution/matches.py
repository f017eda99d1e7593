"""Whom editors may mean: matches of a provisional speaker, and people whose name is alike."""

from __future__ import annotations

from articles.models import Speaker
from articles.resolution.candidates import load_facts
from articles.resolution.facts import Additions, View
from extraction.annotations import SpeakerType
from identity.matching import Person, weigh
from identity.names import Likeness, likeness, person_name


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
