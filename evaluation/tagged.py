"""Articles annotated by tags in their text.  `training/own/README.md` has the format."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from evaluation.gold import CorpusError
from extraction.annotations import Kind, Span, Spans

HELD_OUT_EVERY, HELD_OUT_AT = 6, 3
_SECOND_HALF_OF_WORLD_G = re.compile(r"-g(?:2[5-9]|3\d|4[0-8])\Z")
_TAG = re.compile(r'<(/?)([qscm])((?:\s[a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TaggedPerson:
    """A named person; `gender` is "m", "f" or None, `country` a code or None."""

    name: str
    gender: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class TaggedQuotation:
    """A quotation with its answers; `source` and `cue` may be empty.

    `type` is a speaker type or "document"; only persons and organizations have a `name`.
    """

    number: str
    kind: Kind
    type: str
    name: str | None
    title: str | None
    country: str | None
    about: tuple[str, ...]
    content: Spans
    source: Spans = ()
    cue: Spans = ()


@dataclass(frozen=True, slots=True)
class TaggedMention:
    """A mention of a named person, by `TaggedPerson.name`."""

    span: Span
    person: str


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """A text without its tags; quotations by start of content, mentions in text order."""

    id: str
    folder: str
    home: str | None
    date: str | None
    outlet_style: str
    region: str
    kinds: tuple[str, ...]
    text: str
    people: tuple[TaggedPerson, ...]
    quotations: tuple[TaggedQuotation, ...]
    mentions: tuple[TaggedMention, ...]


def held_out(name: str) -> bool:
    """Whether the article with this id, a file's stem, is kept apart from training and tuning.

    About every sixth is, and so is the second half of `world-g`.  It depends on the name alone, so
    that new articles move no other.
    """
    if _SECOND_HALF_OF_WORLD_G.search(name):
        return True
    return crc32(name.encode()) % HELD_OUT_EVERY == HELD_OUT_AT


def tagged_files(folder: Path) -> list[Path]:
    """The files of a folder of folders, or of one of these, by path."""
    within = sorted(folder.glob("*/*.txt"))
    return within or [path for path in sorted(folder.glob("*.txt")) if _has_header(path)]


def _has_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(1) == b"{"


def read_tagged(folder: Path) -> Iterator[TaggedArticle]:
    """The articles of a folder of folders, or of one of these, by path.

    Raises CorpusError if there are none, or if one is not well formed.
    """
    paths = tagged_files(folder)
    if not paths:
        raise CorpusError(f"{folder} is no corpus of tagged articles: it needs [FOLDER/]*.txt")
    for path in paths:
        try:
            yield tagged_article(path.read_bytes().decode("utf-8"), path.parent.name)
        except (ValueError, KeyError, IndexError) as error:
            raise CorpusError(f"{path} is not well formed: {error!r}") from error


def tagged_article(source: str, folder: str = "") -> TaggedArticle:
    """An article of a file's content.  Raises ValueError, KeyError or IndexError if malformed."""
    head, _, body = source.partition("\n")
    header: dict[str, Any] = json.loads(head)
    text, tags = _without_tags(body.lstrip("\n"))
    spans: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for tag, attributes, span in tags:
        if tag != "m":
            spans[tag, attributes["n"]].append(span)
    if unknown := {number for _, number in spans} - header["quotes"].keys():
        raise ValueError(f"the header has no quotation {sorted(unknown)}")
    quotations = [_quotation(n, answers, spans) for n, answers in header["quotes"].items()]
    return TaggedArticle(
        id=header["id"],
        folder=folder,
        home=header.get("home"),
        date=header.get("date"),
        outlet_style=header.get("outlet_style", ""),
        region=header.get("region", ""),
        kinds=tuple(header.get("kinds", ())),
        text=text,
        people=tuple(TaggedPerson(p["name"], p["gender"], p["country"]) for p in header["people"]),
        quotations=tuple(sorted(quotations, key=lambda quotation: quotation.content)),
        mentions=tuple(TaggedMention(span, a["p"]) for tag, a, span in tags if tag == "m"),
    )


def _without_tags(body: str) -> tuple[str, list[tuple[str, dict[str, str], Span]]]:
    """The plain text, and (tag, attributes, span in it) of every element in text order."""
    parts: list[str] = []
    found: list[tuple[str, dict[str, str], Span]] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    length = at = 0
    for tag in _TAG.finditer(body):
        parts.append(body[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if not tag[1]:
            opened.append((tag[2], dict(_ATTRIBUTE.findall(tag[3])), length))
            continue
        name, attributes, start = opened.pop()
        if name != tag[2]:
            raise ValueError(f"</{tag[2]}> closes <{name}>")
        found.append((name, attributes, Span(start, length)))
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed")
    return "".join([*parts, body[at:]]), sorted(found, key=lambda element: element[2])


def _quotation(
    number: str, answers: dict[str, Any], spans: dict[tuple[str, str], list[Span]]
) -> TaggedQuotation:
    content, source, cue = (tuple(spans.get((tag, number), ())) for tag in "qsc")
    if not content:
        raise ValueError(f"quotation {number} has no <q>")
    return TaggedQuotation(
        number=number,
        kind=Kind(answers["kind"]),
        type=answers["type"],
        name=answers.get("name"),
        title=answers.get("title"),
        country=answers.get("country"),
        about=tuple(answers.get("about", ())),
        content=content,
        source=source,
        cue=cue,
    )
