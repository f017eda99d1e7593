"""What tells that a name is a person's: what stands right behind it.

Names of few languages are known to the recogniser, which takes others for bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.titles import is_trade
from extraction.lexicon.organizations import TRADES_OF_COMPANIES
from extraction.lexicon.roles import HEADS, KIN, MAY_BE_COMPANIES, RELATED_TO_OTHERS
from extraction.names import is_initial
from extraction.text.folding import plain

PLACED = re.compile(r"\s(?:with|at|in|from|who)\s")  # where and how people work; things are “of”
# “…, who has” is a person, “…, who have” several, as a team of players is
WHO = re.compile(r", who (?:is|was|has|does|[a-z]{3,}[a-rt-z]s)\b(?! (?:are|were|have)\b)")
APPOSED = re.compile(
    r", (?:an? |the |its |their |his |her )?(?P<trade>(?:[a-zA-Z][\w’'-]* ){0,3}?[a-z][a-z-]{3,})"
    r"(?=(?: (?:of|for|at|with|in|from) [^.;:“”\"\n]{3,90}?)?, "
    r"|[^.;:“”\"\n]{0,90}? (?:said|says|told)\b)"
)


def treated_as_people(text: str, candidates: Sequence[Span]) -> Iterator[str]:
    """The candidates behind which stands what only a person is, or “who has”."""
    for span in candidates:
        if WHO.match(text, span.end) or _has_role(text, span):
            yield span.of(text)


def _has_role(text: str, name: Span) -> bool:
    """“Ana Brel, chairwoman of the board, …”: what a company is not."""
    apposed = APPOSED.match(text, name.end)
    return apposed is not None and is_of_person(apposed["trade"])


def is_of_person(trade: str) -> bool:
    """Whether a description turns on a role or a trade, but none that companies have.

    “Engineer with the road office” does; “leader in its field” and “interpreter of scripts” do not.
    """
    front = PLACED.split(trade, maxsplit=1)[0]
    last = plain((front or trade).split()[-1])
    if front != trade and last in MAY_BE_COMPANIES | RELATED_TO_OTHERS - KIN:
        return False
    if last.endswith(tuple(TRADES_OF_COMPANIES)):
        return False
    return last in HEADS or is_trade(f"the {last}")


def is_member(text: str, name: Span) -> bool:
    """“DMK member T.K.S. Brel”: initials behind what one person is."""
    before = text[max(0, name.start - 24) : name.start].split()
    initials = is_initial(name.of(text).split()[0])
    return initials and bool(before) and plain(before[-1]) in HEADS | {"member"}
