"""The signs of one article, where it is at home, and how it means the places in a phrase."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from extraction.annotations import Span
from extraction.countries.article.dateline import dated_from, dateline_signs
from extraction.countries.article.foreigners import from_elsewhere
from extraction.countries.article.home import home_evidence, names_evidence
from extraction.countries.evidence import Evidence, judge
from extraction.countries.people.leaders import country_of_leader
from extraction.countries.signs.mentions import which_georgia
from extraction.countries.signs.signs import WORLDWIDE, Sign, SignKind, signs_in
from extraction.document import Document
from extraction.lexicon.organizations import VENUES
from extraction.text.intervals import CharacterMask

AT_HOME = 0.6  # the probability from which an article is plainly at home in a country
# Countries whose places have their names from those of others, and those others
NAMED, NAMING = frozenset("AU BB CA IE JM NZ TT US ZA".split()), frozenset({"GB", "US"})
NAMED_AFTER = 0.2  # what a place counts for that of the better-known one without another sign
LEAST_FORMS = 3
LEAST_SHARE = 0.3  # of a sign of several countries, below which no names are looked at
SETTLING = 1.0  # what each place of one country adds to the names that it shares with others
MEETING = re.compile(
    r"\b(?:UN|U\.N\.|EU|United\sNations|European|World|International|told\s\w+|talks?|summit|conference"
    r"|envoys?|negotiat\w+|treaty|delegat\w+|diplomat\w*|ambassador|minister|journalists|reporters)\b"
)
"""What is spoken of where bodies of many countries meet."""
_AT = re.compile(r"\b(?:at|from|in|to)[ \xa0](?:[Tt]he[ \xa0])?\Z")


class ArticleSigns:
    """The signs of one article, each kind looked for once."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text

    @cached_property
    def signs(self) -> list[Sign]:
        """The signs of the article in order, those of its dateline first."""
        return self._settled(self._found, self.text)

    @cached_property
    def _found(self) -> list[Sign]:
        """The signs, those of names that several countries have with the shares of each."""
        found = signs_in(self.text, self.document.mentions)
        dated = [sign._replace(span=self._dated) for sign, _ in self.dateline]
        return dated + [sign for sign in found if not sign.span.overlaps(self._dated)]

    @cached_property
    def _plain(self) -> Counter[str]:
        """How many things the article calls that lie in one country alone, by country."""
        forms = {(sign.code, sign.span.of(self.text)) for sign in self._found if sign.share == 1.0}
        return Counter(code for code, _ in forms)

    def _settled(self, signs: Sequence[Sign], text: str) -> list[Sign]:
        """The signs, where those that countries share count more for what the article is about.

        “800 pesos” are Colombian in an article that has Bogotá in it.
        """
        weighed = [sign._replace(share=sign.share * self._weight(sign.code)) for sign in signs]
        before, after = _by_span(signs), _by_span(weighed)
        return [
            old
            if old.share == 1.0
            else new._replace(share=new.share * before[new.span] / after[new.span])
            for old, new in zip(signs, weighed, strict=True)
        ]

    def _weight(self, code: str) -> float:
        return 1.0 + SETTLING * self._plain[code]

    @cached_property
    def narrated(self) -> list[Sign]:
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
        """What speaks for each country in which the article may be at home."""
        known = (country_of_leader(c.words, c.heads) for c in self.document.chains)
        signs = [self._at_home(sign) for sign in self.signs if sign.code not in self._visited]
        found = home_evidence(self.text, signs, filter(None, known))
        found += [Evidence(s.code, "article:dateline", s.share, w) for s, w in self.dateline]
        found += names_evidence([c.words for c in self.document.chains], self.signs)
        return found

    def _at_home(self, sign: Sign) -> Sign:
        """The sign, which counts less if it is what people from elsewhere are called by."""
        return sign._replace(share=WORLDWIDE) if sign.span in self._foreign else sign

    @cached_property
    def _foreign(self) -> frozenset[Span]:
        return frozenset(from_elsewhere(self.text, self.signs, self.document.mentions))

    @cached_property
    def _visited(self) -> set[str]:
        """The countries of which all signs are cities in which others meet: “talks in Geneva”.

        They are what an article is about that has no other country, and in which nobody meets.
        """
        codes = {sign.code for sign in self.signs if sign.span.of(self.text) in VENUES}
        if codes == {sign.code for sign in self.signs} and not MEETING.search(self.text):
            return set()
        return codes - {sign.code for sign in self.signs if not self._is_venue(sign)}

    def _is_venue(self, sign: Sign) -> bool:
        """Whether a sign is such a city behind a preposition."""
        before = self.text[max(0, sign.span.start - 8) : sign.span.start]
        return sign.span.of(self.text) in VENUES and bool(_AT.search(before))

    @cached_property
    def candidates(self) -> set[str]:
        """The countries that the article has any sign of, but those of a small part in one."""
        largest: defaultdict[str, float] = defaultdict(float)
        for sign in self.signs:
            largest[sign.code] = max(largest[sign.code], sign.share)
        slight = {code for code, share in largest.items() if share < LEAST_SHARE}
        return {evidence.code for evidence in self.home} - slight

    @cached_property
    def at_home(self) -> str | None:
        """The country in which the article is plainly at home."""
        verdict = judge(self.home)
        return verdict.code if verdict.probability > AT_HOME else None

    @cached_property
    def elsewhere(self) -> bool:
        """Whether the article is plainly at home in another country than America."""
        verdict = judge(self.home)
        return verdict.code != "US" and verdict.probability > AT_HOME

    @cached_property
    def _dated(self) -> Span:
        return dated_from(self.text)

    @cached_property
    def dateline(self) -> list[tuple[Sign, str]]:
        return dateline_signs(self.text, self._dated)

    def signs_of(self, phrase: str) -> Iterator[Sign]:
        """The signs of a phrase, as this article means them."""
        for sign in self._settled(signs_in(phrase), phrase):
            words = sign.span.of(phrase)
            if words.startswith("Georgia") and self._georgia == "US":
                yield sign._replace(code="US")
            elif words == phrase.removeprefix("The ") and sign.kind is SignKind.INSTITUTION:
                yield sign._replace(share=1.0)  # who speaks for itself
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


def _by_span(signs: Sequence[Sign]) -> dict[Span, float]:
    """What the signs of the same words count together."""
    amounts: defaultdict[Span, float] = defaultdict(float)
    for sign in signs:
        amounts[sign.span] += sign.share
    return amounts
