"""Which names in a source are the speaker's, and which only describe: “Brel aide Ana Ek”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extraction.annotations import EntityType, Span
from extraction.document import Mention
from extraction.lexicon.common_verbs import IRREGULAR
from extraction.lexicon.doers import DEEDS_ON_THE_FIELD
from extraction.lexicon.organizations import COLLECTIVE, DOCUMENTS, ORGANIZATION_WORDS
from extraction.lexicon.roles import HEADS
from extraction.lexicon.speech_constructions import GOING_ON
from extraction.lexicon.speech_verbs import CUES, PLAIN_SAYING
from extraction.text.folding import plain
from extraction.text.patterns import any_of

ANTECEDENT = 120  # code points from “who” back to its antecedent
ARTICLE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Aa]ny)\s\Z")
NOUN_BEHIND = re.compile(
    r"\s(?!(?:has|had|have|is|was|are|were|will|would|can|could|may|might|said|says)\b)[a-z]{3,}"
)
OF_DEED_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s(?:[a-z-]+\s){0,2}\Z")
DEED_BEHIND = re.compile(rf"\s(?:[a-z-]+\s)?{any_of(DEEDS_ON_THE_FIELD)}\b")
ROLE_BEHIND = re.compile(rf"\s(?:[a-z][a-z-]+\s){{0,2}}(?:{any_of(HEADS)})s?\s(?=[A-Z])")
NOUNS_BETWEEN = re.compile(
    r"\s(?:(?!(?:and|or|nor|but|with|who|whose|that|as|than|of|for|to|at|from|in|on|by)\s)[a-z][a-z-]+\s){1,4}"
)
OF_ANOTHER = re.compile(
    r"\b(?:of|for|to|at|from|in|on|with|by|under|against|whose)\s(?:(?:the|[A-Z][\w.]*)\s)*\Z"
)
SAYS = re.compile(rf"[^.!?“”\"\n]*?\b{any_of(PLAIN_SAYING)}\b")
SAYS_BEFORE = re.compile(rf"\b{any_of(PLAIN_SAYING)}\s\Z")
GOES_ON = re.compile(rf"\s(?:\w+\s)?{any_of(GOING_ON)}\b")
GOES_ON_BEFORE = re.compile(rf"\b{any_of(GOING_ON)}\s\Z")
INDEFINITE = re.compile(r"(?:(?:an?|another)\s|one\b)", re.IGNORECASE)
NOT_PERSONS = COLLECTIVE | ORGANIZATION_WORDS | DOCUMENTS
TOGETHER = re.compile(r"(?:,\s[^,]{0,40})*,?\s(?:and|or|&)\s(?:\w+\s){0,4}|,\s")

# “The head of the school (that) Ana Brel attended said”: who does something to what is named
CLAUSE_BEFORE = re.compile(
    r"\b(?:of|for|at|from|in)[ \xa0](?:the|an?)[ \xa0](?:[a-z-]+[ \xa0]){0,2}?(?P<what>[a-z-]{3,})"
    r"[ \xa0](?P<that>(?:that|which)[ \xa0])?\Z"
)
CLAUSE_BEHIND = re.compile(
    rf"[ \xa0](?!{any_of(CUES)}\b)(?:had[ \xa0])?(?:[a-z]+(?:ed|[^s]s)|{any_of(IRREGULAR)})"
    rf"(?:[ \xa0](?:with|at|in|for|from|to))?(?=[.,]|[ \xa0]{any_of(CUES)}\b)"
)


class Nameless(NamedTuple):
    """The last speaker without a name, as `narration.Figure` has it, and how many spoke before."""

    order: int
    paragraph: int
    gender: str | None
    speeches: int


def beside(text: str, sources: Iterable[Span], names: Sequence[Mention]) -> Iterator[int]:
    """Where names in sources start that are not the speaker's; `names` in text order.

    “Ana Ek, an aide to Brel”, “Brel’s aide, Ana Ek”; where each name describes another person,
    there are none.
    """
    starts = [name.span.start for name in names]
    for source in sources:
        inside = names[bisect_left(starts, source.start) : bisect_left(starts, source.end)]
        clauses = [name for name in inside if in_clause(text, name)]
        yield from (name.span.start for name in clauses)
        inside = [name for name in inside if name not in clauses]
        names_ = zip(inside, [*inside[1:], None], strict=False)
        led = {name for name, behind in names_ if behind and _leads(text, name, behind)}
        alone = [name for name in inside if name not in led and _may_speak(text, source, name)]
        for name in inside if alone else ():
            between = text[alone[0].span.end : name.span.start]
            first = name is alone[0]
            if name not in alone or not (first or TOGETHER.fullmatch(between)):
                yield name.span.start


def _leads(text: str, name: Mention, behind: Mention) -> bool:
    """Whether a name says with a noun what the next one is: “Brel speechwriter Ana Ek”."""
    between = text[name.span.end : behind.span.start]
    return behind.type is EntityType.PERSON and bool(NOUNS_BETWEEN.fullmatch(between))


def _may_speak(text: str, source: Span, name: Mention) -> bool:
    """Whether a name in a source stands for itself: not “for Brel”, nor “Brel’s”."""
    described = name.possessive or modifies_noun(text, name.span)
    return not described and not OF_ANOTHER.search(text, source.start, name.span.start)


def modifies_noun(text: str, name: Span) -> bool:
    """Whether a name is in front of a noun: “the Brel campaign”, “Brel spokeswoman Ana Falk”."""
    behind = text[name.end : name.end + 60]
    article = ARTICLE_BEFORE.search(text[max(0, name.start - 8) : name.start])
    return bool(article and NOUN_BEHIND.match(behind)) or bool(ROLE_BEHIND.match(behind))


def is_of_deed(text: str, name: Span) -> bool:
    """Whether a name only says whose goal or try it was: “a late Ana Brel penalty”."""
    article = OF_DEED_BEFORE.search(text, max(0, name.start - 30), name.start)
    return article is not None and DEED_BEHIND.match(text, name.end) is not None


def named_before(text: str, names: Sequence[Mention], position: int) -> Mention | None:
    """Whom “who” at a position means: the person, or else the body, named last in its sentence."""
    near = [
        name
        for name in names
        if position - name.span.end < ANTECEDENT
        and not re.search(r"[.!?]\s+[A-Z“]", text[name.span.end : position])
        and name.type is not EntityType.PLACE
    ]
    people = [name for name in near if name.type is EntityType.PERSON]
    return (people or near)[-1] if near else None


def says(text: str, source: Span) -> bool:
    """Whether a source has a plain verb of saying: not “a reporter asked Brel”."""
    behind = SAYS.match(text, source.end, source.end + 100)
    return bool(behind or SAYS_BEFORE.search(text, max(0, source.start - 12), source.start))


def is_nameless(front: str) -> bool:
    """Whether what a source opens with is one person: “One delegate”, not “A report”."""
    words = front.split()
    if not INDEFINITE.match(front):
        return False
    last = plain(words[-1].strip(",.’'"))
    return last not in NOT_PERSONS and (len(words) > 1 or last == "one")


def goes_on(text: str, source: Span) -> bool:
    """Whether a verb of saying beside a source says that its speaker spoke before."""
    before = text[max(0, source.start - 12) : source.start]
    return bool(GOES_ON.match(text, source.end, source.end + 30) or GOES_ON_BEFORE.search(before))


def in_clause(text: str, mention: Mention) -> bool:
    """Whether a name in a source is of who does something to what it names: a school, a shop."""
    if mention.type is not EntityType.PERSON or not CLAUSE_BEHIND.match(text, mention.span.end):
        return False
    start = mention.span.start
    before = CLAUSE_BEFORE.search(text, max(0, start - 60), start)
    return before is not None and bool(before["that"] or before["what"] not in HEADS)
