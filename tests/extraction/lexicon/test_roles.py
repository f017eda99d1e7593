from __future__ import annotations

from collections import Counter

import pytest

from extraction.annotations import Span
from extraction.coreference.titles import head_noun, title_before
from extraction.lexicon import roles
from extraction.lexicon.honorifics import (
    ABBREVIATED_TITLES,
    GENDERED_TITLES,
    HONORIFICS_ABROAD,
    NOT_NAMES,
)
from extraction.lexicon.organizations import COLLECTIVE, ORGANIZATION_WORDS
from extraction.names import core
from extraction.text.folding import plain

GROUPS = {
    name: value
    for name, value in vars(roles).items()
    if name in {
        "STATE_OFFICES", "OTHER_OFFICES", "SPOKESPEOPLE", "LAWMAKERS", "CHAIRS", "RANKS", "CLERGY",
        "LEGAL_OFFICES", "CAMPAIGNERS", "PROFESSIONS_IN_FRONT", "QUALIFIERS_IN_FRONT", "POLITICS",
        "PARTISANS", "BUSINESS", "LAW", "HEALTH", "SCIENCE", "ARTS", "SPORT", "FORCES", "CHURCH",
        "TRADES", "OCCUPATIONS", "PEOPLE", "KIN",
    }
}  # fmt: skip


def test_a_role_is_in_one_group() -> None:
    counts = Counter(role for group in GROUPS.values() for role in group)
    assert [role for role, count in counts.items() if count > 1] == []
    titles = GENDERED_TITLES | ABBREVIATED_TITLES | HONORIFICS_ABROAD
    assert counts.keys() | titles == roles.HEADS | roles.TITLES


def test_a_description_turns_on_every_role() -> None:
    for role in sorted(roles.HEADS - GENDERED_TITLES - ABBREVIATED_TITLES):
        assert head_noun(f"a former {role} of the port") == role
        title = title_before(f"the former {role} Ana Brel", Span(12 + len(role), 20 + len(role)))
        assert title is not None, role
        assert title.head == role


def test_a_role_in_front_is_no_part_of_the_name() -> None:
    for title in sorted(roles.ROLES_IN_FRONT):
        assert core([title.capitalize(), "Ana", "Brel"]) == ("ana", "brel"), title


@pytest.mark.parametrize(
    "derived",
    ["OFFICES", "POSTS", "LEADER_ROLES", "ROLES_APPOSED", "ROLES_OF_NAMES", "TITLES_OF_NAMES"],
)
def test_sets_for_one_purpose_hold_known_words(derived: str) -> None:
    beyond = {
        "LEADER_ROLES": {"mogul"},
        "ROLES_APPOSED": {"state", "affairs"},
        "TITLES_OF_NAMES": HONORIFICS_ABROAD - roles.HEADS,
    }
    assert getattr(roles, derived) - roles.HEADS == beyond.get(derived, set())


def test_words_are_folded_as_they_are_looked_up() -> None:
    kept = {"attorney-general", "u.s"}  # read as they are written
    for word in roles.TITLES | roles.HEADS | NOT_NAMES | ORGANIZATION_WORDS | COLLECTIVE:
        assert plain(word) == word or word in kept | {"señor", "señora"}, word
