"""The list of people: what it may say, and what loading it does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Country, Speaker, SpeakerName, Tenure
from tests.quotations import make_quotation

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "people.csv"


def load(tmp_path: Path, *rows: str, header: str = "name,aliases,type,country,title,from,to,"
         "wikidata,note", **options: bool) -> None:  # fmt: skip
    path = tmp_path / "people.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    call_command("load_people", path, **options)


def counts() -> tuple[int, int, int]:
    return Speaker.objects.count(), SpeakerName.objects.count(), Tenure.objects.count()


def test_our_own_list_loads_and_loading_it_again_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_people", SAMPLES)
    assert "13 new, 0 known before." in capsys.readouterr().out
    before = counts()
    call_command("load_people", SAMPLES)
    assert "0 new, 13 known before." in capsys.readouterr().out
    assert counts() == before
    quan = Speaker.objects.get(name="Quan Meilin")
    assert [(t.title, str(t.since), str(t.until)) for t in quan.tenures.all()] == [
        ("commerce minister", "2026-03-11", "None"),
        ("vice commerce minister", "2022-01-01", "2026-03-10"),
    ]


def test_somebody_whom_articles_named_is_completed_and_not_doubled(tmp_path: Path) -> None:
    quotation = make_quotation(by="Ada Roe", country=None)
    load(tmp_path, "Ada Roe,A. Roe; Adela Roe,,Poland,envoy,2020,,Q42,Of the harbour.")
    speaker = Speaker.objects.get()
    assert speaker == quotation.speaker
    assert (speaker.country, speaker.country_fixed) == (Country.objects.get(pk="PL"), True)
    assert (speaker.wikidata, speaker.note) == ("Q42", "Of the harbour.")
    assert {n.name for n in speaker.names.all()} == {"Ada Roe", "A. Roe", "Adela Roe"}
    quotation.refresh_from_db()
    assert quotation.speaker_country_id == "PL"
    assert make_quotation(by="Adela Roe", country=None).speaker == speaker


def test_a_namesake_of_another_country_is_somebody_else(tmp_path: Path) -> None:
    make_quotation(by="John Smith", country="US")
    load(tmp_path, "John Smith,,,GB,baker,,,,")
    assert {s.country_id for s in Speaker.objects.all()} == {"US", "GB"}


def test_the_item_tells_namesakes_apart(tmp_path: Path) -> None:
    load(tmp_path, "John Smith,,,GB,,,,Q1,", "John Smith,,,GB,,,,Q2,")
    load(tmp_path, "John Smith,,,GB,,,,Q1,", "John Smith,,,GB,,,,Q2,")
    assert sorted(s.wikidata for s in Speaker.objects.all()) == ["Q1", "Q2"]


def test_an_end_that_became_known_replaces_the_open_one(tmp_path: Path) -> None:
    load(tmp_path, "Ada Roe,,,PL,envoy,2020-05-01,,,")
    load(tmp_path, "Ada Roe,,,PL,envoy,2020-05-01,2026-02,,")
    assert Tenure.objects.get().until == dt.date(2026, 2, 28)


def test_a_lone_name_waits_for_the_list(tmp_path: Path) -> None:
    quotation = make_quotation(by="Roe", title="envoy", country="PL")
    assert quotation.speaker
    assert quotation.speaker.provisional
    load(tmp_path, "Ada Roe,,,PL,envoy,2020,,,")
    quotation.refresh_from_db()
    assert str(quotation.speaker) == "Ada Roe"


@pytest.mark.parametrize(
    ("written", "stored"),
    [("“Brel, Ana”", "“Brel, Ana”"), ('"Brel, Ana"', "Ana Brel"), ('"King, Martin, Jr."', None),
     ("  Ana   Brel ", "Ana Brel")],
)  # fmt: skip
def test_names_are_put_in_order(tmp_path: Path, written: str, stored: str | None) -> None:
    if stored == written:
        with pytest.raises(CommandError):
            load(tmp_path, f"{written},,,,,,,,")
        return
    load(tmp_path, f"{written},,,,,,,,")
    assert Speaker.objects.get().name == (stored or "Martin King Jr.")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,,,,,,,", "the name is missing"),
        ("…,,,,,,,,", "the name is missing"),
        ("Ana Brel,,robot,,,,,,", "'robot'; there are group, organization, person"),
        ("Ana Brel,,,Norwegia,,,,,", "no country 'Norwegia'; use a code"),
        ("Ana Brel,,,,envoy,last year,,,", "'last year' is no date; write 2025-06-19"),
        ("Ana Brel,,,,envoy,2025-02-30,,,", "'2025-02-30' is no date"),
        ("Ana Brel,,,,envoy,2025,2024,,", "is before from"),
        ("Ana Brel,,,,,2025,,,", "belong to a title"),
        ("Ana Brel,,,,,,,42,", "'42' is no item; they look like Q9545"),
        ("Ana Brel,,,,,,,,,more", "more values than columns"),
        (f"{'x' * 301},,,,,,,,", "more than 300 characters"),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_the_others_are_loaded(
    tmp_path: Path, row: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=r"1 of 2 rows left out"):
        load(tmp_path, row, "Bo Li,,,IT,,,,,")
    error = capsys.readouterr().err
    assert told in error
    assert "Line 2" in error
    assert [str(speaker) for speaker in Speaker.objects.all()] == ["Bo Li"]


@pytest.mark.parametrize(
    ("header", "told"),
    [("person,country", "no column “name”"), ("name,shoe size", "a column “shoe size”; there are")],
)
def test_a_file_that_is_no_list_says_so(tmp_path: Path, header: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        load(tmp_path, "x,y", header=header)


def test_a_missing_file_and_a_file_of_other_bytes(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist"):
        call_command("load_people", tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name\nJosé\n".encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("load_people", tmp_path / "latin.csv")


def test_checking_loads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "\ufeffAna Brel,,,,,,,,".strip("\ufeff"), check=True)
    assert "1 rows are valid." in capsys.readouterr().out
    assert not Speaker.objects.exists()


def test_spreadsheets_put_a_mark_in_front(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,country\nAna Brel,NO\n", "utf-8-sig")
    call_command("load_people", tmp_path / "list.csv")
    assert Speaker.objects.get().country_id == "NO"
