"""The list of people: what it may say, and what loading it does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.corrections import speakers
from articles.corrections.changes import Editor
from articles.models import Country, Speaker, SpeakerName, Tenure
from tests.support.paths import SAMPLES
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def load(tmp_path: Path, *rows: str, header: str = "name,aliases,type,country,title,from,to,"
         "wikidata,note", **options: bool) -> None:  # fmt: skip
    path = tmp_path / "people.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    call_command("load_people", path, **options)


def counts() -> tuple[int, int, int]:
    return Speaker.objects.count(), SpeakerName.objects.count(), Tenure.objects.count()


@pytest.mark.every_database
def test_our_own_list_loads_and_loading_it_again_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_people", SAMPLES / "people.csv")
    assert "13 new, 0 known before." in capsys.readouterr().out
    before = counts()
    call_command("load_people", SAMPLES / "people.csv")
    assert "0 new, 13 known before." in capsys.readouterr().out
    assert counts() == before
    quan = Speaker.objects.get(name="Quan Meilin")
    assert [(t.title, str(t.since), str(t.until)) for t in quan.tenures.all()] == [
        ("commerce minister", "2026-03-11", "None"),
        ("vice commerce minister", "2022-01-01", "2026-03-10"),
    ]


def test_a_speaker_from_articles_is_completed_and_not_doubled(tmp_path: Path) -> None:
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


@pytest.mark.every_database
def test_a_namesake_of_another_country_is_another_person(tmp_path: Path) -> None:
    make_quotation(by="John Smith", country="US")
    load(tmp_path, "John Smith,,,GB,baker,,,,")
    assert {s.country_id for s in Speaker.objects.all()} == {"US", "GB"}


def test_the_item_tells_namesakes_apart(tmp_path: Path) -> None:
    load(tmp_path, "John Smith,,,GB,,,,Q1,", "John Smith,,,GB,,,,Q2,")
    load(tmp_path, "John Smith,,,GB,,,,Q1,", "John Smith,,,GB,,,,Q2,")
    assert sorted(s.wikidata for s in Speaker.objects.all()) == ["Q1", "Q2"]


def test_a_third_namesake_without_an_item_is_made_once(tmp_path: Path) -> None:
    rows = ("John Smith,,,GB,,,,Q1,", "John Smith,,,GB,,,,Q2,", "John Smith,,,GB,,,,,")
    load(tmp_path, *rows)
    before = counts()
    load(tmp_path, *rows)
    assert counts() == before
    assert sorted(s.wikidata for s in Speaker.objects.all()) == ["", "Q1", "Q2"]


def test_between_two_whom_articles_named_the_list_makes_one_of_its_own_and_only_one(
    tmp_path: Path,
) -> None:
    for country in ("US", "GB"):
        make_quotation(by="John Smith", country=country, title="baker")
    for _ in range(3):
        load(tmp_path, "John Smith,,,,poet,,,,")
    assert Speaker.objects.count() == 3
    assert Tenure.objects.get().speaker.quotations.count() == 0


def test_what_an_editor_corrected_is_neither_undone_nor_doubled(tmp_path: Path) -> None:
    load(tmp_path, "Ana Brel,,,SE,envoy,2020,,,")
    speakers.edit(Speaker.objects.get(), {"country": "NO", "note": "Of Bergen."}, Editor())
    load(tmp_path, "Ana Brel,,,SE,envoy,2020,,,Of Malmö.")
    speaker = Speaker.objects.get()
    assert (speaker.country_id, speaker.note) == ("NO", "Of Bergen.")


@pytest.mark.every_database
def test_an_item_that_became_known_is_added(tmp_path: Path) -> None:
    load(tmp_path, "Ana Brel,,,NO,,,,,")
    load(tmp_path, "Ana Brel,,,NO,,,,https://www.wikidata.org/wiki/Q42,")
    load(tmp_path, "Anna Brel,,,NO,,,,Q42,")
    speaker = Speaker.objects.get()
    assert speaker.wikidata == "Q42"
    assert {n.name for n in speaker.names.all()} == {"Ana Brel", "Anna Brel"}


def test_another_name_that_fits_two_makes_them_no_one(tmp_path: Path) -> None:
    rows = ("Bo Li,B. Li,,IT,,,,,", "Bai Li,B. Li,,IT,,,,,")
    for _ in range(2):
        load(tmp_path, *rows)
        assert sorted(s.name for s in Speaker.objects.all()) == ["Bai Li", "Bo Li"]


def test_a_name_on_the_list_is_one_from_the_list(tmp_path: Path) -> None:
    make_quotation(by="Ada Roe", country=None)
    load(tmp_path, "Ada Roe,A. Roe,,PL,,,,,", "Bo Li,,,IT,,,,,")
    assert set(SpeakerName.objects.values_list("origin", flat=True)) == {"list"}


def test_a_merged_speaker_is_found_under_the_other(tmp_path: Path) -> None:
    one, other = make_quotation(by="Ada Roe").speaker, make_quotation(by="Una Marsh").speaker
    assert one
    assert other
    speakers.merge(one, other, Editor())
    load(tmp_path, "Ada Roe,,,PL,envoy,2020,,,")
    assert Tenure.objects.get().speaker == other
    assert Speaker.objects.count() == 2


def test_a_body_is_loaded_under_all_its_names(tmp_path: Path) -> None:
    load(tmp_path, "European Union,EU; The Union,Organization,,,,,,")
    union = Speaker.objects.get()
    assert (union.type, union.country, union.country_fixed) == ("organization", None, False)
    assert {n.key for n in union.names.all()} == {"european union", "eu", "the union"}


def test_a_note_may_have_lines_and_odd_blanks(tmp_path: Path) -> None:
    load(tmp_path, 'Ana Brel,,,NO,,,,,"One.\nTwo."', "Bo\u2028Li,,,IT,,,,,")
    assert Speaker.objects.get(name="Ana Brel").note == "One.\nTwo."
    assert Speaker.objects.get(country="IT").name == "Bo Li"


@pytest.mark.every_database
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
    [("“Brel, Ana”", "“Brel, Ana”"), ('"de la Vega, Ana"', "Ana de la Vega"),
     ('"Marsh, Ana Maria"', "Ana Maria Marsh"), ('"Brel, Ana"', "Ana Brel"),
     ('"King, Martin, Jr."', None),
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
    ("row", "message"),
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
        (f"{'x' * 301},,,,,,,,", "name has more than 300 characters"),
        ("Ana Brel,,,,envoy,2025-13,,,", "'2025-13' is no date; write 2025-06-19, or 2025"),
        ("Ana Brel,,,,envoy,,9999,,", "'9999' is no date"),
        ("Ana Brel,,,,envoy,19/06/2025,,,", "'19/06/2025' is no date"),
        ("Ana Brel,,,,envoy,2025-02-02,2025-02-01,,", "to 2025-02-01 is before from 2025-02-02"),
        ("Ana Brel,,,,,,2025,,", "from and to belong to a title, and there is none"),
        ("Ana Brel,,,,,,,q42,", "'q42' is no item"),
        (f"Ana Brel,,,,,,,Q{'4' * 20},", "is no item; they look like Q9545"),
        ("Ana Brel,,,UK,,,,,", "no country 'UK'; use a code of ISO 3166-1, as NO"),
        ("Brel, Ana,,,,,,,,", "put quotation marks around commas"),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_the_others_are_loaded(
    tmp_path: Path, row: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=r"1 of 2 rows left out"):
        load(tmp_path, row, "Bo Li,,,IT,,,,,")
    error = capsys.readouterr().err
    assert message in error
    assert "Line 2" in error
    assert [str(speaker) for speaker in Speaker.objects.all()] == ["Bo Li"]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("person,country", "no column “name”"),
        ("name,shoe size", "a column “shoe size”; there are"),
        ("name,country,Country ", "the column “country” twice; leave out one"),
    ],
)
def test_a_file_that_is_no_list_says_so(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        load(tmp_path, "x,y", header=header)


def test_a_missing_file_and_a_file_of_other_bytes(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="does not exist"):
        call_command("load_people", tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name\nJosé\n".encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("load_people", tmp_path / "latin.csv")


def test_checking_loads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path, "Ana Brel,,,,,,,,", check=True)
    assert "1 rows are valid." in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 of 2 rows left out"):
        load(tmp_path, "Ana Brel,,,,,,,,", "Bo Li,,,Atlantis,,,,,", check=True)
    output = capsys.readouterr()
    assert "1 rows are valid." in output.out
    assert "people.csv: Line 3: no country 'Atlantis'" in output.err
    assert counts() == (0, 0, 0)


def test_a_field_beyond_all_measure_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="field larger than field limit"):
        load(tmp_path, f"Ana Brel,,,,,,,,{'x' * 200_000}")
    with pytest.raises(CommandError, match="line 1: field larger than field limit"):
        load(tmp_path, "Ana Brel", header=f"name,{'x' * 200_000}")
    assert not Speaker.objects.exists()


def test_columns_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    load(tmp_path, "norway,Ana Brel", header=" Country,NAME ")
    assert Speaker.objects.get().country_id == "NO"


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2024", "2025", dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
        ("2024-02", "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-12", "2024-12", dt.date(2024, 12, 1), dt.date(2024, 12, 31)),
        ("2024-02-29", "2024-02-29", dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        ("", "2025", None, dt.date(2025, 12, 31)),
        ("", "", None, None),
    ],
)
def test_a_year_or_a_month_is_all_of_it(
    tmp_path: Path, since: str, until: str, first: dt.date | None, last: dt.date | None
) -> None:
    load(tmp_path, f"Ana Brel,,,NO,envoy,{since},{until},,")
    tenure = Tenure.objects.get()
    assert (tenure.since, tenure.until) == (first, last)


def test_spreadsheets_put_a_mark_in_front(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,country\nAna Brel,NO\n", "utf-8-sig")
    call_command("load_people", tmp_path / "list.csv")
    assert Speaker.objects.get().country_id == "NO"
