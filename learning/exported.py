"""Decided articles of a folder that `manage.py export_corrections` wrote."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.gold import CorpusError, GoldArticle, read_corpus
from extraction.annotations import Span, SpeakerType
from learning.cases import Decided, DecidedArticle

NAMES, REJECTED = "names.jsonl", "rejected.jsonl"
NAMED = (SpeakerType.PERSON, SpeakerType.ORGANIZATION)
AGAIN = "Write the folder with manage.py export_corrections of this version."

type Rows = dict[str, list[dict[str, Any]]]


def read_exported(folder: Path) -> Iterator[DecidedArticle]:
    """The articles of an exported folder, by stem, with the time of the last decision on each.

    Raises CorpusError, which names what is missing or wrong: a folder that is none, a row that
    is no JSON or has no time, a text that is not there.
    """
    names = _rows(folder / NAMES, "attribution", "type", "speaker_decided")
    rejected = _rows(folder / REJECTED, "content")
    annotated = {article.stem: article for article in read_corpus(folder)}
    for stem in sorted(names.keys() | rejected.keys()):
        named, not_quoted = names.get(stem, []), rejected.get(stem, [])
        decided = [*_named(annotated.get(stem), named), *map(_rejected, not_quoted)]
        if decided:
            at = max(row["decided_at"] for row in (*named, *not_quoted))
            yield DecidedArticle(_text(folder / "text" / f"{stem}.txt"), tuple(decided), at)


def _rows(path: Path, *required: str) -> Rows:
    """The rows of a file by the stem of their article, with times and spans as such."""
    rows: Rows = defaultdict(list)
    for number, line in enumerate(_text(path).splitlines(), start=1):
        try:
            row = json.loads(line)
            rows[row["id"]].append({**row, **_parsed(row, required)})
        except (ValueError, KeyError, TypeError) as error:
            wrong = f"{path}, line {number}, is no decision: {error!r}."
            raise CorpusError(f"{wrong} {AGAIN}") from error
    return rows


def _parsed(row: dict[str, Any], required: Iterable[str]) -> dict[str, Any]:
    found = {name: row[name] for name in required}
    if "content" in found:
        found["content"] = tuple(Span(int(start), int(end)) for start, end in found["content"])
    return {**found, "decided_at": dt.datetime.fromisoformat(row["decided_at"])}


def _named(article: GoldArticle | None, rows: list[dict[str, Any]]) -> Iterator[Decided]:
    """The decisions on who speaks."""
    spans = {each.id: each for each in article.attributions} if article else {}
    for row in rows:
        found = spans.get(row["attribution"])
        if found and row["speaker_decided"]:
            named = row["type"] in NAMED
            yield Decided(found.content, found.source, row.get("name") if named else None)


def _rejected(row: dict[str, Any]) -> Decided:
    return Decided(row["content"], (), None, rejected=True)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise CorpusError(f"{path} is missing. {AGAIN}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read: {error}.") from error
