"""What a feed says of its entries, those with a summary only among them."""

from __future__ import annotations

import datetime as dt

import pytest

from reading import Entry, ReadingError, read_feed
from tests.support.wire import PARAGRAPHS, entry, feed, html_of

LINK = "https://news.example/rain"


def entries(*items: str) -> list[Entry]:
    found = list(read_feed("wire", feed(*items).encode()))
    assert not [item for item in found if isinstance(item, ReadingError)], found
    return [item for item in found if isinstance(item, Entry)]


def test_an_entry_has_its_key_its_header_and_its_article() -> None:
    (found,) = entries(entry("no-1", "Rain", link=LINK, text=html_of()))
    assert (found.key, found.title, found.url) == ("no-1", "Rain", LINK)
    assert found.published_on == dt.date(2026, 5, 14)
    assert found.draft
    assert found.draft.body == "\n\n".join(PARAGRAPHS)
    assert found.draft.outlet == "Northern Gazette"


def test_an_entry_with_a_summary_has_no_article() -> None:
    found = entries(entry("1", "Rain", link=LINK, summary="It rains."), entry("2", text=html_of()))
    assert [bool(each.draft) for each in found] == [False, True]
    assert (found[0].url, found[0].error) == (LINK, "")


def test_an_entry_whose_text_cannot_be_kept_says_why() -> None:
    (found,) = entries(entry("1", "Rain", text="https://news.example/other"))
    assert found.draft is None
    assert "nothing but an address" in found.error


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (f"<item><title>Rain</title><link>{LINK}</link></item>", LINK),
        ("<item><title>Rain</title></item>", "Rain"),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:1</id></entry>", "urn:1"),
        (
            "<item xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='urn:2'>"
            f"<link>{LINK}</link></item>",
            "urn:2",
        ),
    ],
    ids=["link", "title", "id", "about"],
)
def test_an_entry_is_known_by_its_id_its_address_or_its_title(item: str, key: str) -> None:
    assert [each.key for each in entries(item)] == [key]


@pytest.mark.parametrize(
    ("of_feed", "of_entry", "link", "url"),
    [
        ("", "", "rain", "https://news.example/wire/rain"),
        ("", "", "/rain", "https://news.example/rain"),
        ("", "", "//m.news.example/rain", "https://m.news.example/rain"),
        ("xml:base='https://b.example/c/'", "", "rain", "https://b.example/c/rain"),
        ("xml:base='/c/'", "xml:base='d/'", "rain", "https://news.example/c/d/rain"),
        ("", "", "https://[", ""),
        ("", "", "javascript:alert()", ""),
    ],
)
def test_relative_links_lead_from_the_feed(
    of_feed: str, of_entry: str, link: str, url: str
) -> None:
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom' {of_feed}><title>Wire</title><entry {of_entry}>"
        f"<id>1</id><title>Rain</title><link href='{link}'/></entry></feed>"
    )
    (found,) = read_feed("https://news.example/wire/feed.xml", atom.encode())
    assert isinstance(found, Entry)
    assert found.url == url


def test_an_empty_feed_has_no_entries() -> None:
    assert entries() == []


@pytest.mark.parametrize("data", ["<html><body>Rain</body></html>", "Rain", "", "<a/>"])
def test_what_is_no_feed_is_said(data: str) -> None:
    (error,) = read_feed("https://news.example/", data.encode())
    assert isinstance(error, ReadingError)
    assert "https://news.example/ is no" in str(error)


def test_a_feed_with_entities_of_its_own_is_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel/></rss>'
    (error,) = read_feed("wire", bomb.encode())
    assert "declares entities of its own" in str(error)


def test_an_entry_has_another_version_when_it_says_something_else() -> None:
    (first,) = entries(entry("1", "Rain", summary="It rains."))
    (same,) = entries(entry("1", "Rain", summary="It rains.", link=LINK))
    (second,) = entries(entry("1", "Rain", summary="It rained."))
    assert first.version == same.version
    assert first.version != second.version


@pytest.mark.parametrize(
    ("writer", "expected"), [("By Ana Holt", "Ana Holt"), ("Northern Gazette", "")]
)
def test_a_feed_of_atom_has_the_writer_of_its_entries(writer: str, expected: str) -> None:
    text = html_of().replace("<", "&lt;")
    data = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Northern Gazette</title>"
        f"<author><name>{writer}</name></author>"
        f"<entry><title>Rain</title><content type='html'>{text}</content></entry>"
        "<entry><title>Snow</title><author><name>Jon Ek</name></author></entry></feed>"
    )
    found = [each for each in read_feed("wire", data.encode()) if isinstance(each, Entry)]
    assert [each.author for each in found] == [expected, "Jon Ek"]
