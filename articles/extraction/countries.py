"""Countries in a text: by name, by demonym, by capital or seat of power where these stand for
the government.

The tables are `data/countries.tsv` (code, names, demonyms, capitals, seats) and
`data/other_names.txt`, names that hold a country's name and mean something else.  Everything is
looked up by its first word, so the cost grows with the capitalised words of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from articles.extraction.annotations import Span
from articles.extraction.names import DATA, gender_of_given, is_title
from articles.iso3166 import COUNTRIES


class Sense(StrEnum):
    """What kind of word names the country."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country in the text; `span` leaves out a possessive ending and an article."""

    span: Span
    code: str
    sense: Sense


COLUMNS = (Sense.NAME, Sense.DEMONYM, Sense.CAPITAL, Sense.SEAT)
FIRST_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}|(?<![^\W_])[^\W\d_a-z][^\W_]*")
GIVEN_NAMES = frozenset(
    "Georgia Jordan Chad Israel India Paris Victoria Sofia Santiago London Kenya Lima Finn Dane "
    "Cuba Malta Ireland Holland Brittany China America Asuncion Florence Jersey".split()
)
SURNAMES = frozenset(
    "Jordan Washington French English Ireland Holland England Wales Welsh London Paris Israel "
    "Scot Pole Brit Dane Finn Turk German Roman Wellington Kingston Santiago Lima Roman France "
    "Poland Brazil Chad Swede Scott Lao Nassau Sofia".split()
)
NOUN_PLURALS = {"man": "men", "woman": "women"}
NO_PLURAL = ("ese", "ish", "ch", "sh", "ss", "s", "x", "z", "é", "men", "women")

SUBJECT_VERB = re.compile(
    r"\s+(?:also\s+|now\s+|still\s+|has\s+long\s+|never\s+|repeatedly\s+|later\s+|only\s+)?(?:[a-z]+ed|"
    r"says?|said|is|was|has|had|have|will|would|wo|must|should|could|may|might|can|cannot|does|did|"
    r"do|wants?|sees?|saw|sent|sends|seeks?|sought|insists?|denies|makes?|made|takes?|took|gave|"
    r"gives?|holds?|held|keeps?|kept|calls?|fears?|needs?|knows?|knew|hopes?|thinks?|thought|told|"
    r"tells?|leads?|led|spent|cut|put|set|let|began|came|went|stands?|stood|won|lost|backs?|views?|"
    r"worries|refuses|risks?|plans?|aims?|claims?|believes|blames?|pushes|threatens|faces?|wrote|"
    r"remains?|became|becomes|understands|continues|expects?|appears?|seems?|intends?|and\s+[A-Z])\b"
)
GOVERNS = re.compile(
    r"[\s-]+(?:government|regime|administration|leadership|authorities|officials?|elite|"
    r"establishment|backed|led|based|friendly|brokered|sponsored|appointed|controlled|aligned)\b"
)
AGAINST = re.compile(
    r"\b(?:with|against|between|by|toward|towards|over|from|than|unlike|upon|warn|warns|caution|"
    r"cautions|urge|urges|ask|asks|tell|tells|told|press|push|accuse|accuses|blame|blames|back|"
    r"backs|support|supports|help|helps|thank|thanks|criticise|criticize|condemn|condemns|punish|"
    r"sanction|pressure|remind|reminds|invite|trust|defend|threaten|deter|allow|let|make|force|"
    r"join|call|for|of|on|to|why|that|while|if|whether|because|as|but|when|[a-z]+ing|[a-z]+ed)\s+$"
)
PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|through|across|via|into|inside|leaving|visiting|"
    r"visited|left|reached|arrived|born|located|downtown|central|northern|southern|eastern|western|"
    r"streets\s+of|city\s+of|University\s+of|capital(?:\s+of|,)?|embassy\s+in|flew\s+to|fly\s+to|"
    r"travel(?:led|ed)?\s+to|visit\s+to|trip\s+to|return(?:ed)?\s+to|went\s+to|moved\s+to|"
    r"living|based|held|opened|hosted|staged|landed|flights?\s+(?:from|to)|road\s+to|north\s+of|"
    r"south\s+of|east\s+of|west\s+of|miles\s+from|kilometres\s+from|kilometers\s+from)\s+$"
)
STRONG_BEFORE = re.compile(
    r"\b(?:warn|warns|warned|warning|caution|cautions|urge|urges|urged|urging|ask|asks|asked|tell|"
    r"tells|told|press|pressed|pressing|push|pushed|pushing|accuse|accuses|accused|accusing|blame|"
    r"blames|blamed|back|backs|backed|backing|support|supports|supported|supporting|criticise|"
    r"criticize|criticised|criticized|condemn|condemns|condemned|punish|sanction|pressure|remind|"
    r"reminds|reminded|trust|defend|threaten|threatens|threatened|threatening|deter|allow|let|"
    r"force|forced|with|against|between|towards?|by|unlike|that|whether|if|because|why|to\s+get|on|"
    r"let|for|thanks?|thanked|tensions?\s+with|from)\s+$"
)
US_STATES = frozenset(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho
    Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota
    Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas
    Utah Vermont Virginia Wisconsin Wyoming Manhattan Brooklyn Chicago Boston Atlanta Houston Dallas
    Philadelphia Miami Detroit Seattle Baltimore Cleveland Denver Milwaukee Pittsburgh Phoenix
    Minneapolis Charlotte Hollywood Texan Californian Harvard Yale Princeton Stanford""".split()
)
US_PHRASES = (
    "New York", "New Jersey", "New Mexico", "New Hampshire", "North Carolina", "South Carolina",
    "North Dakota", "South Dakota", "Rhode Island", "West Virginia", "Los Angeles", "San Francisco",
    "Las Vegas", "San Diego", "New Orleans", "Washington, D.C.", "Washington state", "NYPD", "GOP",
    "Democratic National", "Republican National", "Republican presidential", "Democratic presidential",
    "Republican nominee", "Democratic nominee", "House Speaker", "Senate Majority", "Senate Minority",
    "House Minority", "House Majority", "Supreme Court Justice", "Attorney General", "Homeland Security",
    "Army Corps of Engineers", "Wall Street", "Silicon Valley",
)  # fmt: skip
US_ABBREVIATED = re.compile(r"\b(?:Rep|Sen|Gov|Reps|Sens)\.\s|\b[DRI]-[A-Z][a-z]*\.?")
PLACES = {
    "Istanbul": "TR", "Shanghai": "CN", "Shenzhen": "CN", "Guangzhou": "CN", "Wuhan": "CN",
    "Tibet": "CN", "Xinjiang": "CN", "Mumbai": "IN", "Kolkata": "IN", "Chennai": "IN",
    "Bengaluru": "IN", "Bangalore": "IN", "Kashmir": "IN", "Karachi": "PK", "Lahore": "PK",
    "Sydney": "AU", "Melbourne": "AU", "Brisbane": "AU", "Queensland": "AU", "Tasmania": "AU",
    "Auckland": "NZ", "Toronto": "CA", "Montreal": "CA", "Vancouver": "CA", "Quebec": "CA",
    "Ontario": "CA", "Alberta": "CA", "Manitoba": "CA", "Osaka": "JP", "Kyoto": "JP",
    "Hiroshima": "JP", "Okinawa": "JP", "Hokkaido": "JP", "Busan": "KR", "Munich": "DE",
    "Hamburg": "DE", "Frankfurt": "DE", "Cologne": "DE", "Bavaria": "DE", "Bavarian": "DE",
    "Saxony": "DE", "Milan": "IT", "Naples": "IT", "Turin": "IT", "Venice": "IT", "Sicily": "IT",
    "Lombardy": "IT", "Barcelona": "ES", "Catalonia": "ES", "Catalan": "ES", "Basque": "ES",
    "Seville": "ES", "Galicia": "ES", "Marseille": "FR", "Lyon": "FR", "Corsica": "FR",
    "Brittany": "FR", "Bordeaux": "FR", "Strasbourg": "FR", "Geneva": "CH", "Zurich": "CH",
    "Zürich": "CH", "Basel": "CH", "Antwerp": "BE", "Flemish": "BE", "Flanders": "BE",
    "Wallonia": "BE", "Brussels": "BE", "Rotterdam": "NL", "Gothenburg": "SE", "Bergen": "NO",
    "Tromsø": "NO", "Aarhus": "DK", "Porto": "PT", "Gdansk": "PL", "Gdańsk": "PL", "Krakow": "PL",
    "Kraków": "PL", "St. Petersburg": "RU", "St Petersburg": "RU", "Chechnya": "RU",
    "Chechen": "RU", "Siberia": "RU", "Siberian": "RU", "Vladivostok": "RU", "Dagestan": "RU",
    "Crimea": "UA", "Donetsk": "UA", "Kharkiv": "UA", "Odesa": "UA", "Odessa": "UA", "Lviv": "UA",
    "Mariupol": "UA", "Abkhazia": "GE", "Batumi": "GE", "Aleppo": "SY", "Homs": "SY",
    "Mosul": "IQ", "Basra": "IQ", "Erbil": "IQ", "Isfahan": "IR", "Natanz": "IR", "Haifa": "IL",
    "Alexandria": "EG", "Casablanca": "MA", "Benghazi": "LY", "Mombasa": "KE", "Kisumu": "KE",
    "Johannesburg": "ZA", "Cape Town": "ZA", "Durban": "ZA", "Soweto": "ZA", "Kano": "NG",
    "Darfur": "SD", "Tigray": "ET", "Goma": "CD", "São Paulo": "BR", "Sao Paulo": "BR",
    "Rio de Janeiro": "BR", "Córdoba": "AR", "Guayaquil": "EC", "Medellín": "CO", "Medellin": "CO",
    "Guadalajara": "MX", "Monterrey": "MX", "Tijuana": "MX", "Valparaíso": "CL", "Cusco": "PE",
    "Manchester": "GB", "Liverpool": "GB", "Birmingham": "GB", "Glasgow": "GB", "Oxford": "GB",
    "Cambridge": "GB", "Yorkshire": "GB", "Cornwall": "GB", "Kent": "GB", "Ulster": "GB",
    "Mandalay": "MM", "Rakhine": "MM", "Ho Chi Minh City": "VN", "Da Nang": "VN", "Chiang Mai": "TH",
    "Dubai": "AE", "Sharjah": "AE", "Jeddah": "SA", "Mecca": "SA", "Aden": "YE", "Belgian": "BE",
    "Tel Aviv": "IL", "Bethlehem": "PS", "Rafah": "PS", "Hebron": "PS", "Mindanao": "PH",
    "Bali": "ID", "Java": "ID", "Aceh": "ID", "Sumatra": "ID", "Penang": "MY", "Sarawak": "MY",
    "Thessaloniki": "GR", "Crete": "GR", "Izmir": "TR", "Transylvania": "RO", "Debrecen": "HU",
    "Szeged": "HU", "Split": "HR", "Banja Luka": "BA", "Mitrovica": "XK", "Tiraspol": "MD",
    "Salzburg": "AT", "Graz": "AT", "Cork": "IE", "Galway": "IE", "Kingstown": "VC",
}  # fmt: skip
NOT_OWN = re.compile(r"\b(?:to|on|about|against|with|covering|specialising\s+in)\s+(?:the\s+)?$")


def country_name(code: str) -> str:
    """The everyday English name of an ISO 3166-1 alpha-2 code."""
    return COUNTRIES[code]


@cache
def _forms() -> dict[str, list[tuple[str, str | None, Sense]]]:
    """Every form by its first word, longest first; a code of None blocks what lies in it."""
    forms: list[tuple[str, str | None, Sense]] = []
    for line in (DATA / "countries.tsv").read_text("utf-8").splitlines():
        code, *cells = line.split("\t")
        for sense, cell in zip(COLUMNS, cells, strict=True):
            for form in filter(None, cell.split("|")):
                forms.append((form, code, sense))
                if sense is Sense.DEMONYM and (plural := _plural(form)):
                    forms.append((plural, code, sense))
    for line in (DATA / "other_names.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            forms.append((line, None, Sense.NAME))
    by_word: dict[str, list[tuple[str, str | None, Sense]]] = {}
    for form in sorted(forms, key=lambda f: -len(f[0])):
        match = FIRST_WORD.match(form[0])
        if match:
            by_word.setdefault(match[0], []).append(form)
            if form[2] is Sense.NAME and form[0] != form[0].upper() and len(form[0]) > 4:
                upper = form[0].upper()
                first = FIRST_WORD.match(upper)
                by_word.setdefault(first[0] if first else upper, []).append((upper, *form[1:]))
    return by_word


def _plural(demonym: str) -> str | None:
    for ending, plural in NOUN_PLURALS.items():
        if demonym.endswith(ending) and demonym not in {"German", "Roman"}:
            return demonym.removesuffix(ending) + plural if not demonym.endswith("oman") else None
    return None if demonym.endswith(NO_PLURAL) else demonym + "s"


def find_countries(text: str) -> tuple[CountryMention, ...]:
    """Countries meant in a text, in order, without overlaps.

    A capital counts only where it stands for its government (“Moscow warned”), not as a place
    (“in Moscow”) and not in a dateline.
    """
    found: list[CountryMention] = []
    for span, code, sense in _candidates(text):
        if found and span.start < found[-1].span.end:
            continue
        if _is_name_of_somebody(text, span):
            continue
        form = span.of(text)
        if form in {"Georgia", "Georgian", "Georgians"}:
            code = _which_georgia(text)
        if form == "US" and _in_capitals(text, span):
            continue
        if sense is Sense.CAPITAL and not _governs(text, span, found):
            continue
        found.append(CountryMention(span, code, sense))
    capital = _washington(text, found)
    return tuple(sorted(found + capital, key=lambda mention: mention.span))


def _candidates(text: str) -> Iterator[tuple[Span, str, Sense]]:
    forms = _forms()
    taken = 0
    for match in FIRST_WORD.finditer(text):
        start = match.start()
        if start < taken:
            continue
        word = match[0]
        entries = forms.get(word, ())
        for form, code, sense in entries:
            end = start + len(form)
            if text.startswith(form, start) and not _continues(text, end, form):
                taken = end
                if code is not None:
                    yield Span(start, end), code, sense
                break


def _continues(text: str, end: int, form: str) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_") and form[-1] != "."


def _is_name_of_somebody(text: str, span: Span) -> bool:
    """“Michael Jordan”, “Jordan Moss”, “Mr. Washington”."""
    form = span.of(text)
    before = re.search(r"([^\W\d_][\w’'.\-]*)[ \xa0]$", text[max(0, span.start - 30) : span.start])
    if form in SURNAMES | GIVEN_NAMES and before:
        word = before[1]
        if word.rstrip(".") in {"Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Lady", "Prof", "George"}:
            return True
        if word[0].isupper() and gender_of_given(word) and not is_title(word):
            return True
        if re.fullmatch(r"[A-Z]\.", word) and not text[: span.start].endswith("U.S. "):
            return True
    if form in GIVEN_NAMES:
        after = re.match(r"[ \xa0]([A-Z][a-zà-ÿ]+)(?:[’']s)?", text[span.end : span.end + 30])
        return bool(after and not is_title(after[1]) and after[1] not in {"Valley", "River", "Sea"})
    return False


def _which_georgia(text: str) -> str:
    american = len(re.findall(r"\b(?:Atlanta|Savannah|Ga\.|Alabama|Florida|Carolina|Tennessee|Gov\.|"
                              r"Sen\.|Rep\.|Ohio|Pennsylvania|Michigan|Arizona)", text))  # fmt: skip
    caucasian = len(re.findall(r"\b(?:Tbilisi|Batumi|Abkhaz|Ossetia|Caucasus|Black Sea|Armenia|Azerbaijan|"
                               r"Russia|Moscow|Georgian Dream|Kutaisi|Poti|Georgia’s (?:foreign|prime)|"
                               r"Georgia's (?:foreign|prime))", text))  # fmt: skip
    return "US" if american > caucasian else "GE"


def _in_capitals(text: str, span: Span) -> bool:
    """“US” in a headline all in capitals may be the pronoun."""
    before = re.search(r"(\w+)\W{1,2}$", text[max(0, span.start - 25) : span.start])
    after = re.match(r"\W{1,2}(\w+)", text[span.end : span.end + 25])
    beside = [m[1] for m in (before, after) if m]
    return len(beside) == 2 and all(w.isupper() and len(w) > 2 for w in beside)


def _governs(text: str, span: Span, found: list[CountryMention]) -> bool:
    """Whether a capital stands for its government here."""
    before = text[max(0, span.start - 40) : span.start]
    after = text[span.end : span.end + 40]
    if re.match(r",?\s*\(|\s[—–-]\s|,\s(?:[A-Z][a-z]+|[A-Z]{2})", after) or span.of(text).isupper():
        return False  # a dateline, or “Paris, Texas”
    if re.match(r"[’']s?(?!\w)", after):
        return not re.match(
            r"[’']s?\s+(?:\w+\s+)?(?:streets?|airport|suburbs?|river|centre|center|mayor|museums?|"
            r"university|old|main|port|skyline|harbou?r|residents|traffic|weather)\b",
            after,
        ) and not PLACE.search(before)
    if GOVERNS.match(after):
        return True
    if PLACE.search(before):
        return False
    if SUBJECT_VERB.match(after):
        return not re.search(r"\b(?:of|from|to|for|on)\s+$", before)
    if STRONG_BEFORE.search(before):
        return True
    if found and re.fullmatch(
        r"(?:[’']s)?(?:,|\s+and|,\s+and|\s+or)\s+", text[found[-1].span.end : span.start]
    ):
        return True
    return bool(AGAINST.search(before)) and not re.search(r"\b(?:of|on|to|from|for|as)\s+$", before)


def _washington(text: str, found: list[CountryMention]) -> list[CountryMention]:
    """Washington: the government, unless it is the state, the city as a place, or a person."""
    taken = {mention.span.start for mention in found}
    more = []
    for match in re.finditer(r"(?<![\w’'-])Washington(?!\w)", text):
        span = Span(*match.span())
        state = re.match(
            r",?\s(?:[Ss]tate|D\.?C|Post|Times|Examiner|Monument|University|[A-Z])",
            text[span.end :][:12],
        )
        named = _is_name_of_somebody(text, span) or text[: span.start].endswith(
            ("state of ", "of ")
        )
        if span.start not in taken and not state and not named and _governs(text, span, found):
            more.append(CountryMention(span, "US", Sense.CAPITAL))
    return more


def country_in(phrase: str) -> str | None:
    """The country of a person or body from the phrase that describes it.

    Reads more than `find_countries`: capitals and big cities as places, US states, US
    offices.  A country somebody is sent to or speaks on is not their own.

    >>> country_in("Norway’s ambassador to Fiji"), country_in("mayor of Istanbul")
    ('NO', 'TR')
    """
    found: list[tuple[int, str]] = []
    for span, code, _ in _candidates(phrase):
        if not _is_name_of_somebody(phrase, span) and not NOT_OWN.search(phrase[: span.start]):
            if span.of(phrase).startswith("Georgia"):
                code = _which_georgia(phrase)
            found.append((span.start, code))
    for place, code in PLACES.items():
        at = phrase.find(place)
        if (
            at >= 0
            and re.search(rf"\b{re.escape(place)}\b", phrase)
            and not NOT_OWN.search(phrase[:at])
        ):
            found.append((at, code))
    if found:
        return min(found)[1]
    words = set(re.findall(r"[A-Z][a-z]+", phrase))
    american = words & US_STATES or any(p in phrase for p in US_PHRASES) or "Washington" in words
    return "US" if american or US_ABBREVIATED.search(phrase) else None
