"""What a file states twice: the same is one, authors are several, of two others one is noted."""

from __future__ import annotations

import datetime as dt

import pytest

from reading import Draft
from reading.readers import read_bytes
from tests.support.drafts import errors, one

DAY = dt.date(2025, 1, 2)
USED = "“{}” stands there twice: “{}” is used, “{}” is not."
ABOVE = "“{}” stands twice above the text; “{}” is not used."


@pytest.mark.parametrize(
    ("name", "data", "notes"),
    [
        ("a.jsonl", '{"title": "Rain", "title": "Snow", "text": "It rains."}',
         [USED.format("title", "Rain", "Snow")]),
        ("a.jsonl", '{"title": "Rain", "Title": "Snow", "text": "It rains."}',
         [USED.format("title", "Rain", "Snow")]),
        ("a.json", '[{"title": "Rain", "outlet": "A", "outlet": "B", "text": "It rains."}]',
         [USED.format("outlet", "A", "B")]),
        ("a.json", '{"fields": {"title": "Rain", "date": "2025-01-02", "date": "2025-02-03"},'
         ' "text": "It rains."}', [USED.format("date", "2025-01-02", "2025-02-03")]),
        ("a.csv", "Title,Title,Text\nRain,Snow,It rains.\n",
         [USED.format("title", "Rain", "Snow")]),
        ("a.tsv", "Title\tURL\turl\tText\nRain\thttps://a.example\thttps://b.example\tIt rains.\n",
         [USED.format("url", "https://a.example", "https://b.example")]),
        ("a.txt", "Title: Rain\nTitle: Snow\nOutlet: The Post\n\nIt rains.",
         [ABOVE.format("Title", "Snow")]),
        ("a.txt", "Title: Rain\nOutlet: The Post\nPublication: The Echo\n\nIt rains.",
         [ABOVE.format("Publication", "The Echo")]),
        ("a.md", "---\ntitle: Rain\ntitle: Snow\n---\nIt rains.",
         [ABOVE.format("title", "Snow")]),
    ],
)  # fmt: skip
def test_the_first_is_used_and_the_other_noted(name: str, data: str, notes: list[str]) -> None:
    draft = one(name, data)
    assert (draft.title, draft.body) == ("Rain", "It rains.")
    assert [*draft.notes] == notes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", '{"title": "Rain", "text": "It rains.", "date": "2025-01-02", "text": ""}'),
        ("a.jsonl", '{"title": "Rain", "text": "", "Text": "It rains.", "date": "2025-01-02"}'),
        ("a.csv", "Title,Text,Text,Date\nRain,It rains.,,2025-01-02\n"),
        ("a.csv", "Title,Text,Text,Date\nRain,,It rains.,2025-01-02\n"),
        ("a.csv", "Title,Text,Text,Date\nRain,It rains.,It rains.,2025-01-02\n"),
        ("a.txt", "Title: Rain\nDate: 2025-01-02\nDate: 2 January 2025\n\nIt rains."),
        ("a.md", "---\ntitle: Rain\ndate: 2025-01-02\ndate: 2025-01-02\n---\nIt rains."),
    ],
)
def test_the_same_again_or_nothing_is_no_other_value(name: str, data: str) -> None:
    draft = one(name, data)
    assert (draft.title, draft.body, draft.published_on, draft.notes) == (
        "Rain", "It rains.", DAY, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", '{"text": "It rains.", "author": "Ana Brel", "author": "Bo Li"}'),
        ("a.csv", "Text,Author,Author\nIt rains.,Ana Brel,Bo Li\n"),
        ("a.txt", "Title: Rain\nAuthor: Ana Brel\nAuthor: Bo Li\n\nIt rains."),
        ("a.txt", "Title: Rain\nBy: Ana Brel\nAuthor: Bo Li\nOutlet: The Post\n\nIt rains."),
        ("a.md", "---\nauthor: Ana Brel\nauthor: Bo Li\n---\nIt rains."),
    ],
)
def test_an_author_twice_is_two(name: str, data: str) -> None:
    draft = one(name, data)
    assert (draft.author, draft.body, draft.notes) == ("Ana Brel and Bo Li", "It rains.", ())


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("a.jsonl", '{"text": "It rains."}\n{"text": "It rains.", "text": "It snows."}', "line 2"),
        ("a.json", '[{"text": "It rains."}, {"body": "It rains.", "Body": "It snows."}]',
         "article 2"),
        ("a.csv", "Text,Title,Text\nIt rains.,,\nIt rains.,Rain,It snows.\n", "row 3"),
    ],
)  # fmt: skip
def test_of_two_texts_neither_is_taken(name: str, data: str, place: str) -> None:
    first, _ = read_bytes(name, data.encode())
    assert isinstance(first, Draft)
    assert first.body == "It rains."
    (error,) = errors(name, data)
    assert place in error
    assert "twice, with different texts. Leave out one" in error


def test_turns_of_a_table_keep_the_words_of_either_column() -> None:
    table = "start,end,speaker,text,text\n0,1,Ana,Hello there,\n1,2,Bo,,Good day to you\n"
    assert one("a.csv", table).body == "Ana: Hello there\n\nBo: Good day to you"


def test_a_line_of_the_text_that_begins_like_a_label_stays() -> None:
    for text in ("Source: ministers will resign\n\nThey did.", "Source: they will\nThey did."):
        draft = one("a.txt", f"Title: Rain\nOutlet: The Post\n{text}")
        assert (draft.body, draft.notes) == (text, ())
