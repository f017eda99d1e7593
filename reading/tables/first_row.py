"""Whether the first line of a text may be the first row of a table: a quick look (`cells.py`)."""

from __future__ import annotations

from reading.patterns import late
from reading.tables import names

SEPARATORS = ",;\t|"
_SAYS_SEPARATOR = "sep="
_SEPARATOR = late(f"[{SEPARATORS}]")
# Characters of the first row, and of the name of a column.
LONGEST, _LONGEST_NAME = 4000, 60


def without_first_line(text: str) -> str:
    """The text without the line by which a spreadsheet says what divides its cells."""
    return text.partition("\n")[2] if text[:4].lower() == _SAYS_SEPARATOR else text


def may_be_table(text: str) -> bool:
    """Whether the first line has a cell that names a column; quick, for most texts are none."""
    first_line = without_first_line(text[:LONGEST]).lstrip("\r\n").partition("\n")[0]
    cells = _SEPARATOR.split(first_line)
    if len(cells) == 1:
        return False
    return any(len(cell) <= _LONGEST_NAME and names.is_known(cell) for cell in cells)
