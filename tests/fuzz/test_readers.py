"""A reader that gets any bytes: drafts, or its own error, and nothing else."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.save import check
from articles.resolution.people_list import COLUMNS, ListError, read_list
from articles.search.highlight import canonical, highlights
from articles.search.query import parse, while_typing
from articles.serialization import loading
from extraction.text.folding import fold_in_place
from reading import Draft, ReadingError
from reading.readers import read_bytes
from tests.reading.containers.test_containers import CRAWL, mail, mhtml, webarchive
from tests.reading.databases.test_databases import EXPORTS
from tests.reading.markup.test_markup import ATOM, FULL, ITEM, NITF, RSS, post, wiki, wordpress
from tests.reading.markup.test_markup import PAGE as WIKI_PAGE
from tests.reading.office.test_documents import WIRE, book, flat, odt
from tests.reading.speech.test_spoken_debates import RECORD
from tests.reading.test_formats import pdf
from tests.reading.test_kinds import word
from tests.support.drafts import zipped
from tests.support.odd_inputs import fuzzing
from tests.support.workbooks import workbook, written

pytestmark = pytest.mark.slow

TEXT = "Title: Rain\nDate: 2026-03-31\n\n“It rains,” said Ana Brel.\n"
PAGE = (
    "<!doctype html><html><head><title>Rain</title><meta name='author' content='Ana Brel'>"
    '<script type=\'application/ld+json\'>{"headline": "Ra\\u0069n", '
    '"datePublished": "2026-03-31"}</script></head>'
    f"<body><article><h1>Rain</h1><p>{'“It rains,” said Ana Brel. ' * 5}</p></article></body>"
)
LINES = json.dumps({"title": "Rain", "body": "It rains.", "published_on": "2026-03-31"}) + "\n"
BEGINNINGS = {
    "a.txt": TEXT.encode(),
    "a.md": ("---\ntitle: Rain\ntags: [a, b]\n---\n# Rain\n\n" + TEXT).encode(),
    "a.html": PAGE.encode(),
    "a.docx": word("“It rains,” said Ana Brel."),
    "a.pdf": pdf("It rains, said Ana Brel."),
    "a.jsonl": LINES.encode() * 2,
    "a.json": b'{"found": [' + LINES.strip().encode() + b"]}",
    "a.csv": b"title,text,date\nRain,It rains.,2026-03-31\n",
    "a.xlsx": workbook(
        [written("Title"), written("Text")], [written("Rain"), written("It rains.")]
    ),
    "a.rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\trowd a\\cell\\row It \\'72ains \\u8364 ?.\\par}",
    "a.odt": odt("<t:h>Rain</t:h><t:p>It<t:s t:c='2'/>rains.</t:p>"),
    "a.epub": book(a=f"<p>{'It rains. ' * 30}</p>", b="<h1>Rain</h1>"),
    "a.zip": zipped({"b.txt": TEXT, "c.html": PAGE}),
    "a.gz": gzip.compress(TEXT.encode()),
    "a.warc": b"".join(CRAWL),
    "a.eml": mail(html=PAGE).as_bytes(),
    "a.mhtml": mhtml(),
    "a.webarchive": webarchive(),
    "a.rss": RSS.format(FULL).encode(),
    "a.nitf": NITF.encode(),
    "a.newsml": ITEM.format(f"<inlineXML>{NITF}</inlineXML>").encode(),
    "a.wxr": wordpress(post()).encode(),
    "a.atom": ATOM.format(f"<content type='html'>{escape(FULL)}</content>").encode(),
    "a.enex": f"<en-export><note><content><![CDATA[<en-note>{PAGE}</en-note>]]></content></note>"
    "</en-export>".encode(),
    "a.debate": b"<publicwhip><minor-heading id='d/2023-04-17a.1'>Rain</minor-heading>"
    b"<speech speakername='Ana Holt'><p>Why?</p></speech></publicwhip>",
    "a.canada": b"<Hansard><ExtractedItem Name='Date'>Monday, April 17, 2023</ExtractedItem>"
    b"<CatchLine>Rain</CatchLine><Intervention><PersonSpeaking><Affiliation>Mrs. Ana Holt (Oslo, "
    b"CPC)</Affiliation></PersonSpeaking><ParaText>Why?</ParaText></Intervention></Hansard>",
    "a.australia": b"<hansard><session.header><date>2023-04-17</date></session.header><debateinfo>"
    b"<title>Rain</title></debateinfo><speech><talk.start><talker><name role='metadata'>Holt, Ana"
    b"</name></talker></talk.start><talk.text><p>Ms HOLT (Oslo) (14:01): Why?</p></talk.text>"
    b"</speech></hansard>",
    "a.debate.txt": b"Rain\n\nMs HOLT (Oslo) (14:01): Why?\n\nMr LIEN (Hume) (14:02): It rains.\n"
    b"\nMs HOLT: Ah.\n",
    "a.meet.txt": b"Jun 19, 2025\nRain - Transcript\n00:00:00\nAna Holt: Why?\nOda Lien: Rain.\n"
    b"Ana Holt: Ah.\nOda Lien: Yes.\n00:05:00\n",
    "a.akn": b"<akomaNtoso><debate><TLCPerson eId='lien' showAs='Oda Lien'/><debateSection>"
    b"<heading>Rain</heading><speech by='#lien'><p>It rains.</p></speech></debateSection></debate>"
    b"</akomaNtoso>",
    "a.fodt": flat("<t:h>Rain</t:h><t:p>It<t:s t:c='2'/>rains.</t:p>").encode(),
    "a.vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:04.000\n<v Ana Brel>It <i>rains</i>.</v>\n",
    "a.srt": b"1\n00:00:01,000 --> 00:00:04,000\nAna Brel: It rains.\n\n",
    "a.otter": b"Rain\n\nSPEAKERS\nJo Ek\n\n"
    + b"Jo Ek  0:01\nIt rains.\n\nAl Ny  0:09\nSo?\n\n" * 2,
    "a.record": RECORD.encode(),
    "a.hansard": b"Rain\n\n9 May 2023\n\nAl Ny (Marlow) (Lab): Why?\n\nJo Ek (Ely) (Con): So.\n",
    "a.mbox": b"From a@b.example Mon Apr 17 09:02:11 2023\n" + mail().as_bytes() + b"\n\n",
    "a.forwarded": mail(
        f"See.\n\n-----Original Message-----\nFrom: Oda Lien\nDate: 17 Apr 2023\n\n{TEXT}"
    ).as_bytes(),
    "a.page": f"<html><body>{EXPORTS['factiva'].replace(chr(10), '<p>')}</body></html>".encode(),
    "a.wiki": wiki(WIKI_PAGE).encode(),
    "a.wire": WIRE.encode(),
    "a.nexis": EXPORTS["classic"].encode(),
    "a.proquest": EXPORTS["proquest"].encode(),
    "a.factiva": EXPORTS["factiva"].encode(),
}
PACKED = (".docx", ".xlsx", ".odt", ".epub", ".zip")
ENCODINGS = ("utf-8", "utf-16", "utf-32", "latin-1", "cp1252", "shift_jis", "koi8-r")


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with a few places overwritten, left out or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 30))
        match draw(st.integers(0, 3)):
            case 0:
                data[at : at + length] = draw(st.binary(max_size=30))
            case 1:
                del data[at:]
            case 2:
                data[at:at] = data[at : at + length] * draw(st.integers(1, 50))
            case _:
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
    return bytes(data)


@st.composite
def inner_damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file that is a sound archive of a damaged document."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        spoilt = draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, draw(damaged(data)) if name == spoilt else data)
    return file.getvalue()


def files(name: str) -> st.SearchStrategy[bytes]:
    kinds = [damaged(BEGINNINGS[name]), st.binary(max_size=200)]
    if name.endswith(PACKED):
        kinds.append(inner_damaged(BEGINNINGS[name]))
    elif name != "a.pdf":
        kinds.append(st.builds(
            lambda text, encoding: text.encode(encoding, "replace"),
            st.text(max_size=200), st.sampled_from(ENCODINGS),
        ))  # fmt: skip
    return st.one_of(kinds)


@pytest.mark.parametrize("name", list(BEGINNINGS))
def test_every_reader(name: str) -> None:
    @fuzzing
    @given(files(name))
    def read(data: bytes) -> None:
        for item in read_bytes(name, data):
            if isinstance(item, ReadingError):
                assert name in str(item)
            else:
                assert isinstance(item, Draft)
                assert item.title.strip()
                assert any(map(str.isalnum, item.body))
                check(item)

    run: Callable[[], None] = read
    run()


@pytest.mark.django_db
def test_the_list_of_people(tmp_path: Path) -> None:
    head = (",".join(COLUMNS) + "\n").encode()
    body = b'"Roe, Ada",A. Roe;Adela,person,PL,envoy,2020-01,2021,Q42,Of the port.\n'
    file = tmp_path / "people.csv"

    @fuzzing
    @given(damaged(head + body) | damaged(body).map(head.__add__))
    def read(data: bytes) -> None:
        file.write_bytes(data)
        with suppress(ListError):
            for row in read_list(file):
                assert isinstance(row, ListError) or "\0" not in "".join(map(str, astuple(row)))

    run: Callable[[], None] = read
    run()


def test_annotated_lines(tmp_path_factory: pytest.TempPathFactory) -> None:
    quote = {"kind": "direct", "content": [[1, 9]], "speaker_type": "person", "name": "Ana Brel",
             "about": ["NO"], "confidence": 0.5}  # fmt: skip
    whole = {"text": TEXT, "published_on": "2026-03-31", "quotes": [quote],
             "entities": [{"type": "person", "name": "Ana", "mentions": [[2, 4]]}]}  # fmt: skip
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    )
    path = tmp_path_factory.mktemp("fuzz") / "lines.jsonl"

    @fuzzing
    @given(
        st.sampled_from([*whole, *quote, "mentions"]), values, damaged(json.dumps(whole).encode())
    )
    def read(key: str, value: object, spoilt: bytes) -> None:
        header = (
            {**whole, "quotes": [{**quote, key: value}]} if key in quote else {**whole, key: value}
        )
        path.write_bytes(json.dumps(header).encode() + b"\n" + spoilt)
        for item in loading.read(path):
            assert isinstance(item, ReadingError) or item[0].body

    run: Callable[[], None] = read
    run()


@fuzzing
@given(st.text(max_size=60), st.text(max_size=80))
def test_the_query_syntax(typed: str, text: str) -> None:
    query = parse(while_typing(typed))
    for term in (*query.wanted, *query.unwanted):
        assert any(map(str.isalnum, term.text))
        canonical(term, "english")
    fold_in_place(text)
    for start, end in highlights(text, parse(typed), "english"):
        assert 0 <= start < end <= len(text)
