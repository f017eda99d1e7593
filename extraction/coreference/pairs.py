"""“The former” and “the latter” of two people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import EntityType, Span
from extraction.coreference.narration import Narration
from extraction.document import Mention
from extraction.text.intervals import overlapping

NEAR = 400  # code points from the pair to what refers to it
PAIR = re.compile(
    r"the (?P<which>former|first|latter|second)\b(?! \w+ed\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def one_of_pair(
    text: str, narration: Narration, mentions: Sequence[Mention], source: Span
) -> Mention | None:
    """Whom “the former” or “the latter” means: of the last two people joined by “and” before.

    None if another person is named between, or if a noun follows: “the former minister”.
    """
    found = PAIR.fullmatch(source.of(text).strip())
    if not found or re.match(r"\s\w", found["rest"]):
        return None
    near = overlapping(mentions, Span(max(0, source.start - NEAR), source.start))
    people = [
        m for m in near if m.type is EntityType.PERSON and not narration.quoted.holds(m.span.start)
    ]
    if len(people) < 2:
        return None
    first, second = people[-2:]
    between = text[first.span.end : second.span.start]
    if "\n" in between or not re.search(r"\band\b", between) or re.search(r"[.!?]\s", between):
        return None
    return first if found["which"].lower() in {"former", "first"} else second
