"""The page on which words are checked against all quotations."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.support.listing import squeezed
from tests.support.paths import ROOT
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SAID = "We will not open the northern bridge before the winter"


def page(client: Client, words: str) -> str:
    return squeezed(client.get(f"/check/?{urlencode({'words': words})}").content.decode())


def test_words_lead_to_an_address_and_the_answer(client: Client) -> None:
    quotation = make_quotation(SAID, outlet="The Post", published_on=dt.date(2026, 2, 3))
    make_quotation(SAID, "Bo Li", published_on=dt.date(2026, 2, 4))
    response = client.post("/check/", {"words": SAID})
    assert (response.status_code, response["Location"]) == (
        303,
        f"/check/?{urlencode({'words': SAID})}",
    )
    html = page(client, SAID)
    assert "In the archive: 1 word for word" in html
    assert quotation.get_absolute_url() in html
    assert "In 2 articles, first in" in html
    assert "3 February 2026" in html
    assert "Also put in the mouth of" in html
    assert f"<title>“{SAID}” · Check a quote · Newsroom</title>" in html


@pytest.mark.parametrize(
    "pasted",
    [
        "<blockquote><p>We will <em>not</em> open the northern <b>bridge</b></p></blockquote>",
        "&ldquo;We will&nbsp;not open the northern bridge&rdquo;",
        "“[W]e will not[3] open the northern bridge [sic].”[12]",
        "https://example.org/x?a=1#:~:text=We%20will%20not%20open%20the%20northern%20bridge",
        "We%20will%20not%20open%20the%20northern%20bridge",
        "We+will+not+open+the+%E2%80%9Cnorthern%E2%80%9D+bridge%2C",
        "Ｗｅ ｗｉｌｌ ｎｏｔ ｏｐｅｎ ｔｈｅ ｎｏｒｔｈｅｒｎ ｂｒｉｄｇｅ",
        "> We will **not** open the\n> [northern](https://example.org/x) bridge",
        "<q>We will not open the northern bri<i>dge</i></q>",
        "„We will not open the northern bridge“",
        "「We will not open the northern bridge」",
        "We will not open the north-\r\nern bri-\n  dge",
    ],
)
def test_the_source_of_a_page_is_read_as_the_page_shows_it(client: Client, pasted: str) -> None:
    make_quotation("We will not open the northern bridge")
    assert "In the archive: 1 word for word" in page(client, pasted)


def test_differences_are_marked_word_by_word(client: Client) -> None:
    make_quotation(SAID)
    html = page(client, "We will open the northern bridge before this winter")
    assert "In the archive: 1 in nearly these words" in html
    assert '<ins class="differs"><span class="unseen">in the article:</span>not</ins>' in html
    assert '<del><span class="unseen">pasted:</span>this</del>' in html


def test_what_is_found_is_copied_with_its_citation(client: Client) -> None:
    quotation = make_quotation(SAID, outlet="The Post", published_on=dt.date(2026, 2, 3))
    html = page(client, "We will open the northern bridge before this winter")
    citation = html.partition("data-citation")[2].partition("</p>")[0]
    assert f"“{SAID}”" in citation
    assert "3 February 2026" in citation
    assert f'href="{quotation.get_absolute_url()}"' in html
    assert html.count("data-copy>") == 1


def test_nothing_like_it(client: Client) -> None:
    make_quotation(SAID)
    html = page(client, "Four green apples rolled off the cart")
    assert "Nothing like it is in the archive" in html
    assert "it may have been said elsewhere" in html


def test_the_guide_says_what_the_page_says(client: Client) -> None:
    make_quotation(SAID)
    guide = (ROOT / "docs" / "reporters.md").read_text("utf-8")
    part = guide.partition("## Check a quote")[2].partition("\n## ")[0]
    examples = re.findall(r"^\| `(.+)` \| (.+) \|$", part, re.MULTILINE)
    assert len(examples) == 3
    for words, answer in examples:
        assert answer in page(client, words)


def test_too_few_words_are_a_search(client: Client) -> None:
    assert 'href="/?q=two+words"' in page(client, "two words")


def test_a_hyphen_at_the_end_of_a_line_stays_where_no_quotation_has_the_whole_word(
    client: Client,
) -> None:
    make_quotation("A well-known northern bridge is shut")
    assert "1 word for word" in page(client, "A well-\nknown northern bridge is shut")


def test_a_text_that_is_too_long_for_an_address_is_answered_and_kept(client: Client) -> None:
    make_quotation(SAID)
    text = f"{SAID}. {'Nothing else was said. ' * 200}"
    response = client.post("/check/", {"words": text})
    html = response.content.decode()
    assert response.status_code == 200
    assert "In the archive: 1 word for word" in html
    assert "Only the first 400 words were compared" in html
    assert text.strip() in html


@pytest.mark.parametrize("words", ["", "   ", "x" * 20_001, "nul \0 here"])
def test_what_cannot_be_checked_is_said_and_kept(client: Client, words: str) -> None:
    html = client.post("/check/", {"words": words}).content.decode()
    assert 'class="error"' in html
    assert "<title>Error: " in html
    assert words.strip()[:50].replace("\0", "") in html.replace("\0", "")


@pytest.mark.every_database
def test_markup_is_text(client: Client) -> None:
    make_quotation("<b>bold</b> words were said about the bridge")
    html = page(client, "<i>bold</i> words were said about the bridge")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "words were said about the bridge" in html


def test_what_shares_one_word_that_says_something_is_not_close(client: Client) -> None:
    make_quotation("They took the horses to the far bank of the river")
    html = page(client, "Four green apples rolled off the cart and into the river")
    assert "Nothing like it is in the archive" in html
    assert "The closest" not in html
    assert ">Search for these words</a>" in html


@pytest.mark.parametrize(
    ("pasted", "note", "other"),
    [
        ("We will not open this bridge before the winter", "Struck out is", "Underlined is"),
        ("He said we will not open the bridge and so nobody went there in all those months, they "
         "told us in the harbour", "Underlined is", "Struck out is"),
        ("We will not open the bridge before the winter", "", "Struck out is"),
    ],
)  # fmt: skip
def test_the_note_explains_the_marks_that_are_there(
    client: Client, pasted: str, note: str, other: str
) -> None:
    make_quotation("We will not open the bridge before the winter")
    html = client.get("/check/", {"words": pasted}).content.decode()
    assert note in html
    assert other not in html


def test_words_that_were_pasted_alone_stand_apart(client: Client) -> None:
    make_quotation("We will not open the bridge before the winter")
    typed = {"words": "We will not open the old bridge before the winter"}
    html = client.get("/check/", typed).content.decode()
    assert " <del>" in html
    assert "the<del>" not in html
