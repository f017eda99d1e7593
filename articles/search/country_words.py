"""Countries by every word that readers use for them."""

from __future__ import annotations

from functools import cache

from extraction.countries.table import ROWS
from extraction.text.folding import ascii_key

# What readers type besides the words of the table: names of old, and those of the country itself.
# Texts are not read for these.
TYPED = {
    "AE": "emirates", "AT": "Österreich", "BA": "BiH", "BE": "België, Belgique", "BJ": "Dahomey",
    "BR": "Brasil", "CH": "Schweiz, Suisse, Svizzera", "CZ": "Česko", "DE": "Deutschland",
    "DK": "Danmark", "EE": "Eesti", "ES": "España", "ET": "Abyssinia", "FI": "Suomi",
    "GB": "GB", "GR": "Hellas", "HR": "Hrvatska", "HU": "Magyarország", "IE": "Éire",
    "IR": "Persian, Persians", "IT": "Italia", "JP": "Nippon", "LK": "Ceylon", "LT": "Lietuva",
    "LV": "Latvija", "NL": "Nederland", "NO": "Norge", "PL": "Polska", "RO": "Rumania, Roumania",
    "RS": "Srbija", "SA": "KSA", "SE": "Sverige", "TH": "Siam", "TW": "Formosa",
    "US": "Yankee, Yankees", "ZA": "RSA", "CD": "Zaire, Zaïre",
}  # fmt: skip
# Capitals that readers mean by their name, where texts may mean a person, a state, or others: those
# of the table are taken for their country in texts too.
CAPITALS = {
    "BE": "Brussels, Bruxelles, Brussel", "KW": "Kuwait City", "LU": "Luxembourg City",
    "AT": "Wien", "CZ": "Praha", "MM": "Yangon, Rangoon",
    "US": "Washington, Washington DC, Washington D.C.", "ZA": "Cape Town",
}  # fmt: skip
# Letters of a word that may be a slip for a country, and for one with another letter.
SHORTEST_SLIP, LONG_SLIP = 5, 6
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


def is_slip_for_country(word: str, other: str) -> bool:
    """Whether a word, one slip from another, is meant for it, which names a country.

    In a short word another letter makes another word: a pope is no Pole, and a child not Chile.

    >>> is_slip_for_country("pope", "pole"), is_slip_for_country("rusia", "russia")
    (False, True)
    """
    if len(word) < SHORTEST_SLIP or word[0] != other[0] or not country_called(other):
        return False
    return len(word) != len(other) or len(word) >= LONG_SLIP or sorted(word) == sorted(other)


def countries_beginning(phrase: str) -> list[str]:
    """Return the codes of countries with a word that begins so: of their names and demonyms.

    Seats of government count as a whole: “car” is no beginning of the Carabinieri.
    Those with exactly this word are first, then those with a name that begins so, the shortest
    first.
    """
    key = ascii_key(phrase)
    found: dict[str, tuple[bool, bool, int]] = {}
    for form, code in _codes(capitals=False).items() if key else ():
        if form == key or ((form.startswith(key) or f" {key}" in form) and form not in _seats()):
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
    for typed in (TYPED, CAPITALS) if capitals else (TYPED,):
        for code, forms in typed.items():
            for form in forms.split(", "):
                codes.setdefault(ascii_key(form), code)
    for form in [form for form in codes if "'" in form]:
        codes.setdefault(form.replace("'", ""), codes[form])
    return codes


@cache
def _seats() -> frozenset[str]:
    """The keys of seats of government that are no name of the country."""
    names = {ascii_key(form) for row in ROWS for form in (row.label, *row.names, *row.demonyms)}
    return frozenset(ascii_key(form) for row in ROWS for form in row.seats) - names
