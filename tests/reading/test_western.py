"""Windows-1252 that calls itself Latin-1, or that was decoded as such: its marks are not lost."""

from __future__ import annotations

import pytest

from reading.western import of_stated
from tests.support.drafts import one

LONG = (
    "The harbour board met for a long time on Tuesday, and nobody in the town was surprised that "
    "the vote was put off again until the spring of next year."
)
SAID = "\x93It rains,\x94 said M\xfcller\x85"
READ = "“It rains,” said Müller…"
PAGE = (
    "<html><head>{}<title>Rain</title></head><body><article><h1>Rain in Varde</h1>"
    f"<p>{LONG}</p><p>{SAID} {LONG}</p><p>{LONG}</p></article></body></html>"
)
DECLARED = PAGE.format('<meta charset="iso-8859-1">')
NITF = f"""<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content>
<p>{SAID}</p></body.content></body></nitf>"""
FEED = f"""<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Echo</title><item>
<title>Rain</title><link>https://x.example/1</link><content:encoded><![CDATA[<p>{SAID}</p>
<p>{LONG}</p>]]></content:encoded></item></channel></rss>"""
MAIL = """From: Ana Brel <ana@x.example>
Subject: Rain
Content-Type: text/{}; charset="iso-8859-1"
Content-Transfer-Encoding: 8bit

{}
"""
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://x.example/a
Subject: Rain
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="B"

--B
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: 8bit
Content-Location: https://x.example/a

{PAGE.format("")}
--B--
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", DECLARED),
        ("a.html", DECLARED.replace("iso-8859-1", "latin1")),
        ("a.mhtml", SAVED),
        ("a.rss", FEED),
        ("a.xml", f'<?xml version="1.0" encoding="iso-8859-1"?>{NITF}'),
        ("a.eml", MAIL.format("plain", f"{SAID} {LONG}")),
        ("a.eml", MAIL.format("html", f"<p>{SAID} {LONG}</p>")),
    ],
)
def test_what_is_stated_to_be_latin_1_is_read_as_browsers_do(name: str, text: str) -> None:
    assert READ in one(name, text.encode("latin-1")).body


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Title: Rain\n\n{SAID}"),
        ("a.html", PAGE.format("")),
        ("a.json", f'{{"title": "Rain", "text": "{SAID}"}}'),
        ("a.csv", f"Title,Text\nRain,{SAID.replace(',', '')}\n"),
        ("a.xml", NITF.replace("\x93", "&#147;").replace("\x94", "&#148;")),
    ],
)
def test_what_was_decoded_so_before_is_mended(name: str, text: str) -> None:
    draft = one(name, text)
    assert READ.replace(",", "").rstrip("…") in draft.body.replace(",", "")


def test_titles_and_names_too() -> None:
    draft = one(
        "a.jsonl", '{"title": "\x93Rain\x94", "outlet": "The Echo\x92s", "text": "It rains."}'
    )
    assert (draft.title, draft.outlet) == ("“Rain”", "The Echo’s")


def test_utf_8_that_is_stated_to_be_latin_1_is_utf_8() -> None:
    assert of_stated("“Müller”".encode(), "iso-8859-1") == "“Müller”"
    assert of_stated("Müller".encode("latin-1"), "latin1") == "Müller"
    assert of_stated("Łódź".encode("iso-8859-2"), "iso-8859-2") == "Łódź"


def test_a_line_end_that_is_one_of_them_stays() -> None:
    assert one("a.json", '{"title": "Rain", "text": "It rains.\x85It snows."}').body == (
        "It rains.\x85It snows."
    )


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("&ldquo;", "&rdquo;"),
        ("&#147;", "&#148;"),
        ("&#8220;", "&#8221;"),
        ("&#x201C;", "&#x201d;"),
    ],
)
def test_entities_that_were_left_in_a_table_are_their_characters(opened: str, closed: str) -> None:
    text = f"{opened}It rains{closed} said R&amp;D of AT&T."
    for name, data in (
        ("a.csv", f"Title,Text\n{opened}Rain{closed},{text}\n"),
        ("a.jsonl", f'{{"title": "{opened}Rain{closed}", "text": "{text}"}}'),
        ("a.json", f'[{{"title": "{opened}Rain{closed}", "text": "{text}"}}]'),
    ):
        draft = one(name, data)
        assert (draft.title, draft.body) == ("“Rain”", "“It rains” said R&D of AT&T.")


def test_those_of_a_text_file_stay_as_they_are() -> None:
    assert one("a.txt", "Title: Rain\n\n&ldquo;It rains&rdquo;").body == "&ldquo;It rains&rdquo;"
