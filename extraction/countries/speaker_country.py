"""The countries of the people of an article, from all that it says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from extraction.annotations import Span
from extraction.coreference.recognition import DATELINE
from extraction.coreference.titles import head_noun
from extraction.countries.article_country import article_country, is_international
from extraction.countries.institutions import Institutions
from extraction.countries.leaders import camps, country_of_leader
from extraction.countries.mentions import which_georgia
from extraction.countries.nationality import country_in
from extraction.document import Chain, Document, ResolvedSource
from extraction.lexicon.organizations import AUTHORITIES
from extraction.lexicon.roles import LOCALS, OFFICES, POLITICIANS
from extraction.lexicon.speech_verbs import AFTER_DESCRIPTIONS
from extraction.names import core
from extraction.text.intervals import overlapping
from extraction.text.patterns import any_of

HEAD = 600  # code points, in which a dateline is looked for
REACH = 2_000  # code points back, at most, to where a paragraph begins
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’")
# Between a country and a name that belong together; what describes the name before it.
BESIDE = re.compile(r"[’']s\s|\s(?!and\b|or\b)[a-z]+(?:er|or|ist|ian|man|ant|yst|ent|ete)\s")
STOPS = rf"\b(?:{any_of(AFTER_DESCRIPTIONS)}|who|which|that|and|of)\b"
DESCRIBED = rf"(?:[A-Z]\.|(?!{STOPS})[^\n.;:“”\"]){{3,90}}\.?"
APPOSED = re.compile(
    rf"(?:,\s\d{{1,3}})?,\s(?P<as>(?:an?|of|from)\s{DESCRIBED}|who\s(?:is|was|lives|works|runs|owns|heads|"
    rf"leads|teaches|farms|serves|served|represents|represented)\s{DESCRIBED})"
)
OF_PLACE = re.compile(rf"\s(?P<as>of\s(?:the\s)?[A-Z]{DESCRIBED})")
# “A spokesman for the Chilean foreign ministry, Ana Brel, said”
IN_FRONT = re.compile(
    r"(?:^|[.!?”\"’]\s|\b(?:said|by)\s)(?P<as>(?:[Aa]n?|[Tt]he|[A-Z]\w+[’']s)\s[^.,;:“”\"\n]{5,90}),\s$"
)
TRADE = re.compile(r"\s[a-z]+(?:er|or|ist|ian|man|ant|yst|ete)$")  # “an Israeli blogger”
# “Senior vice president for sales”, “a Brelco spokesman”
MANAGER = re.compile(
    r"(?:senior|executive|assistant)\svice|vice\spresident\s(?:for|at|of)\b"
    r"|\b[A-Z]\w+\s(?:spokes(?:man|woman)|president)\b"
)
PARTY = re.compile(r"\b(?:opposition|party|parliament|parliamentary)\b", re.IGNORECASE)
IN_PLACE = re.compile(r"(?:^|[.!?”\"’]\s)In\s(?P<place>(?:the\s)?[A-Z][^,.\n“”\"]{2,30}),\s")


def find_speaker_countries(document: Document) -> None:
    """Find the country of each speaker and of each chain."""
    countries = SpeakerCountries(document)
    for resolved in document.sources.values():
        document.speaker_countries[resolved.span] = countries.of_resolved(resolved)
    for chain in document.chains:
        chain.country = countries.of(chain)


class SpeakerCountries:
    """The countries of one article's people, each looked for once."""

    def __init__(self, document: Document) -> None:
        self.text, self.countries = document.text, document.countries
        self.chains = document.chains
        self.institutions = Institutions(document.text, document.countries)
        self._known: dict[Chain, str | None] = {}

    def of(self, chain: Chain) -> str | None:
        """ISO code, or None if neither the article nor a well-known name gives one."""
        if chain not in self._known:
            self._known[chain] = None  # ends the search if people work for each other
            self._known[chain] = self._find(chain)
        return self._known[chain]

    def of_resolved(self, resolved: ResolvedSource) -> str | None:
        if resolved.chain is not None:
            return self.of(resolved.chain)
        if code := self.of_source(resolved.span):
            return code
        return self.of_source(resolved.mention.span) if resolved.mention is not None else None

    def of_source(self, source: Span) -> str | None:
        """The country of a source that is no known person: “the Chilean delegates”, “police”."""
        phrase = source.of(self.text)
        named = [c.code for c in overlapping(self.countries, source)]
        if len(set(named)) > 1 and re.search(r"\sand\s", phrase):
            return None  # “the presidents of Peru and Chile”
        if named:
            return named[0]
        if code := self._in_phrase(phrase) or self._of_camp(phrase):
            return code
        words = set(re.findall(r"[a-z]+", phrase.lower())[:5])
        if words & {*LOCALS, *AUTHORITIES} and (code := self._of_opening(source.start)):
            return code
        return self.institutions.country(phrase, source.start)

    @cached_property
    def article_country(self) -> str | None:
        known = ((c.name, country_of_leader(c.words, c.heads)) for c in self.chains)
        return article_country(self.text, [(name, code) for name, code in known if code])

    @cached_property
    def _georgia(self) -> str:
        return which_georgia(self.text)

    @cached_property
    def _by_family(self) -> dict[str, list[Chain]]:
        by_family: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.chains:
            for word in core(chain.words)[-1:]:
                by_family[word].append(chain)
        return by_family

    def _find(self, chain: Chain) -> str | None:
        """From party, title, the words beside the name, the name, or the country named just
        before an office: “Iceland agreed. Its prime minister, …”."""
        if chain.parties:
            return "US"
        for _, title in chain.titles:
            if code := self._in_phrase(title.phrase):
                return code
        if code := self._beside(chain) or country_of_leader(chain.words, chain.heads):
            return code
        for place, title in chain.titles:
            if not self._political(title.head, title.phrase):
                continue
            if title.phrase == title.head.capitalize():
                continue  # “unlike in Cuba, President Brel”
            topic = country_in(QUOTED.sub(_blank, self._paragraph_before(place.start)))
            if topic:
                return topic
        return (
            self._of_holder(chain)
            or self._of_employer(chain)
            or self._of_dateline(chain)
            or self._of_article(chain)
        )

    def _political(self, head: str, phrase: str) -> bool:
        if MANAGER.search(phrase):
            return False
        return head in POLITICIANS or (head in {"leader", "member"} and bool(PARTY.search(phrase)))

    def _beside(self, chain: Chain) -> str | None:
        """“The Norwegian baker Ana Brel”, “France’s Ana Brel”, “Ana Brel, a baker in Texas, ”."""
        for mention in chain.mentions:
            before = bisect_right(self.countries, mention.span.start, key=lambda c: c.span.end)
            for country in self.countries[max(0, before - 1) : before]:
                if BESIDE.fullmatch(self.text, country.span.end, mention.span.start):
                    return country.code
        for description in self._descriptions(chain):
            if code := self._in_phrase(description):
                return code
        return None

    def _in_phrase(self, phrase: str) -> str | None:
        """The country in a description; the article decides between readings of it."""
        code = country_in(phrase)
        if code == "GE" and "US" in (self.article_country, self._georgia):
            return "US"
        if code == "US" and self.article_country not in (None, "US"):
            return country_in(phrase, abroad=True)
        return code

    def _descriptions(self, chain: Chain) -> Iterator[str]:
        """The descriptions of a person beside the name, before and behind."""
        for mention in chain.mentions:
            start, end = mention.span
            for pattern in (APPOSED, OF_PLACE):
                if match := pattern.match(self.text, end):
                    yield match["as"]
            line = self.text.rfind("\n", 0, start) + 1
            front = IN_FRONT.search(self.text[max(line, start - 110) : start])
            if front and (head_noun(front["as"]) or TRADE.search(front["as"])):
                yield front["as"]

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

    def _of_employer(self, chain: Chain) -> str | None:
        """“A biologist at the institute”, “Cameron’s spokesman”: the country of the employer."""
        described = [(place.start, title.phrase) for place, title in chain.titles]
        described += [(chain.mentions[0].span.start, d) for d in self._descriptions(chain)]
        for at, phrase in described:
            if code := self._of_camp(phrase) or self.institutions.country(phrase, at):
                return code
        return None

    def _of_camp(self, phrase: str) -> str | None:
        for words in camps(phrase):
            for family in core(words)[-1:]:
                for chain in self._by_family.get(family, ()):
                    if code := self.of(chain):
                        return code
        return None

    def _of_dateline(self, chain: Chain) -> str | None:
        """“TBILISI, Oct 6 — … the deputy prime minister”: of that country if nothing else is said.

        So are the people one meets in the street, there or “In Tacna, …”."""
        heads = {title.head for _, title in chain.titles}
        words = {word for d in self._descriptions(chain) for word in d.split()[:4]}
        local = bool((heads | words) & LOCALS)
        if (local or not heads) and (code := self._of_opening(chain.mentions[0].span.start)):
            return code
        if not local and not any(self._political(t.head, t.phrase) for _, t in chain.titles):
            return None
        return self._dateline()

    def _dateline(self) -> str | None:
        lines = [line.lstrip() for line in self.text[:HEAD].splitlines()]
        dateline = next(filter(None, map(DATELINE.match, lines)), None)
        return dateline and country_in(dateline["place"].title() + (dateline["rest"] or ""))

    def _of_opening(self, position: int) -> str | None:
        """The place where a paragraph so far is: “In Tacna, the market lay flat. A woman …”."""
        places = [m["place"] for m in IN_PLACE.finditer(self._paragraph_before(position))]
        return country_in(places[-1]) if places else None

    def _paragraph_before(self, position: int) -> str:
        """The paragraph as far as here."""
        start = max(0, position - REACH)
        return self.text[max(start, self.text.rfind("\n", start, position) + 1) : position]

    def _of_article(self, chain: Chain) -> str | None:
        """That of the article, unless a description is international."""
        said = [title.phrase for _, title in chain.titles] + list(self._descriptions(chain))
        if any(map(is_international, said)):
            return None
        return self.article_country


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
