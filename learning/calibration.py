"""Confidence as the share of decided quotations that are right: a line of logits a kind.

Platt 1999, drawn to the shipped calibration as if by some decisions that agree with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from extraction.annotations import Kind
from extraction.confidence import logit
from extraction.learned import Learned, Line
from learning.figures import Verdict

LEAST = 30
"""Decided quotations of a kind; with fewer its calibration stays."""
PRIOR = 5.0
STEPS = 30
STRENGTHS = (1.0, 0.7, 0.4, 0.2)
"""How far it moves from the shipped calibration to that of the decisions: the farthest first."""


def attempts(learned: Learned, found: Sequence[Verdict]) -> Iterable[Learned]:
    """The same with other lines, from verdicts on quotations as the shipped one has them."""
    fitted = {
        kind: line(each)
        for kind in Kind
        if len(each := [verdict for verdict in found if verdict.kind is kind]) >= LEAST
    }
    for strength in STRENGTHS if fitted else ():
        lines = {
            kind: Line(round(1 + strength * (each.slope - 1), 4), round(strength * each.offset, 4))
            for kind, each in fitted.items()
        }
        yield replace(learned, lines=lines)


def line(found: Sequence[Verdict]) -> Line:
    """The line under which verdicts are likeliest, by Newton's method."""
    x = np.array([[logit(each.confidence), 1.0] for each in found])
    right = np.array([float(each.right) for each in found])
    shipped = np.array([1.0, 0.0])
    weights = shipped.copy()
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (shares - right) + PRIOR * (weights - shipped)
        curvature = (x * (shares * (1 - shares))[:, None]).T @ x + PRIOR * np.eye(2)
        weights = weights - np.linalg.solve(curvature, gradient)
    return Line(float(weights[0]), float(weights[1]))
