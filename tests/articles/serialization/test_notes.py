"""The notes on an article go out with it and come back."""

from __future__ import annotations

import json
from pathlib import Path

from articles.serialization.loading import read
from extraction.annotations import Extraction
from extraction.records import article_record
from reading import Draft, ReadingError


def test_notes_are_printed_where_there_are_any_and_loaded(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    for notes, date in (((), ""), (("It is only the beginning.",), "32 March")):
        draft = Draft("Rain", "It rains.", notes=notes, unread_date=date)
        record = article_record("a", draft, Extraction((), ()), "1")
        assert ("notes" in record) == ("unread_date" in record) == bool(notes)
        file.write_text(json.dumps(record))
        (item,) = read(file)
        assert not isinstance(item, ReadingError)
        assert item[0] == draft


def test_a_line_with_a_key_twice_is_an_error(tmp_path: Path) -> None:
    record = article_record("a", Draft("Rain", "It rains."), Extraction((), ()), "1")
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(record)[:-1] + ', "text": "It snows."}')
    (error,) = read(file)
    assert isinstance(error, ReadingError)
    assert '"text" stands twice in an object, with two values. Print it again' in str(error)


def test_a_key_that_says_the_same_twice_is_none(tmp_path: Path) -> None:
    record = article_record("a", Draft("Rain", "It rains."), Extraction((), ()), "1")
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(record)[:-1] + ', "text": "It rains."}')
    (item,) = read(file)
    assert not isinstance(item, ReadingError)
