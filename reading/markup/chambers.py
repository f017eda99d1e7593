"""Debates as the parliaments of Canada and Australia publish them in XML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from reading import xml_tree as tree
from reading.dates import leading_date
from reading.markup.debate import Debate
from reading.pages.paragraphs import of_element
from reading.patterns import late

_CANADIAN_HEADINGS = {"OrderOfBusinessTitle", "SubjectOfBusinessTitle", "CatchLine"}
_AUSTRALIAN_HEADINGS = {"debateinfo", "subdebateinfo"}
_SPEECHES = {"speech", "question", "answer", "interjection", "continue"}
_PARAGRAPHS = {"p", "para"}
# The seat, the party and the post behind a member's name.
_BRACKETS = late(r"\s*\([^()]*\)")
# “Ms BREL (Oslo) (14:01):” before what she says; interjections are within another's speech.
_LABEL = late(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Senator|The|Hon\.?) )*[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]+)*)"
    r"(?:\s*\([^()]{1,100}\))*\s*:\s*"
)


def day(root: Any) -> dt.date | None:
    """The day of the sitting."""
    stated = [
        *(
            "".join(each.itertext())
            for each in tree.descendants(root, "ExtractedItem")
            if each.get("Name") == "Date"
        ),
        tree.text_at(root, "session.header", "date"),
    ]
    found = (leading_date(text.strip()) for text in stated)
    return next((date[0] for date in found if date), None)


def canadian(root: Any) -> Iterator[Debate]:
    """The debates of a <Hansard>: each paragraph of an intervention as “Name: text”."""
    debate = Debate("")
    for element in root.iter():
        name = tree.local(element)
        if name in _CANADIAN_HEADINGS and (heading := _line(element)):
            yield debate
            debate = Debate(heading)
        elif name == "Intervention":
            speaker = tree.text_at(element, "PersonSpeaking", "Affiliation").rstrip(" :")
            said = (_line(each) for each in tree.descendants(element, "ParaText"))
            debate.add(_BRACKETS.sub("", speaker), said)
    yield debate


def australian(root: Any) -> Iterator[Debate]:
    """The debates of a <hansard>: each paragraph of a speech as “Name: text”."""
    people = _people(root)
    debate = Debate("")
    for element in root.iter():
        name = tree.local(element)
        if name in _AUSTRALIAN_HEADINGS and (heading := tree.text_at(element, "title")):
            yield debate
            debate = Debate(heading)
        elif name in _SPEECHES:
            speaker = _talker(element)
            for paragraph in _said(element):
                label = _LABEL.match(paragraph)
                speaker = _named(label["name"], speaker, people) if label else speaker
                debate.add(speaker, [paragraph[label.end() if label else 0 :].lstrip(" —–")])
    yield debate


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _talker(speech: Any) -> str:
    """Who speaks, as “Ana Brel”; the file has “Brel, Ana, MP”."""
    names = tree.all_of(speech, "talk.start", "talker", "name")
    stated = next((each for each in names if each.get("role") == "metadata"), None)
    if stated is None and not names:
        return ""
    parts = _line(names[0] if stated is None else stated).split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) > 1 else parts[0]


def _people(root: Any) -> dict[str, str]:
    """The speakers by their last names in capitals, as labels have them."""
    names = filter(None, map(_talker, tree.descendants(root, *_SPEECHES)))
    return {name.split()[-1].upper(): name for name in names}


def _named(label: str, speaker: str, people: dict[str, str]) -> str:
    """Who a label names: the speaker whose name is listed, else as it is written."""
    last = label.split()[-1]
    return speaker if speaker.upper().endswith(last) else people.get(last, label)


def _said(speech: Any) -> Iterator[str]:
    """The paragraphs of a speech, without those of the interjections within it."""
    for element in speech.iter():
        if tree.local(element) not in _PARAGRAPHS:
            continue
        above = (each for each in element.iterancestors() if tree.local(each) in _SPEECHES)
        if next(above, None) is speech and (text := of_element(element)):
            yield " ".join(text.split())
