"""`manage.py learn`, from decisions to weights in use, and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

import extraction
from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.corrections.learning import decided_articles
from articles.health import weights
from articles.ingest.store import store
from articles.models import Quotation, Speaker
from extraction.annotations import Extraction, SpeakerType
from extraction.learned import FILE, FORMAT, in_use
from learning.cases import DecidedArticle
from learning.exported import read_exported
from learning.report import REPORT
from newsroom.web.health import NotReadyError
from tests.support.factories import make_article, said, span

ROOT = Path(__file__).parents[3]
LEAD = "Ida Nagel came to the harbour of Oster that morning, and many fishers listened to her."
BARE = "“The nets are empty again this year,” Nagel said.\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Two of our own articles: one to learn from, one that is kept apart."""
    folder = tmp_path / "own" / "africa"
    folder.mkdir(parents=True)
    for name in ("gh-cocoa-02", "ke-dairy-01"):
        shutil.copy(ROOT / "training" / "own" / "africa" / f"{name}.txt", folder)
    return tmp_path / "own"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The folder of the newsroom's weights, which this process uses."""
    place = tmp_path / "weights"
    settings.WEIGHTS_DIR = place
    before, in_use.folder, in_use.learned = in_use.folder, place, None
    yield place
    in_use.folder, in_use.learned = before, None


def body(number: int, *, full: bool) -> str:
    words = [f"“We count boat {number} and net {place},” Nagel said." for place in range(4)]
    return "\n\n".join([LEAD] * full + words) + "\n"


def decided(articles: int, *, right: str = "Ida Nagel") -> None:
    """Articles with four decisions each; the last quarter has the family name alone."""
    speaker = Speaker.objects.create(name=right, type=SpeakerType.PERSON)
    for number in range(articles):
        text = body(number, full=number < 0.73 * articles)
        found = [
            said(
                text,
                f"“We count boat {number} and net {place},”",
                by="Nagel",
                source=(span(text, "Nagel", text.index(f"net {place}")),),
            )
            for place in range(4)
        ]
        article = make_article(text)
        store(article, Extraction(tuple(found)), "fixed-1")
        for quotation in article.quotations.all():
            quotations.check(quotation, Editor(), {"speaker": speaker})


@pytest.mark.model
@pytest.mark.django_db
@pytest.mark.one_database
def test_a_newsroom_learns_its_speakers_and_goes_back(
    folder: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decided(26)
    shipped = extraction.version()
    call_command("learn", own=own, dry_run=True)
    assert "Nothing is changed" in capsys.readouterr().out
    assert not folder.exists()
    call_command("learn", own=own)
    said_so = capsys.readouterr().out
    assert "names: taken" in said_so
    assert "decisions held back, before: 0 of 28 named rightly" in said_so
    assert "decisions held back, after:  28 of 28 named rightly" in said_so
    assert "“nagel” is Ida Nagel" in said_so
    assert "our own articles kept apart, after:" in said_so
    assert (folder / REPORT).read_text("utf-8") in said_so
    assert not list(folder.glob("*.new"))
    in_use.learned = None  # as a process that starts
    extractor = extraction.load()
    assert extraction.version().startswith(f"{shipped}+")
    (quotation,) = extractor.extract(BARE).quotations
    assert quotation.name == "Ida Nagel"
    call_command("learn", shipped=True)
    assert "shipped weights are used again" in capsys.readouterr().out
    in_use.learned = None
    assert extraction.version() == shipped
    assert extractor.extract(BARE).quotations[0].name == "Nagel"
    call_command("learn", shipped=True)
    assert "there are no others" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.one_database
def test_few_decisions_are_too_few(folder: Path, own: Path) -> None:
    decided(2)
    with pytest.raises(CommandError, match="at least 100 decisions with a speaker, has 8"):
        call_command("learn", own=own)
    with pytest.raises(CommandError, match="is no corpus of tagged articles"):
        call_command("learn", own=own / "none")
    assert not folder.exists()


@pytest.mark.django_db
def test_what_is_decided_is_read() -> None:
    decided(1)
    first, second, third, _ = Quotation.objects.order_by("start")
    quotations.reject(first, Editor())
    quotations.correct(second, {"speaker": None}, Editor())
    (article,) = decided_articles()
    by_start = sorted(article.decided, key=lambda each: each.content)
    assert [each.rejected for each in by_start] == [True, False, False, False]
    assert [each.name for each in by_start] == [None, None, "Ida Nagel", "Ida Nagel"]
    assert [at.of(article.text) for at in by_start[2].content] == [
        article.text[third.start : third.end]
    ]
    assert article.speakers == 2


@pytest.mark.django_db
def test_an_exported_folder_teaches_what_the_newsroom_does(tmp_path: Path) -> None:
    decided(2)
    rows = list(Quotation.objects.order_by("article", "start"))
    quotations.reject(rows[0], Editor())
    quotations.correct(rows[1], {"speaker": None}, Editor())
    for quotation in rows[4:]:
        quotations.reject(quotation, Editor())
    undecided = make_article(text := body(9, full=True))
    store(
        undecided, Extraction((said(text, "“We count boat 9 and net 0,”", by="Nagel"),)), "fixed-1"
    )
    quotations.correct(undecided.quotations.get(), {"title": "fisher"}, Editor())
    call_command("export_corrections", tmp_path / "all", partial=True)

    def in_order(articles: Iterable[DecidedArticle]) -> list[DecidedArticle]:
        ordered = sorted(articles, key=lambda article: article.text)
        return [replace(a, decided=tuple(sorted(a.decided, key=str))) for a in ordered]

    stored = list(decided_articles())
    assert [len(article.decided) for article in stored] == [4, 4]
    assert in_order(read_exported(tmp_path / "all")) == in_order(stored)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("names.jsonl", None, r"names\.jsonl is missing"),
        ("rejected.jsonl", None, r"rejected\.jsonl is missing"),
        ("names.jsonl", '{"id": "a", "name": "Ida"}', r"line 1, is no decision: KeyError"),
        ("names.jsonl", "no row", r"line 1, is no decision"),
        ("rejected.jsonl", '{"id": "a", "decided_at": "2026-01-01", "content": [[1]]}', "line 1"),
        ("rejected.jsonl", '{"id": "b", "decided_at": "2026-01-01", "content": [[1, 2]]}',
         r"b\.txt is missing"),
        ("text/a.txt", None, "is no annotated corpus"),
    ],
)  # fmt: skip
def test_a_folder_that_was_not_exported_is_an_error(
    folder: Path, own: Path, tmp_path: Path, file: str, content: str | None, said: str
) -> None:
    exported = tmp_path / "exported"
    for part in ("text", "attributions"):
        (exported / part).mkdir(parents=True)
    (exported / "text" / "a.txt").write_text("A text.", "utf-8")
    (exported / "attributions" / "a_newsroom.ann").touch()
    for name in ("names.jsonl", "rejected.jsonl"):
        (exported / name).touch()
    if content is None:
        (exported / file).unlink()
    else:
        (exported / file).write_text(content + "\n", "utf-8")
    with pytest.raises(CommandError, match=said):
        call_command("learn", own=own, exported=exported)


@pytest.mark.django_db
def test_queries_do_not_grow_with_decisions() -> None:
    decided(2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        list(decided_articles())
    assert len(few) <= 1 + 2 * 2


def test_a_folder_that_cannot_be_used_is_an_error(folder: Path) -> None:
    folder.write_text("a file", "utf-8")
    with pytest.raises(CommandError, match="Set NEWSROOM_WEIGHTS"):
        call_command("learn", shipped=True)
    in_use.learned = None
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("extract", ROOT / "samples" / "accra-bronze-return.txt")


def test_weights_of_a_newer_version_are_an_error(folder: Path) -> None:
    folder.mkdir()
    newer = FORMAT + 1
    (folder / FILE).write_text(json.dumps({"format": newer, "extractor": "99+9"}), "utf-8")
    in_use.learned = None
    with pytest.raises(CommandError, match=rf"has format {newer}.*manage.py learn --shipped"):
        call_command("extract", ROOT / "samples" / "accra-bronze-return.txt")
    with pytest.raises(NotReadyError, match=f"has format {newer}"):
        weights()
