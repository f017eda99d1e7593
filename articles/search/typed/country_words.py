"""Countries by every word that readers use for them."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

from extraction.countries.table import ROWS, lines_of
from extraction.text.folding import ascii_key

# What readers type besides the words of the table: names of old, and those of the country itself.
# Texts are not read for these.
TYPED = {
    "AE": "emirates, Trucial States", "AT": "Österreich",
    "BA": "BiH, Herzegovina, Bosnia Herzegovina", "BE": "België, Belgique",
    "BF": "Burkina, Upper Volta", "BJ": "Dahomey", "BR": "Brasil", "BW": "Bechuanaland",
    "BY": "Byelorussia", "BZ": "British Honduras", "CD": "Zaire, Zaïre",
    "CH": "Schweiz, Suisse, Svizzera", "CN": "Peoples Republic of China, Red China",
    "CV": "Cabo Verdean, Cabo Verdeans", "CZ": "Česko, Czechs",
    "DE": "Deutschland, Bundesrepublik, West Germany, East Germany, GDR, FRG, DDR", "DK": "Danmark",
    "EE": "Eesti", "ES": "España", "ET": "Abyssinia", "FI": "Suomi", "FK": "Malvinas",
    "GB": "GB, Welshman, Welshmen, Ulster", "GQ": "Eq Guinea", "GR": "Hellas", "HR": "Hrvatska",
    "HU": "Magyarország", "IE": "Éire", "IR": "Persian, Persians", "IT": "Italia",
    "JO": "Transjordan", "JP": "Nippon", "KG": "Kirghizia, Kirgizstan",
    "KN": "St Kitts, St. Kitts, Saint Kitts", "KP": "N. Korea, N Korea",
    "KR": "ROK, S. Korea, S Korea", "LA": "Lao PDR", "LK": "Ceylon", "LS": "Basutoland",
    "LT": "Lietuva", "LV": "Latvija", "MD": "Moldavia", "MK": "FYROM, FYR Macedonia",
    "MY": "Malaya", "NL": "Nederland, Hollander, Hollanders", "NO": "Norge", "NZ": "NZ",
    "PH": "Philippino, Philippinos", "PL": "Polska", "RO": "Rumania, Roumania", "RS": "Srbija",
    "RU": "Moskva", "SA": "KSA", "SE": "Sverige", "TH": "Siam", "TL": "Timor Leste",
    "TW": "Formosa, Chinese Taipei", "US": "Yankee, Yankees",
    "VC": "St Vincent, St. Vincent, Saint Vincent", "VU": "New Hebrides",
    "ZA": "RSA, S. Africa, S Africa", "ZM": "Northern Rhodesia",
    "ZW": "Rhodesia, Southern Rhodesia",
}  # fmt: skip
# Capitals that readers mean by their name, where texts may mean a person, a state, or others: those
# of the table are taken for their country in texts too.
CAPITALS = {
    "BE": "Brussels, Bruxelles, Brussel", "KW": "Kuwait City", "LU": "Luxembourg City",
    "AT": "Wien", "CZ": "Praha", "MM": "Yangon, Rangoon",
    "US": "Washington, Washington DC, Washington D.C.", "ZA": "Cape Town",
}  # fmt: skip
# Languages with other letters than Latin ones, by the first word of the names of their letters in
# Unicode, the most widely written of each script first.
LANGUAGES = {
    "CYRILLIC": ("ru", "uk", "bg", "sr"), "GREEK": ("el",), "ARABIC": ("ar", "fa", "ur"),
    "HEBREW": ("he",), "CJK": ("zh", "zh_Hant", "ja"), "KATAKANA": ("ja",), "HIRAGANA": ("ja",),
    "HANGUL": ("ko",), "DEVANAGARI": ("hi",), "BENGALI": ("bn",), "TAMIL": ("ta",),
    "THAI": ("th",), "GEORGIAN": ("ka",), "ARMENIAN": ("hy",), "ETHIOPIC": ("am",),
}  # fmt: skip
# Everyday names that the CLDR lacks.
OTHERS = {
    ("ru", "US"): ("США", "Америка"), ("uk", "US"): ("США", "Америка"),
    ("ru", "RU"): ("РФ",), ("el", "US"): ("ΗΠΑ", "Αμερική"),
    ("ar", "US"): ("أمريكا", "أميركا"), ("ar", "GB"): ("بريطانيا",), ("fa", "US"): ("آمریکا",),
    ("he", "US"): ("ארהב", "אמריקה"), ("zh", "US"): ("美國",), ("ja", "US"): ("アメリカ", "米国"),
    ("ja", "GB"): ("英国",), ("hi", "US"): ("अमेरिका", "अमरीका"), ("hi", "GB"): ("ब्रिटेन",),
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
    plain = phrase.isascii() and phrase.isalpha() and phrase.islower()
    return _codes(capitals).get(phrase if plain else ascii_key(phrase))


def country_in_other_letters(phrase: str) -> str | None:
    """Return the code of the country that has this name, in these letters, in another language.

    >>> country_in_other_letters("伊朗"), country_in_other_letters("الصين")
    ('IR', 'CN')
    """
    first = next(filter(str.isalpha, phrase), " ")
    script = unicodedata.name(first, "").partition(" ")[0]
    return _in_script(script).get(ascii_key(phrase))


def country_around(place: str) -> str | None:
    """Return the code of the country that a region, a state or a big city is in, or its people.

    >>> country_around("Catalonia"), country_around("Texas"), country_around("Ankara")
    ('ES', 'US', None)
    """
    return _around().get(ascii_key(place))


def label_of(code: str) -> str:
    """Return the name of a country that pages print."""
    return _labels()[code]


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
def _labels() -> dict[str, str]:
    return {row.code: row.label for row in ROWS}


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
def _in_script(script: str) -> dict[str, str]:
    """The names in the Unicode CLDR of its languages; the first that has a name counts.

    To read all `LANGUAGES` takes a third of a second of the first search that needs one.
    """
    codes: dict[str, str] = {}
    for language in LANGUAGES.get(script, ()):
        territories = Locale.parse(language).territories
        for code in _labels():
            for name in filter(None, (territories.get(code), *OTHERS.get((language, code), ()))):
                codes.setdefault(ascii_key(name), code)
    return codes


@cache
def _around() -> dict[str, str]:
    codes: dict[str, str] = {}
    for line in lines_of("places.tsv"):
        code, places = line.split("\t")[:2]
        for place in places.split("|"):
            # “Kingston, Ontario” tells one of several: by itself it is another one.
            if "," not in place:
                codes.setdefault(ascii_key(place), code)
    return codes


@cache
def _seats() -> frozenset[str]:
    """The keys of seats of government that are no name of the country."""
    names = {ascii_key(form) for row in ROWS for form in (row.label, *row.names, *row.demonyms)}
    return frozenset(ascii_key(form) for row in ROWS for form in row.seats) - names
