"""The names of people in a source beside its front: “the company’s chief executive, Ana Brel”.

The front of a source is the part before the first comma or preposition, which `resolve.py` reads.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extraction.annotations import EntityType, Span
from extraction.coreference.names.recognition import FRONT_END
from extraction.coreference.narration.events import is_plural
from extraction.coreference.organizations.common_nouns import is_body, is_body_or_person
from extraction.coreference.speaking import ROLE_BEHIND, in_clause
from extraction.coreference.titles import FIELD, ends_office, head_noun, title_before
from extraction.document import Document, Mention
from extraction.lexicon import words
from extraction.lexicon.common_verbs import BETWEEN_TWO
from extraction.lexicon.organizations import COLLECTIVE, DOCUMENTS, OWNERS
from extraction.lexicon.roles import HEADS, RELATED_TO_OTHERS
from extraction.names import CAP
from extraction.text.folding import plain
from extraction.text.patterns import any_of

PHRASE_END = re.compile(r"[,;(—–]|\s(?:who|whom|whose|which|that)\s")
ROLE_LAST = re.compile(rf"[ \xa0](?:[a-z][a-z-]+[ \xa0]){{0,2}}{any_of(HEADS)}s?(?=,|\Z)")
MEMBER = re.compile(
    rf"[ \xa0](?:(?!{any_of(BETWEEN_TWO)}\b)[a-z][a-z’'-]+[ \xa0]){{1,3}}(?=[^\W\d_a-z])"
)
# “ (CTPD) executive ” between a body and an office in it
OFFICE_OF_BODY = re.compile(
    rf"(?:[ \xa0]\([^()\n]{{2,20}}\))?[ \xa0]"
    rf"(?:{CAP}[ \xa0]|(?!{any_of(BETWEEN_TWO)}\b)[a-z-]+[ \xa0]){{0,3}}"
)
ANOTHER = re.compile(rf",?[ \xa0]{any_of(BETWEEN_TWO)}\b")
POSSESSIVE = re.compile(r"[’']s?[ \xa0]")
ROLE_FIRST = re.compile(r"[a-z]")
APPOSED = re.compile(r",[ \xa0](?:(?:the|an?)[ \xa0](?:[\w-]+[ \xa0]){0,3})?\Z")
APPOSITION = re.compile(r",\s|\s?\(")


# What is done to a document by others than those who wrote it
BY_OTHERS = words("seen read obtained reviewed viewed verified cited quoted")
# “An engineer aboard the Astrid”, “a clerk sacked by Brelco”, “a memo seen by Brelco”: of another
BESIDE_THEM = re.compile(
    r"\s(?:(?:[a-z]+(?:ed|ing)\s)?(?:aboard|onboard|outside|inside|near|opposite|beside|behind"
    r"|against)|(?P<by>[a-z]+ed|seen|read)\sby|representing|leading|heading|advising|defending|whose)\s"
)


class SourceNames:
    """The mentions of one document, looked up by where a source has them."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.mentions = [each for each in document.mentions if not in_clause(self.text, each)]
        self.starts = [mention.span.start for mention in self.mentions]

    def starting(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that start in [start, end) of the text, in text order."""
        first = bisect_left(self.starts, start)
        return self.mentions[first : bisect_left(self.starts, end, first)]

    def front(self, source: Span) -> Span:
        """The part of a source before its first comma or preposition."""
        phrase = source.of(self.text)
        cut = FRONT_END.search(phrase)
        end = cut.start() if cut else len(phrase)
        if (beside := BESIDE_THEM.search(phrase, 0, end)) and _is_of_another(phrase, beside):
            end = beside.start()
        return Span(source.start, source.start + end)

    def front_behind(self, source: Span, front: Span, body: Mention) -> Span:
        """The front of a source with the person who has an office of a body at its end."""
        role = ROLE_BEHIND.match(self.text, body.span.end, source.end)
        return self.front(Span(role.end(), source.end)) if role else front

    def role_behind(self, source: Span, body: Mention) -> Span | None:
        """“A Ministry of Health spokesman”: up to the role behind a body, if no name follows."""
        role = ROLE_LAST.match(self.text, body.span.end, source.end)
        return Span(source.start, role.end()) if role else None

    def member(self, source: Span, body: Mention) -> Mention | None:
        """“Bank of Osk policymaker Ana Brel”: who ends a source behind what they are in a body."""
        if body.possessive:
            return self._of_body(Span(body.span.end, source.end))
        what = MEMBER.match(self.text, body.span.end, source.end)
        if what is None:
            return self._officer(source, body)
        named = self.starting(what.end(), what.end() + 1)
        if not named or named[0].type is not EntityType.PERSON or named[0].possessive:
            return None
        return named[0]

    def _officer(self, source: Span, body: Mention) -> Mention | None:
        """“Bank of Osk Governor Ana Brel”, “Centre for Trade (CFT) chair Dr Ana Brel”."""
        end = source.start + len(source.of(self.text).rstrip(" \xa0,"))
        if ANOTHER.match(self.text, body.span.end):  # “Bank of Osk and Mayor Ana Brel”
            return None
        for mention in self.starting(body.span.end, end):
            whole = mention.type is EntityType.PERSON and mention.span.end == end
            title = title_before(self.text, mention.span) if whole else None
            if title and not (
                mention.possessive or self.text.endswith(", ", 0, mention.span.start)
            ):
                start = self.text.rfind(title.phrase, body.span.start, mention.span.start)
                between = Span(body.span.end, max(start, body.span.end))
                if not between.of(self.text) or OFFICE_OF_BODY.fullmatch(self.text, *between):
                    return mention
        return None

    def _of_body(self, behind: Span) -> Mention | None:
        """“The Ministry of Health’s Ana Brel”, “… ’s permanent secretary, Ana Brel”: by what stands
        behind the name of the body."""
        possessive = POSSESSIVE.match(self.text, *behind)
        rest = Span(possessive.end(), behind.end) if possessive else behind
        named = self.starting(rest.start, rest.start + 1)
        if named and named[0].type is EntityType.PERSON and not named[0].possessive:
            return named[0]
        front = self.front(rest)
        named = [mention for mention in self.starting(*front) if mention.span.end == front.end]
        if named and named[0].type is EntityType.PERSON and ROLE_FIRST.match(self.text, *rest):
            return named[0]
        return self.in_apposition(rest, front)

    def body_in_apposition(self, source: Span, front: Span) -> Mention | None:
        """“The agency behind it, Brelco,”: a body that ends a source behind a comma."""
        head = plain(front.of(self.text).strip(" \xa0,").rpartition(" ")[2])
        if not (is_body(head) or is_body_or_person(head) or head in COLLECTIVE | OWNERS):
            return None
        for mention in self.starting(front.end, source.end):
            between = self.text[front.end : mention.span.start]
            behind = self.text[mention.span.end : source.end].strip(" \xa0,")
            named = mention.type is EntityType.ORGANIZATION and not mention.possessive
            if named and not behind and APPOSED.search(between):
                return mention
        return None

    def beside(self, source: Span, front: Span) -> Mention | None:
        """Whose name stands in a source behind the description in its front."""
        return (
            self.in_apposition(source, front)
            or self.titled(source)
            or self.last(source, front)
            or self.body_in_apposition(source, front)
        )

    def in_apposition(self, source: Span, front: Span) -> Mention | None:
        """“The company’s chief executive, Ana Brel”, “The Minister (Ana Brel)”."""
        comma = APPOSITION.search(self.text, front.end, source.end)
        if comma is None or is_plural(front.of(self.text)):
            return None
        near = self.starting(comma.start() + 1, min(source.end, comma.start() + 50))
        following = [mention for mention in near if mention.type is EntityType.PERSON] or near
        if not following:
            return None
        mention = following[0]
        person = mention.type is EntityType.PERSON and not mention.possessive
        gap = self.text[comma.start() : mention.span.start]
        plain_gap = not re.search(r"\b(?:of|for|to|at|in|by|whose|who)\b", gap)
        return mention if person and plain_gap else None

    def titled(self, source: Span) -> Mention | None:
        """“Secretary of State Diane Farrow”: a title that holds what ends a front elsewhere."""
        for mention in self.starting(*source):
            person = mention.type is EntityType.PERSON and not mention.possessive
            if person and source.contains(mention.span):
                title = title_before(self.text, mention.span)
                if title and head_noun(title.phrase) in RELATED_TO_OTHERS:
                    continue
                gap = self.text[source.start : mention.span.start].strip()
                if title and gap.removeprefix("the ").removeprefix("The ") == title.phrase:
                    return mention
        return None

    def last(self, source: Span, front: Span) -> Mention | None:
        """“China’s ambassador to Britain Liu Wen”: the name that follows a whole description."""
        head = head_noun(front.of(self.text))
        if head is None:
            return None
        phrase = PHRASE_END.split(source.of(self.text), maxsplit=1)[0].rstrip()
        end = source.start + len(phrase)
        for mention in self.starting(front.end, end):
            gap = self.text[front.end : mention.span.start]
            person = mention.type is EntityType.PERSON and mention.span.end == end
            own = head not in RELATED_TO_OTHERS or FIELD.fullmatch(gap)
            if person and own and ends_office(gap, mention.full):
                return mention
        return None


def _is_of_another(phrase: str, beside: re.Match[str]) -> bool:
    """Whether a name behind is of another than who speaks: not in “a report issued by Brelco”."""
    before = phrase[: beside.start()].split()
    document = bool(before) and plain(before[-1]) in DOCUMENTS
    return not (document and beside["by"] and beside["by"] not in BY_OTHERS)
