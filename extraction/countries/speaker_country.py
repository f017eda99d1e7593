"""Whose country a speaker is of: the evidence of the words about them and of the whole article.

What is said of a speaker (title, description, employer, the country named beside), what is known
of the name, and where the article is at home are weighed together; `evidence.py` sums them up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from extraction.annotations import Span, SpeakerType
from extraction.coreference.descriptions import descriptions
from extraction.countries.belonging import coming, contents_by_speaker, speaker_id, words_of_home
from extraction.countries.dateline import dated_from, dateline_signs
from extraction.countries.evidence import NONE, Evidence, Verdict, judge, none_of, sure, weighed
from extraction.countries.home import home_evidence, names_evidence
from extraction.countries.institutions import Institutions
from extraction.countries.leaders import camps, country_of_camp, country_of_leader
from extraction.countries.mentions import which_georgia
from extraction.countries.name_origins import origins
from extraction.countries.nationality import (
    ALSO_ELSEWHERE,
    AMERICAN,
    FROM_ABROAD,
    PARTISANS,
    international_in,
    is_employer,
    is_field,
    is_political,
)
from extraction.countries.nearby import (
    belongs,
    calling_from,
    holder,
    meant_by,
    signed,
    signs_before,
)
from extraction.countries.signs import Sign, SignKind, signs_in
from extraction.document import Chain, Document, ResolvedSource
from extraction.lexicon.organizations import AUTHORITIES
from extraction.lexicon.roles import KIN, LOCALS
from extraction.names import core
from extraction.text.intervals import CharacterMask, overlapping
from extraction.text.patterns import any_of

REACH = 2_000  # code points back, at most, to where a paragraph begins
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’")
IN_PLACE = re.compile(r"(?:^|[.!?”\"’]\s)In\s(?P<place>(?:the\s)?[A-Z][^,.\n“”\"]{2,30}),\s")
OF_KIN = re.compile(rf"\b{any_of(KIN)}\sof\s", re.IGNORECASE)  # “the widow of a Russian agent”
WHOSE = re.compile(r",?\swhose\s")  # “the coach, whose Spanish goalkeeper …”
FROM = re.compile(r"\bfrom\s(?:the\s)?\Z")  # “a baker from Bergen”, not “a baker in Bergen”
RELATIVE = re.compile(r"\b(?:who|whose|which|that)\s")
AND = re.compile(r"\sand\s")
DESCRIBED = frozenset(
    f"own:{kind}"
    for kind in "beside camp capital city country demonym from institution party place".split()
)
AT_HOME = 0.6  # the probability from which an article is plainly at home in a country
BESIDE_DESCRIBED = 0.4  # what the evidence of the whole article counts beside a description's
NAMESAKE = 0.5  # what the name of a leader counts beside another country
# Countries whose places have their names from those of others, and those others
NAMED, NAMING = frozenset("AU BB CA IE JM NZ TT US ZA".split()), frozenset({"GB", "US"})
NAMED_AFTER = 0.2  # what a place counts for that of the better-known one without another sign
LEAST_FORMS = 3
UNNAMED_BODY = 0.5  # what it counts that an international body is named before “the group”
UNDECIDED = Verdict(None, 0.0, "")


def find_speaker_countries(document: Document) -> None:
    """Find the country of each speaker and of each chain."""
    countries = SpeakerCountries(document)
    for resolved in document.sources.values():
        verdict = countries.of_resolved(resolved)
        document.speaker_countries[resolved.span] = sure(verdict)
        if found := weighed(verdict):
            document.weighed_countries[resolved.span] = found
    for chain in document.chains:
        chain.country = sure(countries.of(chain))
    document.home = countries.at_home if document.sources else None


class SpeakerCountries:
    """The countries of one article's people, each looked for once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, self.countries = document.text, document.countries
        self.institutions = Institutions(document.text, document.countries)
        self._known: dict[Chain, Verdict] = {}

    def of(self, chain: Chain) -> Verdict:
        """The likeliest country of a person."""
        if chain not in self._known:
            self._known[chain] = UNDECIDED  # ends the search if people work for each other
            self._known[chain] = judge(self.evidence_of(chain))
        return self._known[chain]

    def of_resolved(self, resolved: ResolvedSource) -> Verdict:
        """The likeliest country of a source."""
        if resolved.chain is not None:
            return self.of(resolved.chain)
        named = {c.code for c in overlapping(self.countries, resolved.span)}
        if len(named) > 1 and AND.search(resolved.span.of(self.text)):
            return UNDECIDED  # “the presidents of Peru and Chile”
        return judge(self.evidence_of_source(resolved))

    def evidence_of_resolved(self, resolved: ResolvedSource) -> list[Evidence]:
        if resolved.chain is not None:
            return self.evidence_of(resolved.chain)
        return self.evidence_of_source(resolved)

    # -------------------------------------------------------------- the article
    @cached_property
    def signs(self) -> list[Sign]:
        """The signs of the article in order, those of its dateline first."""
        found = signs_in(self.text, self.document.mentions)
        dated = [sign._replace(span=self._dated) for sign, _ in self._dateline]
        return dated + [sign for sign in found if not sign.span.overlaps(self._dated)]

    @cached_property
    def _narrated(self) -> list[Sign]:
        """The signs outside of quotations."""
        quoted = CharacterMask(len(self.text), self.document.quoted)
        return [sign for sign in self.signs if not quoted.touches(sign.span)]

    @cached_property
    def _georgia(self) -> str:
        """Which Georgia the article means: the state if America has more signs in it."""
        others = [s.code for s in self.signs if not s.span.of(self.text).startswith("Georgia")]
        american = others.count("US") > others.count("GE")
        return "US" if american and len(others) > 1 else which_georgia(self.text)

    @cached_property
    def home(self) -> list[Evidence]:
        known = (country_of_leader(c.words, c.heads) for c in self.document.chains)
        found = home_evidence(self.text, self.signs, filter(None, known))
        found += [Evidence(s.code, "article:dateline", s.share, w) for s, w in self._dateline]
        found += names_evidence([c.words for c in self.document.chains], self.signs)
        return found

    @cached_property
    def _candidates(self) -> set[str]:
        return {evidence.code for evidence in self.home}

    @cached_property
    def at_home(self) -> str | None:
        """The country in which the article is plainly at home."""
        verdict = judge(self.home)
        return verdict.code if verdict.probability > AT_HOME else None

    @cached_property
    def _elsewhere(self) -> bool:
        """Whether the article is plainly at home in another country than America."""
        verdict = judge(self.home)
        return verdict.code != "US" and verdict.probability > AT_HOME

    @cached_property
    def _dated(self) -> Span:
        return dated_from(self.text)

    @cached_property
    def _dateline(self) -> list[tuple[Sign, str]]:
        return dateline_signs(self.text, self._dated)

    def _with_home(self, own: list[Evidence]) -> list[Evidence]:
        """With where the article is at home, which counts less if a description tells more."""
        factor = BESIDE_DESCRIBED if any(each.feature in DESCRIBED for each in own) else 1.0
        return own + [each._replace(amount=factor * each.amount) for each in self.home]

    # -------------------------------------------------------------- a person
    def evidence_of(self, chain: Chain) -> list[Evidence]:
        """All evidence of a person's country."""
        return self._with_home(list(self._of_person(chain)))

    def _of_person(self, chain: Chain) -> Iterator[Evidence]:
        described = [(place.start, title.phrase) for place, title in chain.titles]
        first = chain.mentions[0].span.start
        described += [(first, phrase) for phrase in descriptions(self.text, chain)]
        for at, phrase in described + self._meant_by.get(chain, []):
            yield from self._of_phrase(phrase, at)
        if chain.parties:
            yield Evidence("US", "own:party", 1.0, chain.parties[0])
        yield from self._of_name(chain)
        yield from (beside := list(self._beside(chain)))
        if code := country_of_leader(chain.words, chain.heads):
            yield Evidence(code, "leader", NAMESAKE if beside else 1.0, chain.name)
        yield from holder(self.text, self.countries, chain)
        yield from self._of_introduction(chain)
        yield from coming(self.document, self._narrated, chain)
        yield from words_of_home(self.document, self.signs, self._contents.get(id(chain), ()))
        yield from signs_before(self.document, self.signs, first)
        for call in self._calling.get(chain, ()):
            for sign in signs_in(f"in {call}")[:1]:
                yield Evidence(sign.code, "calling", sign.share, call)
        yield from self._of_politics(chain)
        words = {word for _, phrase in described for word in phrase.split()[:4]}
        if chain.heads & LOCALS or words & LOCALS:
            yield from self._of_opening(first, "local")
        elif not described:
            yield from self._of_opening(first, "bare")
            yield Evidence(NONE, "none:bare")

    @cached_property
    def _meant_by(self) -> dict[Chain, list[tuple[int, str]]]:
        return meant_by(self.document)

    @cached_property
    def _contents(self) -> dict[int, list[Span]]:
        return contents_by_speaker(self.document)

    @cached_property
    def _calling(self) -> dict[Chain, list[str]]:
        return calling_from(self.document)

    def _of_name(self, chain: Chain) -> Iterator[Evidence]:
        """How well a full name fits the countries that the article has a sign of."""
        if not chain.full:
            return
        fits = origins(chain.words)
        best = max(fits.values(), default=0.0)
        for code in self._candidates:
            fit = fits.get(code, 0.0)
            yield Evidence(code, "name", fit, chain.name)
            yield Evidence(code, "name:misfit", best - fit)

    def _of_phrase(self, phrase: str, at: int) -> Iterator[Evidence]:
        """What a title or a description at a position says."""
        own = ""
        phrase = WHOSE.split(phrase, maxsplit=1)[0]
        kin = OF_KIN.search(phrase)
        abroad = international_in(phrase)
        for sign in self._signs_of(phrase):
            words = sign.span.of(phrase)
            outside = abroad is not None and sign.span.start > abroad
            demonym = sign.kind is SignKind.DEMONYM
            if is_employer(phrase, sign.span, sign.kind):
                yield Evidence(sign.code, "own:firm", sign.share, words)
            elif outside or is_field(phrase, sign.span, demonym=demonym):
                yield Evidence(sign.code, "field", sign.share, words)
            elif own in ("", words) and not (kin and kin.end() <= sign.span.start):
                own = words
                named = sign.kind in (SignKind.COUNTRY, SignKind.DEMONYM)
                kind = (
                    "from" if not named and FROM.search(phrase, 0, sign.span.start) else sign.kind
                )
                yield Evidence(sign.code, f"own:{kind}", sign.share, words)
            else:
                yield Evidence(sign.code, "own:later", sign.share, words)
        american = AMERICAN.search(phrase) or PARTISANS.search(phrase)
        if american and not (ALSO_ELSEWHERE.match(american[0]) and self._elsewhere):
            yield Evidence("US", "own:american", 1.0, american[0])
        if code := country_of_camp(phrase):
            yield Evidence(code, "own:camp", 1.0, phrase)
        for chain in self._employers(phrase):
            verdict = self.of(chain)
            if verdict.code:
                yield Evidence(verdict.code, "own:camp", verdict.probability, chain.name)
        if code := self.institutions.country(phrase, at):
            yield Evidence(code, "employer", 1.0, phrase)
        if abroad is not None:
            yield Evidence(NONE, "none:international")
        if FROM_ABROAD.search(phrase):
            yield Evidence(NONE, "none:foreign")

    def _signs_of(self, phrase: str) -> Iterator[Sign]:
        """The signs of a phrase, as this article means them."""
        for sign in signs_in(phrase):
            words = sign.span.of(phrase)
            if words.startswith("Georgia") and self._georgia == "US":
                yield sign._replace(code="US")
            elif self._named_after(sign, words):
                yield sign._replace(share=NAMED_AFTER)
            else:
                yield sign

    def _named_after(self, sign: Sign, words: str) -> bool:
        """Whether a place is likely a namesake: Kensington in an article all about Durban."""
        if sign.kind not in (SignKind.PLACE, SignKind.CITY) or sign.code not in NAMING:
            return False
        forms = self._forms
        if forms.get(sign.code, {words}) != {words}:
            return False
        return any(len(forms.get(code, ())) >= LEAST_FORMS for code in NAMED - {sign.code})

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        """What the signs of each country are called."""
        forms: dict[str, set[str]] = defaultdict(set)
        for sign in self.signs:
            forms[sign.code].add(sign.span.of(self.text))
        return forms

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

    def _beside(self, chain: Chain) -> Iterator[Evidence]:
        """“The Norwegian baker Ana Brel”, “France’s Ana Brel”."""
        for mention in chain.mentions:
            before = bisect_right(self.countries, mention.span.start, key=lambda c: c.span.end)
            for country in self.countries[max(0, before - 1) : before]:
                if belongs(self.text, country, mention.span.start):
                    yield Evidence(country.code, "own:beside", 1.0, country.span.of(self.text))

    def _of_introduction(self, chain: Chain) -> Iterator[Evidence]:
        """The signs in the sentence that mentions a person first, outside of quotations."""
        first = chain.mentions[0].span
        sentence = self.document.sentences.at(first.start)
        if clause := RELATIVE.search(self.text, first.end, sentence.end):
            sentence = Span(sentence.start, clause.start())
        low = bisect_right(self.signs, sentence.start, key=lambda sign: sign.span.end)
        near = []
        for sign in self.signs[low:]:
            if sign.span.start >= sentence.end:
                break
            if not any(quoted.contains(sign.span) for quoted in self.document.quoted):
                near.append(sign)
        for sign in near:
            share = sign.share / sum(other.share for other in near)
            yield Evidence(sign.code, "sentence", share, sign.span.of(self.text))

    def _of_politics(self, chain: Chain) -> Iterator[Evidence]:
        """“Iceland agreed. Its prime minister, …”, and where the politics of the dateline are."""
        political = [
            place.start
            for place, title in chain.titles
            if is_political(title.head, title.phrase)
            and title.phrase != title.head.capitalize()  # “unlike in Cuba, President Brel”
        ]
        for start in political:
            before = QUOTED.sub(_blank, self._paragraph_before(start))
            for sign in signs_in(before)[:1]:
                yield Evidence(sign.code, "topic", sign.share, sign.span.of(before))
        if political:
            yield from (Evidence(s.code, "politician", e, w) for s, e, w in self._seats)

    @cached_property
    def _seats(self) -> list[tuple[Sign, float, str]]:
        return [(sign, sign.share, words) for sign, words in self._dateline]

    def _of_opening(self, position: int, kind: str) -> Iterator[Evidence]:
        """The place where a paragraph so far is: “In Tacna, the market lay flat. A woman …”."""
        places = list(IN_PLACE.finditer(self._paragraph_before(position)))
        for match in places[-1:]:
            for sign in signs_in(f"in {match['place']}"):
                yield Evidence(sign.code, f"opening:{kind}", sign.share, match["place"])

    def _paragraph_before(self, position: int) -> str:
        """The paragraph as far as here."""
        start = max(0, position - REACH)
        return self.text[max(start, self.text.rfind("\n", start, position) + 1) : position]

    # -------------------------------------------------------------- another source
    def evidence_of_source(self, resolved: ResolvedSource) -> list[Evidence]:
        """All evidence of the country of a source that is no known person."""
        return self._with_home(list(self._of_source(resolved)))

    def _of_source(self, resolved: ResolvedSource) -> Iterator[Evidence]:
        spans = [resolved.span]
        if resolved.mention is not None and resolved.mention.span != resolved.span:
            spans.append(resolved.mention.span)
        phrases = {span.of(self.text): span.start for span in spans}
        if resolved.type is SpeakerType.ORGANIZATION and resolved.name:
            # “the ministry” is “Peru’s Health Ministry”
            phrases.setdefault(resolved.name, resolved.span.start)
        for phrase, start in phrases.items():
            yield from self._of_phrase(phrase, start)
        for at, described in signed(self.text, resolved.span):
            yield from self._of_phrase(described, at)
        yield from signs_before(self.document, self.signs, resolved.span.start)
        contents = self._contents.get(speaker_id(resolved), ())
        yield from words_of_home(self.document, self.signs, contents)
        phrase = resolved.span.of(self.text)
        if resolved.type is SpeakerType.ORGANIZATION and not resolved.name:
            before = self._paragraph_before(resolved.span.start)
            if international_in(before) is not None:  # “the group”, of the Red Cross
                yield Evidence(NONE, "none:international", UNNAMED_BODY)
        words = set(re.findall(r"[a-z]+", phrase.lower())[:5])
        if words & {*LOCALS, *AUTHORITIES}:
            yield from self._of_opening(resolved.span.start, "local")
            yield Evidence(NONE, "none:local")
        yield none_of(resolved.type, phrase)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
