"""Speakers whose name may be written so in other letters."""

from __future__ import annotations

import pytest

from articles.search.typed.called import Called, heard_too
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
    called = heard_too(Called(), {typed: typed})
    assert [names[key] for key in called.by_sound.get(typed, ())] == heard
    assert (typed in called.far) is far
