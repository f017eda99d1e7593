"""Corrections as gold data, in the form that `evaluation.gold` and training read.

An article is exported once people have decided every quotation it shows; with `partial`, every
article with a decision is, and of it those quotations alone that were decided.  A scorer
would count the rest as errors of an extractor that finds them, so partial data is for training.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from articles.models import Article, CopyDecision, Decision, Quotation, UtteranceDecision
from articles.serialization.records import speaker_record
from articles.serialization.rows import quotation_of
from extraction.annotations import SpeakerType

ANNOTATOR = "newsroom"


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One article as gold: the stem of its files, its text, its annotations, its speakers."""

    stem: str
    text: str
    annotations: str
    names: tuple[dict[str, Any], ...]


def gold_files(*, partial: bool = False) -> Iterator[GoldFile]:
    """Articles that people decided on, by key."""
    for article in Decision.objects.standing().articles().iterator(chunk_size=50):
        chosen = list(article.quotations.decided())
        if chosen and (partial or len(chosen) == article.quotations.count()):
            yield _gold_file(article, chosen)


def _gold_file(article: Article, quotations: Iterable[Quotation]) -> GoldFile:
    lines: list[str] = []
    names: list[dict[str, Any]] = []
    stem = f"article_{article.pk}"
    for number, quotation in enumerate(quotations, start=1):
        roles = {"Content": quotation.content, "Cue": quotation.cue, "Source": quotation.source}
        event = []
        for role, spans in roles.items():
            if spans:
                key = f"T{len([line for line in lines if line.startswith('T')]) + 1}"
                lines.append(_span_line(key, role, spans, article.body))
                event.append(f"{role}:{key}")
        trigger = event[0].partition(":")[2]
        lines.append(f"E{number}\t" + " ".join([f"Attribution:{trigger}", *event]))
        names.append(_speaker(stem, f"E{number}", quotation))
    return GoldFile(stem, article.body, "\n".join(lines) + "\n", tuple(names))


def _span_line(key: str, role: str, spans: list[list[int]], body: str) -> str:
    places = ";".join(f"{start} {end}" for start, end in spans)
    words = " ".join(body[start:end] for start, end in spans)
    return f"{key}\t{role} {places}\t{' '.join(words.split())}"


def _speaker(stem: str, attribution: str, quotation: Quotation) -> dict[str, Any]:
    speaker = speaker_record(quotation_of(quotation))
    return {
        "id": stem,
        "attribution": attribution,
        "type": speaker["speaker_type"] if speaker["name"] else SpeakerType.UNNAMED,
        "name": speaker["name"],
        "title": speaker["title"],
        "country": speaker["speaker_country"],
        "about": speaker["about"],
        "decided_at": quotation.decision.decided_at.isoformat(),
    }


def utterance_records() -> Iterator[dict[str, Any]]:
    """Yield decisions on utterances: two quotations that are one, or one that is apart."""
    for row in UtteranceDecision.objects.order_by("pk").select_related("article", "other_article"):
        one = _quotation_record(row.article, row.anchors)
        other = row.other_article and _quotation_record(row.other_article, row.other_anchors)
        yield {"quotation": one, "same_as": other}


def _quotation_record(article: Article, anchors: Any) -> dict[str, Any]:
    """A quotation by its place in the text that a decision was made on, and its words."""
    return {
        "article": article.pk,
        "content": [[anchor["start"], anchor["end"]] for anchor in anchors],
        "text": " … ".join(anchor["exact"] for anchor in anchors),
    }


def copy_records() -> Iterator[dict[str, Any]]:
    """Yield decisions on copies: two articles that are one text, or one that is apart."""
    for row in CopyDecision.objects.order_by("pk"):
        yield {"article": row.article_id, "same_as": row.other_id}


def write_decisions(folder: Path) -> int:
    """Write decisions on utterances and on copies, one a line; return how many."""
    count = 0
    for name, records in (("utterances", utterance_records()), ("copies", copy_records())):
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        if lines:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.jsonl").write_bytes("".join(lines).encode())
        count += len(lines)
    return count


def write(files: Iterable[GoldFile], folder: Path) -> int:
    """Write a corpus into an empty folder; return the number of articles.

    The folder is made if there is something to write.
    """
    rest = iter(files)
    first = next(rest, None)
    if first is None:
        return 0
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    count = 0
    with (folder / "names.jsonl").open("w", encoding="utf-8") as names:
        for gold in chain([first], rest):
            (folder / "text" / f"{gold.stem}.txt").write_bytes(gold.text.encode())
            annotations = folder / "attributions" / f"{gold.stem}_{ANNOTATOR}.ann"
            annotations.write_bytes(gold.annotations.encode())
            for row in gold.names:
                names.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count
