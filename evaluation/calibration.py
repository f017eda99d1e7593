"""Calibration: of the quotations with a confidence of 0.9, nine in ten should be right.

Expected calibration error after Naeini, Cooper & Hauskrecht 2015, over ten bins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
