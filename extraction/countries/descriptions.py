"""What an article says a person is, beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.coreference.titles import head_noun
from extraction.document import Chain
from extraction.lexicon.speech_verbs import AFTER_DESCRIPTIONS
from extraction.text.patterns import any_of

STOPS = rf"\b(?:{any_of(AFTER_DESCRIPTIONS)}|who|which|that|and|of)\b"
DESCRIBED = rf"(?:[A-Z]\.|(?!{STOPS})[^\n.;:“”\"]){{3,90}}\.?"
APPOSED = re.compile(
    rf"(?:,\s\d{{1,3}})?,\s(?P<as>(?:an?|of|from)\s{DESCRIBED}|who\s(?:is|was|lives|works|runs|owns|heads|"
    rf"leads|teaches|farms|serves|served|represents|represented)\s{DESCRIBED})"
)
OF_PLACE = re.compile(rf"\s(?P<as>of\s(?:the\s)?[A-Z]{DESCRIBED})")
# “A spokesman for the Chilean foreign ministry, Ana Brel, said”
IN_FRONT = re.compile(
    r"(?:^|[.!?”\"’]\s|\b(?:said|by)\s)(?P<as>(?:[Aa]n?|[Tt]he|[A-Z]\w+[’']s)\s[^.,;:“”\"\n]{5,90}),\s$"
)
TRADE = re.compile(r"\s[a-z]+(?:er|or|ist|ian|man|ant|yst|ete)$")  # “an Israeli blogger”


def descriptions(text: str, chain: Chain) -> Iterator[str]:
    """The descriptions of a person beside the name, before and behind."""
    for mention in chain.mentions:
        start, end = mention.span
        for pattern in (APPOSED, OF_PLACE):
            if match := pattern.match(text, end):
                yield match["as"]
        line = text.rfind("\n", 0, start) + 1
        front = IN_FRONT.search(text[max(line, start - 110) : start])
        if front and (head_noun(front["as"]) or TRADE.search(front["as"])):
            yield front["as"]
