"""Who spoke and asked not to be named, whom a description means right behind: “the lawmaker”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extraction.annotations import Span
from extraction.coreference.descriptions.ages import is_of_stranger
from extraction.lexicon.people_met import OF_ANY_OFFICE
from extraction.text.patterns import any_of
from extraction.text.sentences import SENTENCE_END

if TYPE_CHECKING:
    from extraction.coreference.narration.events import Event, Narration

# “A member of his party, who did not want to be named, said …”
_ANONYMOUS = re.compile(
    rf"(?:(?:An?|Another) (?:[a-z-]+ ){{0,2}}{any_of(OF_ANY_OFFICE)}|One of [^.\n“”\"]{{3,40}}?"
    r"|Someone|Somebody)\b[^.\n“”\"]{0,120}?\b(?:anonym(?:ity|ously)|not being named"
    r"|not (?:(?:to|want to|wish to|authori[sz]ed to|allowed to|permitted to) )?"
    r"(?:be (?:named|identified|quoted)|speak|talk)"
    r"|(?:declined|refused) to be (?:named|identified|quoted))\b"
)
# “…, was less sure”
_DIFFERS = re.compile(
    r"[^.\n“”\",]{0,40},? "
    r"(?:was|called|disagreed|differed|scoffed|laughed|shrugged|described|doubted)\b"
)
_DEFINITE = re.compile(r"[Tt]he\s")
_REACH = 500  # code points


def came_unnamed(narration: Narration, event: Event) -> bool:
    """Whether a description is of one who came in or spoke without a name."""
    return is_of_stranger(narration, event) or _spoke_unnamed(narration, event)


def _spoke_unnamed(narration: Narration, event: Event) -> bool:
    """Whether a description is of one who spoke in the sentence before and is not named.

    Such a person is introduced by a noun for people of any office, and nobody is named since.
    """
    text, start = narration.document.text, event.span.start
    if not _DEFINITE.match(text, start):
        return False
    found = list(_ANONYMOUS.finditer(text, max(0, start - _REACH), start))
    if not found or narration.quoted.holds(found[-1].start()):
        return False
    last = found[-1]
    ends = SENTENCE_END.search(text, last.end(), start)
    spoke = narration.sources.touches(Span(*last.span())) or _DIFFERS.match(text, last.end())
    if ends is None or not spoke:
        return False
    return not narration.named.touches(Span(ends.end(), start))
