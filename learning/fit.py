"""Fits the ranker: softmax over candidates, one hidden layer, Adam, in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from learning.examples import Example

Weights = dict[str, NDArray[np.float32]]
HIDDEN, RATE, DECAY, BATCH = 16, 3e-3, 2e-3, 64
SEEDS = 4


def ensemble(data: Sequence[tuple[Example, float]], columns: int, epochs: int) -> Weights:
    """One network whose scores are the mean of those of several, each from another start."""
    networks = [fit(data, columns, epochs, seed) for seed in range(SEEDS)]
    return {
        "hidden": np.concatenate([w["hidden"] for w in networks], axis=1),
        "hidden_bias": np.concatenate([w["hidden_bias"] for w in networks]),
        "out": np.concatenate([w["out"] for w in networks]) / np.float32(SEEDS),
        "temperature": networks[0]["temperature"],
    }


def fit(data: Sequence[tuple[Example, float]], columns: int, epochs: int, seed: int) -> Weights:
    """Weights that make the right candidates likely; the same seed gives the same."""
    random = np.random.default_rng(seed)
    start: Weights = {
        "hidden": random.normal(0, columns**-0.5, (columns, HIDDEN)).astype("float32"),
        "hidden_bias": np.zeros(HIDDEN, "float32"),
        "out": random.normal(0, HIDDEN**-0.5, HIDDEN).astype("float32"),
    }
    return _descend(start, data, epochs, RATE, random) | {"temperature": np.asarray(1.0, "float32")}


def go_on(
    start: Weights, data: Sequence[tuple[Example, float]], epochs: int, rate: float
) -> Weights:
    """Weights that go on from others at a lower rate; their temperature stays."""
    w = {name: start[name].copy() for name in ("hidden", "hidden_bias", "out")}
    random = np.random.default_rng(0)
    return _descend(w, data, epochs, rate, random) | {"temperature": start["temperature"]}


def _descend(
    w: Weights,
    data: Sequence[tuple[Example, float]],
    epochs: int,
    most: float,
    random: np.random.Generator,
) -> Weights:
    """Adam with weight decay, at a rate that falls to nothing."""
    moments = {name: (np.zeros_like(value), np.zeros_like(value)) for name, value in w.items()}
    packed = [(np.asarray(e.rows, "float32"), e.right, weight) for e, weight in data]
    steps = epochs * (len(packed) // BATCH + 1)
    step = 0
    for _ in range(epochs):
        order = random.permutation(len(packed))
        for at in range(0, len(order), BATCH):
            batch = [packed[i] for i in order[at : at + BATCH]]
            step += 1
            rate = most * (1 - step / (steps + 1))
            for name, gradient in gradients(w, batch).items():
                first, second = moments[name]
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                moved = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
                w[name] -= (rate * (moved + DECAY * 10 * w[name])).astype("float32")
    return w


def gradients(w: Weights, batch: Sequence[tuple[NDArray[np.float32], int, float]]) -> Weights:
    rows = np.concatenate([rows for rows, _, _ in batch])
    hidden = rows @ w["hidden"] + w["hidden_bias"]
    active = np.maximum(hidden, 0)
    scores = active @ w["out"]
    slope = np.empty_like(scores)
    at = 0
    for part, right, weight in batch:
        end = at + len(part)
        shares = np.exp(scores[at:end] - scores[at:end].max())
        shares /= shares.sum()
        shares[right] -= 1
        slope[at:end] = shares * weight / len(batch)
        at = end
    below = np.outer(slope, w["out"]) * (hidden > 0)
    return {"hidden": rows.T @ below, "hidden_bias": below.sum(0), "out": active.T @ slope}


def likelihoods(w: Weights, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    scores = np.maximum(np.asarray(rows, "float32") @ w["hidden"] + w["hidden_bias"], 0) @ w["out"]
    shares = np.exp((scores - scores.max()) / float(w["temperature"]))
    return np.asarray(shares / shares.sum(), "float64")


def calibrate(w: Weights, held_out: Sequence[Example]) -> None:
    """Set the temperature under which what is held out is likeliest."""

    def loss(temperature: float) -> float:
        w["temperature"] = np.asarray(temperature, "float32")
        return -sum(float(np.log(likelihoods(w, e.rows)[e.right] + 1e-9)) for e in held_out)

    best = min((0.6 + 0.05 * step for step in range(40)), key=loss)
    w["temperature"] = np.asarray(best, "float32")
