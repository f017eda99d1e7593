"""The tables of this package, and the one table of the countries of ISO 3166-1.

`countries.tsv` has a line a country, by alpha-2 code: code, label, names, demonyms, capitals and
seats of power.  The label is the short name that pages print; the other columns hold the forms
that texts use, parted by `|`.  Labels come from the Debian iso-codes (by way of pycountry), with
everyday names in place of official ones.  XK is not in the standard; it is the code in common use
for Kosovo.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

TABLES = Path(__file__).parent


class CountryRow(NamedTuple):
    """A line of `countries.tsv`; each of the last four holds any number of forms."""

    code: str
    label: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


def lines_of(table: str) -> list[str]:
    """The lines of a table of this package.

    >>> lines_of("leaders.tsv")[0].split("\\t")[:2]
    ['Abdullah bin Zayed', 'AE']
    """
    return (TABLES / table).read_text("utf-8").splitlines()


def _row(line: str) -> CountryRow:
    code, label, *cells = line.split("\t")
    names, demonyms, capitals, seats = (tuple(filter(None, cell.split("|"))) for cell in cells)
    return CountryRow(code, label, names, demonyms, capitals, seats)


ROWS = tuple(map(_row, lines_of("countries.tsv")))
COUNTRIES = {row.code: row.label for row in ROWS}
"""The label of each code, in the order of the codes."""
