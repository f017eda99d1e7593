"""Debates of parliaments in XML: of TheyWorkForYou, and Akoma Ntoso."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reading import xml_tree as tree
from reading.dates import leading_date
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.paragraphs import of_element

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADINGS = {"major-heading", "minor-heading", "oral-heading", "heading", "num"}


@dataclass(slots=True)
class _Debate:
    """A debate under its heading: each paragraph of a speech as “Name: text”."""

    title: str
    speeches: list[str] = field(default_factory=list)


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """An article a debate; one that nobody speaks in is none."""
    root = tree.parse(name, data)
    day = _day(root)
    debates = [each for each in _debates(root) if each.speeches]
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


def _debates(root: Any) -> Iterator[_Debate]:
    debate, people = _Debate(""), _people(root)
    for element in root.iter():
        name = tree.local(element)
        if name in _HEADINGS and not _is_in_speech(element):
            heading = " ".join("".join(element.itertext()).split())
            if name != "num":
                yield debate
                debate = _Debate(heading)
        elif name == "speech" and (text := _speech(element, people)):
            debate.speeches.append(text)
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


def _speech(element: Any, people: dict[str, str]) -> str:
    """A speech: its paragraphs, each behind the name of its speaker."""
    speaker = (
        element.get("speakername")
        or tree.text_at(element, "from")
        or people.get(element.get("by") or "", "")
    )
    children = (each for each in element if tree.local(each) not in {"from", ""})
    paragraphs = [text for each in children for text in of_element(each).split("\n\n") if text]
    label = f"{speaker.strip(' :')}: " if speaker and speaker != "nospeaker" else ""
    return "\n\n".join(f"{label}{text}" for text in paragraphs)
