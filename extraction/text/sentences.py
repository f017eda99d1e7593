"""Where sentences end, and whether a name is the subject of its own: a guess without a parse."""

from __future__ import annotations

import re

from extraction.coreference.mentions import Mention

ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)"
    for word in "Mr Mrs Ms Dr Sen Rep Gov Gen Lt St Rev Prof Jr Sr vs No [A-Z]".split()
)
# Patterns that begin with a set of characters are searched for several times as fast.
SENTENCE_END = re.compile(
    rf"[.!?…\n](?:(?<=\n)\n*|(?<!\n){ABBREVIATED}[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9]))"
)
TAKES_OBJECT = frozenset(
    """of in to with by for from against about on at over between than like under including behind
    near through toward towards into and or as called told asked urged accused against my his her
    their our despite without upon versus vs""".split()
)
LINKING = re.compile(r"[\w’'.\-]+")
LAST_WORD = re.compile(r"\w+\Z")


def is_subject(text: str, mention: Mention) -> bool:
    """A guess without a parse: no preposition or object-taking verb before it in its sentence."""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    before = SENTENCE_END.split(before)[-1]
    return not mention.possessive and not _takes_object(before)


def _takes_object(before: str) -> bool:
    """Whether what comes next is the object of one of the last five words, as far as they link."""
    if not before[-1:].isspace():
        return False
    for word in reversed(before.split()[-5:]):
        last = LAST_WORD.search(word)
        if last and last[0].lower() in TAKES_OBJECT:
            return True
        if not LINKING.fullmatch(word):
            return False
    return False
