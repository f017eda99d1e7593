"""Notes exported from Evernote (.enex): clipped articles."""

from __future__ import annotations

from collections.abc import Iterator

from reading import header, prose
from reading import xml_tree as tree
from reading.draft import Draft, ReadingError
from reading.header import Header
from reading.pages.paragraphs import of_html
from reading.titles import without_title


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The notes; when and by whom they were made says nothing about the article."""
    notes = tree.descendants(tree.parse(name, data), "note")
    for number, note in enumerate(notes, start=1):
        place = name if len(notes) == 1 else f"{name}, note {number},"
        address = tree.text_at(note, "note-attributes", "source-url")
        stated = Header(
            title=tree.text_at(note, "title"),
            url=address if address.startswith("http") else "",
        )
        header.take_outlet_behind(stated)
        text = of_html(tree.raw_at(note, "content").partition("<en-note")[2].partition(">")[2])
        text = without_title(stated.title, text)
        yield from prose.articles(place, text, gaps=True, stated=stated)
    if not notes:
        raise ReadingError(f"{name} has no note in it. Export it again.")
