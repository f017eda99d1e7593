"""Whose country the people of an article are of, by all that the article says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.coreference import OFFICES, Chain
from articles.extraction.countries import CountryMention
from articles.extraction.leaders import country_of_leader
from articles.extraction.nationality import country_in
from articles.extraction.sources import DATELINE

HEAD = 600  # code points, in which a dateline is looked for
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’")
# Between a country and a name that belong together; what describes the name before it.
BESIDE = re.compile(r"[’']s\s|\s(?!and\b|or\b)[a-z]+(?:er|or|ist|ian|man|ant|yst|ent|ete)\s")
APPOSED = re.compile(
    r",\s(?P<as>an?\s(?:(?!\b(?:who|which|that|said|told|and|of)\b)[^\n.;:“”\"]){3,90}\.?)"
)


class Homes:
    """The countries of one article's people, each looked for once."""

    def __init__(self, text: str, countries: Sequence[CountryMention]) -> None:
        self.text, self.countries = text, countries
        self._known: dict[Chain, str | None] = {}

    def of(self, chain: Chain) -> str | None:
        """ISO code, or None where neither the article nor a name that everybody knows tells."""
        if chain not in self._known:
            self._known[chain] = self._find(chain)
        return self._known[chain]

    def _find(self, chain: Chain) -> str | None:
        """From party, title, what stands beside the name, the name, or the country named just
        before an office: “Iceland agreed. Its prime minister, …”."""
        if chain.parties:
            return "US"
        for _, title in chain.titles:
            if code := country_in(title.phrase):
                return code
        if code := self._beside(chain) or country_of_leader(chain.words, chain.heads):
            return code
        for place, title in chain.titles:
            if title.head not in OFFICES or title.phrase == title.head.capitalize():
                continue  # “unlike in Cuba, President Brel”
            paragraph = self.text.rfind("\n", 0, place.start) + 1
            topic = country_in(QUOTED.sub(_blank, self.text[paragraph : place.start]))
            if topic:
                return topic
        return self._of_holder(chain) or self._of_dateline(chain)

    def _beside(self, chain: Chain) -> str | None:
        """“The Norwegian baker Ana Brel”, “France’s Ana Brel”, “Ana Brel, a baker in Texas, ”."""
        for mention in chain.mentions:
            for country in self.countries:
                if BESIDE.fullmatch(self.text, country.span.end, mention.span.start):
                    return country.code
            described = APPOSED.match(self.text, mention.span.end)
            if described and (code := country_in(described["as"])):
                return code
        return None

    def _of_dateline(self, chain: Chain) -> str | None:
        """“TBILISI, Oct 6 — … the deputy prime minister”: at home, where nothing else is said."""
        lines = [line.lstrip() for line in self.text[:HEAD].splitlines()]
        dateline = next(filter(None, map(DATELINE.match, lines)), None)
        if dateline is None or not chain.heads & {*OFFICES, "candidate", "nominee"}:
            return None
        return country_in(dateline["place"].title() + (dateline["rest"] or ""))

    def _of_holder(self, chain: Chain) -> str | None:
        """“Kenya’s president opened … President Wanjala said”: the office named with a country."""
        offices = "|".join(re.escape(head) for head in chain.heads & OFFICES)
        if not offices:
            return None
        first = chain.mentions[0].span.start
        held = re.compile(rf"(?:[’']s)?\s+(?:[\w-]+\s+){{0,3}}(?:{offices})\b", re.IGNORECASE)
        for country in self.countries:
            if country.span.end < first and held.match(self.text, country.span.end):
                return country.code
        return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
