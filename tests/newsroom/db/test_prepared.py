"""Queries whose SQL is kept answer as querysets do, with any values."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from articles.models import Speaker, SpeakerName, Tenure
from newsroom.db.prepared import PreparedQuery

pytestmark = pytest.mark.django_db

FIRST = PreparedQuery[str](
    lambda keys, names: (
        Speaker.objects.filter(pk__in=keys, name__in=names, curated=False)
        .order_by("-name")
        .values_list("name", flat=True)[:3]
    )
)
NAMES = "Ada Bo Carla Dan Edna".split()


@pytest.fixture
def keys() -> list[int]:
    return [Speaker.objects.create(name=name, type="person").pk for name in NAMES]


@pytest.mark.parametrize("length", range(6))
def test_lists_of_any_length(keys: list[int], length: int) -> None:
    assert FIRST(keys[:length], NAMES) == sorted(NAMES[:length], reverse=True)[:3]
    assert FIRST(keys, set(NAMES[:length])) == sorted(NAMES[:length], reverse=True)[:3]


def test_a_value_twice_and_one_that_is_nobodys(keys: list[int]) -> None:
    assert FIRST([keys[0], keys[0], 0], [*NAMES, "", "O’Brel %s"]) == ["Ada"]


def test_texts_with_the_marks_of_an_array(keys: list[int]) -> None:
    marked = [
        "{Ada}",
        'Ada "Al" Brel',
        "Ada, Bo",
        "Ada\\Bo\\\\",
        "NULL",
        "O'Brel ''",
        "%s\n\t",
        "阿达",
    ]
    added = [Speaker.objects.create(name=name, type="person").pk for name in marked]
    for key, name in zip(added, marked, strict=True):
        assert FIRST(added, [name]) == [name]
        assert FIRST([key], [*marked, *NAMES]) == [name]
    assert FIRST([*keys, *added], ["{Ada", '"Ada"', "null"]) == []


def test_other_values_have_the_same_sql(keys: list[int]) -> None:
    def sql_of(*lists: Any) -> str:
        with CaptureQueriesContext(connection) as captured:
            assert len(FIRST(*lists)) == 1
        (query,) = captured
        return re.split(" IN | = ANY", str(query["sql"]))[0]

    assert sql_of(keys[:1], NAMES) == sql_of(keys[1:2], NAMES)


def test_rows_are_instances_with_values_of_their_types(keys: list[int]) -> None:
    day = dt.date(2025, 6, 19)
    Tenure.objects.create(speaker_id=keys[0], title="mayor", since=day)
    tenures = PreparedQuery[Tenure](lambda keys: Tenure.objects.filter(speaker__in=keys))
    (tenure,) = tenures(keys)
    assert (tenure.speaker_id, tenure.title, tenure.since, tenure.until) == (
        keys[0], "mayor", day, None,
    )  # fmt: skip
    tenure.title = "governor"
    tenure.save()
    assert Tenure.objects.get().title == "governor"


def test_rows_of_several_columns(keys: list[int]) -> None:
    names = PreparedQuery[tuple[int, str]](
        lambda keys: SpeakerName.objects.filter(speaker__in=keys).values_list("speaker", "key")
    )
    assert names(keys[:2]) == [(keys[0], "ada"), (keys[1], "bo")]


def test_values_of_the_query_beside_those_of_the_lists(keys: list[int]) -> None:
    beside = PreparedQuery[str](
        lambda keys, names: (
            Speaker.objects.alias(share=Value("%s in % of %%"))
            .filter(pk__in=keys, share__endswith="%%")
            .exclude(name__in=names)
            .filter(type__in=("person", "group"))
            .order_by("name")
            .values_list("name", flat=True)
        )
    )
    assert beside(keys, ["Bo", "Dan"]) == ["Ada", "Carla", "Edna"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
def test_a_list_is_one_parameter(keys: list[int]) -> None:
    with CaptureQueriesContext(connection) as captured:
        FIRST(keys, NAMES)
    (query,) = captured
    assert query["sql"].count("= ANY(") == 2
    assert query["sql"].count(str(keys[-1])) == 1
