"""The offices in what articles call a speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.offices import every_office, is_title, offices_called, offices_in


@pytest.mark.parametrize(
    ("title", "offices"),
    [
        ("senator", ["senator"]),
        ("Sen.", ["senator"]),
        ("Spokeswoman", ["spokesperson"]),
        ("foreign minister", ["minister", "foreign minister"]),
        ("Norwegian defense minister", ["minister", "defence minister"]),
        ("deputy foreign minister", ["deputy minister"]),
        ("Home Secretary", ["secretary", "home secretary"]),
        ("UK Foreign Secretary", ["secretary", "foreign secretary"]),
        ("secretary of defense", ["secretary", "defence secretary"]),
        ("minister for foreign affairs", ["minister", "foreign minister"]),
        ("home affairs minister", ["minister", "home minister"]),
        ("minister of the economy", ["minister", "economy minister"]),
        ("minister of Peru", ["minister"]),
        ("Shadow Home Secretary", ["shadow secretary"]),
        ("aide to the home secretary", ["aide"]),
        ("chief of police", ["police chief"]),
        ("prime minister", ["prime minister"]),
        ("Vice President", ["vice president"]),
        ("US secretary of state", ["secretary of state"]),
        ("Attorney General", ["attorney general"]),
        ("secretary-general of the council", ["secretary-general"]),
        ("chief executive officer of a bank", ["chief executive"]),
        ("general manager of Brel Salmon", ["manager"]),
        ("head coach", ["coach"]),
        ("chief economist at the bank", ["economist"]),
        ("spokesman for the prime minister", ["spokesperson"]),
        ("the president’s lawyer", ["lawyer"]),
        ("wife of the ambassador", []),
        ("ally of the governor", []),
        ("former president and chairwoman of the party", ["president", "chair"]),
        ("professor of law, former judge", ["professor", "judge"]),
        ("member of parliament", ["lawmaker"]),
        ("resident", []),
        ("", []),
    ],
)
def test_a_description_gives_the_offices_of_the_speaker_alone(
    title: str, offices: list[str]
) -> None:
    assert list(offices_in(title)) == offices


@pytest.mark.parametrize(
    ("phrase", "offices"),
    [
        ("senators", ("senator",)),
        ("Spokesmen", ("spokesperson",)),
        ("prime minister", ("prime minister",)),
        ("foreign ministers", ("foreign minister",)),
        ("home secretaries", ("home secretary",)),
        ("secretary of defense", ("defence secretary",)),
        ("shadow home secretary", ("shadow secretary",)),
        ("chiefs of police", ("police chief",)),
        ("congress", ("senator", "representative")),
        ("peace", ()),
        ("CEO of Brel", ()),
        ("constable Roe", ()),
        ("CM", ("chief minister",)),
        ("the ambassador in Rome", ()),
    ],
)
def test_an_office_is_looked_for_by_any_of_its_names(phrase: str, offices: tuple[str, ...]) -> None:
    assert offices_called(phrase) == offices


words = st.sampled_from(
    """deputy chief minister secretary foreign shadow of the and , for president's senator
    head prime Ana""".split()
)


@given(st.lists(words, max_size=8))
def test_every_office_found_is_one_of_the_list(title: list[str]) -> None:
    assert set(offices_in(" ".join(title))) <= set(every_office())


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("senators", True),
        ("spokespeople", True),
        ("ceo", True),
        ("pope", True),
        ("kings", True),
        ("bridge", False),
        ("police", False),
    ],
)
def test_a_title_is_an_office_or_what_its_holders_are_called(word: str, title: bool) -> None:
    assert is_title(word) is title
