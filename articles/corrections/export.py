"""Corrections as gold data, in the form that `evaluation.gold` and training read.

An article is exported once people have decided every quotation it shows; with `partial`, every
article with a decision is, and of it those quotations alone that were decided.  A scorer
would count the rest as errors of an extractor that finds them, so partial data is for training.
What editors said is no quotation is beside it, for `manage.py learn --from`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from articles.models import Article, CopyDecision, Decision, Quotation, UtteranceDecision
from articles.serialization.rows import quotation_of
from extraction.annotations import SpeakerType
from extraction.records import speaker_record
from extraction.text.anchors import relocate

ANNOTATOR = "newsroom"


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One article as gold: the stem of its files, its text, its annotations, its speakers.

    `annotations` is empty where every decision is in `rejected`.
    """

    stem: str
    text: str
    annotations: str
    names: tuple[dict[str, Any], ...]
    rejected: tuple[dict[str, Any], ...]


def gold_files(*, partial: bool = False) -> Iterator[GoldFile]:
    """Articles that people decided on, by key."""
    for article in Decision.objects.standing().articles().iterator(chunk_size=50):
        chosen = list(article.quotations.decided())
        rejected = tuple(_rejected(article))
        whole = bool(chosen) and len(chosen) == article.quotations.count()
        if whole or (partial and (chosen or rejected)):
            yield _gold_file(article, chosen, rejected)


def _gold_file(
    article: Article, quotations: Iterable[Quotation], rejected: tuple[dict[str, Any], ...]
) -> GoldFile:
    lines: list[str] = []
    names: list[dict[str, Any]] = []
    stem = _stem(article)
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
    annotations = "".join(f"{line}\n" for line in lines)
    return GoldFile(stem, article.body, annotations, tuple(names), rejected)


def _stem(article: Article) -> str:
    return f"article_{article.pk}"


def _rejected(article: Article) -> Iterator[dict[str, Any]]:
    """What people said is no quotation, if its words are still there."""
    for decision in article.decisions.rejected():
        if spans := relocate(decision.anchors, article.body):
            yield {
                "id": _stem(article),
                "content": [list(span) for span in spans],
                "decided_at": decision.decided_at.isoformat(),
            }


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
        "speaker_decided": quotation.decision.on_speaker,
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
    with (
        (folder / "names.jsonl").open("w", encoding="utf-8") as names,
        (folder / "rejected.jsonl").open("w", encoding="utf-8") as rejected,
    ):
        for gold in chain([first], rest):
            (folder / "text" / f"{gold.stem}.txt").write_bytes(gold.text.encode())
            if gold.annotations:
                annotations = folder / "attributions" / f"{gold.stem}_{ANNOTATOR}.ann"
                annotations.write_bytes(gold.annotations.encode())
            for file, rows in ((names, gold.names), (rejected, gold.rejected)):
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            count += 1
    return count
