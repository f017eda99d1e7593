"""Institutions whose country the article gives: “the Rhine Institute, a research group in Bonn”.

Later they are called “the institute”, and people who work there are of that country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.countries.speakers.nationality import country_in
from extraction.document import CountryMention
from extraction.lexicon.organizations import NATIONAL_INSTITUTIONS
from extraction.text.patterns import any_of

HEAD = rf"(?P<head>{any_of(NATIONAL_INSTITUTIONS)})"
# “Peru’s civil defence agency”, “the Indian launch agency”
OF_COUNTRY = re.compile(rf"(?:[’']s)?\s(?:[a-z][\w-]*\s){{0,3}}?{HEAD}\b", re.IGNORECASE)
NAMED = re.compile(rf"\b(?:[A-Z][\w&’'-]*\s){{1,4}}(?i:{HEAD})\b")
DESCRIBED = re.compile(r",\s(?P<as>(?:an?|the|its)\s[^.;:“”\"\n]{3,80})|\s(?P<where>in\s[A-Z]\w+)")
# “the institute”, “ministry spokeswoman”
MEANT = re.compile(rf"(?:\b(?:the|that|this)\s|\A)(?i:{HEAD})\b(?!\sof\b)", re.IGNORECASE)


class Institutions:
    """The institutions of one article, read at the first call."""

    def __init__(self, text: str, countries: Sequence[CountryMention]) -> None:
        self.text, self.countries = text, countries
        self._known: list[tuple[int, str, str, str]] | None = None

    def country(self, phrase: str, position: int) -> str | None:
        """The country of the body a phrase at a position names in full or as “the institute”."""
        if self._known is None:
            self._known = sorted({*self._of_countries(), *self._described()})
        for _, name, _, code in self._known:
            if name and name in phrase:
                return code
        meant = MEANT.search(phrase)
        if meant is None:
            return None
        head = meant["head"].lower()
        before = [code for at, _, kind, code in self._known if kind == head and at < position]
        return before[-1] if before else None

    def _of_countries(self) -> Iterator[tuple[int, str, str, str]]:
        for country in self.countries:
            if match := OF_COUNTRY.match(self.text, country.span.end):
                yield country.span.start, "", match["head"].lower(), country.code

    def _described(self) -> Iterator[tuple[int, str, str, str]]:
        for match in NAMED.finditer(self.text):
            described = DESCRIBED.match(self.text, match.end())
            code = country_in(match[0]) or (
                country_in(described["as"] or described["where"]) if described else None
            )
            if code:
                yield match.start(), re.sub(r"^The\s", "", match[0]), match["head"].lower(), code
