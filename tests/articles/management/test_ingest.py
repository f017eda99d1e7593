"""`manage.py ingest`, from files on disk to rows."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.models import Article, Quotation, Speaker
from reading.mojibake import MENDED
from tests.support.commands import TEXT, found
from tests.support.factories import FixedExtractor
from tests.support.paths import ROOT


def ingest(*arguments: object) -> tuple[str, str, str]:
    """Run the command; what it printed, what it complained of, and what it died of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue().strip(), err.getvalue().strip(), str(error)
    return out.getvalue().strip(), err.getvalue().strip(), ""


@pytest.mark.django_db
def test_files_and_folders_come_in_once(extractor: FixedExtractor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Title: Talks\nDate: 2025-06-19\n\n{TEXT}\n", "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.md").write_text("# A heading\n\nNothing was said.\n", "utf-8")
    assert ingest(tmp_path / "a.txt", folder) == (
        "2 added, 0 skipped, 0 failed. 1 without a date.", "", "",
    )  # fmt: skip
    assert ingest(tmp_path)[0].startswith("0 added, 2 skipped, 0 failed.")
    article = Article.objects.get(title="Talks")
    assert str(article.published_on) == "2025-06-19"
    assert [str(speaker) for speaker in Speaker.objects.all()] == ["Ana Brel"]
    first = article.quotations.get(speaker__isnull=False)
    assert article.body[first.start : first.end] == first.text == "Yes,"


@pytest.mark.django_db
def test_what_fails_is_named_and_the_others_are_saved(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (tmp_path / "poisoned.txt").write_text("This is poison.", "utf-8")
    out, err, died = ingest(tmp_path)
    assert out == "1 added, 0 skipped, 3 failed. 2 without a date."
    assert "empty.txt" in err
    assert "broken.pdf" in err
    assert "“This is poison.”: RuntimeError: cannot digest this" in err
    assert died == "3 failed, for the reasons above; all others are saved."
    assert Article.objects.get(state=Article.State.DONE).quotations.count() == 2


@pytest.mark.django_db
def test_what_a_folder_has_of_other_kinds_is_named(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    for name in ("good.txt", "a.css", "b.css", "plain", "~$lock.docx", "README", "p.html"):
        (tmp_path / name).write_text(f"<html><p>{TEXT}</p></html>" if name == "p.html" else TEXT)
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files" / "saved_resource.html").write_text("<html>")
    _, err, died = ingest(tmp_path)
    assert err.startswith(
        "Failed: 3 files of other kinds were not read: 2 .css, 1 without a suffix."
    )
    assert died == "1 failed, for the reasons above; all others are saved."


@pytest.mark.django_db
def test_options_say_what_files_do_not(extractor: FixedExtractor, tmp_path: Path) -> None:
    (tmp_path / "herald_2025-06-18_a.txt").write_text("It rains.", "utf-8")
    (tmp_path / "herald_2025-06-18_b.txt").write_text("Date: 05/06/2025\nOutlet: Bay\n\nIt snows.")
    (tmp_path / "c.txt").write_text("It hails.", "utf-8")
    options = ("--name-pattern", "{outlet}_{date}_*", "--day-first", "--outlet", "The Wire")
    out, err, _ = ingest(tmp_path, *options)
    assert out == "3 added, 0 skipped, 0 failed. 1 without a date."
    assert err == "Note: “It hails.”: The name c.txt does not fit --name-pattern."
    found = {article.body: article for article in Article.objects.select_related("outlet")}
    said = {body: (str(each.published_on), str(each.outlet)) for body, each in found.items()}
    assert said == {
        "It rains.": ("2025-06-18", "herald"),
        "It snows.": ("2025-06-05", "Bay"),
        "It hails.": ("None", "The Wire"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("05/06/2025", "is 5 June 2025 or 6 May 2025. Say which, day first or month first."),
        ("32 March 2025", "is no date that can be read. The article has none. Set it by hand."),
    ],
)
def test_a_date_that_cannot_be_read_is_named(
    extractor: FixedExtractor, tmp_path: Path, date: str, note: str
) -> None:
    (tmp_path / "a.txt").write_text(f"Title: Rain\nDate: {date}\n\nIt rains.")
    out, err, died = ingest(tmp_path)
    assert (out, died) == ("1 added, 0 skipped, 0 failed. 1 without a date.", "")
    assert err == f"Note: “Rain”: “{date}” {note}"
    article = Article.objects.get()
    assert (article.published_on, article.unread_date, article.notes) == (None, date, "")
    # The date of files that state none is not that of one that does.
    assert ingest(tmp_path, "--date", "2025-06-19")[1] == err


@pytest.mark.django_db
def test_notes_are_kept_and_counted(extractor: FixedExtractor, tmp_path: Path) -> None:
    mojibake = "This month’s rain – it’s Oslo’s – isn’t heavy.".encode().decode("cp1252")
    (tmp_path / "a.txt").write_text(f"Title: Rain\nDate: 2025-06-19\n\n{mojibake}", "utf-8")
    out, err, _ = ingest(tmp_path)
    assert out == "1 added, 0 skipped, 0 failed. 1 with a note."
    article = Article.objects.get()
    assert article.notes == MENDED
    assert err == f"Note: “Rain”: {MENDED}"


@pytest.mark.django_db
def test_a_date_in_a_name_that_could_be_two_is_kept_as_text(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    (tmp_path / "herald_05-06-2025.txt").write_text("It rains.")
    _, err, _ = ingest(tmp_path, "--name-pattern", "{outlet}_{date}")
    assert "“05-06-2025” is 5 June 2025 or 6 May 2025." in err
    assert Article.objects.get().unread_date == "05-06-2025"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stated", "date"),
    [("06/05/2025", "2025-05-06"), ("32 March", "2025-05-06"), ("07/08/2025", None)],
)
def test_a_name_says_which_of_two_dates_it_is(
    extractor: FixedExtractor, tmp_path: Path, stated: str, date: str | None
) -> None:
    (tmp_path / "herald_2025-05-06.txt").write_text(f"Date: {stated}\n\nIt rains.")
    ingest(tmp_path, "--name-pattern", "{outlet}_{date}")
    article = Article.objects.get()
    assert (article.published_on and str(article.published_on)) == date
    assert article.unread_date == ("" if date else stated)


@pytest.mark.django_db
def test_a_list_of_people_is_refused_with_the_way_out(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text("name,aliases,country\nAda Roe,,PL\n")
    assert "people.csv is a list of people" in ingest(tmp_path)[1]


@pytest.mark.parametrize(
    ("option", "value", "part"),
    [
        ("--name-pattern", "{when}", "is no pattern of names"),
        ("--name-pattern", "herald", "is no pattern of names"),
        ("--date", "soon", "“soon” is no date"),
    ],
)
def test_options_that_cannot_be_used(option: str, value: str, part: str) -> None:
    _, _, died = ingest("a.txt", option, value)
    assert part in died


@pytest.mark.django_db
def test_a_path_that_is_not_there_is_named(extractor: FixedExtractor, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    out, err, died = ingest(tmp_path / "missing.txt", tmp_path / "good.txt")
    assert out == "1 added, 0 skipped, 1 failed. 1 without a date."
    assert "missing.txt" in err
    assert died


@pytest.mark.django_db
def test_reprocessing(
    extractor: FixedExtractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    ingest(tmp_path)
    assert ingest("--reprocess")[0].startswith(
        "Every article was processed by this extractor, fixed-1. --force processes them again."
    )
    assert "1 processed again" in ingest("--reprocess", "--force")[0]
    assert "1 processed again" in ingest(tmp_path, "--reprocess", "--force")[0]
    newer = FixedExtractor(version="fixed-2")
    monkeypatch.setattr("extraction.load", lambda: newer)
    assert ingest("--reprocess") == ("0 added, 1 processed again, 0 skipped, 0 failed.", "", "")
    assert not Quotation.objects.exists()
    newest = FixedExtractor(found, version="fixed-3")
    monkeypatch.setattr("extraction.load", lambda: newest)
    assert ingest(tmp_path, "--reprocess")[0].startswith("0 added, 1 processed again")
    assert Quotation.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server has memory of its own")
def test_the_file_of_a_large_archive_is_not_mapped_into_memory(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    call_command("ingest", tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        assert cursor.fetchone() == (0,)
        cursor.execute("PRAGMA cache_size")
        assert cursor.fetchone() == (-32_000,)


@pytest.mark.django_db
def test_all_that_is_set_aside_is_retried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: FixedExtractor
) -> None:
    assert ingest("--retry")[0].startswith("There is nothing to process again.")
    (tmp_path / "a.txt").write_text(f"{TEXT} poison", "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    ingest(tmp_path)
    assert Article.objects.filter(state="failed").count() == 1
    monkeypatch.setattr("extraction.load", lambda: FixedExtractor(version="fixed-2"))
    assert ingest("--retry")[0] == "0 added, 1 processed again, 0 skipped, 0 failed."
    assert Quotation.objects.count() == 2, "what was done is left alone"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Name a file or a folder, or pass --reprocess or --retry."),
        (("--annotated", "--reprocess"), "--annotated loads files of `extract --text`: name one."),
        (("--force",), "--force is for --reprocess; pass both."),
    ],
)
def test_nothing_to_do_is_a_mistake(options: tuple[str, ...], said: str) -> None:
    assert ingest(*options) == ("", "", said)


@pytest.mark.model
@pytest.mark.django_db
@pytest.mark.one_database
def test_the_samples_come_alive() -> None:
    out, err, died = ingest(*sorted((ROOT / "samples").glob("*.txt")))
    assert (err, died) == ("", "")
    count = Article.objects.count()
    assert out == f"{count} added, 0 skipped, 0 failed. 1 without a date."
    assert 8 <= count <= 12
    for article in Article.objects.all():
        assert article.quotations.exists(), article.title
        for quotation in article.quotations.all():
            parts = [part.of(article.body) for part in quotation.content_spans]
            assert all(part in quotation.text for part in parts)
    assert Speaker.objects.exclude(country=None).count() >= 8


@pytest.mark.django_db
def test_a_date_in_the_future_is_kept_and_noted(extractor: FixedExtractor, tmp_path: Path) -> None:
    soon = timezone.localdate() + dt.timedelta(days=30)
    for name, day in (("late", "31 December 2999"), ("soon", soon.isoformat())):
        (tmp_path / f"{name}.txt").write_text(
            f"Title: {name}\nDate: {day}\n\nIt is {name}.", "utf-8"
        )
    out, err, died = ingest(tmp_path)
    assert (out, died) == ("2 added, 0 skipped, 0 failed.", "")
    assert err.splitlines() == [
        "Note: “late”: It is dated 31 December 2999, which is in the future. Correct it by hand if "
        "that is a slip."
    ]
    assert Article.objects.get(title="late").published_on == dt.date(2999, 12, 31)
