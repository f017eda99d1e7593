"""What a person was elected or appointed to, and whether they stand accused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.coreference.nouns import last_word
from extraction.document import Chain

# “Ana Brel was elected mayor”, “Ana Brel, who took over as coach”
_BECAME = re.compile(
    r",?\s(?:who\s)?(?:(?:was|has\sbeen|is)\s(?:re-?)?(?:elected|appointed|named|chosen|sworn\sin)"
    r"|(?:takes?|took)\s(?:office|over)|becomes?|became|won\sthe\s(?:race|election|vote)\sfor)"
    r"\s(?:as\s|to\sbe\s)?(?:the\s)?(?P<what>[^\n.;:,“”\"]{3,60})"
)
# “The Palace appointed Ana Brel as minister”
_NAMED = re.compile(r"\b(?:appointed|elected|named|picked|nominated|chose)\s\Z")
_AS_WHAT = re.compile(
    r"(?:,\s\d{1,3},)?\s(?:as|to\sbe)\s(?:the\s|its\s|their\s)?(?P<what>[^\n.;:,“”\"]{3,60})"
)
_ACCUSED = re.compile(
    r"(?:,?\s\(?\d{1,3}\)?,?)?(?:,\swho)?\s(?:is|was|has\sbeen|stands)\s"
    r"(?:\w+\s)?(?:accused\sof|charged\swith|on\strial)\b"
)
_PLEADS = re.compile(
    r",\sfor\sthe\s(?:defence|defense|prosecution|state|crown|accused|plaintiffs?)\b"
    r"|,\swho\s(?:defends|represents)\s(?:him|her|them|(?:(?:the|his|her|their|two|several)\s"
    r"(?:\w+\s){0,2}?)?(?:accused|defendants?|suspects?|plaintiffs?|famil(?:y|ies)|victims?|couple"
    r"|widows?|parents|man|men|women|woman|boys?|girls?))\b",
    re.IGNORECASE,
)
_PLEADERS = frozenset({"lawyer", "attorney", "counsel"})
_CALLED_SO = frozenset({"accused", "defendant", "suspect"})


def won_offices(text: str, chain: Chain) -> set[str]:
    """The nouns for what a person is elected or appointed to."""
    return set(_won(text, chain)) - {""}


def _won(text: str, chain: Chain) -> Iterator[str]:
    for mention in chain.mentions:
        start, end = mention.span
        named = _NAMED.search(text, max(0, start - 24), start)
        if match := _BECAME.match(text, end) or (_AS_WHAT.match(text, end) if named else None):
            yield last_word(match["what"])


def called_in_court(text: str, chain: Chain) -> frozenset[str]:
    """What a person may be called who is accused or who pleads; nothing of anybody else."""
    ends = [mention.span.end for mention in chain.mentions]
    accused = any(_ACCUSED.match(text, end) for end in ends)
    pleads = any(_PLEADS.match(text, end) for end in ends)
    return (_CALLED_SO if accused else frozenset()) | (_PLEADERS if pleads else frozenset())
