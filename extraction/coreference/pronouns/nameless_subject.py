"""“He” behind a sentence about a person without a name: “Her brother paid.  “I am broke,” he said.”

Such a sentence opens with the person; whom it names beside them may be “he” as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extraction.annotations import Span
from extraction.coreference.descriptions.stated import introduced
from extraction.coreference.descriptions.unlinked import PEOPLE
from extraction.coreference.narration.events import Event, Kind, Narration
from extraction.coreference.nouns import gender_of_phrase, last_word
from extraction.coreference.pronouns.kin import is_of_person
from extraction.lexicon.common_verbs import FINITE
from extraction.lexicon.people_met import OF_OTHERS
from extraction.lexicon.roles import PERSONS_SOUGHT, RELATED_TO_OTHERS
from extraction.text.folding import plain

_SUBJECTS = frozenset({"he", "she"})
# “Her brother”, “An old neighbour”, “The club's president”, “One of the Germans”
_PHRASE = re.compile(
    r"(?:(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s"
    r"(?:(?:[\w-]+\s){0,3}?[\w-]+[’']s?\s)?|(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*[’']s?\s)"
)
_WORD = re.compile(r"(?:\d\d-year-old|(?P<noun>[a-z][a-z-]+)|[\w’'-]+)(?=(?P<goes_on>\s)|[,.])")
_MOST_WORDS = 4
_FRONTED = re.compile(r"[A-Z][a-z]+(?:\s[\w’'-]+){0,6},\s|(?:But|And|Yet|So|Then)\s")
_WHOSE = re.compile(r"\s(?:of|for|to)\s(?:[A-Z][\w.’'-]*\s)?\Z")  # “the lawyer for Ana Brel”
_BARE = re.compile(r"[Tt]he\s[\w\s-]+")
_MET = OF_OTHERS | PERSONS_SOUGHT
_PERSONS = PEOPLE | RELATED_TO_OTHERS | _MET
_OBJECT = {
    "m": re.compile(r"\bhim\b"),
    "f": re.compile(
        r"\bher(?=[ \xa0]?[.,;:]|[ \xa0](?:[a-z]{3,}ing|to|in|on|at|from|as|up|out)\b)"
    ),
}


class NamelessSubjects:
    """Which pronouns of a narration, read in text order, are people without names."""

    def __init__(self, narration: Narration) -> None:
        self.narration, self.text = narration, narration.document.text
        self.found: dict[int, str | None] = {}

    def take(self, event: Event, named: Mapping[int, object]) -> bool:
        """Whether “he” or “she” is a person without a name, whom the sentence before is about.

        Of a quotation, that is the sentence before its words.  `named` has what the descriptions
        and pronouns up to here mean, by their start.
        """
        if event.kind is not Kind.PRONOUN or not self._is_nameless(event, named):
            return False
        self.found[event.span.start] = event.gender
        return True

    def _is_nameless(self, event: Event, named: Mapping[int, object]) -> bool:
        narration, text, at = self.narration, self.text, event.span.start
        if event.span.of(text).lower() not in _SUBJECTS:
            return False
        sentences, said = narration.document.sentences, narration.said_by(at)
        sentence = sentences.at(min(said[0].start, at) if said else at)
        if not said and text[sentence.start : at].strip():
            return False
        before = sentences.at(max(0, sentence.start - 2))
        here = narration.named_within(Span(sentence.start, max(sentence.start, at)))
        if before.start >= sentence.start or any(here):
            return False
        since = [each for start, each in self.found.items() if before.start <= start < before.end]
        if event.gender in since:
            return not _another_may_be(narration, before, event)
        phrase = nameless_subject(narration, before)
        if phrase is None or named.get(phrase.start) or not _is_another(narration, phrase):
            return False
        rest = Span(phrase.end, before.end)
        same = gender_of_phrase(phrase.of(text)) in (None, event.gender)
        return same and not _another_may_be(narration, rest, event)


def nameless_subject(narration: Narration, sentence: Span) -> Span | None:
    """The person without a name with whom a sentence opens, behind “On Monday, ”."""
    text, start = narration.document.text, sentence.start
    fronted = _FRONTED.match(text, start, sentence.end)
    for at in (start, fronted.end() if fronted else start):
        found = _PHRASE.match(text, at, sentence.end)
        if found is None or narration.quoted.holds(at):
            continue
        if any(narration.named_within(Span(start, at))):
            return None
        if end := _end_of_person(text, found.end()):
            return Span(at, end)
    return None


def _end_of_person(text: str, at: int) -> int | None:
    """Where the first noun for a person ends, of the words at a position; None if there is none."""
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            return None
        noun = plain(word["noun"] or "")
        if "year-old" in word[0] or noun in _PERSONS or gender_of_phrase(f"the {noun}"):
            return word.end()
        if not word["goes_on"] or noun in FINITE:
            return None
        at = word.end() + 1
    return None


def _is_another(narration: Narration, phrase: Span) -> bool:
    """Whether a person without a name is hardly one whom the article names by now.

    “The nurse” is one who came in without a name, or whom those of the article only meet.
    """
    text, noun = narration.document.text, last_word(phrase.of(narration.document.text))
    if not _BARE.fullmatch(phrase.of(text)):
        return True
    if noun in _MET or noun.endswith("year-old"):
        return True
    return introduced(narration, phrase) or is_of_person(narration, noun, phrase.start)


def _another_may_be(narration: Narration, rest: Span, event: Event) -> bool:
    """Whether the rest of a sentence has another whom the pronoun may mean."""
    text = narration.document.text
    if _OBJECT[event.gender or "m"].search(text, *rest):
        return True
    for chain in narration.named_within(rest):
        if chain.gender not in (None, event.gender):
            continue
        starts = [m.span.start for m in chain.mentions if rest.contains(m.span)]
        if not any(_WHOSE.search(text, max(0, start - 30), start) for start in starts):
            return True
    return False
