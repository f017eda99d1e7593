"""Words that a country's newspapers take for granted: money, offices, forms of address, customs.

`words.tsv` is written by hand: a code, and words in the case they are written in.  A word that
several countries share counts for each by its part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from extraction.annotations import Span
from extraction.countries.table import lines_of

TOKEN = re.compile(r"[₦₱₹]|[A-Z]{1,2}\$|[^\W\d_](?:[^\W\d_]|[’'-](?=[^\W\d_]))+\.?")

# Money as it is written before an amount.  One letter counts before thousands and millions alone.
CURRENCIES = {
    "Sh": ("KE", "TZ", "UG"),
    "USh": ("UG",),
    "LE": ("EG",),
    "S$": ("SG",),
    "J$": ("JM",),
    "N$": ("NA",),
    "B$": ("BN", "BS"),
    "FJ$": ("FJ",),
    "Le": ("SL",),
    "Ft": ("HU",),
    "Nu": ("BT",),
    "R": ("ZA",),
    "N": ("NG",),
    "P": ("PH", "PH", "BW"),
    "K": ("ZM", "PG", "MW"),
    "E": ("SZ",),
    "M": ("LS",),
}
_SIGNS = "|".join(map(re.escape, sorted(CURRENCIES, key=len, reverse=True)))
AMOUNT = re.compile(
    rf"(?<![^\s(“\"‘])(?P<sign>{_SIGNS})"
    r"\.?\s?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<many>(?:\s?(?:m|bn|k|million|billion|trillion|crore)\b)?)(?![\w/])"
)

# Money that is called like other things, or as in other countries: it counts behind an amount.
BEHIND = {
    "afghanis": ("AF",),
    "bolivianos": ("BO",),
    "crowns": ("CZ",),
    "dong": ("VN",),
    "dram": ("AM",),
    "drams": ("AM",),
    "francs": ("CH", "CH", "BI", "CD", "DJ", "GN", "KM", "RW"),
    "kip": ("LA",),
    "lek": ("AL",),
    "leks": ("AL",),
    "lev": ("BG",),
    "leva": ("BG",),
    "lira": ("TR", "TR", "LB", "SY"),
    "marks": ("BA",),
    "reais": ("BR",),
    "rials": ("IR", "OM", "YE"),
    "soles": ("PE",),
    "som": ("KG", "UZ"),
    "taka": ("BD",),
    "won": ("KR",),
}
AMOUNT_BEFORE = re.compile(
    r"(?<![\w.,])\d[\d.,]*(?:\s(?:hundred|thousand|million|billion|trillion)|[mb]n?)?\s"
    rf"(?P<money>{'|'.join(BEHIND)})\b(?!\s(?:by|the|a|an|in|his|her|their|its)\b)"
)

Entry = tuple[str, tuple[str, ...]]


@cache
def _table() -> dict[str, list[Entry]]:
    """The words with their countries by first token, longest first."""
    countries: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines_of("words.tsv"):
        code, words = line.split("\t")
        for word in words.split("|"):
            countries[word].append(code)
    by_token: defaultdict[str, list[Entry]] = defaultdict(list)
    for word in sorted(countries, key=len, reverse=True):
        if match := TOKEN.match(word):
            by_token[match[0].rstrip(".")].append((word, tuple(countries[word])))
    return dict(by_token)


def find_words(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The words of a text that tell countries, in order, each with all its countries.

    >>> [codes for _, codes in find_words("the barangay paid 500 ringgit")]
    [('PH',), ('MY',)]
    """
    table, taken = _table(), 0
    for match in TOKEN.finditer(text):
        entries = table.get(match[0].rstrip("."))
        if entries is None or (start := match.start()) < taken:
            continue
        for word, codes in entries:
            end = start + len(word)
            if text.startswith(word, start) and not text[end : end + 1].isalpha():
                taken = end
                yield Span(start, end), codes
                break


def find_amounts(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Amounts of money by what stands before or behind them, each with its countries.

    >>> [codes for _, codes in find_amounts("from R1,900 to Sh40, by the R40")]
    [('ZA',), ('KE', 'TZ', 'UG')]
    """
    for match in AMOUNT.finditer(text):
        large = "," in match["number"] or match["many"] or "." in match["number"]
        if large or len(match["sign"]) > 1:
            yield Span(*match.span("sign")), CURRENCIES[match["sign"]]
    for match in AMOUNT_BEFORE.finditer(text):
        yield Span(*match.span("money")), BEHIND[match["money"]]
