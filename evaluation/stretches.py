"""Articles labelled stretch by stretch: who speaks, for which country, about which countries.

A corpus is a folder: `text/<id>.txt`, `gold/<id>.json`, and optionally `meta.tsv` with the region
and the house style of each file.  A gold file has `stretches`, runs of words between quotation
marks and turns of transcripts, and `reported`, some paraphrases that leave no doubt.  Articles
annotated by tags (`evaluation/tagged.py`) have the same labels.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.gold import CorpusError, GoldSpeaker
from evaluation.scoring import MIN_WORDS
from evaluation.tagged import TaggedArticle, TaggedQuotation, read_tagged, tagged_files
from extraction.annotations import Kind, Span, Spans


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text with their speaker, or words that are nobody's speech.

    `mention` is the source nearest the cue, as worded.  `country` is that of the speaker,
    `about` are the countries spoken about: ISO 3166-1 alpha-2.  They are those of the stretch, or
    of `whole`, all parts of a quotation that was labelled as one.
    """

    span: Span
    speech: bool
    speaker: GoldSpeaker
    mention: str = ""
    country: str | None = None
    about: frozenset[str] = frozenset()
    whole: Spans = ()

    @property
    def named(self) -> str | None:
        """The name of a person or an organization."""
        return self.speaker.name if self.speaker.type in ("person", "organization") else None


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A paraphrase with the name or the wording of its source."""

    span: Span
    name: str | None
    mention: str


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """`region` and `style` are empty where `meta.tsv` does not give them."""

    stem: str
    text: str
    stretches: tuple[Stretch, ...]
    reported: tuple[Paraphrase, ...]
    region: str = ""
    style: str = ""


def is_labelled(folder: Path) -> bool:
    """Whether a folder has a form that this module reads, rather than `gold.read_corpus`."""
    return (folder / "gold").is_dir() or is_tagged(folder)


def is_tagged(folder: Path) -> bool:
    """Whether the articles of a folder are annotated by tags."""
    annotated = any((folder / part).is_dir() for part in ("gold", "attributions"))
    return not annotated and bool(tagged_files(folder))


def read_labelled(folder: Path) -> Iterator[LabelledArticle]:
    """The labelled articles of a corpus, by file name; those of tagged texts too.

    Raises CorpusError if there are none, or if the text of one is missing.
    """
    if is_tagged(folder):
        yield from map(labelled, read_tagged(folder))
        return
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise CorpusError(f"{folder / 'gold'} has no labels: it needs an ID.json for each text")
    meta = _meta(folder / "meta.tsv")
    for path in paths:
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        text_file = folder / "text" / f"{gold['id']}.txt"
        if not text_file.exists():
            raise CorpusError(f"{text_file} is missing: {path.name} has labels for it")
        yield _article(gold, text_file.read_bytes().decode("utf-8"), meta.get(text_file.name, {}))


def labelled(article: TaggedArticle) -> LabelledArticle:
    """The labels of a tagged article: each part of a direct quotation is a stretch."""
    direct = [q for q in article.quotations if q.kind is Kind.DIRECT]
    stretches = [
        Stretch(
            span,
            True,
            GoldSpeaker(quotation.type, quotation.name),
            _mention(article, quotation),
            quotation.country,
            frozenset(quotation.about),
            quotation.content,
        )
        for quotation in direct
        for span in quotation.content
        if len(re.findall(r"\w+", span.of(article.text))) >= MIN_WORDS
    ]
    reported = [
        Paraphrase(span, quotation.name, _mention(article, quotation))
        for quotation in article.quotations
        if quotation.kind is not Kind.DIRECT
        for span in quotation.content
    ]
    return LabelledArticle(
        article.id, article.text, tuple(stretches), tuple(reported), article.folder
    )


def _mention(article: TaggedArticle, quotation: TaggedQuotation) -> str:
    """The first words of the source, or the name where it has none."""
    source = quotation.source
    return source[0].of(article.text) if source else quotation.name or ""


def _article(gold: Mapping[str, Any], text: str, meta: Mapping[str, str]) -> LabelledArticle:
    return LabelledArticle(
        gold["id"],
        text,
        tuple(_stretch(row) for row in gold["stretches"]),
        tuple(_paraphrase(row, text) for row in gold["reported"]),
        re.split("[:/]", meta.get("region", ""))[0].strip(),
        meta.get("style", "").partition(";")[0],
    )


def _stretch(row: Mapping[str, Any]) -> Stretch:
    return Stretch(
        Span(row["start"], row["end"]),
        row["speech"],
        GoldSpeaker(row["type"] or "", row["name"]),
        row["mention"] or "",
        row["country"],
        frozenset(row["about"]),
    )


def _paraphrase(row: Mapping[str, Any], text: str) -> Paraphrase:
    start = text.find(row["text"])
    span = Span(start, start + len(row["text"]))
    return Paraphrase(span, row.get("name"), row.get("mention") or "")


def _meta(path: Path) -> dict[str, dict[str, str]]:
    """Rows of the table by file; none if there is no table."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: row for row in rows}
