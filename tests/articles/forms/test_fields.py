"""Rows that filters name: they are there, written as pages write them, and read at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from articles.forms.compare import CompareFilter
from articles.forms.fields import Existing
from articles.models import Country, Speaker

pytestmark = pytest.mark.django_db


def test_rows_are_in_the_order_of_their_keys_and_read_at_once() -> None:
    one, other = (Speaker.objects.create(name=name) for name in ("Ada Roe", "Bo Brel"))
    with CaptureQueriesContext(connection) as queries:
        assert Existing(Speaker).clean([str(other.pk), str(one.pk)]) == [other, one]
    assert len(queries) == 1
    assert [row.name for row in Existing(Country).clean(["PL", "FR"])] == ["Poland", "France"]


@pytest.mark.parametrize("written", ["007", " 7", "+7", "1_0", "٧", "x", "7.0", "99999", ""])
def test_a_key_that_no_page_writes_is_named(written: str) -> None:
    for key in (7, 10):
        Speaker.objects.create(pk=key, name=f"Ada Roe {key}")
    with pytest.raises(ValidationError) as raised:
        Existing(Speaker).clean(["7", written])
    assert raised.value.error_list[0].params == {"value": written}


@pytest.mark.parametrize("written", ["1" * 19, "7\0", "PL\0"])
def test_what_no_database_can_look_up_is_refused(written: str) -> None:
    for model in (Speaker, Country):
        with pytest.raises(ValidationError):
            Existing(model).clean([written])


def test_merged_speakers_and_their_countries_are_read_in_two_statements() -> None:
    poland = Country.objects.known(["PL"])["PL"]  # of all, which are kept in memory
    into = Speaker.objects.create(name="Bo Brel", country=poland)
    old = [Speaker.objects.create(name=f"B{n} Brel", merged_into=into) for n in range(2)]
    form = CompareFilter(QueryDict("&".join(f"speaker={row.pk}" for row in (*old, into))))
    assert form.is_valid()
    with CaptureQueriesContext(connection) as queries:
        sides, _ = form.sides()
        rows = [side.row for side in sides]
        assert rows == [into]
        assert isinstance(rows[0], Speaker)
        assert rows[0].country == poland
    assert len(queries) == 1  # whom they were merged into was named too
    form = CompareFilter(QueryDict(f"speaker={old[0].pk}"))
    assert form.is_valid()
    with CaptureQueriesContext(connection) as queries:
        assert [str(side.row) for side in form.sides()[0]] == ["Bo Brel"]
    assert len(queries) == 2
