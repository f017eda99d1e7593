"""Two people who speak in turn: short paragraphs that are one quotation each, without a tag.

“Which house?” asked Ana Brel.  “The blue one.”  The second is not hers: it answers her.  Where the
article had another speaker just before, it is that one's; else nobody's that is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import cached_property
from operator import itemgetter

from extraction import confidence
from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.claims import Claims, without
from extraction.attribution.subjects import names_in
from extraction.attribution.tags import DETERMINED, NAME, trimmed
from extraction.attribution.unclaimed.exchanges import asks_of, is_paragraph
from extraction.document import Document
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import ENGLISH_HONORIFICS
from extraction.lexicon.reported_words import ASKING
from extraction.lexicon.speech_constructions import QUESTIONED, RETORTS
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

MOST_WORDS = 20
"""The most words of a turn: what is longer is seldom one of an exchange."""
FEW_WORDS = 12
"""The most words of turns that tell an exchange by nothing but their shortness."""
_WORD = re.compile(r"\w[\w’'-]*")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+")
_CALLED = re.compile(
    rf"(?:,\s|\A)(?:{any_of(capitalized(ENGLISH_HONORIFICS))}\.?\s)?(?P<name>[^\W\d_a-z][\w’'-]+)(?:[.!?]|,\s)"
)
_ASKED = re.compile(rf"\b{any_of(QUESTIONED)}\b", re.IGNORECASE)
_ASKS_OF = re.compile(
    rf"\b(?P<cue>{any_of(ASKING)})[ \xa0]"
    r"(?:(?:the|an?|his|her|their|its)[ \xa0](?:[a-z-]+[ \xa0]){0,3}?[a-z-]+,?[ \xa0])?"
    rf"(?P<source>{NAME}|{DETERMINED}(?=[.,\n]|\Z))"
)
_RETORT = re.compile(rf"\b{any_of(RETORTS)}\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:they|both|the (?:two|pair|couple|siblings|brothers|sisters))\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?:he|she|they|I|we)\Z", re.IGNORECASE)


def take_turns(document: Document) -> None:
    """Give the turns of exchanges that no tag gives to either of two speakers."""
    places = list(_Runs(document).turns())
    if places:
        moved = [turn.content[0] for turn in places]
        found = [*without(document.attributions, moved), *places]
        document.attributions = sorted(found, key=lambda a: (a.content, a.source))


class _Runs:
    """The quoted spans of a document with the attributions that claim them."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.spans = document.outer_spans
        claims = Claims(document.attributions)
        self.claims = [claims.closest(span) for span in self.spans]
        self.whole = [is_paragraph(document, span) for span in self.spans]

    def turns(self) -> Iterator[Attribution]:
        """The attributions of the turns of all exchanges, in text order."""
        at = 1
        while at < len(self.spans):
            end = at
            while end < len(self.spans) and self._is_turn(end):
                end += 1
            if end > at:
                yield from self._exchange(at, end)
            at = max(end, at) + 1

    def _is_turn(self, at: int) -> bool:
        """Whether a quoted span is a short paragraph behind another one that has no tag."""
        span, claim = self.spans[at], self.claims[at]
        if not self.whole[at] or span.continues or not span.closed or claim is None:
            return False
        home = self.document.paragraph(span.span.start)
        return not overlap((*claim.source, *claim.cue), (home,)) and self._words(at) <= MOST_WORDS

    def _words(self, at: int) -> int:
        return len(_WORD.findall(self.spans[at].inner.of(self.text)))

    def _exchange(self, start: int, end: int) -> Iterator[Attribution]:
        before = self.claims[start - 1]
        mine = self.claims[start]
        if not self._adjacent(start - 1, start):
            if self._of_several(start, end):
                yield from (self._given(at, None) for at in range(start, end))
            return
        if before is None or mine is None or mine.source != before.source or not mine.source:
            return
        asker = self._asker(start - 1)
        other = self._other(start - 1) or asker
        speaks = self._other_speaks(start, end, before, other) or self._converse(start, end, asker)
        if not speaks:
            return
        for at in range(start, end):
            if at > start and not self._adjacent(at - 1, at):
                return
            speaker = before if (at - start) % 2 else other
            asked = self._whom_asks(start - 1) if speaker is None else None
            yield self._given(at, speaker) if asked is None else self._answer(at, asked)

    def _other_speaks(
        self, start: int, end: int, before: Attribution, other: Attribution | None
    ) -> bool:
        """Whether another person than the last speaker takes the first turn."""
        words = self.spans[start].inner.of(self.text)
        asked = asks_of(self.document, self.spans[start - 1].inner)
        if (asked and not asks_of(self.document, self.spans[start].inner)) or self._calls(
            words, before
        ):
            return True
        if other is None:
            return False
        cue = " ".join(span.of(self.text) for span in before.cue)
        few = all(self._words(at) <= FEW_WORDS for at in range(start, end))
        quick = end - start > 1 and self._words(start - 1) <= FEW_WORDS
        return few and (quick or bool(_RETORT.search(cue)))

    def _converse(self, start: int, end: int, asker: Attribution | None) -> bool:
        """Whether a run of turns is an exchange: by a question before or in it, or by a name."""
        if end - start < 2 or any(self._words(at) > FEW_WORDS for at in range(start, end)):
            return False
        return asker is not None or self._answered(start) or self._someone_called(start, end)

    def _answered(self, at: int) -> bool:
        """Whether a turn asks, the one before it did not, and the next one does not."""
        before, turn, following = (
            asks_of(self.document, span.inner) for span in self.spans[at - 1 : at + 2]
        )
        return turn and not before and not following

    def _someone_called(self, start: int, end: int) -> bool:
        """Whether a turn calls a person of the article by name: “Are they yours, Mr Brel?”"""
        turns = self.spans[start:end]
        called = {
            name for turn in turns for name in _called_in(turn.inner.of(self.text))
        } & self._families.keys()
        if not called:
            return False
        within = Counter(
            span.of(self.text).split()[-1]
            for turn in turns
            for span, label in names_in(self.document.names, turn.span)
            if label == "PERSON" and turn.span.contains(span)
        )
        return any(self._families[name] > within[name] for name in called)

    @cached_property
    def _families(self) -> Counter[str]:
        """How often each family name, or other last word of a person's name, is in the text."""
        people = (span for span, label in self.document.names if label == "PERSON")
        return Counter(span.of(self.text).split()[-1] for span in people)

    def _asker(self, at: int) -> Attribution | None:
        """Who asks, in the narration just before a quoted span that answers: “Ana Brel asked”."""
        home = self.document.paragraph(self.spans[at].span.start)
        above = self.document.paragraph_before(home.start)
        this = self.claims[at]
        scope = Span(above.start, self.spans[at].span.start)
        asking = [
            (order, each)
            for order, each in self._asked.overlapping(scope)
            if above.start <= each.cue[0].start
            and not any(span.span.start <= scope.end for span in near(self.spans, each.content[0]))
        ]
        if not asking or this is None:
            return None
        _, last = max(asking, key=itemgetter(0))
        return None if last.source[0].overlaps(this.source[0]) else last

    @cached_property
    def _asked(self) -> IntervalIndex[tuple[int, Attribution]]:
        """The attributions with a cue of asking and their order, by where the first cue is."""
        return IntervalIndex(
            (each.cue[0], (order, each))
            for order, each in enumerate(self.document.attributions)
            if each.source and each.cue and _ASKED.search(each.cue[-1].of(self.text))
        )

    def _whom_asks(self, at: int) -> Span | None:
        """Whom the tag of a question asks: ““Is it late?” Ana Brel asked the keeper, Tom Ek.”"""
        start, this = self.spans[at].span.end, self.claims[at]
        if this is None or not asks_of(self.document, self.spans[at].inner):
            return None
        tag = Span(start, max(start, self.document.paragraph(start).end))
        found = _ASKS_OF.search(self.text, *tag)
        if not found or not any(cue.start == found.start("cue") for cue in this.cue):
            return None
        asked = trimmed(self.text, found.span("source"))
        return None if any(asked.overlaps(each) for each in this.source) else asked

    def _answer(self, at: int, speaker: Span) -> Attribution:
        return Attribution(
            (self.spans[at].inner,), (speaker,), (), confidence.TAGGED * confidence.CARRIED
        )

    def _calls(self, words: str, speaker: Attribution) -> bool:
        """Whether words call a speaker by name: “You don't know that, Ana.”"""
        return _is_called(words, set(_NAME.findall(speaker.source[0].of(self.text))))

    def _other(self, at: int) -> Attribution | None:
        """The attribution before that of a quoted span, if it is another person's beside it."""
        this = self.claims[at]
        home = self.document.paragraph(self.spans[at].span.start)
        while at > 0 and self.spans[at - 1].span.start >= home.start:
            at -= 1
        before = self.claims[at - 1] if at else None
        if this is None or before is None or not before.source or not self._adjacent(at - 1, at):
            return None
        first, second = (each.source[0].of(self.text) for each in (before, this))
        answers = asks_of(self.document, self.spans[at - 1].inner) and not asks_of(
            self.document, self.spans[at].inner
        )
        unsure = first.split()[-1:] == second.split()[-1:]
        unsure |= bool(_PRONOUN.match(second)) and not answers
        return None if unsure or before.source == this.source else before

    def _adjacent(self, at: int, following: int) -> bool:
        """Whether the paragraphs of two quoted spans follow one another."""
        end = self.document.paragraph(self.spans[at].span.end).end
        start = self.document.paragraph(self.spans[following].span.start).start
        return not self.text[end:start].strip()

    def _of_several(self, start: int, end: int) -> bool:
        """Whether quick turns stand behind a paragraph about two people."""
        before = self.document.paragraph_before(self.spans[start].span.start)
        few = all(self._words(at) <= FEW_WORDS for at in range(start, end))
        return end - start > 1 and few and bool(_SEVERAL.search(before.of(self.text)))

    def _given(self, at: int, speaker: Attribution | None) -> Attribution:
        inner = self.spans[at].inner
        if speaker is None:
            return Attribution((inner,), (), (), confidence.UNATTRIBUTED)
        origin = speaker.carried_from
        return Attribution(
            (inner,),
            speaker.source,
            (),
            speaker.confidence * confidence.CARRIED,
            carried_from=speaker.content[0].start if origin is None else origin,
        )


def _is_called(words: str, names: Set[str]) -> bool:
    """Whether words call one of these by name: “Are they yours, Mr Brel?”"""
    return not names.isdisjoint(_called_in(words))


def _called_in(words: str) -> Iterator[str]:
    return (called["name"] for called in _CALLED.finditer(words))
