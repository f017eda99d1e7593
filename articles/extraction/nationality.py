"""Whose country somebody is of, read from the phrase that describes them."""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.countries import candidates, is_name_of_somebody, which_georgia
from articles.extraction.names import DATA

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
    "North Dakota", "South Dakota", "Rhode Island", "West Virginia", "Los Angeles",
    "San Francisco", "Las Vegas", "San Diego", "New Orleans", "Washington, D.C.",
    "Washington state", "NYPD", "GOP", "Democratic National", "Republican National",
    "Republican presidential", "Democratic presidential", "Republican nominee",
    "Democratic nominee", "House Speaker", "Senate Majority", "Senate Minority", "House Minority",
    "House Majority", "Supreme Court Justice", "Attorney General", "Homeland Security",
    "Army Corps of Engineers", "Secretary of State", "Wall Street", "Silicon Valley",
    "FBI", "CIA", "EPA", "Pentagon", "Justice Department", "State Department",
    "Treasury Department", "Veterans Affairs", "Federal Reserve", "Capitol Hill",
)  # fmt: skip
US_ABBREVIATED = re.compile(
    r"\b(?:Rep|Sen|Gov|Reps|Sens)\.(?:\s|$)|\b[DRI]-[A-Z][a-z]*\.?|\bthe\s(?:House|Senate)\b|,\s"
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|"
    r"Neb|Nev|N\.C|N\.D|N\.H|N\.J|N\.M|N\.Y|Okla|Ore|Pa|R\.I|S\.C|S\.D|Tenn|Va|Vt|Wash|Wis|"
    r"W\.Va|Wyo)\."
)

NOT_OWN = re.compile(
    r"\b(?:to|on|about|against|with|covering|specialising\s+in|(?:critic|ally|opponent|enemy|friend|"
    r"supporter|admirer|victim|historian|scholar)\s+of)\s+(?:the\s+)?$"
)


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    """Big cities and regions of `data/places.tsv`, and one pattern that finds them."""
    lines = (DATA / "places.tsv").read_text("utf-8").splitlines()
    codes = dict(line.split("\t") for line in lines)
    ordered = sorted(codes, key=lambda place: -len(place))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b"), codes


def country_in(phrase: str) -> str | None:
    """The country of a person or body from the phrase that describes it.

    Reads more than `find_countries`: capitals and big cities as places, US states, US
    offices.  A country somebody is sent to or speaks on is not their own.

    >>> country_in("Norway’s ambassador to Fiji"), country_in("mayor of Istanbul")
    ('NO', 'TR')
    """
    found = [
        (span.start, which_georgia(phrase) if span.of(phrase).startswith("Georgia") else code)
        for span, code, _ in candidates(phrase)
        if not is_name_of_somebody(phrase, span)
    ]
    pattern, codes = _places()
    found += [(match.start(), codes[match[0]]) for match in pattern.finditer(phrase)]
    own = [(at, code) for at, code in found if not NOT_OWN.search(phrase[:at])]
    if own:
        return min(own)[1]
    return "US" if not found and _is_american(phrase) else None


def _is_american(phrase: str) -> bool:
    words = set(re.findall(r"[A-Z][a-z]+", phrase))
    return bool(
        words & US_STATES
        or "Washington" in words
        or any(part in phrase for part in US_PHRASES)
        or US_ABBREVIATED.search(phrase)
    )
