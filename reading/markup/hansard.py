"""Debates in XML: of TheyWorkForYou, in Akoma Ntoso, of the Canadian and Australian parliaments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from reading import xml_tree as tree
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.markup import chambers
from reading.markup.debate import Debate
from reading.pages.paragraphs import of_element
from reading.patterns import late

_DAY = late(r"\d{4}-\d{2}-\d{2}")
# The two files begin with one word.
_CHAMBERS = {"Hansard": chambers.canadian, "hansard": chambers.australian}
_HEADINGS = {"major-heading", "minor-heading", "oral-heading", "heading", "num"}


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """An article a debate; one that nobody speaks in is none."""
    root = tree.parse(name, data)
    day = chambers.day(root) or _day(root)
    debates_of = _CHAMBERS.get(tree.local(root), _debates)
    debates = [each for each in debates_of(root) if each.speeches]
    for number, debate in enumerate(debates, start=1):
        place = name if len(debates) == 1 else f"{name}, debate {number},"
        header = Header(title=debate.title, published_on=day)
        try:
            yield draft(place, header, "\n\n".join(debate.speeches))
        except ReadingError as error:
            yield error
    if not debates:
        raise ReadingError(f"{name} has no speech in it. Export the debates with their speeches.")


def _day(root: Any) -> dt.date | None:
    """The first day that is stated: in a date's attribute, or in the number of a speech."""
    for element in root.iter():
        if isinstance(element.tag, str):
            for key in ("date", "id", "eId"):
                day = _DAY.search(element.get(key) or "")
                if day and (found := leading_date(day[0])):
                    return found[0]
    return None


def _debates(root: Any) -> Iterator[Debate]:
    debate, people = Debate(""), _people(root)
    for element in root.iter():
        name = tree.local(element)
        if name in _HEADINGS and not _is_in_speech(element):
            heading = " ".join("".join(element.itertext()).split())
            if name != "num":
                yield debate
                debate = Debate(heading)
        elif name == "speech":
            debate.add(*_speech(element, people))
    yield debate


def _is_in_speech(element: Any) -> bool:
    return any(tree.local(above) == "speech" for above in element.iterancestors())


def _people(root: Any) -> dict[str, str]:
    """The names of the people that a document lists, by what its speeches are `by`."""
    listed = tree.descendants(root, "TLCPerson")
    return {
        f"#{key}": each.get("showAs") or ""
        for each in listed
        for key in (each.get("eId"), each.get("id"))
        if key
    }


def _speech(element: Any, people: dict[str, str]) -> tuple[str, list[str]]:
    """The speaker of a speech, and its paragraphs."""
    speaker = (
        element.get("speakername")
        or people.get(element.get("by") or "", "")
        or tree.text_at(element, "from")
    )
    children = (each for each in element if tree.local(each) not in {"from", ""})
    paragraphs = [text for each in children for text in of_element(each).split("\n\n") if text]
    return speaker.strip(" :") if speaker != "nospeaker" else "", paragraphs
