"""Whose country a speaker is of: the evidence of the words about them and of the whole article.

What is said of a speaker (title, description, employer, the country named beside), what is known
of the name, and where the article is at home are weighed together; `evidence.py` sums them up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from extraction.annotations import Span, SpeakerType
from extraction.coreference.descriptions.stated import descriptions
from extraction.coreference.titles import head_noun
from extraction.countries.article.article_signs import ArticleSigns
from extraction.countries.evidence import NONE, Evidence, Verdict, judge, none_of, sure, weighed
from extraction.countries.people.leaders import country_of_leader
from extraction.countries.people.name_origins import origins
from extraction.countries.signs.signs import Sign, signs_in
from extraction.countries.speakers.belonging import (
    coming,
    contents_by_speaker,
    speaker_id,
    words_of_home,
)
from extraction.countries.speakers.described import Descriptions
from extraction.countries.speakers.employers import employers
from extraction.countries.speakers.introduced import (
    introduced,
    of_the_scene,
    of_those_before,
    scene,
)
from extraction.countries.speakers.nationality import (
    international_in,
    is_political,
)
from extraction.countries.speakers.nearby import (
    apposed,
    belongs,
    called,
    calling_from,
    come_from,
    holder,
    meant_by,
    signed,
    signs_before,
)
from extraction.countries.speakers.visitors import IS_A_BODY, away_from, described_body, owner
from extraction.document import Chain, Document, ResolvedSource
from extraction.lexicon.organizations import AUTHORITIES
from extraction.lexicon.roles import LOCALS, POLITICIANS
from extraction.text.intervals import overlapping

REACH = 2_000  # code points back, at most, to where a paragraph begins
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’\n]*’")
IN_PLACE = re.compile(r"(?:^|[.!?”\"’]\s)In\s(?P<place>(?:the\s)?[A-Z][^,.\n“”\"]{2,30}),\s")
RELATIVE = re.compile(r"\b(?:who|whose|which|that)\s")
AND = re.compile(r"\sand\s")
DESCRIBED = frozenset(
    f"own:{kind}"
    for kind in "beside camp capital city country demonym from institution party place".split()
)
BESIDE_DESCRIBED = 0.4  # what the evidence of the whole article counts beside a description's
NAMESAKE = 0.5  # what the name of a leader counts beside another country
UNNAMED_BODY = 0.5  # what it counts that an international body is named before “the group”
# Countries of whose well-known people one in ten or fewer has a name that looks foreign there
TELLING = frozenset(
    "AM CN FI GR HR HU IT JP KH KP KR LT ME MM MN NP PL PT RS SI TH TR UA VN".split()
)
FITTING, FOREIGN = 0.3, 0.02  # how a name fits its own group at least, and such a country at most
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
    document.home = countries.article.at_home if document.sources else None


class SpeakerCountries:
    """The countries of one article's people, each looked for once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text, self.countries = document.text, document.countries
        self.article = ArticleSigns(document)
        self._descriptions = Descriptions(document, self.article, self.of)
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

    def _with_home(self, own: list[Evidence]) -> list[Evidence]:
        """With where the article is at home, which counts less if a description tells more."""
        described = any(each.feature in DESCRIBED for each in own)
        return own + (self._home_beside if described else self.article.home)

    @cached_property
    def _home_beside(self) -> list[Evidence]:
        """Where the article is at home, beside a description."""
        home = self.article.home
        return [each._replace(amount=BESIDE_DESCRIBED * each.amount) for each in home]

    # -------------------------------------------------------------- a person
    def evidence_of(self, chain: Chain) -> list[Evidence]:
        """All evidence of a person's country."""
        return self._with_home(list(self._of_person(chain)))

    def _of_person(self, chain: Chain) -> Iterator[Evidence]:
        described = [(place.start, title.phrase) for place, title in chain.titles]
        first = chain.mentions[0].span.start
        described += [(first, phrase) for phrase in descriptions(self.text, chain)]
        for at, phrase in described + self._meant_by.get(chain, []):
            yield from self._descriptions.evidence(phrase, at)
        if chain.parties:
            yield Evidence("US", "own:party", 1.0, chain.parties[0])
        yield from self._of_name(chain)
        yield from (beside := list(self._beside(chain)))
        if code := country_of_leader(chain.words, chain.heads):
            yield Evidence(code, "leader", NAMESAKE if beside else 1.0, chain.name)
        yield from holder(self.text, self.countries, chain)
        yield from self._of_introduction(chain)
        yield from coming(self.document, self.article.narrated, chain)
        yield from words_of_home(
            self.document, self.article.signs, self._contents.get(id(chain), ())
        )
        yield from owner(self.document, self.article.narrated, [m.span for m in chain.mentions])
        yield from employers(self.document, self.article.narrated, chain)
        home = self.article.at_home
        if home and away_from(self.document, home, chain, [phrase for _, phrase in described]):
            yield Evidence(home, "abroad")
        yield from signs_before(self.document, self.article.signs, first)
        yield from introduced(self.document, self.article.narrated, first)
        yield from of_the_scene(self.document, self.article.narrated, self._scene, first)
        for call in self._calling.get(chain, ()):
            for sign in signs_in(f"in {call}")[:1]:
                yield Evidence(sign.code, "calling", sign.share, call)
        yield from self._of_politics(chain)
        if not any(head_noun(phrase) for _, phrase in described):
            yield from of_those_before(self.document, self.article.narrated, first)
        words = {word for _, phrase in described for word in phrase.split()[:4]}
        if chain.heads & LOCALS or words & LOCALS:
            yield from self._of_opening(first, "local")
        elif not described:
            yield from self._of_opening(first, "bare")
            yield Evidence(NONE, "none:bare")

    @cached_property
    def _scene(self) -> list[Sign]:
        return scene(self.text, self.article.narrated)

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
        for code in self.article.candidates:
            fit = fits.get(code, 0.0)
            yield Evidence(code, "name", fit, chain.name)
            yield Evidence(code, "name:misfit", best - fit)
        home = self.article.at_home
        if home is None or _politics(chain):
            return
        if home in TELLING and best >= FITTING and fits.get(home, 0.0) <= FOREIGN:
            yield Evidence(home, "name:foreign")

    def _beside(self, chain: Chain) -> Iterator[Evidence]:
        """“The Norwegian baker Ana Brel”, “France’s Ana Brel”."""
        for mention in chain.mentions:
            before = bisect_right(self.countries, mention.span.start, key=lambda c: c.span.end)
            for country in self.countries[max(0, before - 1) : before]:
                if belongs(self.text, country, mention.span.start):
                    yield Evidence(country.code, "own:beside", 1.0, country.span.of(self.text))
            yield from apposed(self.text, self.countries, mention.span)
            yield from called(self.text, self.countries, mention.span)
            yield from come_from(self.text, self.article.narrated, mention.span)

    def _of_introduction(self, chain: Chain) -> Iterator[Evidence]:
        """The signs in the sentence that mentions a person first, outside of quotations."""
        first = chain.mentions[0].span
        sentence = self.document.sentences.at(first.start)
        if clause := RELATIVE.search(self.text, first.end, sentence.end):
            sentence = Span(sentence.start, clause.start())
        low = bisect_right(self.article.signs, sentence.start, key=lambda sign: sign.span.end)
        near = []
        for sign in self.article.signs[low:]:
            if sign.span.start >= sentence.end:
                break
            if not any(quoted.contains(sign.span) for quoted in self.document.quoted):
                near.append(sign)
        for sign in near:
            share = sign.share / sum(other.share for other in near)
            yield Evidence(sign.code, "sentence", share, sign.span.of(self.text))

    def _of_politics(self, chain: Chain) -> Iterator[Evidence]:
        """“Iceland agreed. Its prime minister, …”, and where the politics of the dateline are."""
        political = _politics(chain)
        bare = [
            place.start
            for place, title in chain.titles
            if title.head in POLITICIANS and title.phrase == title.head.capitalize()
        ]
        for start in dict.fromkeys(political + bare):
            before = QUOTED.sub(_blank, self._paragraph_before(start))
            for sign in signs_in(before)[:1]:
                if start not in political and sign.span.start > len("The "):
                    continue  # “unlike in Cuba, President Brel”
                yield Evidence(sign.code, "topic", sign.share, sign.span.of(before))
        if political:
            for seat, words in self.article.dateline:
                yield Evidence(seat.code, "politician", seat.share, words)

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
        if resolved.name and (code := country_of_leader(resolved.name.split(), ())):
            yield Evidence(code, "leader", 1.0, resolved.name)
        for phrase, start in phrases.items():
            yield from self._descriptions.evidence(phrase, start)
        for at, described in signed(self.text, resolved.span):
            yield from self._descriptions.evidence(described, at)
        yield from signs_before(self.document, self.article.signs, resolved.span.start)
        yield from introduced(self.document, self.article.narrated, resolved.span.start)
        yield from of_the_scene(
            self.document, self.article.narrated, self._scene, resolved.span.start
        )
        yield from owner(self.document, self.article.narrated, spans)
        if IS_A_BODY.match(resolved.span.of(self.text)):
            yield from described_body(
                self.text, self.article.narrated, resolved.span.start, resolved.span.of(self.text)
            )
        contents = self._contents.get(speaker_id(resolved), ())
        yield from words_of_home(self.document, self.article.signs, contents)
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


def _politics(chain: Chain) -> list[int]:
    """Where a person is called by an office of politics."""
    return [
        place.start
        for place, title in chain.titles
        if is_political(title.head, title.phrase)
        and title.phrase != title.head.capitalize()  # “unlike in Cuba, President Brel”
    ]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
