"""The file of the index: what it is of, who builds it, and what follows where there is none."""

from __future__ import annotations

import datetime as dt
import fcntl
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from articles.models import Article, Country, Quotation
from articles.search.backends import backend
from articles.search.highlight import canonical
from articles.search.index import index_file, live_index
from articles.search.index.arrays import ArrayFile, write
from articles.search.index.live_index import current_index, differs_from_file, forget
from articles.search.query import Form, Term
from newsroom.web.health import FIGURES
from tests.articles.search.index.test_live_index import listed
from tests.support.quotations import make_quotation
from tests.support.servers import PATIENCE, until

pytestmark = pytest.mark.django_db(transaction=True)


class Here:
    """Builds in this process, as the command does in its own."""

    fault = ""

    def __init__(self) -> None:
        self.builds = 0

    def start(self) -> None:
        self.builds += 1
        index_file.build()

    wait = start


@pytest.fixture
def here(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Here:
    """A newsroom whose index is in a file from the first quotation on."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index_file, "SMALLEST", 1)
    monkeypatch.setattr(index_file, "ADDED", 1_000)
    monkeypatch.setattr(index_file, "builder", builder := Here())
    return builder


def is_mapped() -> bool:
    with current_index() as live:
        return live.index.base.stored


def nobody_writes() -> bool:
    """Whether all that is noted lies before the mark, which the oldest open transaction holds back.

    On PostgreSQL that is one of any database of the server, as of tests beside these.
    """
    _, mark = backend().changed_since(0)
    return not backend().changed_since(mark)[0]


def test_the_file_is_built_once_and_followed(here: Here) -> None:
    first = make_quotation("One", published_on=dt.date(2026, 1, 1))
    make_quotation("Two", published_on=dt.date(2026, 1, 2), country="IT")
    assert listed() == ["Two", "One"]
    assert is_mapped()
    make_quotation("Late", published_on=dt.date(2026, 1, 3))
    forget()
    assert listed() == ["Late", "Two", "One"]
    Article.objects.filter(pk=first.article_id).update(published_on=dt.date(2027, 1, 1))
    Quotation.objects.filter(pk=first.pk).update(speaker_country=Country.objects.get(pk="IT"))
    assert listed() == ["One", "Late", "Two"]
    assert listed(by="IT") == ["One", "Two"]
    first.article.delete()
    assert listed() == ["Late", "Two"]
    with transaction.atomic():
        make_quotation("Undone")
        assert len(listed()) == 3
        assert is_mapped()
        transaction.set_rollback(True)
    assert listed() == ["Late", "Two"]
    assert here.builds == 1
    assert FIGURES["index"]() == "in a file that processes share"
    assert not differs_from_file()


def test_a_newer_file_is_taken_up_by_those_that_run(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quotation("One")
    assert listed("one") == ["One"]
    with current_index() as live:
        old = live.index
    make_quotation("Two")
    assert until(nobody_writes)
    index_file.build()
    make_quotation("One and two")
    assert until(nobody_writes)
    assert sorted(listed("one")) == ["One", "One and two"]
    with current_index() as live:
        assert live.index is not old
        assert live.index.added == 1
        assert len(live.index.every) == 3
    monkeypatch.setattr(index_file, "COPIED", -1)
    assert len(listed()) == 3  # another is due
    assert here.builds == 2
    assert len(listed()) == 3
    with current_index() as live:
        assert live.index.added == 0


def test_common_words_are_in_the_file_and_followed(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_quotation("The harbour is shut", published_on=dt.date(2026, 1, 1))
    make_quotation("The harbours stay", published_on=dt.date(2026, 1, 2))
    gone = make_quotation("No harbour there", published_on=dt.date(2026, 1, 3))
    terms = [Term(Form.WORD, word) for word in ("harbour", "stay")]
    stems = [canonical(term, backend().stemmer).text for term in terms]
    assert len(listed()) == 3
    with current_index() as live:
        words = live.index.base.words
        assert words is not None
        number = words.number(stems[0])
        assert number is not None
        assert len(words.rows(number)) == 3
    with monkeypatch.context() as patch:
        patch.setattr(type(backend()), "matching", None)
        assert listed("harbour -stay") == ["No harbour there", "The harbour is shut"]
        with current_index() as live:
            assert not live._terms
    make_quotation("A new harbour", published_on=dt.date(2026, 1, 4))
    first.text = "The port is shut"
    first.save()
    gone.article.delete()
    assert listed("harbour") == ["A new harbour", "The harbours stay"]
    assert listed("port OR harbour") == ["A new harbour", "The harbours stay", "The port is shut"]
    with transaction.atomic():
        make_quotation("One more harbour", published_on=dt.date(2026, 1, 5))
        assert len(listed("harbour")) == 3
        transaction.set_rollback(True)
    index_file.build()
    assert listed("harbour") == ["A new harbour", "The harbours stay"]
    assert listed("port") == ["The port is shut"]


def of_no_use(kind: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = path.read_bytes()
    match kind:
        case "torn":
            path.write_bytes(content[: len(content) // 2])
        case "foreign":
            path.write_bytes(b"?" * 9_000)
        case "of other code":
            monkeypatch.setattr(index_file, "code", lambda: "other")
        case "of another database":
            monkeypatch.setattr("articles.search.histories.database", lambda: "other")
        case "gone":
            path.unlink()


@pytest.mark.parametrize(
    "kind", ["torn", "foreign", "of other code", "of another database", "gone"]
)
def test_a_file_that_is_of_no_use_is_built_again(
    kind: str, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quotation("One")
    assert listed() == ["One"]
    of_no_use(kind, index_file.path(), monkeypatch)
    forget()
    assert listed() == ["One"]
    assert is_mapped()
    assert here.builds == 2


def test_a_file_of_a_database_that_was_put_back_is_not_used(here: Here) -> None:
    first = make_quotation("One")
    assert listed() == ["One"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT article_id, id FROM articles_touched")
        notes = cursor.fetchall()
        later = max(number for _, number in notes)
        cursor.execute("UPDATE articles_touched SET article_id = article_id + 5")
        assert index_file.open_file() is None  # another article has the note
        cursor.execute("DELETE FROM articles_touched")
    if connection.vendor == "sqlite":
        assert index_file.open_file() is None  # the log ends before the mark
    Quotation.objects.filter(pk=first.pk).update(confidence=0.3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM articles_touched")
        assert cursor.fetchone()[0] > later or connection.vendor == "sqlite"


@pytest.mark.parametrize("fails", ["the folder", "the disk"])
def test_where_no_file_can_be_written_the_index_is_in_memory(
    fails: str, here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = index_file.Builder()
    monkeypatch.setattr(index_file, "builder", builder)
    monkeypatch.setattr(builder, "wait", lambda: call("rebuild_search", builder))
    monkeypatch.setattr(builder, "start", lambda: None)
    if fails == "the folder":
        (tmp_path / "index").write_text("a file where the folder is to be")
    else:
        monkeypatch.setattr(index_file, "write", full)
    make_quotation("One")
    assert listed() == ["One"]
    make_quotation("Two")
    assert sorted(listed()) == ["One", "Two"]
    assert not is_mapped()
    assert str(FIGURES["index"]()).startswith("in memory: The index of quotations is not written")
    monkeypatch.setattr(index_file, "write", write)
    if fails == "the folder":
        (tmp_path / "index").unlink()
    index_file.build()
    assert sorted(listed()) == ["One", "Two"]
    assert is_mapped()


def full(*args: object) -> None:
    raise OSError(28, "No space left on device")


def call(command: str, builder: index_file.Builder) -> None:
    with pytest.raises(CommandError) as error:
        call_command(command, index=True)
    builder.fault = str(error.value)


def test_one_builds_and_the_others_wait_for_it_or_go_on(here: Here) -> None:
    make_quotation("One")
    assert listed() == ["One"]
    stamp, built = index_file.stamp(), []

    def build() -> None:
        index_file.build()
        built.append(index_file.stamp())
        connection.close()

    with index_file.path().with_name("lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        thread = threading.Thread(target=build)
        thread.start()
        make_quotation("Two")
        assert sorted(listed()) == ["One", "Two"]
        assert not built
        fcntl.flock(lock, fcntl.LOCK_UN)
    thread.join(PATIENCE)
    # The file of the one it waited for is as new as its own would be.
    assert built == [stamp]


def test_the_command_checks_the_file_and_builds_it_again(
    here: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        make_quotation(f"No. {number}", by=f"Ana Brel {number}")
    assert len(listed()) == 3
    call_command("rebuild_search", check=True)
    path = index_file.path()
    file = ArrayFile.open(path)
    confidence = file._arrays["column/confidence"]["place"] + 4
    content = bytearray(path.read_bytes())
    content[confidence] ^= 1
    path.write_bytes(content)
    with pytest.raises(CommandError, match="damaged: column/confidence"):
        call_command("rebuild_search", check=True)
    call_command("rebuild_search")
    call_command("rebuild_search", check=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, article_id FROM articles_touched")
        notes = cursor.fetchall()
    Quotation.objects.update(confidence=0.31)
    changed_unseen(notes)
    with pytest.raises(CommandError, match="does not match the rows: confidence"):
        call_command("rebuild_search", check=True)


def changed_unseen(notes: list[tuple[int, int]]) -> None:
    """Put the change log back as it was, so that nothing follows a change."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_touched")
        if connection.vendor == "sqlite":
            rows = "INSERT INTO articles_touched (id, article_id) VALUES (%s, %s)"
        else:
            rows = "INSERT INTO articles_touched (id, article_id, xid) VALUES (%s, %s, 3)"
        cursor.executemany(rows, notes)


def test_a_build_that_failed_is_not_tried_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    class Ended:
        pid = -1  # none

        def __init__(self, command: list[str], **options: object) -> None:
            started.append(command)

        def poll(self) -> int:
            return status[0]

        wait = poll

    now, status = [0.0], [1]
    here = "articles.search.index.index_file"
    monkeypatch.setattr(f"{here}.subprocess", SimpleNamespace(Popen=Ended, DEVNULL=-3))
    monkeypatch.setattr(f"{here}.time", SimpleNamespace(monotonic=lambda: now[0]))
    builder = index_file.Builder()
    builder.wait()
    assert builder.fault == "rebuild_search --index ended with 1"
    builder.start()
    assert len(started) == 1
    now[0], status[0] = index_file.PAUSE + 1.0, 0
    builder.start()
    now[0] += 5
    builder.start()
    assert len(started) == 2
    assert builder.fault == ""
    now[0] += 5 * index_file.REST
    builder.start()
    assert len(started) == 3
    assert started[0][-2:] == ["rebuild_search", "--index"]


def test_a_small_archive_has_no_file(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_quotation("One")
    assert listed() == ["One"]
    assert not is_mapped()
    assert live_index.size()["mapped"] == 0
    assert not (tmp_path / "index").exists()
