"""By what in it a file is recognised as of a kind; used in `kinds.py`, and quick to import."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator

from reading.patterns import late
from reading.sample import Sample
from reading.tables import names
from reading.tables.first_row import may_be_table

type Test = Callable[[Sample], bool]

PACKED, GZIP = b"PK\x03\x04", b"\x1f\x8b"
# The first bytes of .doc, .xls, .msg, and of a .docx with a password.
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
SOUND = (b"ID3", b"RIFF", b"OggS", b"\x1aE\xdf\xa3", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp")
# The line above each mail in a folder of mails that is one file.
MBOX = late(rb"^From \S+.*\d{4}\r?\n(?=[A-Z][A-Za-z-]+:)", re.MULTILINE)

_FIELD = late(r"([A-Z][A-Za-z-]{1,40}):[ \t]?\S?")
# The beginnings of mails and of tables as bytes: most texts need not be decoded for them.
_MAIL_TOP = late(rb"[A-Z][A-Za-z-]{1,40}:|From ")
_ROW = late(rb"[^\r\n,;\t|]{0,4000}+[,;\t|]")
_MAIL_ONLY = {"received", "message-id", "mime-version", "return-path", "content-type", "x-mailer"}
_SAVED = late(r"^(?:Snapshot-Content-Location:|From: <Saved by )", re.MULTILINE)
_RELATED = late(r"^Content-Type:\s*multipart/related", re.MULTILINE | re.IGNORECASE)
_BLANK_LINE = late(r"\n\r?\n")
_WORDPRESS = "http://wordpress.org/export/"
_JSON = late(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,80}\"\s*:")
_LINES = (".jsonl", ".ndjson")
_WIRE = late(rb"[\x16\x01\s]*\w{1,6}[ -]?\w{0,5}\x1f|(?:[^\n]{0,80}\n){0,3}\w \w ?\x13")
_BINARY = late(rb"[\x00\x05-\x08\x0b\x1a]")
# Characters in which a document in XML says of which kind it is.
_FLAT = 8192
_IN_PAGES = frozenset("head body title meta article section main div p h1 span".split())
# Some of these are in every such page; `in` is ten times as fast as the pattern.
_DATABASES = (b"articleParagraph", b"Document", b" DOCUMENTS", b"ProQuest document", b"DocPubl")
_DATABASE = late(
    rb"articleParagraph|End of Document|\d of \d+ DOCUMENTS|>\s*Document [A-Za-z0-9]{16,}"
    rb"|ProQuest document|Gale Document Number|DocPublicationName"
)


def starts(*magic: bytes) -> Test:
    """Recognise files that start with these bytes."""
    return lambda sample: sample.data.startswith(magic)


def root(*names: str) -> Test:
    """Recognise XML files by their first element."""
    return lambda sample: sample.root in names


def packed(member: str, suffix: str) -> Test:
    """Recognise .zip archives by a file in them; broken ones, by their suffix."""
    return lambda sample: (
        sample.data.startswith(PACKED)
        and (member in sample.members or (sample.suffix == suffix and not sample.members))
    )


def opens(kind: str, suffix: str) -> Test:
    """Recognise .zip archives by what they say they are; broken ones, by their suffix."""
    return lambda sample: (
        sample.data.startswith(PACKED)
        and (sample.says_it_is == f"application/{kind}" or sample.suffix == suffix)
    )


def any_of(*tests: Test) -> Test:
    return lambda sample: any(test(sample) for test in tests)


def is_flat_document(sample: Sample) -> bool:
    """Whether a file is a document of LibreOffice in one file of XML."""
    return sample.root == "document" and "opendocument.text" in sample.text[:_FLAT]


def container(suffix: str, *streams: str) -> Test:
    """Recognise files of old Office programs by a stream in them, or by their suffix."""
    marks = tuple(stream.encode("utf-16-le") for stream in streams)
    return lambda sample: (
        sample.data.startswith(CONTAINER)
        and (sample.suffix == suffix or any(mark in sample.data for mark in marks))
    )


def is_pdf(sample: Sample) -> bool:
    sign = sample.data.find(b"%", 0, 1024)  # one byte is found far more quickly
    return sign >= 0 and sample.data.find(b"%PDF-", sign, 1024) >= 0


def is_of_other_program(sample: Sample) -> bool:
    """Whether a .zip archive is a document of Pages, Numbers, Keynote or PowerPoint."""
    return sample.data.startswith(PACKED) and (
        sample.suffix in (".pages", ".numbers", ".key", ".pptx")
        or not sample.members.isdisjoint(
            ("Index/Document.iwa", "Index.zip", "ppt/presentation.xml", "index.apxl")
        )
    )


def is_crawl(sample: Sample) -> bool:
    return sample.data.startswith((b"WARC/", GZIP)) and sample.unpacked.startswith(b"WARC/")


def is_mail(sample: Sample) -> bool:
    """Whether a file begins as mails do: with fields, of which some are those of mails only."""
    if sample.begins_with_word and not _MAIL_TOP.match(sample.data):
        return False
    text = sample.text.lstrip()
    if text.startswith("From ") and MBOX.match(sample.data.removeprefix(BOM_UTF8).lstrip()):
        return True
    if not _FIELD.match(text):
        return False
    names = {name.lower() for name in _field_names(text.splitlines())}
    sent = "from" in names and not names.isdisjoint({"subject", "date", "to"})
    return sent and (not names.isdisjoint(_MAIL_ONLY) or {"subject", "to"} <= names)


def _field_names(lines: list[str]) -> Iterator[str]:
    """The names of the fields at the top; none if a line there is not of a field."""
    for line in lines[:200]:
        if not line.strip():
            return
        if field := _FIELD.match(line):
            yield field[1]
        elif not line.startswith((" ", "\t")):
            return


def is_saved_page(sample: Sample) -> bool:
    """Whether a file is a page that a browser saved with all its parts."""
    if sample.begins_with_word and not _MAIL_TOP.match(sample.data):
        return False
    text = sample.text.lstrip()
    if not _FIELD.match(text):
        return False
    end = _BLANK_LINE.search(text)
    top = text[: end.start()] if end else text
    return bool(_SAVED.search(top) or (_RELATED.search(top) and "To:" not in top)) and (
        "MIME-Version" in top or "Content-Type" in top
    )


def is_webarchive(sample: Sample) -> bool:
    """Whether a file is a property list with a page, or a binary one with what it may be."""
    if sample.data.startswith(b"bplist"):
        return True
    return sample.root == "plist" and b"WebMainResource" in sample.data[:4096]


def is_wire(sample: Sample) -> bool:
    """Whether a text has the control characters by which agencies divided their copy."""
    if sample.data.find(b"\x1f", 0, 2000) < 0 and sample.data.find(b"\x13", 0, 2000) < 0:
        return False
    head = sample.data[:2000]
    return bool(_WIRE.match(head)) and not _BINARY.search(head)


def is_wordpress(sample: Sample) -> bool:
    return sample.root == "rss" and _WORDPRESS in sample.text


def is_xml(sample: Sample) -> bool:
    """Whether a file is XML, a web page without its first elements left aside."""
    start = sample.text.lstrip()[:5]
    return (start == "<?xml" and ".htm" not in sample.suffix) or (
        sample.suffix == ".xml" and start.startswith("<")
    )


def is_page(sample: Sample) -> bool:
    """Whether a file is HTML, as a whole page or as a part of one."""
    return sample.root == "html" or (sample.root in _IN_PAGES and sample.suffix != ".xml")


def is_database_page(sample: Sample) -> bool:
    """Whether a web page is what a database of newspapers exported."""
    return (
        sample.root == "html"
        and any(mark in sample.data for mark in _DATABASES)
        and bool(_DATABASE.search(sample.data))
    )


def is_json(sample: Sample) -> bool:
    return sample.suffix not in _LINES and bool(_JSON.match(sample.text))


def is_table(sample: Sample) -> bool:
    """Whether a text is a table of articles: its first row names a column of texts."""
    if sample.begins_with_word and not _ROW.match(sample.data):
        return False
    if not may_be_table(sample.text):
        return False
    from reading.tables.cells import first_row

    _, columns = first_row(sample.text)
    return names.has_articles(columns) or (len(columns) > 3 and names.is_list(columns))
