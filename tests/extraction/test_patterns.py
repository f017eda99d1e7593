"""Every expression of extraction takes time by the length of a text as stages read it."""

from __future__ import annotations

import pytest

from extraction.text.chunks import LONGEST_RUN
from tests.support.patterns import grows, modules, only_matched, patterns
from tests.support.sizes import sized

SIZE = sized(300, 500)
WORD, RUN = 20, 80  # code points of a word, and of a run of blanks that is read as it is
UNITS = [
    " ", "\n", "\xa0", " \n", "\t", "a", "A", "é", "0", ",", ".", "-", "'", "’", '"', "“", "(", "*",
    "A ", "Aa ", "a ", "A. ", "a, ", "Aa, ", "0 ", "0, ", '"a ', "“a” ", "“Aa ", "- ", "— ", "> ",
    "A: ", "Q: ", "a.\n", "Aa\n", "Aa Aa\n", "A.", "0,", "aa'", "’s ", " ,", "| ", "said ", ":",
    "the ", "of the ", "and ", "Mr. ", "who ", "The a of the ", "“a,” said A ", "Aa Aa-", "&",
]  # fmt: skip
# Tried on a few words alone, however long the text is.
BOUNDED = {
    "extraction.attribution.subjects._NOUN_END": "60 code points before a cue",
    "extraction.attribution.tagger.extents._LOOSE_END": "a source",
    "extraction.datelines._WITH_HYPHEN": "where a line begins",
}


def text_of(unit: str, size: int) -> str:
    """So many code points of a unit: in words, and in runs of blanks that a word ends."""
    if not unit.strip():
        unit = (unit * RUN)[:RUN] + "a"
    elif " " not in unit and "\n" not in unit:
        unit = (unit * WORD)[:WORD] + " "
    return (unit * (size // len(unit) + 1))[:size]


@pytest.mark.slow
def test_no_expression_takes_time_by_the_square_of_a_text() -> None:
    assert WORD < LONGEST_RUN
    every = list(modules("extraction", "extraction.batch"))
    found = patterns(every)
    assert len(found) > 500
    slow = {
        f"{name} on {unit!r}"
        for name, pattern in found.items()
        for unit in UNITS
        if name.split()[0] not in BOUNDED
        and grows(pattern, lambda size, unit=unit: text_of(unit, size), SIZE)  # type: ignore[misc]
        and not only_matched(every, name.split()[0].rpartition(".")[2], pattern)
    }
    assert not slow
