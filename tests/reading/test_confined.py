"""Files made to hurt: each ends in a message, in time, and the next file is read as ever."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reading import Draft, ReadingError, confined, kernel, read_bytes
from reading.confined import Child
from tests.reading.test_formats import pdf
from tests.reading.test_kinds import word

GOOD = ("good.txt", "“It rains,” she said.".encode())


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    confined.end_all()
    yield
    confined.end_all()


@pytest.fixture
def broken_by() -> Iterator[Callable[[str], Child]]:
    """Processes whose reader of text does this before anything else."""
    children = []

    def made(fault: str) -> Child:
        code = (
            "from reading import text\n"
            f"def read(name, data):\n    exec({fault!r})\n    yield from ()\n"
            "text.read = read\n"
            "from reading.child import main; main()"
        )
        children.append(Child(code))
        return children[-1]

    yield made
    for child in children:
        child.end()


def said_of(name: str, data: bytes) -> str:
    """The one message about a file; the next file is read as if nothing had been."""
    items = list(read_bytes(name, data))
    (draft,) = read_bytes(*GOOD)
    assert isinstance(draft, Draft)
    assert draft.body == "“It rains,” she said."
    (error,) = items
    assert isinstance(error, ReadingError), error
    assert name in str(error)
    return str(error)


def packed(xml: bytes, *, level: int = 9) -> bytes:
    """A Word file with another document in it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, xml if part.filename == "word/document.xml" else data)
    return file.getvalue()


def document(body: bytes, before: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        b"<?xml version='1.0'?>" + before + b"<w:document xmlns:w='" + space + b"'><w:body>"
        + body + b"</w:body></w:document>"
    )  # fmt: skip


def test_a_decompression_bomb() -> None:
    bomb = packed(document(b"<w:p><w:r><w:t>" + b"a" * 70_000_000 + b"</w:t></w:r></w:p>"))
    assert len(bomb) < 1_000_000
    assert "unpacked" in said_of("bomb.docx", bomb)


def test_a_bomb_that_lies_about_its_size() -> None:
    bomb = bytearray(packed(document(b" " * 90_000_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as file:
        true = next(part for part in file.infolist() if part.filename == "word/document.xml")
    small = (1000).to_bytes(4, "little")
    large = true.file_size.to_bytes(4, "little")
    assert bomb.count(large) >= 1
    assert said_of("bomb.docx", bytes(bomb.replace(large, small)))


def test_external_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret of the newsroom")
    kind = f"<!DOCTYPE d [<!ENTITY x SYSTEM 'file://{secret}'>]>".encode()
    xml = document(b"<w:p><w:r><w:t>It rains. &x;</w:t></w:r></w:p>", before=kind)
    for item in read_bytes("a.docx", packed(xml)):
        assert "the secret" not in (item.body if isinstance(item, Draft) else str(item))


def test_entities_of_entities_do_not_grow() -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    kind = f"<!DOCTYPE d [<!ENTITY l0 'ha'>{laughs}]>".encode()
    xml = document(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", kind)
    for item in read_bytes("a.docx", packed(xml)):
        assert "takes longer" not in str(item)
        assert "haha" not in str(item)


@pytest.mark.parametrize("name", ["deep.html", "deep.docx", "deep.jsonl"])
def test_deep_nesting(name: str) -> None:
    data = {
        "deep.html": b"<html><body>" + b"<div><b>" * 200_000 + b"It rains.",
        "deep.docx": packed(document(b"<w:p>" * 200_000)),
        "deep.jsonl": b"[" * 1_000_000,
    }[name]
    items = list(read_bytes(name, data))
    assert len(items) == 1
    (draft,) = read_bytes(*GOOD)
    assert isinstance(draft, Draft)


def test_a_line_of_200_mb_is_refused_unread() -> None:
    assert "files up to 20 MB" in said_of("line.txt", b"a" * 200 * 1024**2)


def test_a_line_of_19_mb_is_no_article() -> None:
    assert "characters of text" in said_of("line.txt", b"word " * 4_000_000)


def test_nul_and_broken_pdfs() -> None:
    assert "control character U+0000 at 2" in said_of("nul.txt", b"He\x00llo.")
    whole = pdf("It rains.")
    broken = whole.replace(b"endobj", b"endobx")
    assert "no PDF that can be read" in said_of("a.pdf", broken[:-400] + b"\xff" * 400)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [f"Page {number}." for number in range(501)]
    assert "501 pages; up to 500" in said_of("book.pdf", pdf(*pages))


def test_what_never_ends_is_ended(
    monkeypatch: pytest.MonkeyPatch, broken_by: Callable[[str], Child]
) -> None:
    """A fault in a library's C code never comes back: here, a regular expression."""
    monkeypatch.setattr(confined, "SECONDS", 1)
    slow = "import re; re.match('(a|a)*$', 'a' * 60 + 'b')"
    child = broken_by(slow)
    (error,) = child.read("slow.txt", b"It rains.")
    assert "slow.txt takes longer than 1 seconds to read" in str(error)
    assert not child.well


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("import os; os.abort()", "broke the program that reads such files"),
        ("import sys; sys.exit(3)", "broke the program that reads such files"),
        ("x = ['x' * 10**8 for _ in range(100)]", "needs too much memory"),
        ("import sys; sys.__stdout__.write('no json\\n'); sys.__stdout__.flush()", "broke"),
    ],
)
def test_what_breaks_the_reader_breaks_nobody_else(
    fault: str, said: str, broken_by: Callable[[str], Child]
) -> None:
    (error,) = broken_by(fault).read("bad.txt", b"It rains.")
    assert said in str(error)
    assert "bad.txt" in str(error)


def test_a_reader_can_neither_write_nor_see_our_environment(
    tmp_path: Path, broken_by: Callable[[str], Child]
) -> None:
    kept = tmp_path / "kept"
    write = f"open({str(kept)!r}, 'w').write('x' * 9)"
    list(broken_by(write).read("a.txt", b"It rains."))
    assert not kept.exists() or (kernel.lacking() and kept.read_text() == "")
    os.environ["NEWSROOM_SECRET_KEY"] = "not for a reader"
    try:
        secret = "import os; assert 'NEWSROOM_SECRET_KEY' not in os.environ"
        assert broken_by(secret).read("a.txt", b"It rains.") == [], "it did not break"
    finally:
        del os.environ["NEWSROOM_SECRET_KEY"]


def test_many_threads_read_at_once() -> None:
    found: list[object] = []

    def work(number: int) -> None:
        lines = "\n".join(json.dumps({"body": f"Number {number}, {n}."}) for n in range(20))
        found.append([item.body for item in read_bytes(f"{number}.jsonl", lines.encode())
                      if isinstance(item, Draft)])  # fmt: skip

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, found)) == [
        str([f"Number {number}, {n}." for n in range(20)]) for number in range(4)
    ]


def test_a_reader_is_kept_for_the_next_file() -> None:
    list(read_bytes(*GOOD))
    (first,) = confined._idle
    list(read_bytes(*GOOD))
    assert confined._idle == [first]
    confined.end_all()
    assert not first.well


def test_articles_taken_slowly_all_arrive_after_the_process_has_ended() -> None:
    """More than a pipe holds: a process that may take seconds does not wait for hours of work."""
    lines = "\n".join(json.dumps({"body": f"Number {n}. " * 100}) for n in range(400))
    items = read_bytes("a.jsonl", lines.encode())
    first = next(items)
    confined.end_all()
    found = [first, *items]
    assert len(found) == 400
    assert all(isinstance(item, Draft) for item in found)


def test_a_caller_that_stops_early_leaves_no_half_read_answer() -> None:
    lines = "\n".join(json.dumps({"body": f"Number {n}."}) for n in range(5)).encode()
    items = read_bytes("a.jsonl", lines)
    next(items)
    items.close()  # type: ignore[attr-defined]
    (draft,) = read_bytes(*GOOD)
    assert isinstance(draft, Draft)
    assert draft.body == "“It rains,” she said."


@pytest.mark.parametrize("text", ["\n", "---\n", "# a\n", "1 of 1 DOCUMENTS\n", "a,", "<!--", "“"])
def test_a_text_of_nothing_but_signs_is_read_in_time(text: str) -> None:
    items = list(read_bytes("a.txt", text.encode() * 60_000 + b"It rains."))
    assert items
    assert not any("takes longer" in str(item) for item in items if isinstance(item, ReadingError))
