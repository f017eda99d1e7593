"""Saved web pages: what they state where, what their elements quote, what is not the article's."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Draft, read_bytes
from reading.pages.page import prepare
from reading.pages.stubs import ONLY_BEGINNING
from tests.reading.test_formats import linked, refused
from tests.support.growth import growth
from tests.support.sizes import sized

DAY = dt.date(2025, 6, 19)
FIRST = "The roof of the school in Oslo leaks, its head said on Thursday to everybody who came."
SECOND = "“It rains on us,” said Ana Brel, who has led the school for eleven years in this town."


def one(html: str) -> Draft:
    (draft,) = read_bytes("a.html", html.encode())
    assert isinstance(draft, Draft), draft
    return draft


def page(head: str = "", above: str = "", within: str = "", below: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>Roof leaks | The Echo</title>{head}</head><body><main>"
        f"<article><h1>Roof leaks</h1>{above}<p>{FIRST}</p>{within}<p>{SECOND}</p></article>{below}"
        "</main></body></html>"
    )


ARTICLE = {"@type": "NewsArticle", "headline": "Roof leaks", "datePublished": "2025-06-19"}
GRAPH = {
    "@graph": [
        {"@type": "WebPage", "@id": "#page", "author": {"@id": "#jo"}},
        ARTICLE | {"author": {"@id": "#jo"}, "publisher": {"@id": "#echo"}},
        {"@type": "Person", "@id": "#jo", "name": "Jo Ek"},
        {"@type": "Organization", "@id": "#echo", "name": "The Echo"},
    ]
}


WRITERS = "<meta name='{0}' content='Jo Ek'><meta name='{0}' content='Mia Sund'>"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (WRITERS.format("parsely-author"), {"author": "Jo Ek and Mia Sund"}),
        (WRITERS.format("author"), {"author": "Jo Ek and Mia Sund"}),
        ("<meta name='citation_author' content='Ek, Jo'>"
         "<meta name='citation_author' content='Sund, Mia'>", {"author": "Jo Ek and Mia Sund"}),
        ("<meta name='author' content='Jo Ek'><meta name='author' content='Jo Ek'>",
         {"author": "Jo Ek"}),
        ("<div itemprop='publisher'><meta itemprop='name' content='The Echo'></div>",
         {"outlet": "The Echo"}),
        (linked(**GRAPH), {"author": "Jo Ek", "outlet": "The Echo", "published_on": DAY}),
        (
            f"<script "
            f"type='application/ld+json'>//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]></script>",
            {"published_on": DAY},
        ),
        (
            f"<script type='application/ld+json; "
            f"charset=utf-8'><!--{json.dumps(ARTICLE)}--></script>",
            {"published_on": DAY},
        ),
        (
            linked(**ARTICLE | {"headline": "Roof &#8216;leaks&#8217; &amp;amp; drips"}),
            {"title": "Roof ‘leaks’ & drips"},
        ),
        (
            linked(**ARTICLE | {"author": ["By Jo Ek", {"name": "AL NY"}]}),
            {"author": "Jo Ek and Al Ny"},
        ),
        (linked(**{"@type": "WebPage", "mainEntity": ARTICLE}), {"published_on": DAY}),
        (linked(**ARTICLE | {"url": "https://e.example/a"}), {"url": "https://e.example/a"}),
        (
            linked(
                **ARTICLE | {"headline": "Roof leaks – The Echo", "publisher": {"name": "Echo"}}
            ),
            {},
        ),
        ("<meta name='byl' content='By Jo Ek'>", {"author": "Jo Ek"}),
        (
            "<meta name='parsely-author' content='Jo Ek'><meta name='parsely-title' "
            "content='Roof leaks'>"
            "<meta name='parsely-pub-date' content='2025-06-19T08:00:00Z'>"
            "<meta name='parsely-link' content='https://e.example/a'>",
            {"author": "Jo Ek", "published_on": DAY, "url": "https://e.example/a"},
        ),
        (
            "<meta name='parsely-page' content='"
            + json.dumps({"title": "Roof leaks", "link": "https://e.example/a", "type": "post",
                          "pub_date": "2025-06-19T08:00:00Z", "authors": ["Jo Ek", "Al Ny"]})
            + "'>",
            {"author": "Jo Ek and Al Ny", "published_on": DAY, "url": "https://e.example/a"},
        ),
        ("<meta name='parsely-page' content='[1, {'>", {"author": ""}),
        (
            "<meta name='twitter:label1' content='Written by'>"
            "<meta name='twitter:data1' content='Jo Ek'>",
            {"author": "Jo Ek"},
        ),
        (
            "<meta name='twitter:label1' content='Reading time'>"
            "<meta name='twitter:data1' content='3 minutes'>",
            {"author": ""},
        ),
        ("<meta name='author' content='By JO EK, Education Correspondent'>", {"author": "Jo Ek"}),
        ("<meta property='og:title' content='Roof leaks | The Echo'>", {}),
        (
            "<meta property='og:title' content='Roof leaks - The Echo'>"
            "<meta property='og:site_name' content='The Echo'>",
            {"outlet": "The Echo"},
        ),
        (
            "<meta name='DC.creator' content='Ek, Jo'><meta name='pdate' content='20250619'>",
            {"author": "Jo Ek", "published_on": DAY},
        ),
        ("<meta name='author' content='Jo Ek, The Northern Echo'>", {"author": "Jo Ek"}),
        ("<meta name='author' content='Jo Ek, CNN'>", {"author": "Jo Ek"}),
        ("<meta name='author' content='Jo Ek, Varde Paper'>"
         "<meta property='og:site_name' content='Varde Paper'>", {"author": "Jo Ek"}),
        ("<meta name='Search.Byline' content='Jo Ek'>", {"author": "Jo Ek"}),
        ("<meta name='author' content='echo.example'>", {"author": ""}),
        (linked(**{"@type": "WebSite", "name": "The Echo"}), {"outlet": "The Echo"}),
        ("<!-- saved from url=(0019)https://e.example/a -->", {"url": "https://e.example/a"}),
        (
            "<!--\n Page saved with SingleFile \n url: https://e.example/a \n saved date: "
            "today\n-->",
            {"url": "https://e.example/a"},
        ),
    ],
)  # fmt: skip
def test_the_head_of_a_page(head: str, expected: dict[str, object]) -> None:
    draft = one(page(head))
    assert draft.body == f"{FIRST}\n\n{SECOND}"
    expected = {"title": "Roof leaks", "notes": ()} | expected
    assert {key: getattr(draft, key) for key in expected} == expected


def test_a_comment_before_the_page() -> None:
    html = page().replace("<html>", "<!-- saved from url=(0019)https://e.example/a -->\n<html>")
    assert one(html).url == "https://e.example/a"


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("<p>The head called it <q>a very wet year</q> for all.</p>", "it “a very wet year” for"),
        ("<p>The head called it <q>“a wet year”</q> for all.</p>", "it “a wet year” for"),
        (
            "<blockquote><p>Nobody came to mend it.</p><footer>— Al Ny, "
            "teacher</footer></blockquote>",
            "“Nobody came to mend it.” — Al Ny, teacher",
        ),
        (
            "<blockquote>Nobody came to mend it. <cite>Al Ny</cite></blockquote>",
            "“Nobody came to mend it.” — Al Ny",
        ),
        (
            "<figure><blockquote>Nobody came to mend it.</blockquote><figcaption>– Al "
            "Ny</figcaption></figure>",
            "“Nobody came to mend it.” — Al Ny",
        ),
        (
            "<blockquote class='twitter-tweet'><p lang='en'>Nobody came to mend it. <a "
            "href='/t'>#rain</a></p>"
            "&mdash; Al Ny (@alny) <a href='/1'>June 19, 2025</a></blockquote>",
            "“Nobody came to mend it. #rain” — Al Ny (@alny)",
        ),
    ],
)  # fmt: skip
def test_what_elements_quote(within: str, said: str) -> None:
    body = one(page(within=within)).body
    assert said in body
    assert body.startswith(FIRST)
    assert body.endswith(SECOND)


@pytest.mark.parametrize(
    "within",
    [
        "<p>Read more: <a href='/w'>“I am wet,” says Al</a></p>",
        "<p><strong>READ ALSO:</strong> <a href='/w'>“I am wet,” says Al</a>, <a "
        "href='/x'>Rain</a></p>",
        "<div>Related: <a href='/w'>“I am wet,” says Al</a></div>",
        "<div class='share-bar'><span>Share</span> <a href='/f'>Facebook</a></div>",
    ],
)  # fmt: skip
def test_what_leads_elsewhere_is_not_of_the_article(within: str) -> None:
    assert one(page(within=within)).body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter, The Quay",
        "Subscribe to the Morning Briefing and never miss a story.",
        "Get our free newsletter in your inbox every Friday",
        "Follow The Echo on WhatsApp for the latest",
        "Download the Echo app",
    ],
)
def test_what_a_page_asks_of_its_readers_is_not_of_the_article(line: str) -> None:
    assert one(page(within=f"<p>{line}</p>")).body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to nothing, the mayor wrote in his newsletter, and “read the law” in its place.",
        "Follow the money on Facebook, and it leads to a shop in the harbour that nobody runs.",
    ],
)
def test_prose_on_letters_stays(line: str) -> None:
    assert line in one(page(within=f"<p>{line}</p>")).body


def test_prose_that_says_read_more_stays() -> None:
    within = "<p>Read more books, said the <a href='/h'>head</a> to the children.</p>"
    assert "Read more books, said the head to the children." in one(page(within=within)).body


@pytest.mark.parametrize(
    "below",
    [
        "<div><p>Subscribe to continue reading</p></div>",
        "<p>This article is only available to subscribers. Already a subscriber? Log in.</p>",
        "<p>Create a free account to read this story.</p><p>Not now</p>",
        "<p>Keep reading for £1. Subscribe today.</p>",
        "<p>You’ve reached your limit of free articles. Subscribe.</p>",
    ],
)  # fmt: skip
def test_the_beginning_of_an_article_says_so(below: str) -> None:
    draft = one(page(below=below))
    assert draft.notes == (ONLY_BEGINNING,)
    assert "ubscri" not in draft.body


def test_an_article_that_is_sold_but_whole_has_no_note() -> None:
    offer = "<p>Subscribe to continue reading</p>"
    within = "".join(f"<p>{SECOND} This is part {number}.</p>" for number in range(40))
    assert one(page(within=within, below=offer)).notes == ()
    assert one(page(linked(**ARTICLE | {"isAccessibleForFree": False}))).notes == ()


@pytest.mark.parametrize("address", ["https://e.example/", "https://e.example/news"])
def test_a_front_page_is_refused(address: str) -> None:
    teasers = "".join(
        f"<h3><a href='/{n}'>Head {n} says no</a></h3><p>It rains.</p>" for n in range(20)
    )
    html = (
        f"<html><head><link rel='canonical' href='{address}'></head><body><main>{teasers}</main>"
        "</body></html>"
    )
    assert "is a front page" in refused("a.html", html.encode())


def test_an_article_above_many_teasers_is_none() -> None:
    teasers = "".join(f"<h3><a href='/{n}'>Head {n} says no</a></h3>" for n in range(9))
    within = "".join(f"<p>{SECOND} {FIRST} {number}.</p>" for number in range(4))
    assert FIRST in one(page(within=within, below=f"<section>{teasers}</section>")).body


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "https://e.example/roof\n"),
        ("a.txt", "https://e.example/roof\nwww.e.example/rain"),
        ("a.txt", "[InternetShortcut]\r\nURL=https://e.example/roof\r\n"),
        ("a.md", "Title: Roof leaks\n\nhttps://e.example/roof"),
    ],
)  # fmt: skip
def test_an_address_alone_is_refused(name: str, text: str) -> None:
    assert "nothing but an address. Save the page" in refused(name, text.encode())


def test_a_page_that_a_program_fills_in() -> None:
    head = linked(**ARTICLE | {"articleBody": f"{FIRST}\n{SECOND}"})
    html = f"<html><head>{head}</head><body><div id='app'>Loading …</div></body></html>"
    assert one(html).body == f"{FIRST}\n\n{SECOND}"


def test_a_page_that_is_one_text() -> None:
    text = "[Congressional Record Volume 171, Number 104 (Thursday, June 19, 2025)]\n\n     "
    "     ROOFS\n\n"
    text += "  Mr. BREL. The roofs of our schools leak.\n  Ms. EK. They do.\n"
    draft = one(f"<html><head><title>Record</title></head><body><pre>{text}</pre></body></html>")
    assert draft.body == "MR. BREL: The roofs of our schools leak.\n\nMS. EK: They do."


PIECES = st.sampled_from(
    ["<q>", "</q>", "<blockquote>", "</blockquote>", "<footer>", "<cite>", "<p>", "It "
    "rains. ", "<div>",
     "<blockquote class='twitter-tweet'>", "— ", "Read more: ", "<a href='x'>", "</a>", "<pre>",
     "<figure>", "<figcaption>", "<script type='application/ld+json'>", "</script>", '{"@graph": [',
     '{"@type": "NewsArticle", "author": {"@id": "a"}}', "]}", "<time datetime='1'>", "<h3>"]
)  # fmt: skip


@settings(max_examples=sized(40, 200), deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=30))
def test_odd_pages_are_read_or_refused(pieces: list[str]) -> None:
    for item in read_bytes("a.html", f"<html><body>{''.join(pieces)}</body></html>".encode()):
        assert item.title.strip() if isinstance(item, Draft) else "a.html" in str(item)


@pytest.mark.parametrize("inner", ["<p>", "<p>She said so.\n", "<div><p>Read more: "])
def test_time_grows_as_pages_do(inner: str) -> None:
    def work(times: int) -> None:
        prepare(trafilatura.load_html(f"<html><body><h1>Roof leaks</h1>{inner * times}"))

    assert growth(work, 500) < 2.5


@pytest.mark.parametrize(
    "inner", ["<q>", "<blockquote><p>x", "<div class='share'>", "<p>Read more: <a href='x'>"]
)
def test_deep_pages_end_in_time(inner: str) -> None:
    for item in read_bytes("a.html", f"<html><body>{inner * 3000}".encode()):
        assert isinstance(item, Draft) or "a.html" in str(item)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("<meta name='authors' content='Jo Ek'>", ""),
        ("", "<p>By Jo Ek</p>"),
        ("", "<p>By <a rel='author' href='/jo'>Jo Ek</a></p>"),
        ("", "<p><a class='author-name' href='/jo'>Jo Ek</a></p>"),
        ("", "<p><span class='byline__name'>Jo Ek</span></p>"),
        ("", "<ul><li class='art-author'>Jo Ek</li></ul>"),
        ("", "<div itemprop='author'><meta itemprop='name' content='Jo Ek'></div>"),
    ],
)
def test_a_byline_is_no_text(head: str, above: str) -> None:
    draft = one(page(head, above))
    assert draft.author == "Jo Ek"
    assert draft.body.startswith(FIRST)


def test_a_page_that_medium_exported() -> None:
    """Writer, day and address are in the footer of the entry, not of the page."""
    words = "<p>“The quay is sinking,” said Oda Lien, who runs the port of Varde.</p>" * 3
    entry = (
        "<article class='h-entry'><header><h1 class='p-name'>Rain</h1></header>"
        f"<section class='e-content'>{words}</section><footer><p>By <a class='p-author h-card' "
        "href='https://m.example/@ana'>Ana Holt</a> on <a href='https://m.example/p/1'><time "
        "class='dt-published' datetime='2023-04-17T08:00:00Z'>April 17, 2023</time></a>.</p>"
        "<p><a class='p-canonical' href='https://m.example/@ana/rain'>Canonical link</a></p>"
        "<p>Exported from Medium on June 2, 2024.</p></footer></article>"
    )
    draft = one(f"<html><head><title>Rain</title></head><body>{entry}</body></html>")
    assert draft.published_on is not None
    assert (draft.author, f"{draft.published_on}") == ("Ana Holt", "2023-04-17")
    assert draft.url == "https://m.example/@ana/rain"
    assert "Exported" not in draft.body
    other = entry.replace("h-entry", "entry").replace("p-canonical", "link")
    draft = one(f"<html><head><title>Rain</title></head><body>{other}</body></html>")
    assert (draft.author, draft.url) == ("", "")


@pytest.mark.parametrize("label", ["Published", "Published:", "Veröffentlicht"])
def test_a_day_beside_its_label(label: str) -> None:
    listed = f"<dl><dt>From:</dt><dd>1 May 2024</dd><dt>{label}</dt><dd>14 May 2024</dd></dl>"
    (draft,) = read_bytes("a.html", page(above=listed).encode())
    assert isinstance(draft, Draft)
    assert draft.published_on == dt.date(2024, 5, 14)


def test_what_a_program_of_notes_has_below_the_title_of_a_page() -> None:
    lines = ("Roof leaks", "19 June 2025", "16:05", "By Jo Ek, The Northern Echo", FIRST, SECOND)
    shown = "".join(f"<div><p>{line}</p></div>" for line in lines)
    draft = one(f"<html><head><title>Roof leaks</title></head><body>{shown}</body></html>")

    assert (draft.author, draft.outlet) == ("Jo Ek", "The Northern Echo")
    assert draft.published_on == DAY
    assert draft.body == f"{FIRST}\n\n{SECOND}"
