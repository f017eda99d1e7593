"""Tables and JSON, however their columns and keys are called."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

import pytest

from reading import Draft, read_bytes
from reading.tables.records import FULL_CELL
from tests.support.drafts import drafts, errors, one
from tests.support.workbooks import workbook, written

DAY = dt.date(2023, 4, 17)
RAIN = "Rain fell on Varde.\n\n“It never stops,” said Oda Lien."
SNOW = "Snow fell on Selby Bay, and nobody minded."


def table(columns: list[str], rows: list[list[str]], separator: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows([columns, *rows])
    return file.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "columns",
    [
        ["title", "text", "date", "source", "author", "url"],
        ["Headline", "Body", "Published", "Publication", "Byline", "Link"],
        ["News Title", "Full article", "Issue date", "Media Outlet", "Journalist(s)", "Web link"],
        ["Article Title", "full_text", "pub_date", "Newspaper", "Reporter", "source_url"],
        ["Überschrift", "Volltext", "Erscheinungsdatum", "Medium", "Autor/in", "Webadresse"],
        ["Titel", "Text", "Veröffentlicht am", "Quelle", "Verfasser", "Link"],
        ["Titre", "Texte intégral", "Date de parution", "Média", "Rédacteur", "Lien"],
        ["Titular", "Cuerpo", "Fecha de publicación", "Periódico", "Firma", "Enlace"],
    ],
)
def test_a_table(columns: list[str], separator: str) -> None:
    rows = [
        ["Rain", RAIN, "17 April 2023", "The Herald", "By Ana Holt", "https://herald.example/1"],
        ["", "", "", "", "", ""],
        ["Snow", SNOW, "", "", "", "no address"],
    ]
    for name in ("a.csv", "a.tsv", "a.txt"):
        rain, snow = drafts(name, table(columns, rows, separator))
        header = (rain.title, rain.published_on, rain.outlet, rain.author, rain.url)
        assert header == ("Rain", DAY, "The Herald", "Ana Holt", "https://herald.example/1")
        assert rain.body.replace("\r\n", "\n") == RAIN
        assert (snow.title, snow.body, snow.url) == ("Snow", SNOW, "")


def test_a_kind_of_source_is_no_outlet() -> None:
    columns = ["title", "source", "source name", "text"]
    data = table(columns, [["Rain", "web", "The Herald", RAIN]])
    assert one("a.csv", data).outlet == "The Herald"


def test_the_main_of_several_texts_and_headlines() -> None:
    """As ninjs 3 has them."""
    value = {
        "headlines": [{"role": "short", "value": "Wet"}, {"role": "main", "value": "Rain"}],
        "bodies": [
            {"role": "abstract", "contentType": "text/plain", "value": "In short."},
            {"role": "main", "contentType": "text/plain", "value": RAIN},
        ],
    }
    draft = one("a.json", json.dumps(value))
    assert (draft.title, draft.body) == ("Rain", RAIN)


def test_a_spreadsheet_says_what_divides_the_cells() -> None:
    data = "sep=;\n" + table(["title", "text"], [["Rain", RAIN]], ";")
    assert one("a.csv", data).title == "Rain"


def test_a_long_cell_is_read_and_the_limit_of_others_stays() -> None:
    limit = csv.field_size_limit()
    body = "It rains. " * 20_000
    assert one("a.csv", table(["title", "text"], [["Rain", body]])).body.strip() == body.strip()
    assert csv.field_size_limit() == limit


def test_a_list_of_links_is_refused() -> None:
    data = table(["id", "outlet", "title", "url"], [["1", "x", "Rain", "https://x.example"]])
    for name in ("a.csv", "a.txt"):
        (error,) = errors(name, data)
        assert "no column with the texts" in error
        assert "id, outlet, title, url" in error
        assert "Save the pages" in error


def test_a_row_without_a_text_does_not_stop_the_others() -> None:
    data = table(["title", "text"], [["Rain", ""], ["Snow", SNOW]])
    (error,) = errors("a.csv", data)
    assert error.startswith("a.csv, row 2, has no text")


@pytest.mark.parametrize(
    "authors", ["['Ana Holt', 'Jon Ek']", '["Ana Holt", "Jon Ek"]', "Ana Holt; Jon Ek"]
)
def test_writers_as_programs_list_them(authors: str) -> None:
    draft = one("a.csv", table(["title", "text", "authors"], [["Rain", RAIN, authors]]))
    assert draft.author == "Ana Holt and Jon Ek"


def test_a_column_of_titles_is_no_column_of_texts() -> None:
    data = table(["article", "url"], [["Rain in Varde", "https://x.example"]])
    (error,) = errors("a.csv", data)
    assert "no text to read" in error


def test_a_full_cell_may_be_only_the_beginning() -> None:
    draft = one("a.csv", table(["title", "text"], [["Rain", "a" * 32_767]]))
    assert draft.notes == (FULL_CELL,)


# ── workbooks ─────────────────────────────────────────────────────────────────────────────


NAMES = [written("Headline"), written("Body"), written("Date")]


def test_a_workbook() -> None:
    day = "<c r='REF' s='1'><v>45033</v></c>"
    data = workbook([written("Clippings")], [], NAMES, [written("Rain"), written(RAIN), day])
    for name in ("a.xlsx", "a.txt"):
        draft = one(name, data)
        assert (draft.title, draft.body, draft.published_on) == ("Rain", RAIN, DAY)


def test_a_formula_is_not_computed() -> None:
    formula = "<c r='REF' t='str'><f>HYPERLINK(\"http://x.example\",\"Snow\")</f>{}</c>"
    first = [written("Rain"), formula.format("<v>It rains.</v>")]
    second = [written("Snow"), formula.format("")]
    data = workbook(NAMES, first, second)
    (error,) = errors("a.xlsx", data)
    assert error.startswith("a.xlsx, row 3, has no text")


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.xlsx", b"PK\3\4 broken", "broken archive"),
        ("a.xlsx", workbook(NAMES, sheet="<worksheet"), "no workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Has it a password?"),
        ("a.xlsx", workbook([written("One"), written("Two")]), "no column with the texts"),
    ],
)
def test_a_workbook_that_cannot_be_read(name: str, data: bytes, part: str) -> None:
    (error,) = errors(name, data)
    assert part in error


def test_a_workbook_that_unpacks_to_too_much() -> None:
    file = io.BytesIO(workbook(NAMES))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/more.xml", bytes(70 * 1024 * 1024))
    (error,) = errors("a.xlsx", file.getvalue())
    assert "unpacked" in error


# ── JSON ──────────────────────────────────────────────────────────────────────────────────

HTML = "<p>Rain fell on <a href='/v'>Varde</a>.</p>\n<p>“It never stops,” said Oda&nbsp;Lien.</p>"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Rain", "text": RAIN, "date": "2023-04-17", "source": "The Herald",
         "authors": ["Ana Holt", "Jon Ek"], "url": "https://herald.example/1"},
        {"status": "ok", "response": {"results": [{
            "webTitle": "Rain", "webPublicationDate": "2023-04-17T08:00:00Z",
            "webUrl": "https://herald.example/1",
            "fields": {"byline": "Ana Holt in New York and Jon Ek in Oslo",
                       "publication": "The Herald", "body": HTML},
        }]}},
        {"type": "text", "headline": "Rain", "byline": "By Ana Holt and Jon Ek", "uri": "urn:x:1",
         "versioncreated": "2023-04-17T08:15:08+0000", "source": "The Herald", "body_html": HTML,
         "url": "https://herald.example/1"},
        [{"_source": {"headline": {"main": "Rain"}, "content": RAIN, "publishedAt": 1681718400000,
                      "source": {"id": None, "name": "The Herald"},
                      "author": [{"name": "Ana Holt"}, {"first_name": "Jon", "last_name": "Ek"}],
                      "link": "https://herald.example/1"}}],
        {"titel": "Rain", "inhalt": RAIN, "datum": "17.04.2023", "quelle": "The Herald",
         "autoren": ["Ana Holt", "Jon Ek"], "link": "https://herald.example/1"},
        {"headlines": [{"role": "main", "value": "Rain"}], "by": "By Ana Holt and Jon Ek",
         "infosources": [{"name": "The Herald"}], "firstcreated": "2023-04-17T08:15:08Z",
         "versioncreated": "2023-04-19T08:15:08Z",
         "bodies": [{"role": "teaser", "contenttype": "text/plain", "value": "In short."},
                    {"role": "main", "contenttype": "text/html", "value": HTML}],
         "url": "https://herald.example/1"},
        {"headline": "Rain", "bylines": [{"by": "By Ana Holt and Jon Ek", "title": "Wire Writer"}],
         "provider": "The Herald", "versioncreated": "2023-04-17T08:15:08Z",
         "body_nitf": f"<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head>"
         f"<body.content>{HTML.replace('&nbsp;', ' ')}</body.content></body></nitf>",
         "link": "https://herald.example/1"},
        {"title": "Rain", "date_publish": "2023-04-17", "paragraphs": RAIN.split("\n\n"),
         "source": "https://herald.example/1", "sitename": "The Herald",
         "author": "Ana Holt; Jon Ek"},
        {"version": "https://jsonfeed.org/version/1.1", "title": "The Herald", "items": [
            {"title": "Rain", "content_html": HTML, "date_published": "2023-04-17T08:00:00Z",
             "authors": [{"name": "Ana Holt"}, {"name": "Jon Ek"}],
             "url": "https://herald.example/1"}]},
        [{"title": {"rendered": "Rain"}, "content": {"rendered": HTML, "protected": False},
          "date": "2023-04-17T08:00:00", "link": "https://herald.example/1",
          "byline": "Ana Holt and Jon Ek", "site_name": "The Herald"}],
        {"storyHeadline": "Rain", "storyText": RAIN, "publishedDate": "2023-04-17",
         "authorName": "Ana Holt; Jon Ek", "paper": "The Herald",
         "storyUrl": "https://herald.example/1"},
        {"headlines": {"basic": "Rain"}, "display_date": "x", "published": "2023-04-17",
         "content_elements": [{"type": "text", "content": each} for each in HTML.split("\n")],
         "infosource": [{"name": "The Herald"}], "by": "Ana Holt and Jon Ek",
         "url": "https://herald.example/1"},
    ],
    ids=["keys", "service", "ninjs", "index", "German", "ninjs 2", "NITF", "paragraphs",
         "JSON Feed", "WordPress", "story keys", "Arc"],
)  # fmt: skip
def test_json(value: object) -> None:
    for name in ("a.json", "a.txt"):
        draft = one(name, json.dumps(value))
        header = (draft.title, draft.published_on, draft.outlet, draft.author, draft.url)
        assert header == (
            "Rain", DAY, "The Herald", "Ana Holt and Jon Ek", "https://herald.example/1",
        )  # fmt: skip
        assert draft.body.replace("\xa0", " ") == RAIN


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"docs": [{"headline": "Rain", "abstract": "In short."}] * 2}, "summaries of 2 articles"),
        ({"title": "Rain", "content": "Rain fell… [+1234 chars]"}, "summaries of 1 article"),
        ({"title": "Rain"}, "no article in it"),
        ([], "no article in it"),
    ],
)
def test_json_without_texts_is_refused(value: object, part: str) -> None:
    (error,) = errors("a.json", json.dumps(value))
    assert part in error


def test_json_with_texts_and_summaries_says_how_many() -> None:
    value = [{"title": "Rain", "text": RAIN}, {"title": "Snow", "summary": "In short."}]
    (error,) = errors("a.json", json.dumps(value))
    assert "summaries of 1 article." in error


def test_json_that_cannot_be_read() -> None:
    assert "not JSON" in errors("a.json", '{"text": ')[0]
    assert "nested too deeply" in errors("a.json", "[" * 200_000)[0]


def test_json_lines_under_another_name() -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in (RAIN, SNOW))
    assert [draft.body for draft in drafts("a.json", lines)] == [RAIN, SNOW]


def test_a_date_that_cannot_be_read_is_kept() -> None:
    draft = one("a.jsonl", json.dumps({"text": RAIN, "published_on": "32 March 2023"}))
    assert (draft.published_on, draft.unread_date) == (None, "32 March 2023")
    draft = one("a.jsonl", json.dumps({"text": RAIN, "date": "soon", "created": "2023-04-17"}))
    assert (draft.published_on, draft.unread_date) == (DAY, "")


STORY = "Rain fell on Varde.\n\n“It never stops,” said Oda Lien."
HTML = "<p>Rain fell on Varde.</p><p>“It never stops,” said Oda Lien.</p>"


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ({"data": [{"type": "node--article", "attributes": {
            "title": "Rain", "body": {"value": HTML, "format": "html"}}}]}, ""),
        ([{"title": {"rendered": "Rain"}, "content": {"rendered": HTML},
           "_embedded": {"author": [{"name": "Ana Holt"}]}}], "Ana Holt"),
        ({"headlines": {"basic": "Rain"}, "credits": {"by": [{"name": "Ana Holt"}]},
          "content_elements": [{"type": "text", "content": part} for part in STORY.split("\n\n")]},
         "Ana Holt"),
        ({"title": "Rain", "textContent": f"By Ana Holt\n\n{STORY}"}, "Ana Holt"),
    ],
)  # fmt: skip
def test_what_sites_and_notes_export(value: object, author: str) -> None:
    draft = one("a.json", json.dumps(value))
    assert (draft.title, draft.author, draft.body) == ("Rain", author, STORY)


@pytest.mark.parametrize("status", ["draft", "trash", "scheduled"])
def test_drafts_of_a_site_are_left_out_and_counted(status: str) -> None:
    posts = [{"title": "Rain", "plaintext": STORY, "status": "published"},
             {"title": "Snow", "plaintext": STORY, "status": status}]  # fmt: skip
    first, error = read_bytes("a.json", json.dumps({"posts": posts}).encode())
    assert isinstance(first, Draft)
    assert first.title == "Rain"
    assert "1 text that its site has not published" in str(error)


@pytest.mark.parametrize(
    ("date", "read", "unread"),
    [
        (20240514, dt.date(2024, 5, 14), ""),
        (1715674502, dt.date(2024, 5, 14), ""),
        (45427, None, "45427"),  # a spreadsheet's day, from a year that it does not say
        (2024, None, "2024"),
        (True, None, ""),
        (10**400, None, ""),
    ],
)
def test_a_number_in_place_of_a_date(date: int, read: dt.date | None, unread: str) -> None:
    draft = one("a.json", json.dumps({"title": "Rain", "text": "It rains.", "date": date}))
    assert (draft.published_on, draft.unread_date) == (read, unread)
