"""Every kind of file that is read, or refused with the way out: one entry a kind.

A new reader is a module with `read(name, data)`, and an entry here.  The help of the form and
of the commands, and the table in docs/formats.md, come from this list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from reading.draft import Draft, ReadingError
from reading.sample import Sample
from reading.signs import (
    CONTAINER,
    GZIP,
    PACKED,
    PICTURE,
    SOUND,
    Test,
    any_of,
    container,
    is_crawl,
    is_database_page,
    is_flat_document,
    is_json,
    is_mail,
    is_of_other_program,
    is_page,
    is_pdf,
    is_saved_page,
    is_table,
    is_webarchive,
    is_wire,
    is_wordpress,
    is_xml,
    opens,
    packed,
    root,
    starts,
)

type Reader = Callable[[str, bytes], Iterator[Draft | ReadingError]]


class Kind(NamedTuple):
    """A kind of file.

    `recognised` tells it by its content; `named` says whether its suffix alone is enough, as it
    is for text.  `module` has the reader, imported when first needed, for some are slow to
    import.  A kind with a `refusal` has none: its files are refused with that sentence.  Kinds
    that are not `in_folders` are read only if a file is named: most pictures show no page.
    `in_words` says that files may begin with a word: the others need not be looked for in most
    texts.
    """

    label: str
    suffixes: tuple[str, ...]
    module: str = ""
    recognised: Test | None = None
    named: bool = False
    holds_files: bool = False
    in_folders: bool = True
    in_words: bool = False
    refusal: str = ""

    def read(self, name: str, data: bytes) -> Iterator[Draft | ReadingError]:
        """The articles of a file of this kind, in order."""
        if self.refusal:
            raise ReadingError(f"{name} {self.refusal}")
        yield from _reader(self.module)(name, data)


@cache
def _reader(module: str) -> Reader:
    reader: Reader = import_module(module).read
    return reader


# In the order in which a file is tried for them: the narrower before the wider.
KINDS = (
    Kind("PDF", (".pdf",), "reading.paper.pdf", is_pdf, in_words=True),
    Kind("Word document", (".docx",), "reading.office.docx", packed("word/document.xml", ".docx")),
    Kind("rich text", (".rtf",), "reading.office.rtf", starts(b"{\\rtf")),
    Kind(
        "LibreOffice document", (".odt", ".fodt"), "reading.office.odt",
        any_of(opens("vnd.oasis.opendocument.text", ".odt"), is_flat_document),
    ),
    Kind("book", (".epub",), "reading.containers.epub", opens("epub+zip", ".epub")),
    Kind(
        "workbook", (".xlsx", ".xls", ".ods"), "reading.tables.workbook",
        any_of(
            packed("xl/workbook.xml", ".xlsx"),
            opens("vnd.oasis.opendocument.spreadsheet", ".ods"),
            container(".xls", "Workbook", "Book"),
        ),
    ),
    Kind(
        "document of Pages, Numbers, Keynote or PowerPoint",
        (".pages", ".numbers", ".key", ".pptx"), recognised=is_of_other_program,
        refusal="is of a program whose files we do not read. Save it there as .docx, .xlsx "
        "or .pdf.",
    ),
    # ── files with files in them ──
    Kind("crawl", (".warc",), "reading.containers.warc", is_crawl),
    Kind(
        "compressed file", (".gz",), "reading.containers.compressed", starts(GZIP),
        holds_files=True,
    ),
    Kind(
        "archive", (".zip",), "reading.containers.archive", starts(PACKED), holds_files=True,
    ),
    Kind(
        "web archive of Safari", (".webarchive",), "reading.containers.saved_page",
        is_webarchive,
    ),
    Kind(
        "page saved in one file", (".mhtml", ".mht"), "reading.containers.saved_page",
        is_saved_page, in_words=True,
    ),
    Kind("mail", (".eml", ".mbox"), "reading.containers.mail", is_mail, in_words=True),
    # ── XML ──
    Kind(
        "WordPress export", (".xml", ".wxr"), "reading.markup.wordpress", is_wordpress,
    ),
    Kind(
        "feed", (".xml", ".rss", ".atom"), "reading.markup.feeds",
        root("rss", "feed", "rdf", "entry"),
    ),
    Kind("NITF", (".xml",), "reading.markup.nitf", root("nitf")),
    Kind(
        "NewsML", (".xml",), "reading.markup.newsml",
        root("newsitem", "newsmessage", "newsml", "packageitem"),
    ),
    Kind("Evernote export", (".enex",), "reading.markup.evernote", root("en-export")),
    Kind(
        "debate", (".xml",), "reading.markup.hansard",
        root("publicwhip", "akomantoso", "hansard"),
    ),
    Kind("MediaWiki dump", (".xml",), "reading.markup.mediawiki", root("mediawiki")),
    Kind(
        "page of a newspaper database", (".html",), "reading.pages.exported_page", is_database_page,
    ),
    Kind("web page", (".html", ".htm", ".xhtml"), "reading.pages.html", is_page, named=True),
    # ── records and text ──
    Kind("wire copy", (), "reading.wire", is_wire, in_words=True),
    Kind("JSON Lines", (".jsonl", ".ndjson"), "reading.tables.jsonl", named=True),
    Kind("JSON", (".json",), "reading.tables.objects", is_json, named=True),
    Kind(
        "table", (".csv", ".tsv"), "reading.tables.separated", is_table, named=True,
        in_words=True,
    ),
    Kind("Markdown", (".md", ".markdown"), "reading.text", named=True),
    Kind("captions", (".vtt", ".srt"), "reading.text", named=True),
    Kind("text", (".txt",), "reading.text", named=True),
    # ── refused ──
    Kind(
        "XML of another kind", (), recognised=is_xml,
        refusal="is XML of a kind we do not read. Save its text as .txt, or the page as .html.",
    ),
    Kind(
        "Outlook message", (".msg",), recognised=container(".msg", "__substg1.0_"),
        refusal="is an Outlook message. Save it as .eml or as text.",
    ),
    Kind(
        "old Word document", (".doc",), recognised=starts(CONTAINER),
        refusal="is an old Word file or has a password. Save it as .docx without one.",
    ),
    Kind(
        "picture", (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
        "reading.paper.picture", starts(*PICTURE), in_folders=False,
    ),
    Kind(
        "sound or film", (".mp3", ".m4a", ".wav", ".mp4", ".mov", ".avi", ".mkv", ".ogg"),
        recognised=starts(*SOUND),
        refusal="is sound or film. Have it transcribed, and save the transcript as .txt.",
    ),
    Kind(
        "document of another program",
        (".wpd", ".indd", ".ppt", ".ps", ".eps"),
        recognised=starts(b"%!PS", b"\xffWPC"),
        refusal="is of a program whose files we do not read. Save it there as .docx or .pdf.",
    ),
)  # fmt: skip

READ = tuple(kind for kind in KINDS if not kind.refusal)
# The suffixes of files that are read from folders; what is recognised by content may have any,
# and .doc is often rich text.
SUFFIXES = tuple(
    dict.fromkeys(
        [*(suffix for kind in READ if kind.in_folders for suffix in kind.suffixes), ".doc"]
    )
)
# What can be read, in words, for the help of the form and the commands.
LABELS = ", ".join(
    f"{kind.label} ({' '.join(kind.suffixes)})" if kind.suffixes else kind.label
    for kind in READ
    if kind.in_folders
)
_RECOGNISED = tuple((kind, kind.recognised) for kind in KINDS if kind.recognised)
_IN_WORDS = tuple(each for each in _RECOGNISED if each[0].in_words)
# Of the kinds with a suffix, that which it is enough for, else the first.
_BY_SUFFIX = {suffix: kind for kind in reversed(KINDS) for suffix in kind.suffixes} | {
    suffix: kind for kind in reversed(KINDS) if kind.named for suffix in kind.suffixes
}
TEXT = next(kind for kind in READ if kind.label == "text")


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of a file: by its content, under any name; else by its suffix; else text.

    Raises ReadingError for what is no text and has no suffix that we know.
    """
    sample = Sample(name, data)
    for kind, recognised in _IN_WORDS if sample.begins_with_word else _RECOGNISED:
        if recognised(sample):
            return kind
    named = _BY_SUFFIX.get(sample.suffix)
    if named and named.named:
        return named
    # Named as what its content says it is not: text, if it is any, or a broken file.
    if sample.is_text or not named:
        return _text(sample)
    return named


def _text(sample: Sample) -> Kind:
    if sample.data and not sample.is_text:
        kind = f"of a kind we do not read ({sample.suffix})" if sample.suffix else "no text"
        raise ReadingError(f"{sample.name} is {kind}. Save it as .txt, .docx or .pdf.")
    return TEXT
