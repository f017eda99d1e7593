"""Countries by every word that readers use for them."""

from __future__ import annotations

from functools import cache

from extraction.countries.table import ROWS
from extraction.text.folding import ascii_key

# Endings of demonyms that are their own plural, or are no nouns.
NO_PLURAL = ("ese", "ish", "ch", "sh", "s", "x", "z")


def country_called(phrase: str, *, capitals: bool = True) -> str | None:
    """Return the code of the country that a name, a demonym or a seat of government is of.

    Case, accents and points do not matter.  A capital is its country too, unless `capitals` is
    false.

    >>> country_called("u.s."), country_called("Russians"), country_called("downing street")
    ('US', 'RU', 'GB')
    >>> country_called("Ankara"), country_called("Ankara", capitals=False)
    ('TR', None)
    """
    return _codes(capitals).get(ascii_key(phrase))


def countries_beginning(phrase: str) -> list[str]:
    """Return the codes of countries with a word that begins so: of their names and demonyms.

    Those with exactly this word are first, then those with a name that begins so, the shortest
    first.
    """
    key = ascii_key(phrase)
    found: dict[str, tuple[bool, bool, int]] = {}
    for form, code in _codes(capitals=False).items() if key else ():
        if form.startswith(key) or f" {key}" in form:
            rank = (form != key, not form.startswith(key), len(form))
            found[code] = min(found.get(code, rank), rank)
    return sorted(found, key=lambda code: (found[code], code))


@cache
def _codes(capitals: bool) -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in ROWS:
        plurals = [form + "s" for form in row.demonyms if not form.endswith(NO_PLURAL)]
        seats = (*row.seats, *row.capitals) if capitals else row.seats
        for form in (row.label, *row.names, *row.demonyms, *plurals, *seats):
            codes.setdefault(ascii_key(form), row.code)
    return codes
