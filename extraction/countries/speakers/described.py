"""What a phrase that describes a speaker says of the speaker's country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from extraction.countries.article.article_signs import ArticleSigns
from extraction.countries.evidence import NONE, Evidence, Verdict
from extraction.countries.people.leaders import camps, country_of_camp
from extraction.countries.signs.signs import Sign, SignKind
from extraction.countries.speakers.bodies import bodies
from extraction.countries.speakers.institutions import Institutions
from extraction.countries.speakers.nationality import (
    ALSO_ELSEWHERE,
    AMERICAN,
    ANALYSTS,
    FROM_ABROAD,
    PARTISANS,
    international_in,
    is_employer,
    is_field,
)
from extraction.document import Chain, Document
from extraction.lexicon.people_met import BETWEEN_CLUB_AND_MEMBER, CLUB_MEMBERS
from extraction.lexicon.roles import KIN, OF_OTHER_COUNTRIES
from extraction.names import core
from extraction.text.patterns import any_of

OF_KIN = re.compile(rf"\b{any_of(KIN)}\sof\s", re.IGNORECASE)  # “the widow of a Russian agent”
OUTSIDER = re.compile(
    rf"\b{any_of(OF_OTHER_COUNTRIES)}\sof\s", re.IGNORECASE
)  # of no body behind it
# “… in Iraq. Vice-President Brel”: a place that ends the sentence before
OTHER_SENTENCE = re.compile(r"\A[A-Z][\w’'-]{3,}(?:\s[A-Z][\w’'-]+)?\.\s(?=[A-Z])")
WHOSE = re.compile(r",?\swhose\s")  # “the coach, whose Spanish goalkeeper …”
# “Bergen striker”, “the Chelsea manager”: whose club plays there, which tells little of them
CLUB = re.compile(
    rf"(?:\s(?:City|United|Town|Rovers|FC))?(?:[’']s?)?\s"
    rf"(?:(?:{any_of(BETWEEN_CLUB_AND_MEMBER)}|[a-z]+-[a-z]+)[\s-])*(?:{any_of(CLUB_MEMBERS)})\b"
)
FIRM = 0.6  # what a bank known in all countries counts for those who work there
FROM = re.compile(r"\bfrom\s(?:the\s)?\Z")  # “a baker from Bergen”, not “a baker in Bergen”


class Descriptions:
    """The phrases that describe the people of one article; `of` gives the country of a person."""

    def __init__(
        self, document: Document, article: ArticleSigns, of: Callable[[Chain], Verdict]
    ) -> None:
        self.document, self.article, self.of = document, article, of
        self.institutions = Institutions(document.text, document.countries)

    def evidence(self, phrase: str, at: int) -> Iterator[Evidence]:
        """What a title or a description at a position says."""
        own = ""
        phrase = WHOSE.split(OTHER_SENTENCE.sub("", phrase), maxsplit=1)[0]
        kin = OF_KIN.search(phrase)
        abroad = international_in(phrase)
        for sign in self.article.signs_of(phrase):
            words = sign.span.of(phrase)
            outside = abroad is not None and sign.span.start > abroad
            demonym = sign.kind is SignKind.DEMONYM
            if is_employer(phrase, sign.span, sign.kind):
                yield Evidence(sign.code, "own:firm", max(sign.share, FIRM), words)
            elif outside or is_field(phrase, sign.span, demonym=demonym):
                yield Evidence(sign.code, "field", sign.share, words)
            elif own in ("", words) and not (kin and kin.end() <= sign.span.start):
                own = words
                yield Evidence(sign.code, f"own:{_kind(phrase, sign)}", sign.share, words)
            else:
                yield Evidence(sign.code, "own:later", sign.share, words)
        american = AMERICAN.search(phrase) or PARTISANS.search(phrase)
        if american and not (ALSO_ELSEWHERE.match(american[0]) and self.article.elsewhere):
            yield Evidence("US", "own:american", 1.0, american[0])
        if code := country_of_camp(phrase):
            yield Evidence(code, "own:camp", 1.0, phrase)
        outsider = OUTSIDER.search(phrase)
        inside = phrase[: outsider.start()] if outsider else phrase
        for chain in self._employers(inside):
            verdict = self.of(chain)
            if verdict.code:
                yield Evidence(verdict.code, "own:camp", verdict.probability, chain.name)
        if code := self.institutions.country(inside, at):
            yield Evidence(code, "employer", 1.0, inside)
        yield from self._bodies(inside)
        if abroad is not None:
            yield Evidence(NONE, "none:international")
        if FROM_ABROAD.search(phrase):
            yield Evidence(NONE, "none:foreign")

    def _bodies(self, phrase: str) -> Iterator[Evidence]:
        """The bodies of the article that a phrase names, whose country it says elsewhere."""
        for name, code in self._known_bodies.items():
            if name in phrase and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", phrase):
                feature = "own:firm" if ANALYSTS.search(phrase) else "employer"
                yield Evidence(code, feature, 1.0, name)

    @cached_property
    def _known_bodies(self) -> dict[str, str]:
        return bodies(self.document.text, self.article.narrated)

    def _employers(self, phrase: str) -> Iterator[Chain]:
        for words in camps(phrase):
            for family in core(words)[-1:]:
                yield from self._by_family.get(family, ())

    @cached_property
    def _by_family(self) -> dict[str, list[Chain]]:
        by_family: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.document.chains:
            for word in core(chain.words)[-1:]:
                by_family[word].append(chain)
        return by_family


def _kind(phrase: str, sign: Sign) -> str:
    """What kind of thing a sign in a description is."""
    if sign.kind in (SignKind.COUNTRY, SignKind.DEMONYM):
        return sign.kind
    if FROM.search(phrase, 0, sign.span.start):
        return "from"
    return "club" if CLUB.match(phrase, sign.span.end) else sign.kind
