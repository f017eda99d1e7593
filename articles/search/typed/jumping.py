"""Where the jump box leads: speakers and countries by name, the best match first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.models import Country, Speaker
from articles.search.answers.speakers import most_quoted_like, rank_speakers
from articles.search.index.index import Index
from articles.search.index.live_index import current_index, one_look
from articles.search.offices import offices_called
from articles.search.typed.called import Called, heard_too, speakers_called
from articles.search.typed.country_words import (
    countries_beginning,
    country_around,
    country_called,
    country_in_other_letters,
)
from articles.search.typed.guesses import apart, foreign_words
from articles.search.typed.near import names_spelt
from articles.search.typed.query_words import ARTICLES, HONORIFICS
from extraction.text.folding import ascii_key, key_of

SHORTEST_NAME = 2
# Other spellings that are looked for.
MOST_SPELLINGS = 4
# Marks between the words of a name.
_MARKS = re.compile(r"[,;:!?()\"“”]")
_ARTICLE = re.compile(r"(?i)^the (?=.)")
# Words of the longest office before a name.
LONGEST_OFFICE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A speaker or a country; `count` is quotations by the one, by or about the other.

    `within` says that the name has what was typed within its words alone: “roe” is in Monroe.
    """

    row: Speaker | Country
    count: int
    within: bool = False

    @property
    def is_country(self) -> bool:
        return isinstance(self.row, Country)


def places(words: str, limit: int) -> list[Place]:
    """Return the places that these words can name, the best first.

    A country that is called so is first, then speakers with this name or family name, then all
    whose name has the words and the country with this capital, then those that have them within
    a word; among equals the most quoted.  A “the”, “Mr” or an office in front counts only where a
    name has it.
    """
    typed = " ".join(_MARKS.sub(" ", words).split())
    name = _ARTICLE.sub("", typed)
    tried = dict.fromkeys((typed, name, _without_title(name)))
    with one_look():
        return next(filter(None, (_places(each, limit) for each in tried)), [])


def _without_title(words: str) -> str:
    """Return words without “Mr” or an office before others: “president Roe”."""
    parts = words.split()
    for end in range(min(len(parts) - 1, LONGEST_OFFICE), 0, -1):
        before = ascii_key(" ".join(parts[:end]))
        if before in ARTICLES | HONORIFICS or offices_called(before):
            return " ".join(parts[end:])
    return words


def near_places(words: str, limit: int) -> list[Place]:
    """Return what `places` finds for these words in another spelling or in other letters, or the
    country that a region of this name is in."""
    if found := _guessed(apart(words).strip(), limit):
        return found
    spelt = names_spelt(_ARTICLE.sub("", words))[:MOST_SPELLINGS]
    return next(filter(None, (places(each, limit) for each in spelt)), [])


def _guessed(words: str, limit: int) -> list[Place]:
    code = country_around(words) or country_in_other_letters(words)
    heard: list[int] = []
    if not code and foreign_words(words):
        called = heard_too(Called(), {words: words})
        heard = called.by_sound.get(words, [])
    with current_index() as live:
        ranked: list[tuple[str | int, int]] = [(code, _quoted(live.index, code))] if code else []
        return _loaded([*ranked, *rank_speakers(live.index, heard, limit)])


def _places(words: str, limit: int) -> list[Place]:
    key = key_of(words)
    codes = countries_beginning(words)
    codes += _by_code(words, codes)
    code, capital = country_called(words, capitals=False), country_called(words)
    if capital and capital not in codes:
        codes.append(capital)
    exact = set(speakers_called([key]).get(key, ())) if len(key) >= SHORTEST_NAME else set()
    others = most_quoted_like(words, limit, but=exact)
    with current_index() as live:
        ranked: list[tuple[int, int, int, str | int]] = [
            (0 if found == code else 2, -_quoted(live.index, found), place, found)
            for place, found in enumerate(codes)
        ]
        for tier, counted in ((1, rank_speakers(live.index, exact, limit)), (2, others)):
            ranked += [(tier, -count, pk, pk) for pk, count in counted]
    ranked.sort(key=lambda one: one[:3])
    loaded = _loaded([(found, -count) for _, count, _, found in ranked[:limit]])
    found = [replace(place, within=_is_within(words, place.row)) for place in loaded]
    return sorted(found, key=lambda place: place.within)


def _is_within(words: str, row: Speaker | Country) -> bool:
    """Whether a speaker's name has one of these words, and no word of it begins so."""
    if isinstance(row, Country):
        return False
    name = ascii_key(row.name)
    begins = re.split(r"\W+", name)
    return any(
        word in name and not any(part.startswith(word) for part in begins)
        for word in re.split(r"\W+", ascii_key(words))
    )


def _by_code(words: str, codes: list[str]) -> list[str]:
    """Return the country whose code this is, unless it is found by a word."""
    return [] if words.upper() in codes else [words.upper()]


def _quoted(index: Index, code: str) -> int:
    """Return how many quotations are by people of a country, or about it."""
    return len(index.of("by", code) | index.of("about", code))


def _loaded(ranked: list[tuple[str | int, int]]) -> list[Place]:
    """Return the rows of these keys, a code being a country's, in this order."""
    codes = [key for key, _ in ranked if isinstance(key, str)]
    countries = Country.objects.in_bulk(codes) if codes else {}
    counts = [(key, count) for key, count in ranked if isinstance(key, int)]
    speakers = {speaker.pk: speaker for speaker in Speaker.objects.counted(counts)}
    rows: dict[str | int, Speaker | Country] = {}
    rows.update(countries.items())
    rows.update(speakers.items())
    return [Place(rows[key], count) for key, count in ranked if key in rows]
