"""Which organization a common noun means, or “it”: “the lender”, “the union”, “the agency”.

A body that has the noun in its name comes first; else one that may be called so by the words of its
name, if it is the only one, or if the article turns on it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from extraction.annotations import EntityType, Span
from extraction.coreference.organizations.seats import countries_of, is_description
from extraction.coreference.speaking import modifies_noun
from extraction.datelines import dateline_end
from extraction.document import Document, Mention, Sense
from extraction.lexicon.kinds_of_bodies import (
    BODIES,
    CARRIERS_OF_WORDS,
    COMPANIES,
    KINDS,
    OPENING_NAMES,
    PERSONS_TOO,
    WITHOUT_SUCH_WORDS,
    WORDS_OF_NAMES,
)
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

FIRMS = COMPANIES | {"maker"}
_SAYING_MORE = frozenset({"municipal"})  # of a body than the last word: “Osk Municipal Corporation”
REACH = 900
"""Code points from a noun back to the body that it means, where it is not in its name."""
MAINLY = 2
"""How many times as often as any other a body is named on which an article turns."""
TO_WHOM = re.compile(r"\b(?:told|tells?|on|via|to)[ \xa0](?:the[ \xa0])?\Z")
IN = re.compile(r"\b(?:in|at|near|from)[ \xa0]\Z")
_OPENS_WITH_KIND = re.compile(
    r"(?:^|[.!?”\"][ \xa0])(?P<phrase>The[ \xa0](?:[a-z][\w’'-]+[ \xa0])?"
    rf"{any_of((BODIES - PERSONS_TOO) | {'airline', 'lobby'})})(?=,?[ \xa0][a-z]|,[ \xa0][A-Z])",
    re.MULTILINE,
)
DATED = 120  # code points of a line in which its dateline ends
OPENING = re.compile(r"\s*(?:[\w’'-]+[ \xa0]){0,4}")
DEFINITE = re.compile(
    r"(?:the|this|that)[ \xa0](?:[A-Z][\w’'-]+[ \xa0]|[a-z\d][\w’'-]*[ \xa0]){0,2}", re.IGNORECASE
)
# “the nurses’ union” beside a coffee chain
OF_WHOM = re.compile(r"the[ \xa0](?:[a-z][\w-]*[ \xa0])?[a-z]\w+s[’'][ \xa0]", re.IGNORECASE)


def is_body(noun: str) -> bool:
    """Whether a noun is for bodies alone: “the charity”, not “the operator”."""
    return noun in BODIES - PERSONS_TOO


def is_body_or_person(noun: str) -> bool:
    """Whether a noun is for bodies and for people: “the operator”."""
    return noun in PERSONS_TOO


class Organizations:
    """The organizations that an article names in its narration; `names` has the long ones."""

    def __init__(self, document: Document, names: Mapping[Span, str]) -> None:
        self.text, self._document = document.text, document
        sources = (a.source[0] for a in document.attributions if a.source)
        self._sources = CharacterMask(len(self.text), sources)
        natives = {c.span for c in document.countries if c.sense is Sense.DEMONYM}
        self._names = names
        self._quoted = quoted = CharacterMask(len(self.text), document.quoted)
        self.mentions = [
            mention
            for mention in document.mentions
            if mention.type is EntityType.ORGANIZATION
            and not quoted.holds(mention.span.start)
            and not mention.name.islower()  # “its airfield”
            and mention.span not in natives
            and not is_description(mention)
            and not (len(mention.words) == 1 and plain(mention.name) in BODIES)
            and plain(mention.words[0]) not in CARRIERS_OF_WORDS
        ]
        self._starts = [mention.span.start for mention in self.mentions]

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The countries of bodies of which the article says it, by long name."""
        return countries_of(self._document, ((each, self.name(each)) for each in self.mentions))

    def _before(self, position: int, country: str | None) -> list[Mention]:
        """The bodies before a position that may be of a country; those alone that are, if any."""
        before = self.mentions[: bisect_left(self._starts, position)]
        if country is None:
            return before
        of = [(each, self._countries.get(self.name(each))) for each in before]
        return [each for each, code in of if code == country] or [
            each for each, code in of if code is None
        ]

    def is_of(self, mention: Mention, country: str) -> bool:
        """Whether the article says that a body is of a country."""
        return self._countries.get(self.name(mention)) == country

    def name(self, mention: Mention) -> str:
        """The long name of a body."""
        return self._names.get(mention.span, mention.name)

    def named(self, noun: str, position: int, country: str | None = None) -> Mention | None:
        """The last body before a position that has a noun in its name."""
        before = self._before(position, country)
        words = ((each, self.name(each)) for each in reversed(before))
        return next((each for each, name in words if noun in map(plain, name.split())), None)

    def called(self, noun: str, position: int, country: str | None = None) -> Mention | None:
        """The last body before a position of which the article says that it is one.

        “Airline Brelco”, “the Brelco union”, “Brelco, an airline”.
        """
        kind = re.escape(noun)
        front = re.compile(rf"\b{kind}[ \xa0](?:the[ \xa0])?\Z", re.IGNORECASE)
        behind = re.compile(
            rf"[ \xa0]{kind}\b|,[ \xa0](?:an?|the)[ \xa0](?:[\w’'-]+[ \xa0]){{0,4}}{kind}\b"
        )
        for each in reversed(self._before(position, country)):
            start, end = each.span
            if front.search(self.text, max(0, start - len(noun) - 8), start):
                return each
            apposed = self.text.endswith((f" {noun}, ", f" {noun}, ".title()), 0, start)
            if apposed and self.text.startswith(",", end):  # “the union, Fentrapor, said”
                return each
            if not each.possessive and behind.match(self.text, end):
                return each
        return None

    def meant(
        self, phrase: str, noun: str, position: int, country: str | None = None
    ) -> Mention | None:
        """The body that a description ending in a noun means, at a position of the text."""
        if not DEFINITE.match(phrase) or phrase.lower().split()[1:2] == ["other"]:
            return None
        if OF_WHOM.match(phrase):
            return None
        before = self._before(position, country)
        near = [each for each in before if position - each.span.end < REACH]
        near = [each for each in near if not self._is_place(each)]
        fitting = [each for each in near if may_be_called(self.name(each), noun)]
        if noun not in COMPANIES:  # “the union” is not “pump maker Brelvand”
            fitting = [each for each in fitting if not self._is_firm(each)]
        by_name = [each for each in fitting if says_its_kind(self.name(each))]
        return self._foremost(by_name or fitting, position)

    def _is_firm(self, mention: Mention) -> bool:
        """Whether a noun for a company stands in front of a name wherever it stands."""
        return self.name(mention) in self._firms

    @cached_property
    def _firms(self) -> set[str]:
        found = set()
        for mention in self.mentions:
            before = self.text[max(0, mention.span.start - 24) : mention.span.start].split()
            if before and plain(before[-1]) in FIRMS:
                found.add(self.name(mention))
        return found

    def _is_place(self, mention: Mention) -> bool:
        """Whether a name is of where the article is dated or something is: “in Oska”."""
        start = mention.span.start
        line = self._document.paragraph(start).start
        dated = dateline_end(self.text, line, min(len(self.text), line + DATED)) > start
        inside = IN.search(self.text, max(0, start - 8), start)
        return dated or bool(inside and len(mention.words) == 1 and not mention.name.isupper())

    def described_before(self, position: int) -> Span | None:
        """The last “The trust” that opens a sentence in this paragraph, no quoted one."""
        paragraph = self._document.paragraph(position)
        found = [
            Span(*match.span("phrase"))
            for match in _OPENS_WITH_KIND.finditer(self.text, paragraph.start, position)
            if not self._quoted.holds(match.start("phrase"))
        ]
        return found[-1] if found else None

    def acting_before(self, position: int) -> Mention | None:
        """The body that “it” means: the last that leads in this paragraph or the one before."""
        paragraph = self._document.paragraph(position)
        start = self._document.paragraph_before(paragraph.start).start
        before = self.mentions[: bisect_left(self._starts, position)]
        leading = [each for each in before if each.span.start >= start and self._leads(each)]
        return leading[-1] if leading else None

    def _foremost(self, mentions: Sequence[Mention], position: int) -> Mention | None:
        """The one of the bodies that an article turns on: the only one, or the last that leads."""
        names = Counter(self.name(each) for each in mentions)
        if not names:
            return None
        last = mentions[-1]
        if len(names) == 1:
            return None if len(mentions) == 1 and self._is_addressed(last) else last
        leading = [each for each in mentions if self._leads(each)]
        if not leading:
            return None
        last = leading[-1]
        others = {self.name(each) for each in leading} - {self.name(last)}
        paragraph = self._document.paragraph(position)
        near = last.span.start >= self._document.paragraph_before(paragraph.start).start
        mainly = names[self.name(last)] >= MAINLY * max((names[name] for name in others), default=0)
        return last if near or mainly else None

    def _leads(self, mention: Mention) -> bool:
        """Whether a sentence opens with a body, or it speaks."""
        if mention.possessive or modifies_noun(self.text, mention.span):
            return False
        if self._sources.holds(mention.span.start):
            return True
        sentence = self._document.sentences.at(mention.span.start)
        return OPENING.fullmatch(self.text, sentence.start, mention.span.start) is not None

    def _is_addressed(self, mention: Mention) -> bool:
        """Whether another speaks to a body, or in it: “Brel told the Post”, “on Radio Osk”."""
        return bool(TO_WHOM.search(self.text[max(0, mention.span.start - 12) : mention.span.start]))


def may_be_called(name: str, noun: str) -> bool:
    """Whether a body with a name may be called by a noun.

    >>> may_be_called("Osk Savings Bank", "lender"), may_be_called("Osk Police", "lender")
    (True, False)
    """
    of_name = {plain(word) for word in name.split()}
    if noun in of_name:
        return True
    if not says_its_kind(name):
        return noun in WITHOUT_SUCH_WORDS
    last = [word for word in map(plain, name.split()) if word in WORDS_OF_NAMES]
    kind = "medical" if "medical" in last else last[-1]  # “Osk Medical Center”
    kinds = {kind} | (_SAYING_MORE & set(last)) | (OPENING_NAMES & set(last[:1]))
    return any(noun in nouns and not kinds.isdisjoint(words) for words, nouns in KINDS)


def says_its_kind(name: str) -> bool:
    """Whether the words of a name say what the body is.

    >>> says_its_kind("Osk Savings Bank"), says_its_kind("Brelco")
    (True, False)
    """
    return not WORDS_OF_NAMES.isdisjoint(map(plain, name.split()))
