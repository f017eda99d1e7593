"""What a phrase that readers type can be: speakers, countries, offices, dates, kinds, no value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.search.selection import NONE, Value
from extraction.annotations import Kind
from extraction.lexicon import words

# The name of a period among the facets of a reading; its values are the first and the last day,
# as in URLs, empty where it is open.
DATES = "dates"

# A facet, its values, and whether these are left out.
Choice = tuple[str, tuple[Value, ...], bool]

# What readers type for having no value, by the facets that may be meant.
_NOTHING = {
    ("speaker",): (
        "nobody named, nobody is named, no one named, noone named, no name, no names, not named, "
        "no speaker, no speakers, no named speaker, nameless, anonymous, anonymously, unnamed, "
        "unidentified, unattributed, without a name, without a speaker, without name"
    ),
    ("year",): (
        "no date, no dates, undated, not dated, dateless, without a date, without date, "
        "without dates, unknown date, date unknown, no known date, no year"
    ),
    ("about", "by"): ("no country, no countries, without a country, without country"),
    ("by",): "no known country, unknown country, country unknown, unknown nationality",
    ("office",): "no office, no title, without an office, without a title, without office",
    ("outlet",): "no outlet, no newspaper, no publisher, without an outlet, unknown outlet",
}
_FACETS = {phrase: facets for facets, phrases in _NOTHING.items() for phrase in phrases.split(", ")}
# What readers type for the kinds of quotations.
_OF_KINDS = {
    (Kind.DIRECT,): (
        "word for word, verbatim, direct quote, direct quotes, direct quotation, "
        "direct quotations, direct speech, exact words, exact quote, exact quotes"
    ),
    (Kind.MIXED,): "partly quoted, partial quote, partial quotes, mixed quote, mixed quotes",
    (Kind.DIRECT, Kind.MIXED): (
        "own words, in own words, his own words, in his own words, her own words, "
        "in her own words, their own words, in their own words"
    ),
    (Kind.INDIRECT,): (
        "paraphrased, paraphrase, paraphrases, in paraphrase, indirect quote, indirect quotes, "
        "indirect quotation, indirect quotations, indirect speech, reported speech"
    ),
}
_KINDS = {phrase: kinds for kinds, phrases in _OF_KINDS.items() for phrase in phrases.split(", ")}
# “unnamed official” is nobody named as well, with or without the noun.
_UNNAMED = words("anonymous unnamed unidentified nameless")
_SOURCES = words("source sources speaker speakers person people voices")


def facets_without(phrase: str) -> tuple[str, ...]:
    """Return the facets of which a phrase, as `ascii_key` has it, says that there is no value.

    >>> facets_without("no date"), facets_without("unnamed sources"), facets_without("no deal")
    (('year',), ('speaker',), ())
    """
    first, _, noun = phrase.partition(" ")
    if first in _UNNAMED and noun in _SOURCES:
        return ("speaker",)
    return _FACETS.get(phrase, ())


def kinds_called(phrase: str) -> tuple[str, ...]:
    """Return the kinds that a phrase, as `ascii_key` has it, names.

    >>> kinds_called("word for word"), kinds_called("words")
    (('direct',), ())
    """
    return tuple(kind.value for kind in _KINDS.get(phrase, ()))


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a phrase can be: the keys of speakers, countries, offices, outlets.

    `nothing` are facets that have no value, `dates` the first and the last day as in URLs.  Where
    several names were joined by “or”, `together` says that all speakers are meant at once.  `kinds`
    are kinds of quotations.
    """

    speakers: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    together: bool = False
    kinds: tuple[str, ...] = ()
    outlets: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        named = self.speakers or self.countries or self.offices or self.outlets
        return bool(named or self.nothing or self.dates or self.kinds)

    def choices(self, *, without: bool) -> Iterator[Choice]:
        """Yield the values of facets that the phrase can be; all of a name are left out at once."""
        if (without or self.together) and self.speakers:
            yield "speaker", self.speakers, without
        else:
            yield from (("speaker", (key,), without) for key in self.speakers)
        if self.offices:
            yield "office", self.offices, without
        if self.countries:
            yield "about", self.countries, without
            yield "by", self.countries, without
        if self.outlets:
            yield "outlet", self.outlets, without
        yield from ((facet, (NONE,), without) for facet in self.nothing)
        if self.kinds:
            yield "kind", self.kinds, without
        if self.dates and not without:
            yield DATES, self.dates, without

    def spoken_about(self) -> Meanings:
        """Return what it can be behind “about”."""
        nothing = tuple(facet for facet in self.nothing if facet != "by")
        return replace(self, speakers=(), offices=(), outlets=(), nothing=nothing, together=False)

    def joined(self, other: Meanings) -> Meanings:
        """Return what “the one or the other” can be, if both are the same kind.

        Of the speakers of a name it is the most quoted.
        """
        speakers: tuple[int, ...] = ()
        offices: tuple[str, ...] = ()
        countries: tuple[str, ...] = ()
        if self.speakers and other.speakers:
            first = self.speakers if self.together else self.speakers[:1]
            second = other.speakers if other.together else other.speakers[:1]
            speakers = tuple(dict.fromkeys((*first, *second)))
        if self.offices and other.offices:
            offices = tuple(dict.fromkeys((*self.offices, *other.offices)))
        if self.countries and other.countries:
            countries = tuple(dict.fromkeys((*self.countries, *other.countries)))
        outlets: tuple[int, ...] = ()
        if self.outlets and other.outlets:
            outlets = tuple(dict.fromkeys((*self.outlets, *other.outlets)))
        return Meanings(speakers, countries, offices, together=True, outlets=outlets)
