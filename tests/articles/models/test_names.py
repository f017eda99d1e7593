"""Names that speakers are looked up by."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Speaker
from articles.search.backends import backend
from articles.search.backends.postgres_setup import LETTERS, NAME_WORDS
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


def _explained(sql: str) -> str:
    """Return the plan of a query, of PostgreSQL the one for so many rows that it reads not all."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        else:
            for way in ("seqscan", "indexscan", "indexonlyscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN {sql}")
        return " ".join(row[-1] for row in cursor.fetchall())


def test_a_word_within_names_is_looked_up() -> None:
    for name in ("Bo Ek-Roe", "Ana Brel-Ek", "Ana Brel"):
        make_quotation("We will stay", name)
    with CaptureQueriesContext(connection) as captured:
        found = Speaker.objects.names_within(["ek"], 10)
    assert [row.key for row in found] == ["bo ek-roe", "ana brel-ek"]
    assert [row.speaker for row in found] == sorted(row.speaker for row in found)
    looked_up, read = (_explained(query["sql"]) for query in captured.captured_queries[:2])
    if connection.vendor == "postgresql":
        assert NAME_WORDS in looked_up
    else:
        assert "SCAN articles_speaker" not in looked_up + read
    with CaptureQueriesContext(connection) as captured:
        assert Speaker.objects.names_within(["eka"], 10) == []
    assert len(captured) == 1


def test_a_word_within_a_name_is_a_whole_one() -> None:
    names = ("Ek Roe", "Ana-Ek Roe", "Ana Ek-Roe", "Ana Ek Roe", "Bo-Ek-Ida Roe", "Ana Ek")
    others = ("Ana Eka", "Ekroe Ida", "Ana Brek-Roe", "Ana Ek'o", "Ana Ek.Roe")
    speakers = [make_quotation("We will stay", name).speaker_id for name in (*names, *others)]
    found = {row.speaker for row in Speaker.objects.names_within(["ek"], 100)}
    assert found == set(speakers[: len(names)])


def test_letters_of_names_are_looked_up_and_followed() -> None:
    for name in ("Bo Roe", "Ana Brel-Ekroe", "Ida Ro"):
        make_quotation("We will stay", name)
    roe, brel, _ = Speaker.objects.order_by("pk")

    def found(*letters: str) -> list[int]:
        return sorted({each for one in letters for each in Speaker.objects.keys_named_like(one)})

    with CaptureQueriesContext(connection) as captured:
        assert found("roe") == [roe.pk, brel.pk]
    plan = _explained(captured[-1]["sql"])
    if connection.vendor == "postgresql":
        assert LETTERS in plan
    else:
        assert "SCAN articles_speakername" not in plan
        assert "SCAN named" not in plan
    assert found("ekroe", "bo roe") == [roe.pk, brel.pk]
    assert found("roe%") == found('ro"e', "r_e") == found("Roes") == []
    assert found("ROE") == [roe.pk, brel.pk]
    assert found("roe bre") == [brel.pk]
    roe.names.create(name="Bo Harbour")
    brel.names.filter(key="ana brel-ekroe").update(key="ana pont")
    assert (found("roe"), found("harbour"), found("pont")) == ([roe.pk], [roe.pk], [brel.pk])
    roe.names.filter(key="bo roe").delete()
    assert found("roe") == []
    assert not backend().faults()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts empty values apart")
def test_merged_speakers_are_found_without_reading_all_others() -> None:
    root = make_quotation("We will stay", "Ana Brel").speaker
    Speaker.objects.bulk_create(Speaker(name=f"Bo {n}", type="person") for n in range(500))
    Speaker.objects.filter(name="Bo 7").update(merged_into=root)
    merged = Speaker.objects.filter(merged_into__in=[root]).order_by("name").values_list("name")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_speaker")
    with CaptureQueriesContext(connection) as captured:
        assert list(merged) == [("Bo 7",)]
    assert "INDEX speaker_merged" in _explained(captured[0]["sql"])
