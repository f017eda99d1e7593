"""Whether words can be the names of writers, of outlets, or a post."""

from __future__ import annotations

import re

from reading.bylines import PRESS
from reading.patterns import late

CAPITAL = r"(?![a-z\d_])\w[\w.’'-]*"
_SMALL = r"(?:de|da|del|di|du|la|le|van|von|der|den|bin|al|el|y|e|ten)"
_PERSON = rf"{CAPITAL}(?: (?:{_SMALL} )*{CAPITAL}){{1,4}}"
_AGENCY = r"Reuters|AFP|AP|PA|DPA|ANSA|EFE|Xinhua|Staff|Agencies|Bloomberg"
PEOPLE = rf"(?:{_PERSON}|{_AGENCY})(?:(?:, | and | & | with |, and )(?:{_PERSON}))*"
NAMES = late(PEOPLE)
POST = late(
    r"\b(?:correspondent|editor|reporter|writer|columnist|producer|staff|bureau)\b", re.IGNORECASE
)
# “Northern correspondent”, “political editor in Oslo”.
_POST_ALONE = late(
    r"(?:\w+[ -]){0,4}(?:correspondent|editor|reporter|writer|columnist|producer)(?: in [\w ]+)?",
    re.IGNORECASE,
)
_NAME = late(rf"{CAPITAL}(?: (?:of|the|and|&|{_SMALL}|{CAPITAL})){{0,6}}")
# As many words at the beginning as can be one.
LEADING_NAME = late(rf"{CAPITAL}(?= |\Z)(?: (?:of|the|and|&|{_SMALL}|{CAPITAL})(?= |\Z)){{0,6}}")
_LONGEST_OUTLET = 60
_STOPS, _CLOSING = (*".!?…:;,",), "\"'”’»)]"


def is_post(words: str) -> bool:
    """Whether a line is nothing but the writer's post: “Shipping Correspondent”."""
    return len(words) < _LONGEST_OUTLET and bool(
        _POST_ALONE.fullmatch(words) or (POST.search(words) and _NAME.fullmatch(words))
    )


def is_person(words: str) -> bool:
    """Whether words can be the names of writers, and are not those of a paper."""
    return bool(NAMES.fullmatch(words)) and not is_press(words) and not words.startswith("The ")


def is_outlet(words: str) -> bool:
    return (
        len(words) <= _LONGEST_OUTLET
        and bool(_NAME.fullmatch(words))
        and not POST.search(words)
        and (" " in words or is_press(words))
    )


def is_press(words: str) -> bool:
    return bool(PRESS.search(words.title() if words.isupper() else words))


def in_small(outlet: str) -> str:
    """A paper's name in capitals as it is written elsewhere; short words may be initials."""
    if not outlet.isupper() or " " not in outlet:
        return outlet
    words = (
        w if len(w) < 4 and w not in {"THE", "OF", "AND"} else w.title() for w in outlet.split()
    )
    return " ".join("of" if word == "Of" else "and" if word == "And" else word for word in words)


def is_ended(words: str) -> bool:
    """Whether words end as a sentence or a part of one does, in quotation marks or not."""
    return words.rstrip(_CLOSING).endswith(_STOPS)
