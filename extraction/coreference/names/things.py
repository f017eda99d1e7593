"""Names that the recogniser takes for people's, of ships, houses and works.

“The captain of the Astrid”, “a nurse at the Mirandela clinic”: in front of a person's name alone
stands no article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.document import Name
from extraction.lexicon.honorifics import LAWMAKERS_BEHIND
from extraction.lexicon.organizations import SITES
from extraction.lexicon.people_met import INHABITANTS
from extraction.lexicon.roles import HEADS, TEAM_MEMBERS
from extraction.lexicon.speech_verbs import AFTER_NAMES
from extraction.names import CAP, is_title
from extraction.text.folding import plain
from extraction.text.patterns import any_of

PERSON, THING = "PERSON", "PRODUCT"
_THE = re.compile(r"(?<![\w’'-])[Tt]he[ \xa0]\Z")
_THE_SEAT = re.compile(rf"\b[Tt]he[ \xa0](?:{CAP}[ \xa0](?:and[ \xa0])?){{0,3}}\Z")
_DETERMINED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Aa]nother|[Ff]ellow)[ \xa0](?:[a-z\d][\w-]*[ \xa0]){0,3}\Z"
)
_SITE_BEHIND = re.compile(rf"[ \xa0](?:[a-z]+[ \xa0])?{any_of(SITES)}\b")
_MEMBER_BEHIND = re.compile(rf"[ \xa0](?:[a-z]+[ \xa0])?{any_of(TEAM_MEMBERS)}\b")
# “The Astrid sank”, but not “the Clinton campaign”, “the Keane of old”
_ENDS = re.compile(
    rf"[.,;:!?)”\"—–]|[ \xa0](?:{any_of(AFTER_NAMES)}|is|was|has|had|will|would|in|at|on|from|to"
    r"|and|when|after|before|while|with|sank|sailed)\b"
)


def without_things(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with what stands behind “the” wherever the article has it as a thing's.

    None that is a word of a person's name elsewhere.
    """
    people = [span for span, label in names if label == PERSON]
    by_name: dict[str, list[Span]] = defaultdict(list)
    for span in people:
        by_name[span.of(text)].append(span)
    things = {
        name for name, spans in by_name.items() if all(_is_thing(text, span) for span in spans)
    }
    seats = {name for name, spans in by_name.items() if all(_is_seat(text, s) for s in spans)}
    others = {plain(word) for name in by_name.keys() - things for word in name.split()}
    things = {name for name in things if others.isdisjoint(map(plain, name.split()))}
    things |= seats
    names = [(span, label) for span, label in names if not _is_inhabitant(text, span, label)]
    return [
        (span, THING if label == PERSON and span.of(text) in things else label)
        for span, label in names
    ]


def _is_thing(text: str, name: Span) -> bool:
    if not _THE.search(text, max(0, name.start - 5), name.start):
        return False
    words = name.of(text).split()
    if any(is_title(word) or plain(word) in HEADS for word in words):
        return False
    # “The Mirandela clinic”, “the Preston keeper”
    behind = bool(_SITE_BEHIND.match(text, name.end) or _MEMBER_BEHIND.match(text, name.end))
    return behind or (len(words) == 1 and _ENDS.match(text, name.end) is not None)


def _is_seat(text: str, name: Span) -> bool:
    """“Kelvin MP” of “the Glasgow Kelvin MP”: a seat and who sits for it, who has no name there."""
    words = name.of(text).split()
    letters = words[-1].isupper() and words[-1].lower() in LAWMAKERS_BEHIND
    return letters and _THE_SEAT.search(text, max(0, name.start - 40), name.start) is not None


def _is_inhabitant(text: str, name: Span, label: str) -> bool:
    """“The 25-year-old Dubliner”, “another New Yorker”: whom nothing names there."""
    return (
        label in {PERSON, "ORG", "NORP"}
        and plain(name.of(text).split()[-1]) in INHABITANTS
        and len(name.of(text).split()) < 3
        and _DETERMINED.search(text, max(0, name.start - 50), name.start) is not None
    )
