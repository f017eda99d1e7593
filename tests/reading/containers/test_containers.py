"""Files in files: archives, mails, saved pages and crawls."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import io
import plistlib
import re
import zipfile
from email.message import EmailMessage

import pytest

from reading import read_bytes
from reading.containers.mail import ANSWERED, FORWARDED
from tests.support.drafts import drafts, errors, one, zipped
from tests.support.growth import ratio

DAY = dt.date(2023, 4, 17)
FIRST = "Rain fell on Varde all Monday, and the harbour was shut."
SECOND = "“It never stops,” said Oda Lien, who has lived there for forty years."
BODY = f"{FIRST}\n\n{SECOND}"
PAGE = (
    "<!doctype html><html><head><title>Rain</title></head><body><article><h1>Rain</h1>"
    f"<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)


# ── archives ──────────────────────────────────────────────────────────────────────────────


def test_an_archive() -> None:
    data = zipped({
        "clips/b.txt": f"Title: Rain\nDate: 2023-04-17\n\n{BODY}",
        "clips/a.html": PAGE,
        "clips/plain": FIRST,
        "__MACOSX/clips/._b.txt": "\0\0",
        "clips/.hidden.txt": "x",
        "clips/~$a.docx": "x",
        "clips/a_files/saved_resource.html": PAGE,
        "Files (3)_doclist.docx": "x",
    })  # fmt: skip
    for name in ("a.zip", "a.txt"):
        rain, page, plain = drafts(name, data)
        assert (rain.title, rain.published_on, rain.body) == ("Rain", DAY, BODY)
        assert (page.title, page.body, plain.body) == ("Rain", BODY, FIRST)


def test_an_archive_says_what_it_did_not_read() -> None:
    data = zipped({"a.txt": FIRST, "b.css": "x", "c.css": "x", "d.exe": "x"})
    (error,) = errors("a.zip", data)
    assert error == "a.zip: 3 files of other kinds were not read: 2 .css, 1 .exe."


@pytest.mark.parametrize(
    ("name", "within"),
    [("a.pages", "Index/Document.iwa"), ("a.numbers", "Index.zip"), ("a.key", "x"),
     ("a.zip", "Index/Document.iwa"), ("a.pptx", "ppt/presentation.xml")],
)  # fmt: skip
def test_documents_of_other_programs_are_refused_with_the_way_out(name: str, within: str) -> None:
    for data in (zipped({within: "x", "preview.jpg": "x"}), b"PK\x03\x04 broken"):
        assert "Save it there as .docx, .xlsx or .pdf." in errors(name, data)[0] or (
            name == "a.zip" and "broken archive" in errors(name, data)[0]
        )


@pytest.mark.parametrize("path", ["../../b.txt", "/etc/b.txt", "a/../../b.txt", "..\\b.txt"])
def test_a_path_out_of_an_archive_is_refused(path: str) -> None:
    (error,) = errors("a.zip", zipped({path: FIRST}))
    assert "is a path out of the archive" in error


def test_no_archive_within_another() -> None:
    inner = zipped({"b.txt": FIRST})
    for name, data in (
        ("a.zip", zipped({"b.zip": inner})),
        ("a.zip", zipped({"b.txt.gz": gzip.compress(FIRST.encode())})),
        ("a.gz", gzip.compress(inner)),
    ):
        (error,) = errors(name, data)
        assert "is an archive within an archive" in error


def test_an_archive_that_grows_or_is_locked_or_broken() -> None:
    assert "70 MB unpacked" in errors("a.zip", zipped({"a.txt": b"a" * 70 * 1024**2}))[0]
    assert "10,001 files" in errors("a.zip", zipped({f"{n}.txt": "" for n in range(10_001)}))[0]
    assert "broken archive" in errors("a.zip", b"PK\3\4 broken")[0]
    assert "no file in it that is read" in errors("a.zip", zipped({".a.txt": "x"}))[0]
    locked = bytearray(zipped({"a.txt": FIRST}))
    with zipfile.ZipFile(io.BytesIO(bytes(locked))) as packed:
        central = packed.start_dir
    locked[central + 8] |= 1
    assert "password" in errors("a.zip", bytes(locked))[0]


def test_a_compressed_file() -> None:
    assert one("a.txt.gz", gzip.compress(FIRST.encode())).body == FIRST
    assert "unpacked" in errors("a.txt.gz", gzip.compress(bytes(70 * 1024**2)))[0]
    assert "broken" in errors("a.txt.gz", b"\x1f\x8b broken")[0]


# ── mails ─────────────────────────────────────────────────────────────────────────────────


def mail(text: str = BODY, html: str = "", **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = fields.get("sender", "Varde Press Office <press@varde.example>")
    message["To"] = "desk@herald.example"
    message["Subject"] = fields.get("subject", "Fwd: Re: Rain – a statement")
    message["Date"] = fields.get("date", "Mon, 17 Apr 2023 09:02:11 +0300")
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


SMALL_PRINT = "-- \nOda Lien\nTel. 1\n\nThis e-mail is confidential."


@pytest.mark.parametrize(
    "message",
    [
        mail(f"{BODY}\n\n{SMALL_PRINT}"),
        mail(f"{BODY}\n\nThis e-mail and what is attached is confidential and meant for you."),
        mail("View this email in your browser", html=PAGE.replace("<h1>Rain</h1>", "")),
        mail(BODY, html="<p>Something else that is as long as the other text is.</p>" * 3),
    ],
    ids=["signature", "small print", "html", "both"],
)
def test_a_mail(message: EmailMessage) -> None:
    for name in ("a.eml", "a.txt"):
        draft = one(name, message.as_bytes())
        assert (draft.title, draft.author) == ("Rain – a statement", "Varde Press Office")
        assert (draft.published_on, draft.outlet) == (DAY, "")
        assert draft.body == BODY
        assert not draft.notes


def test_what_is_attached_to_a_mail_is_named() -> None:
    message = mail()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    assert "(report.pdf)" in one("a.eml", message.as_bytes()).notes[0]


@pytest.mark.parametrize(
    "below", ["Sent from my iPhone", "Get Outlook for iOS", "Von meinem Telefon gesendet"]
)
def test_what_a_program_puts_below_a_mail(below: str) -> None:
    assert one("a.eml", mail(f"{BODY}\n\n{below}\n").as_bytes()).body == BODY


@pytest.mark.parametrize(
    ("mark", "fields"),
    [
        ("---------- Forwarded message ---------", "From: {}\nDate: {}\nSubject: {}\nTo: <x>"),
        ("Begin forwarded message:\n", "From: {}\nDate: {}\nSubject: {}\nTo: x"),
        ("-----Original Message-----", "*From:* {}\n*Sent:* {}\n*Subject:* {}"),
        ("________________________________", "From: {}\nSent: {}\nTo: x\nSubject: {}"),
        ("Best, Al", "Von: {}\nGesendet: {}\nAn: x\nBetreff: {}"),
        ("---------- Weitergeleitete Nachricht ---------", "Von: {}\nDatum: {}\nBetreff: {}"),
    ],
)
def test_a_mail_that_was_forwarded(mark: str, fields: str) -> None:
    top = fields.format("Lien, Oda <oda@varde.example>", "Sun, 16 Apr 2023 at 08:00", "Fees")
    sent = mail(f"Please read.\n\n{mark}\n{top}\n\n\n{BODY}\n", subject="Fwd: Fees")
    draft = one("a.eml", sent.as_bytes())
    assert (draft.body, draft.title, draft.author) == (BODY, "Fees", "Oda Lien")
    assert (draft.published_on, draft.notes) == (DAY - dt.timedelta(days=1), (FORWARDED,))


@pytest.mark.parametrize("above", [False, True])
def test_a_mail_that_was_forwarded_as_a_quotation(above: bool) -> None:
    top = "From: Oda Lien <oda@varde.example>\nSubject: Fees\nDate: 16 April 2023 at 08:00:00 CEST"
    top, blank = (top.replace("From", "> From").replace("\n", "\n> "), "> ") if above else (top, "")
    text = f"Begin forwarded message:\n\n{top}\n{blank}\n> " + BODY.replace("\n", "\n> ")
    draft = one("a.eml", mail(text, subject="Fwd: Fees").as_bytes())
    assert (draft.body, draft.title, draft.author) == (BODY, "Fees", "Oda Lien")


def test_a_mail_that_answers_another() -> None:
    asked = "On Sun, 16 Apr 2023 at 08:00, Oda Lien <oda@varde.example> wrote:\n> Why?\n>\n> So."
    draft = one("a.eml", mail(f"{BODY}\n\n{asked}\n").as_bytes())
    assert (draft.body, draft.notes) == (BODY, (ANSWERED,))
    asked = "________\nFrom: Oda Lien\nSent: 16 April 2023 08:00\nTo: x\nSubject: Why?\n\nWhy?"
    draft = one("a.eml", mail(f"{BODY}\n\n{asked}\n", subject="RE: Why?").as_bytes())
    assert (draft.body, draft.notes) == (BODY, (ANSWERED,))


@pytest.mark.parametrize(
    "asked",
    [
        "On Sun, 16 Apr 2023 at 08:00, Oda Lien\n<oda@varde.example> wrote:\n\n> Why?\n> So.",
        "> On Sun, 16 Apr 2023 at 08:00, Oda Lien <oda@varde.example> wrote:\n>\n> Why?",
        "Am 16. Apr. 2023 um 08:00 schrieb Oda Lien <oda@varde.example>:\n\n> Warum?\n",
        "Sent from my iPhone\n\nOn 16 Apr 2023, at 08:00, Oda Lien <o@v.example> wrote:\n\n> Why?",
    ],
)
def test_an_answer_in_other_layouts(asked: str) -> None:
    draft = one("a.eml", mail(f"{BODY}\n\n{asked}\n").as_bytes())
    assert (draft.body, draft.notes) == (BODY, (ANSWERED,))


def test_an_answer_whose_subject_does_not_say_so() -> None:
    asked = "-----Original Message-----\nFrom: Oda Lien\nSent: 16 April 2023\nTo: x\n\nWhy?"
    long = f"{BODY}\n\n{'Rain fell on the roofs of the town. ' * 10}".strip()
    draft = one("a.eml", mail(f"{long}\n\n{asked}\n", subject="Rain").as_bytes())
    assert (draft.body, draft.notes) == (long, (ANSWERED,))
    passed_on = one("a.eml", mail(f"{long}\n\n{asked}\n", subject="FW: Why?").as_bytes())
    assert passed_on.body.endswith("Why?")


@pytest.mark.parametrize(
    "quote", ['class="gmail_quote"', 'type="cite"', 'style="border-left: 1px solid"']
)
def test_an_answer_in_html(quote: str) -> None:
    """Mails in HTML quote in an element what plain ones quote behind signs."""
    wrote = "<div>On Sun, 16 Apr 2023 at 08:00, Oda Lien &lt;o@varde.example&gt; wrote:<br></div>"
    quoted = f"{wrote}<blockquote {quote}><div>Why?</div><blockquote>So.</blockquote></blockquote>"
    own = "".join(f"<p>{each}</p>" for each in BODY.split("\n\n"))
    message = mail(" ")
    message.add_alternative(f"<html><body>{own}<br>{quoted}</body></html>", subtype="html")
    draft = one("a.eml", message.as_bytes())
    assert (draft.body, draft.notes) == (BODY, (ANSWERED,))
    within = mail(" ")
    within.add_alternative(f"<body>{quoted}<p>Because of rain.</p></body>", subtype="html")
    assert "Why?" in one("a.eml", within.as_bytes()).body


def test_a_mail_that_quotes_within_its_text() -> None:
    asked = "On Sun, 16 Apr 2023 at 08:00, Oda Lien <oda@varde.example> wrote:\n> Why?\n>\n> So."
    within = f"{BODY}\n\n{asked}\n\nBecause of rain."
    assert one("a.eml", mail(within).as_bytes()).body == within


def test_what_is_above_a_letter_to_many() -> None:
    assert one("a.eml", mail(f"View in browser\n\n{BODY}").as_bytes()).body == BODY


def test_an_alert_of_links_is_refused() -> None:
    alert = mail(sender="Google Alerts <googlealerts-noreply@google.com>")
    (error,) = errors("a.eml", bytes(alert))
    assert "Save the pages they lead to" in error


def test_a_folder_of_mails() -> None:
    each = b"From press@varde.example Mon Apr 17 09:02:11 2023\n" + mail().as_bytes() + b"\n"
    for name in ("a.mbox", "a.txt"):
        assert [draft.body for draft in drafts(name, each * 3)] == [BODY] * 3


def test_a_mail_that_an_editor_saved_again() -> None:
    """With a byte order mark, CRLF and fields in capitals."""
    saved = re.sub(
        rb"^[A-Z][\w-]+:", lambda field: field[0].upper(), mail().as_bytes(), flags=re.MULTILINE
    )
    saved = b"\xef\xbb\xbf" + saved.replace(b"\n", b"\r\n")
    assert one("a.txt", saved).title == "Rain – a statement"
    folder = b"\xef\xbb\xbfFrom press@varde.example Mon Apr 17 09:02:11 2023\r\n" + saved[3:]
    assert [draft.body.splitlines()[0] for draft in drafts("a.txt", folder)] == [
        BODY.splitlines()[0]
    ]


def test_a_mail_without_much() -> None:
    data = mail(sender="press@varde.example").as_bytes()
    draft = one("a.eml", re.sub(rb"Date: .*", b"Date: so\0on", data))
    assert (draft.author, draft.unread_date) == ("press@varde.example", "soon")
    assert "no text" in errors("a.eml", mail(" ").as_bytes())[0]
    odd = (
        b"From: a@b.example\nTo: c\nSubject: =?x?q?=FF?=\nContent-Type: text/plain; charset=x\n\nA."
    )
    assert one("a.eml", odd).body == "A."


def test_a_mail_of_ten_thousand_parts() -> None:
    part = b"--x\nContent-Type: text/plain\n\nA.\n"
    top = b"From: a@b.example\nTo: c\nSubject: d\nContent-Type: multipart/mixed; boundary=x\n\n"
    (error,) = errors("a.eml", top + part * 10_000 + b"--x--\n")
    assert "more than 1,000 parts" in error
    assert one("a.eml", top + part * 999 + b"--x--\n").body.startswith("A.")
    (error,) = errors("a.eml", top + part * 1_000 + b"--x--\n")
    assert "more than 1,000 parts" in error


def nested(depth: int) -> bytes:
    data = b"From: a@b.example\nTo: c\nSubject: d\n"
    for level in range(depth):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    return data + b"\nA.\n"


def test_a_mail_of_nested_parts() -> None:
    (error,) = errors("a.eml", nested(2000))
    assert "a.eml" in error
    took = ratio(
        lambda: errors("a.eml", nested(2000)), lambda: errors("a.eml", nested(500)), limit=4
    )
    assert took < 4


# ── saved pages ───────────────────────────────────────────────────────────────────────────

URL = "https://herald.example/rain"


def mhtml(page: bytes = PAGE.encode(), kind: str = "text/html") -> bytes:
    top = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Rain\r\n"
        "Date: Tue, 2 May 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return top.encode() + base64.encodebytes(page) + b"\r\n--b--\r\n"


def webarchive(
    page: object = PAGE.encode(),
    form: plistlib.PlistFormat = plistlib.FMT_BINARY,
    encoding: str = "UTF-8",
) -> bytes:
    main = {"WebResourceData": page, "WebResourceURL": URL, "WebResourceTextEncodingName": encoding}
    return plistlib.dumps({"WebMainResource": main}, fmt=form)


@pytest.mark.parametrize(
    "data",
    [mhtml(), webarchive(), webarchive(form=plistlib.FMT_XML)],
    ids=["mhtml", "binary webarchive", "webarchive"],
)
def test_a_saved_page(data: bytes) -> None:
    for name in ("a.mhtml", "a.webarchive", "a.txt"):
        draft = one(name, data)
        assert (draft.title, draft.body, draft.url) == ("Rain", BODY, URL)
        assert draft.published_on is None


@pytest.mark.parametrize("encoding", ["U\0TF-8", "no-such", "", "hex", "idna"])
def test_a_page_of_an_encoding_that_is_none_is_read(encoding: str) -> None:
    draft = one("a.webarchive", webarchive(encoding=encoding))
    assert (draft.title, draft.body) == ("Rain", BODY)
    sent = f"From: a@news.example\r\nSubject: Rain\r\nContent-Type: text/plain; charset={encoding}"
    assert one("a.eml", f"{sent}\r\n\r\n{BODY}".encode()).title == "Rain"
    head = f'<head><meta charset="{encoding}">'.encode() + b"\xe9"
    assert list(read_bytes("a.html", PAGE.encode().replace(b"<head>", head)))


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.mhtml", mhtml(kind="image/png"), "no page in it"),
        ("a.webarchive", webarchive("no bytes"), "no web archive"),
        ("a.webarchive", webarchive()[:200], "no web archive"),
        ("a.webarchive", b"bplist00, and then it breaks off", "no web archive"),
        ("a.txt", b"bplist00, and then it breaks off", "no web archive"),
        ("a.txt", b"%!PS-Adobe-3.0\n(Rain) show", "program whose files we do not read"),
    ],
)
def test_a_saved_page_that_cannot_be_read(name: str, data: bytes, part: str) -> None:
    assert part in errors(name, data)[0]


# ── crawls ────────────────────────────────────────────────────────────────────────────────


def record(page: str, *, url: str = URL, kind: str = "text/html", status: str = "200 OK") -> bytes:
    response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{page}".encode()
    top = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-05-02T10:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(response)}\r\n\r\n"
    )
    return top.encode() + response + b"\r\n\r\n"


CRAWL = [
    record(PAGE),
    record("body{}", kind="text/css"),
    record(PAGE, status="404 Not Found"),
    record(PAGE.replace("Rain", "Snow"), url=f"{URL}/2", kind="text/html; charset=utf-8"),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.txt"])
def test_a_crawl(name: str) -> None:
    whole = b"".join(CRAWL)
    for data in (whole, b"".join(map(gzip.compress, CRAWL)), gzip.compress(whole)):
        rain, snow = drafts(name, data)
        assert (rain.title, rain.body, rain.url) == ("Rain", BODY, URL)
        assert (snow.title, snow.url) == ("Snow", f"{URL}/2")


def test_a_crawl_that_cannot_be_read() -> None:
    assert "no page in it" in errors("a.warc", CRAWL[1])[0]
    assert "no article" in errors("a.warc", record("<html><body></body></html>"))[0]
    assert "a.warc" in errors("a.warc", b"WARC/1.0\r\nbroken")[0]
