"""Every kind of file that is read, or refused with the way out: one entry a kind.

A new reader is a module with `read(name, data)`, and an entry here.  The help of the form and
of the commands, and the table in docs/formats.md, come from this list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from reading.draft import Draft, ReadingError
from reading.sample import Sample

type Reader = Callable[[str, bytes], Iterator[Draft | ReadingError]]
type Test = Callable[[Sample], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    `recognised` tells it by its content; `named` says whether its suffix alone is enough, as it
    is for text.  `module` has the reader, imported when first needed, for some are slow to
    import.  A kind with a `refusal` has none: its files are refused with that sentence.
    """

    label: str
    suffixes: tuple[str, ...]
    module: str = ""
    recognised: Test | None = None
    named: bool = False
    refusal: str = ""

    def read(self, name: str, data: bytes) -> Iterator[Draft | ReadingError]:
        """The articles of a file of this kind, in order."""
        if self.refusal:
            raise ReadingError(f"{name} {self.refusal}")
        reader: Reader = import_module(self.module).read
        yield from reader(name, data)


def starts(*magic: bytes) -> Test:
    """Recognise files that start with these bytes."""
    return lambda sample: sample.data.startswith(magic)


def root(*names: str) -> Test:
    """Recognise XML files by their first element."""
    return lambda sample: sample.root in names


def packed(member: str, suffix: str) -> Test:
    """Recognise .zip archives by a file in them; broken ones, by their suffix."""
    return lambda sample: (
        member in sample.members
        or (sample.suffix == suffix and sample.data.startswith(_PACKED) and not sample.members)
    )


def container(suffix: str, *streams: str) -> Test:
    """Recognise files of old Office programs by a stream in them, or by their suffix."""
    marks = tuple(stream.encode("utf-16-le") for stream in streams)
    return lambda sample: (
        sample.data.startswith(_CONTAINER)
        and (sample.suffix == suffix or any(mark in sample.data for mark in marks))
    )


_PACKED = b"PK\x03\x04"
# The first bytes of .doc, .xls, .msg, and of a .docx with a password.
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_SOUND = (b"ID3", b"RIFF", b"OggS", b"\x1aE\xdf\xa3", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp")

# In the order in which a file is tried for them: the narrower before the wider.
KINDS = (
    Kind("PDF", (".pdf",), "reading.pdf", lambda sample: b"%PDF-" in sample.data[:1024]),
    Kind(
        "Word document", (".docx",), "reading.docx", packed("word/document.xml", ".docx"),
    ),
    Kind("web page", (".html", ".htm", ".xhtml"), "reading.html", root("html"), named=True),
    Kind("JSON Lines", (".jsonl",), "reading.jsonl", named=True),
    Kind("Markdown", (".md", ".markdown"), "reading.text", named=True),
    Kind("captions", (".vtt", ".srt"), "reading.text", named=True),
    Kind("text", (".txt",), "reading.text", named=True),
    # ── refused ──
    Kind(
        "archive", (".zip",), recognised=starts(_PACKED),
        refusal="is an archive. Unpack it, and add the files in it.",
    ),
    Kind(
        "Outlook message", (".msg",), recognised=container(".msg", "__substg1.0_"),
        refusal="is an Outlook message. Save it as .eml or as text.",
    ),
    Kind(
        "old Word document", (".doc",), recognised=starts(_CONTAINER),
        refusal="is an old Word file or has a password. Save it as .docx without one.",
    ),
    Kind(
        "picture", (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
        recognised=starts(*_PICTURE),
        refusal="is a picture. Run text recognition (OCR) on it, and save the text as .txt.",
    ),
    Kind(
        "sound or film", (".mp3", ".m4a", ".wav", ".mp4", ".mov", ".avi", ".mkv", ".ogg"),
        recognised=starts(*_SOUND),
        refusal="is sound or film. Have it transcribed, and save the transcript as .txt.",
    ),
    Kind(
        "document of another program", (".pages", ".wpd", ".indd", ".ppt", ".pptx", ".key"),
        refusal="is of a program whose files we do not read. Save it there as .docx or .pdf.",
    ),
)  # fmt: skip

READ = tuple(kind for kind in KINDS if not kind.refusal)
# The suffixes of files that are read from folders; what is told by content may have any.
SUFFIXES = tuple(dict.fromkeys(suffix for kind in READ for suffix in kind.suffixes))
TEXT = next(kind for kind in READ if kind.label == "text")


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of a file: by its content, whatever its name; else by its suffix; else text.

    Raises ReadingError for what is no text and has no suffix that we know.
    """
    sample = Sample(name, data)
    found = next((kind for kind in KINDS if kind.recognised and kind.recognised(sample)), None)
    if found:
        return found
    kind = next((kind for kind in KINDS if sample.suffix in kind.suffixes), None)
    if kind and kind.named:
        return kind
    # Named as what its content says it is not: text, if it is any, or a broken file.
    if sample.is_text or not kind:
        return _text(sample)
    return kind


def _text(sample: Sample) -> Kind:
    if sample.data and not sample.is_text:
        kind = f"of a kind we do not read ({sample.suffix})" if sample.suffix else "no text"
        raise ReadingError(f"{sample.name} is {kind}. Save it as .txt, .docx or .pdf.")
    return TEXT
