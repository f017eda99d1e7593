"""Who a provisional speaker may be, for an editor who reviews it."""

from __future__ import annotations

from articles.models import Speaker
from articles.resolution.candidates import load_facts
from articles.resolution.facts import Additions, View
from extraction.annotations import SpeakerType
from identity.matching import weigh


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
