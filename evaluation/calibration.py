"""Calibration: of the quotations with a confidence of 0.9, nine in ten should be right.

Expected calibration error after Naeini, Cooper & Hauskrecht 2015, over ten bins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evaluation.gold import GoldArticle
from evaluation.people import wrong_person
from evaluation.scoring import COVERED, MATCHED, Letters, letters, quoted_stretches, same_source
from extraction.annotations import Quotation

BINS = 10


class Judged(NamedTuple):
    """A judged quotation: its confidence, whether it is right, whether it covers quoted words."""

    confidence: float
    right: bool
    quoted: bool


class Bin(NamedTuple):
    """A bin of the reliability diagram: number, mean confidence and share of right quotations."""

    size: int
    confidence: float
    right: float


def judge(article: GoldArticle, quotations: Sequence[Quotation]) -> list[Judged]:
    """Judge each quotation.

    Quoted words are right if their source is right and no wrong person is named; a paraphrase is
    right if a gold attribution with an overlapping source matches it."""
    text = article.text
    gold = [(a, Letters.of(a, text)) for a in article.attributions]
    stretches = [letters([span], text) for span in quoted_stretches(text)]
    judged = []
    for quotation in quotations:
        own = Letters.of(quotation, text)
        inside = [s for s in stretches if s and len(own.content & s) >= COVERED * len(s)]
        if inside:
            words = max(inside, key=len)
            golds = [
                (a, spans)
                for a, spans in gold
                if len(spans.content & words) >= COVERED * len(words)
            ]
            right = any(
                spans.source and same_source(quotation, own, a, spans) for a, spans in golds
            )
            speaker = next((a.speaker for a, spans in golds if a.speaker and spans.source), None)
            right = right and not (speaker and wrong_person(quotation, speaker))
        else:
            right = any(
                len(own.content & spans.content) >= MATCHED * len(own.content | spans.content)
                and bool(own.source & spans.source)
                for _, spans in gold
                if spans.source
            )
        judged.append(Judged(quotation.confidence, right, bool(inside)))
    return judged


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """The bins that are not empty, from the least confident."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in judged:
        bins[min(int(each.confidence * BINS), BINS - 1)].append(each)
    return [
        Bin(len(b), sum(j.confidence for j in b) / len(b), sum(j.right for j in b) / len(b))
        for b in bins
        if b
    ]


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error, 0 to 1, weighted by size of bin; 0 without quotations."""
    return sum(b.size * abs(b.confidence - b.right) for b in reliability(judged)) / max(
        len(judged), 1
    )
