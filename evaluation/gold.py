"""Gold standards in PolNeAR's format: brat standoff files beside texts, and the speakers' names.

A corpus is a folder: `text/<stem>.txt`, `attributions/<stem>_<annotator>.ann`, and optionally
`names.jsonl` with, per attribution, the speaker's type and name.  Where several people annotated
an article the first of them, by file name, is the gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.annotations import Span, Spans

HELD_OUT_EVERY, HELD_OUT_AT = 20, 7


class CorpusError(Exception):
    """A folder that is not a corpus; the message names what is missing."""


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """The speaker of a gold source; `type` is a speaker type or "document"."""

    type: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; any of its roles may be empty."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: GoldSpeaker | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    stem: str
    text: str
    attributions: tuple[GoldAttribution, ...]

    @property
    def outlet(self) -> str:
        """The outlet, which PolNeAR puts first in the stem."""
        return self.stem.split("_", 1)[0]


def read_corpus(folder: Path) -> Iterator[GoldArticle]:
    """The annotated articles of a corpus, by stem.

    Raises CorpusError if the folder has no texts or no attributions.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts or not (folder / "attributions").is_dir():
        raise CorpusError(
            f"{folder} is no annotated corpus: it needs text/*.txt and attributions/*.ann"
        )
    speakers = _speakers(folder / "names.jsonl")
    for path in texts:
        annotated = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if annotated:
            text = path.read_bytes().decode("utf-8")
            yield GoldArticle(path.stem, text, _attributions(annotated[0], path.stem, speakers))


def split[T](articles: Iterable[T]) -> tuple[list[T], list[T]]:
    """The articles to train on and the held-out ones, which are every 20th, by stem."""
    parts: tuple[list[T], list[T]] = ([], [])
    for number, article in enumerate(articles):
        parts[number % HELD_OUT_EVERY == HELD_OUT_AT].append(article)
    return parts


def _speakers(path: Path) -> dict[tuple[str, str], GoldSpeaker]:
    if not path.exists():
        return {}
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {
        (row["id"], row["attribution"]): GoldSpeaker(row["type"], row.get("name")) for row in rows
    }


def _attributions(
    path: Path, stem: str, speakers: dict[tuple[str, str], GoldSpeaker]
) -> tuple[GoldAttribution, ...]:
    spans: dict[str, Spans] = {}
    found = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(fields) >= 2:
            offsets = fields[1].partition(" ")[2]
            spans[fields[0]] = tuple(_span(pair) for pair in offsets.split(";"))
        elif line.startswith("E") and len(fields) >= 2:
            roles = _roles(fields[1], spans)
            found.append(
                GoldAttribution(fields[0], **roles, speaker=speakers.get((stem, fields[0])))
            )
    return tuple(found)


def _span(pair: str) -> Span:
    start, end = pair.split()
    return Span(int(start), int(end))


def _roles(event: str, spans: dict[str, Spans]) -> dict[str, Spans]:
    """The spans of each role.  In a brat file spans come before the events that refer to them."""
    roles: dict[str, Spans] = {"source": (), "cue": (), "content": ()}
    for argument in event.split()[1:]:
        role, _, target = argument.partition(":")
        role = re.sub(r"\d+$", "", role).lower()
        if role in roles:
            roles[role] += spans.get(target, ())
    return roles
