"""Which outlets typed words call by name."""

from __future__ import annotations

import pytest

from articles.models import Outlet

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("typed", "alone", "called"),
    [
        ("the harbour post", False, ["The Harbour Post"]),
        ("harbour post", False, ["The Harbour Post"]),
        ("Quay", False, ["Quay"]),
        ("quay", False, []),
        ("quay", True, ["Quay"]),
        ("hbn", True, ["HBN News", "HBN Sport"]),
        ("hbn", False, []),
        ("harbour", True, []),
        ("a", True, []),
    ],
)
def test_names_are_known_whole_and_by_the_initials_that_they_begin_with(
    typed: str, alone: bool, called: list[str]
) -> None:
    names = ("The Harbour Post", "Quay", "HBN News", "HBN Sport", "Harbour Daily", "A Weekly")
    outlets = {Outlet.objects.create(name=name).pk: name for name in names}
    key = typed.lower()
    found = Outlet.objects.called({key: typed}, [key] if alone else [])
    assert sorted(outlets[pk] for pk in found.get(key, ())) == called
