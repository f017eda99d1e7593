"""What an article says a person does, and the nouns for who does it: “has traded”, “the trader”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extraction.document import Chain
from extraction.lexicon.doers import IRREGULAR_DEEDS
from extraction.text.folding import KNOWN, plain

REACH = 140
"""Code points behind a name in which its sentence says what the person does."""
SHORTEST = 3
"""Letters of a stem, at least."""
_SENTENCE_END = re.compile(r"[.!?;:]\s|[\n“”\"]")
_WORD = re.compile(r"[a-z][\w’'-]+")
_DOER = re.compile(r"(?P<stem>[a-z]{3,}?)(?:eer|erman|er|or|ist|ian|man|woman)\Z")
_ENDINGS = ("", "s", "es", "e", "ed", "d", "ing", "ings", "y", "ies", "ied", "ics", "ical", "ation",
            "ations", "ion", "ions", "ship")  # fmt: skip


@lru_cache(maxsize=KNOWN)
def deeds_of(noun: str) -> frozenset[str]:
    """The words for what a doer does, of a plain noun; none of a noun that is no doer.

    >>> sorted(deeds_of("trader") & {"trade", "traded", "trading", "tradition"})
    ['trade', 'traded', 'trading']
    >>> "economics" in deeds_of("economist"), deeds_of("minister") & {"minis", "mine"}
    (True, frozenset())
    """
    doer = _DOER.match(noun)
    if doer is None or len(doer["stem"]) < SHORTEST:
        return frozenset()
    stem = doer["stem"]
    stems = {stem, stem[:-1]} if stem[-1] == stem[-2] else {stem, stem + stem[-1]}
    found = {each + ending for each in stems if len(each) >= SHORTEST for ending in _ENDINGS}
    return frozenset(found | set(IRREGULAR_DEEDS.get(noun, ()))) - {noun}


def does(text: str, chain: Chain, noun: str) -> bool:
    """Whether the article says of a person, in a sentence that names them, what the noun means."""
    deeds = deeds_of(noun)
    return bool(deeds) and any(not deeds.isdisjoint(words) for words in _said_of(text, chain))


def _said_of(text: str, chain: Chain) -> Iterator[set[str]]:
    for mention in chain.mentions:
        at = mention.span.end
        end = _SENTENCE_END.search(text, at, at + REACH)
        behind = text[at : end.start() if end else at + REACH]
        yield {plain(word) for word in _WORD.findall(behind)}
