"""Who “Q” and “A” are in an interview or a hearing, from the words before the first of them.

And who “AB” is, by the initials of those whom the article names.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extraction.annotations import Attribution, Span
from extraction.document import Chain, Document
from extraction.lexicon.roles import HEADS
from extraction.lexicon.speech_constructions import INTERVIEWED
from extraction.names import core
from extraction.text.folding import plain
from extraction.text.patterns import any_of

REACH = 100
"""Code points between the names of who asks and of who is asked."""
_ASKS = re.compile(
    rf"(?!.*\b(?:we|I)\b)[^.!?\n]*\b{any_of(INTERVIEWED)}\b[^.!?\n]*\Z", re.IGNORECASE
)
_ASKED_BY_US = re.compile(rf"\b(?:we|I|us)\s{any_of(INTERVIEWED)}\s[^.!?\n]*\Z", re.IGNORECASE)
_EXAMINER = re.compile(
    r"^[ \t]*(?:BY|By)[ \t]+(?:[A-Za-z]{2,4}\.?[ \t])?(?P<name>[^\n:]{2,40}):[ \t]*$", re.MULTILINE
)
LETTERS = frozenset({"Q", "A"})
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){2,3}")
_STRANGERS = frozenset(
    {"unidentified", "unknown", "audience", "interviewer", "moderator", "questioner", "caller"}
)


def is_label(document: Document, attribution: Attribution) -> bool:
    """Whether the source is a label that opens its line, with its mark for a cue."""
    source = attribution.source[0]
    line = document.paragraph(source.start)
    marks = [cue.of(document.text) for cue in attribution.cue]
    return marks in ([":"], ["."]) and not document.text[line.start : source.start].strip(" \t*_")


def is_stranger(label: str) -> bool:
    """“UNIDENTIFIED MALE”, “Audience member”, “The Lamp”: nobody whose name is known."""
    first, *rest = label.split(" ")
    outlet = first == "The" and bool(rest) and all(word[:1].isupper() for word in rest)
    return plain(first) in _STRANGERS or (outlet and plain(rest[-1]) not in HEADS)


class Interview:
    """Who asks and who answers under the labels “Q” and “A”; none of either may be known."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.chains = document.chains
        self.examiners = list(_EXAMINER.finditer(document.text))
        starts = [
            each.source[0].start
            for each in document.attributions
            if each.source and each.source[0].of(self.text) in LETTERS
        ]
        self.by_initials = any(
            is_label(document, each) and self._of_initials(each.source[0].of(self.text)) is not None
            for each in document.attributions
            if each.source and _INITIALS.fullmatch(each.source[0].of(self.text))
        )
        self.asking, self.answering = self._intro(min(starts, default=0))

    def labels(self, words: str) -> bool:
        """Whether a label is “Q” or “A”, a stranger's, or initials, and not a name."""
        initials = self.by_initials and _INITIALS.fullmatch(words) is not None
        return words in LETTERS or is_stranger(words) or initials

    def speaker(self, label: Span) -> Chain | None:
        """The person behind “Q”, “A” or initials; nobody behind another label."""
        letter = label.of(self.text).strip()
        if letter not in LETTERS:
            return self._of_initials(letter) if _INITIALS.fullmatch(letter) else None
        if letter != "Q":
            return self.answering if letter == "A" else None
        before = [match for match in self.examiners if match.end() <= label.start]
        return self._called(before[-1]["name"]) if before else self.asking

    def _intro(self, start: int) -> tuple[Chain | None, Chain | None]:
        """Who asks and who answers, by the words before the first label."""
        named = sorted(
            (mention.span, chain.words, chain)
            for chain in self.chains
            for mention in chain.mentions
            if chain.full and mention.span.end <= start
        )
        places = [(span, chain) for span, _, chain in named]
        for (first, one), (second, other) in pairwise(places):
            between = self.text[first.end : second.start]
            if one is not other and len(between) < REACH and _ASKS.match(between):
                return one, other
        people = list(dict.fromkeys(chain for _, chain in places))
        asking = [self._called(match["name"]) for match in self.examiners[:1]]
        others = [chain for chain in people if chain not in asking]
        if len(others) == 1:
            return None, others[0]
        asked = [c for span, c in places if _ASKED_BY_US.search(self.text[: span.start][-REACH:])]
        return None, asked[0] if len(set(map(id, asked))) == 1 else None

    def _of_initials(self, letters: str) -> Chain | None:
        """The one person whose names have these initials: “AB:” for Ana Brel."""
        plain_letters = letters.replace(".", "").lower()
        found = [
            chain
            for chain in self.chains
            if chain.full
            and "".join(plain(word)[:1] for word in core(chain.words)) == plain_letters
        ]
        return found[0] if len(found) == 1 else None

    def _called(self, name: str) -> Chain | None:
        """The one person with a family name."""
        family = core(name.split())[-1:]
        found = [chain for chain in self.chains if core(chain.words)[-1:] == family]
        return found[0] if len(found) == 1 else None
