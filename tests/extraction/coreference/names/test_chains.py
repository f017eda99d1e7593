"""Which names are one person's, in texts whose names are given by hand: no model is loaded."""

from __future__ import annotations

import re

import pytest

from extraction.annotations import Span
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.mentions import find_mentions
from tests.support.documents import document

ALONE = "Delk owned ferries. Delk sold two. Delk kept one."
LONG_AFTER = " The council met again, and went home late in the rain." * 12


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        # the family name alone is his, since his name came first
        ("Orban Delk", ["Orban Delk", "Orban T. Delk"], {"Orban T. Delk"}),
        ("Orban Delk", ["Orban T. Delk", "Orban Delk"], {"Orban T. Delk"}),
        ("Orban T. Delk", ["Orban Delk", "Orban Delk"], {"Orban T. Delk"}),
        ("Orban Delk", ["Orban Delk", "Orban Tamas Delk"], {"Orban Tamas Delk"}),
        # … or a relative's, since his comes long after
        ("", ["Orban Delk", "Orban Delk", "Orban T. Delk"], {"Delk", "Orban T. Delk"}),
    ],
)
def test_whose_a_family_name_alone_is(first: str, later: list[str], expected: set[str]) -> None:
    text = f"{first or 'Nobody'} was born here.\n\n{ALONE}{LONG_AFTER}\n\n{'. '.join(later)}."
    made = document(text, names=[(span, "PERSON") for span in _places(text, [first, *later])])
    find_mentions(made)
    join_mentions(made)
    assert {chain.name for chain in made.chains} == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (["Ken Delk", "Kenneth Delk"], "Kenneth Delk"),
        (["Kenneth Delk", "Ken Delk", "Ken Delk"], "Ken Delk"),
        (["Steve Delk", "Stephen Delk", "Stephen Delk"], "Stephen Delk"),
        (["Robert Delk", "Bob Delk"], "Robert Delk"),
        (["Liz Delk", "Elizabeth Mary Delk", "Liz Delk"], "Elizabeth Mary Delk"),
    ],
)
def test_short_forms_of_a_given_name_are_one_person(named: list[str], expected: str) -> None:
    text = f"{'. '.join(named)}. {ALONE}"
    made = document(text, names=[(span, "PERSON") for span in _places(text, named)])
    find_mentions(made)
    join_mentions(made)
    assert [chain.name for chain in made.chains] == [expected]


@pytest.mark.parametrize(
    ("first", "second", "alone", "whose"),
    [
        ("Oda Delk", "Odo Delk", "at home.\n\nMs {} slept", "Oda Delk"),
        ("Odo Delk", "Oda Delk", "at home.\nMiss {} slept", "Oda Delk"),
        ("Oda Van Delk", "Odo Van Delk", "at home.\n\nMr {} slept", "Odo Van Delk"),
        ("Odo Van Delk", "Oda Van Delk", "at home. Mrs {} slept", "Oda Van Delk"),
        ("Oda Van Delk", "Odo Van Delk", "“Sir {} is late”", "Odo Van Delk"),
        ("Odo Delk", "Oda Delk", "at home. Señora {} slept", "Oda Delk"),
    ],
)
def test_a_title_tells_whose_a_family_name_is(
    first: str, second: str, alone: str, whose: str
) -> None:
    family = first.split(" ", 1)[1]
    text = f"Mr {first} left. Mr {second} stayed {alone.format(family)}."
    text = text.replace("Mr Oda", "Ms Oda")
    starts = [text.index(first), text.index(second), text.rindex(family)]
    ends = (len(first), len(second), len(family))
    made = document(
        text, names=[(Span(s, s + size), "PERSON") for s, size in zip(starts, ends, strict=True)]
    )
    find_mentions(made)
    join_mentions(made)
    (found,) = [c for c in made.chains if any(m.span.start == starts[2] for m in c.mentions)]
    assert found.name == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Sir Odo Delk gave the crane. Luc Delk runs it. Mr Delk slept.", "Luc Delk"),
        ("Luc Delk runs it. Mr Delk slept. Sir Odo Delk gave the crane.", "Luc Delk"),
        ("Dame Oda Delk gave it. Mia Delk, her niece, runs it. Ms Delk slept.", "Mia Delk"),
        ("Luc Delk met Lord Odo Delk. At home Mr. Delk slept.", "Luc Delk"),
        ("Odo Delk became Sir Odo Delk. Until then Mr Delk slept.", "Odo Delk"),
    ],
)
def test_who_is_sir_is_not_mr_where_another_may_be(text: str, whose: str) -> None:
    found = re.finditer(r"(?:\b(?:Odo|Oda|Luc|Mia) )?Delk", text)
    made = document(text, names=[(Span(*match.span()), "PERSON") for match in found])
    find_mentions(made)
    join_mentions(made)
    (alone,) = re.finditer(r"(?<=M[rs] )Delk|(?<=Mr\. )Delk", text)
    (chain,) = [c for c in made.chains if any(m.span.start == alone.start() for m in c.mentions)]
    assert chain.name == whose


def _places(text: str, names: list[str]) -> list[Span]:
    """The full names, in text order, then the family name alone in `ALONE`."""
    found, at = [], 0
    for name in filter(None, names):
        start = text.index(name, at)
        at = start + len(name)
        found.append(Span(start, at))
    begin = text.index(ALONE)
    starts = [begin + place for place in range(len(ALONE)) if ALONE.startswith("Delk", place)]
    return found + [Span(start, start + 4) for start in starts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asha and Rohan Delk run it. Asha sleeps.", {"Asha Delk", "Rohan Delk"}),
        ("Asha & Rohan Delk run it.", {"Asha Delk", "Rohan Delk"}),
        ("Asha, and Rohan Delk, run it.", {"Asha", "Rohan Delk"}),
        ("Asha sleeps. Asha and Rohan Delk run it.", {"Asha", "Rohan Delk"}),
        ("Asha and Rohan Delk run it. Asha Moss left.", {"Asha Moss", "Rohan Delk"}),
        ("Moss and Rohan Delk run it.", {"Moss", "Rohan Delk"}),
    ],
)
def test_two_share_a_family_name(text: str, expected: set[str]) -> None:
    people = re.finditer(r"(?:Asha|Rohan|Moss)(?: (?:Delk|Moss))?", text)
    made = document(text, names=[(Span(m.start(), m.end()), "PERSON") for m in people])
    find_mentions(made)
    join_mentions(made)
    assert {chain.name for chain in made.chains} == expected


@pytest.mark.parametrize(
    ("kin", "gender"),
    [
        ("young man", "m"),
        ("old woman", "f"),
        ("son", "m"),
        ("wife", "f"),
        ("uncle", "m"),
        ("clerk", None),
    ],
)
def test_a_word_of_kin_tells_the_gender(kin: str, gender: str | None) -> None:
    text = f"Her {kin}, Zawtun Vekko, rowed it away."
    start = text.index("Zawtun")
    made = document(text, names=[(Span(start, start + 12), "PERSON")])
    find_mentions(made)
    join_mentions(made)
    assert made.chains[0].gender == gender


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill was founded by mayor Ana Brel and engineer Rob Ek.", ["mayor", "engineer"]),
        ("He met president Ana Brel and the Danish doctor Rob Ek.", ["president", "Danish doctor"]),
        ("Sentencing Ana Brel, judge Rob Ek said so.", [None, "judge"]),
        ("Beside Ana Brel, president Rob Ek praised it.", [None, "president"]),
        ("Ana Brel, wife of judge Rob Ek, said so.", ["wife of judge Rob Ek", "judge"]),
        ("Ana Brel, judge Rob Ek's sister, said so.", ["judge Rob Ek's sister", "judge"]),
    ],
)
def test_a_title_is_of_one_person(text: str, expected: list[str | None]) -> None:
    starts = {name: text.index(name) for name in ("Ana Brel", "Rob Ek")}
    spans = [Span(start, start + len(name)) for name, start in starts.items()]
    made = document(text, names=[(span, "PERSON") for span in spans])
    find_mentions(made)
    join_mentions(made)
    titles = [chain.titles[0][1].text if chain.titles else None for chain in made.chains]
    assert titles == expected
