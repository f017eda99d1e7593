"""Speakers whom words of a search may name, in other letters too, and what they are offered for."""

from __future__ import annotations

import pytest
from pyroaring import BitMap

from articles.models.letters import NameOf
from articles.search.index.index import Index
from articles.search.own_words import Words
from articles.search.selection import Selection
from articles.search.typed import called
from articles.search.typed.called import Called, heard_too
from articles.search.typed.readings import offers
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("typed", "named", "heard", "far"),
    [
        ("Брель", ["Ana Brel", "Eva Parley"], ["Ana Brel"], False),
        ("Патон", ["Tom Patton", "Luc Bedin"], ["Tom Patton"], False),
        ("Путин", ["Tom Patton"], ["Tom Patton"], True),
        ("Путин", ["Luc Bedin"], [], False),
        ("Брель", ["Eva Parley"], [], False),
    ],
)
def test_only_who_is_spelt_nearly_so_is_heard(
    typed: str, named: list[str], heard: list[str], far: bool
) -> None:
    """The consonants alone, as of “Parley” beside “Brel”, are too little."""
    names = {make_quotation("We stay", name).speaker_id: name for name in named}
    found = heard_too(Called(), {typed: typed})
    assert [names[key] for key in found.by_sound.get(typed, ())] == heard
    assert (typed in found.far) is far


def test_forms_are_made_of_names_that_end_as_a_phrase_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many share a first name, which is looked up too, and do not end so."""
    for family in ("Roe", "Poe", "Van der Brel", "Mar-Brel", "Moe"):
        make_quotation("We stay", f"Ana {family}")
    made: list[str] = []
    plain = called._forms

    def forms(name: NameOf) -> set[str]:
        made.append(name.key)
        return plain(name)

    monkeypatch.setattr(called, "_forms", forms)
    found = called.all_called(["ana", "brel", "ana brel"], ["ana"])
    assert {phrase: len(keys) for phrase, keys in found.by_name.items()} == {
        "brel": 2,
        "ana brel": 2,
    }
    assert len(found.by_first["ana"]) == 5
    assert set(made) == {"ana van der brel", "ana mar-brel"}


def test_what_the_other_filters_leave_out_is_left_out_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The few quotations of a speaker with a word are looked for first, in all of the archive."""
    make_quotation("We will mediate", "Ana Brel")
    for number in range(9):
        make_quotation(f"We will go {number}", "Bo Roe")
    sizes: list[int | None] = []
    plain = Index.select

    def select(
        self: Index,
        selection: Selection,
        words: BitMap | None,
        ignoring: str = "",
        among: BitMap | None = None,
    ) -> BitMap:
        if "speaker" in selection.values:
            sizes.append(None if words is None else len(words))
        return plain(self, selection, words, ignoring, among)

    monkeypatch.setattr(Index, "select", select)
    (offer,) = offers("brel will", Selection(words=Words.OWN), failing=False)
    assert (offer.count, offer.rest) == (1, "will")
    (offer,) = offers("brel", Selection(words=Words.OWN), failing=False)
    assert (offer.count, offer.rest) == (1, "")
    assert sizes == [10, None]
