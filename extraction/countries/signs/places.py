"""Cities, regions and national bodies that tell a country without naming it.

`places.tsv` holds big cities, states, provinces and what their people are called;
`institutions.tsv` agencies, parties, universities and newspapers that everybody knows to be of one
country.  Both are written by hand: a code, and names that mean nothing else in news.
`shared.tsv` holds names that bodies of several countries have, such as abbreviations of parties:
a name, and a code for each country, several times if it is meant there more often.  All are
looked up by first word, so the cost grows with the capitalised words of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extraction.annotations import Span
from extraction.countries.signs.mentions import FIRST_WORD, continues
from extraction.countries.table import lines_of
from extraction.names import is_given

FILES = ("places.tsv", "institutions.tsv")
SHARED = "shared.tsv"
# Cities and states that are family names as well: “Whitney Houston” is no place.
FAMILY_NAMES = frozenset(
    "Houston Cleveland Columbus Denver Dallas Austin Charlotte Orlando Buffalo Virginia Kent "
    "Bristol Split York Lexington Burlington Newark Dayton Verona Hama Bari".split()
)
STATES = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|"
    r"Neb|Nev|N\.C|N\.D|N\.H|N\.J|N\.M|N\.Y|Okla|Ore|Pa|R\.I|S\.C|S\.D|Tenn|Tex|Va|Vt|Wash|Wis|"
    r"W\.Va|Wyo)\."
)
# “Manchester, N.H.”, “Birmingham, Alabama”: a city of any name is in America.
IN_STATE = re.compile(
    rf",\s(?:{STATES}|(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|"
    r"Florida|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    r"Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|Ohio|Oklahoma|Oregon|"
    r"Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming|New\s(?:Hampshire|"
    r"Jersey|Mexico|York)|(?:North|South)\s(?:Carolina|Dakota)|Rhode\sIsland|West\sVirginia)\b)"
)

Entry = tuple[str, tuple[str, ...], str]


@cache
def _table() -> dict[str, list[Entry]]:
    """Names with their codes and files by first word, longest first."""
    entries: list[Entry] = [
        (name, (line.split("\t")[0],), file)
        for file in FILES
        for line in lines_of(file)
        for name in _spellings(line.split("\t")[1].split("|"))
    ]
    shared = (line.split("\t") for line in lines_of(SHARED))
    entries += [(name, tuple(codes.split()), SHARED) for name, codes in shared]
    by_word: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry[0])):
        if match := FIRST_WORD.match(entry[0]):
            by_word.setdefault(match[0], []).append(entry)
    return by_word


def _spellings(names: Iterable[str]) -> Iterator[str]:
    """The names, and those with an Arabic article as newspapers write it: “Ras Al Khaimah”."""
    for name in names:
        yield name
        if " al-" in name:
            yield name.replace(" al-", " Al ")
            yield name.replace(" al-", " Al-")


def find_places(text: str) -> Iterator[tuple[Span, str, str]]:
    """Places and bodies of one country with their ISO codes and files, in order, apart.

    >>> [code for _, code, _ in find_places("from Osaka to Manchester, N.H.")]
    ['JP', 'US']
    """
    for span, codes, file in find_known(text):
        if len(codes) == 1:
            yield span, codes[0], file


def find_known(text: str) -> Iterator[tuple[Span, tuple[str, ...], str]]:
    """All that the tables hold, each with the codes of the countries that may be meant.

    >>> [sorted(set(codes)) for _, codes, _ in find_known("the PTI and the Hluttaw")]
    [['IN', 'PK'], ['MM']]
    """
    table, taken = _table(), 0
    for match in FIRST_WORD.finditer(text):
        start = match.start()
        if start < taken or match[0] not in table:
            continue
        for name, codes, file in table[match[0]]:
            end = start + len(name)
            if text.startswith(name, start) and not continues(text, end, name):
                taken = end
                if name not in FAMILY_NAMES or not _is_family_name(text, start):
                    yield Span(start, end), ("US",) if IN_STATE.match(text, end) else codes, file
                break


def _is_family_name(text: str, start: int) -> bool:
    before = re.search(r"([A-Z][\w’'-]*)\.?\s$", text[max(0, start - 30) : start])
    return bool(before and (len(before[1]) == 1 or is_given(before[1])))
