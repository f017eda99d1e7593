"""Where the jump box leads: speakers and countries by name, the best match first."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Country, Speaker
from articles.search.country_words import countries_beginning, country_called
from articles.search.index import Index
from articles.search.live_index import current_index
from articles.search.speakers import rank_speakers
from extraction.text.folding import key_of

# Names that are compared with the words as a whole.
MOST_NAMES = 2_000
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A speaker or a country; `count` is quotations by the one, by or about the other."""

    row: Speaker | Country
    count: int

    @property
    def is_country(self) -> bool:
        return isinstance(self.row, Country)


def places(words: str, limit: int) -> list[Place]:
    """Return the places that these words can name, the best first.

    A country that is called so is first, then speakers with this name or family name, then all
    whose name has the words; among equals the most quoted.
    """
    codes = countries_beginning(words)
    codes += _by_code(words, codes)
    code = country_called(words, capitals=False)
    speakers = Speaker.objects.keys_named_like(words)
    key = key_of(words)
    named = Speaker.objects.named_in([key], MOST_NAMES) if len(key) >= SHORTEST_NAME else {}
    exact = set(named.get(key, ()))
    with current_index() as live:
        ranked: list[tuple[int, int, int, str | int]] = [
            (0 if found == code else 2, -_quoted(live.index, found), place, found)
            for place, found in enumerate(codes)
        ]
        for tier, keys in ((1, exact), (2, set(speakers) - exact)):
            counted = rank_speakers(live.index, keys, limit)
            ranked += [(tier, -count, pk, pk) for pk, count in counted]
    ranked.sort(key=lambda one: one[:3])
    return _loaded([(found, -count) for _, count, _, found in ranked[:limit]])


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
