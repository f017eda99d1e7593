from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Draft, ReadingError, find, read, readers
from reading.kinds import SUFFIXES
from reading.passing import LINK
from reading.readers import read_bytes
from tests.support.sizes import sized

# How real files begin, so that bytes nobody thought of get past the first look.
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html><p>",
    b"{",
]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=sized(8, 25), deadline=None)
@given(start=st.sampled_from(STARTS), data=st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_draft_or_refused(suffix: str, start: bytes, data: bytes) -> None:
    for item in read_bytes(f"a{suffix}", start + data):
        if isinstance(item, ReadingError):
            assert f"a{suffix}" in str(item)
        else:
            assert item.title.strip()
            assert item.body.strip()


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 1024**2)
    file = tmp_path / "a.txt"
    for size, kind in ((1024**2, Draft), (1024**2 + 1, ReadingError)):
        file.write_bytes(b"a" * size)
        assert [type(item) for item in read(file)] == [kind]
        assert [type(item) for item in read_bytes("a.txt", file.read_bytes())] == [kind]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "a.txt", tmp_path):
        (error,) = read(path)
        assert isinstance(error, ReadingError)
        assert str(path) in str(error)


def test_a_file_and_its_bytes_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "a.TXT"
    file.write_bytes(b"Title: A\r\n\r\nText.\r\n")
    assert list(read(file)) == list(read_bytes("a.TXT", file.read_bytes()))


def test_find(tmp_path: Path) -> None:
    for name in ["b.txt", "a.md", "a.xyz", ".hidden.txt", "sub/c.PDF", ".git/d.txt", "e.txt/f.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    inside = [tmp_path / name for name in ["a.md", "b.txt", "e.txt/f.txt", "sub/c.PDF"]]
    assert list(find([tmp_path])) == inside
    named = [tmp_path / name for name in ["b.txt", "a.xyz", "missing.txt", ".hidden.txt"]]
    assert list(find([*named, tmp_path])) == [*named, inside[0], *inside[2:]]
    assert list(find([tmp_path / ".git"])) == [tmp_path / ".git" / "d.txt"]


def test_find_says_what_it_did_not_read(tmp_path: Path) -> None:
    names = ["a.txt", "a.css", "b.CSS", "plain", ".c.css", "~$a.docx", "a_files/b.css", "README"]
    for name in [*names, "b.html", "b_files/c.html", "b_files/d.css"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    others: list[str] = []
    assert list(find([tmp_path], others)) == [tmp_path / "a.txt", tmp_path / "b.html"]
    assert sorted(others) == ["", ".css", ".css", ".css"]


def test_find_follows_no_link_out_of_its_folder_unless_it_is_named(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "archive", tmp_path / "secret.txt"
    folder.mkdir()
    elsewhere.write_text("Not an article.")
    (folder / "real.txt").write_text("It rains.")
    (folder / "out.txt").symlink_to(elsewhere)
    (folder / "within.txt").symlink_to(folder / "real.txt")
    (folder / "up").symlink_to(tmp_path)
    others: list[str] = []
    assert [file.name for file in find([folder], others)] == ["real.txt", "within.txt"]
    assert others == [LINK]
    assert list(find([folder / "out.txt"])) == [folder / "out.txt"]


def test_find_gives_each_file_once(tmp_path: Path) -> None:
    for name in ["sub/deep/c.txt", "sub/b.txt", "a.txt", ".hidden.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    sub, hidden = tmp_path / "sub", tmp_path / ".hidden.txt"
    inside = [tmp_path / name for name in ["a.txt", "sub/b.txt", "sub/deep/c.txt"]]
    again = [tmp_path, sub, *inside, hidden, hidden, tmp_path]
    assert list(find(again)) == [*inside, hidden]
    assert list(find([sub, tmp_path])) == [*inside[1:], inside[0]]


def test_find_looks_into_a_folder_when_it_comes_to_it(tmp_path: Path) -> None:
    for name in ["a", "b"]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").touch()
    files = find([tmp_path])
    assert next(files) == tmp_path / "a" / "1.txt"
    (tmp_path / "b" / "2.txt").touch()
    assert list(files) == [tmp_path / "b" / "1.txt", tmp_path / "b" / "2.txt"]
