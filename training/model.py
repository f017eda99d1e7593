"""The tagger: one encoder, anchors of cues, a role for each piece and anchor, and names.

A piece is scored as the anchor of a cue.  For each anchor a biaffine head gives every piece of
the window a role, so that sources, cues and contents of any shape are linked by construction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch  # type: ignore[import-not-found]
import torch.nn.functional as functional  # type: ignore[import-not-found]
from torch import Tensor, nn

from extraction.attribution.tagger.windows import FEATURES
from training.examples import CONTENT, IGNORED, NONE_OR_SOURCE, Example
from training.silver import LABELS

ROLES = 3
SIZE = 128
REACH = 64
CLASSES = 1 + 2 * len(LABELS)
WEIGHTS = {"anchor": 20.0, "roles": 8.0, "stretch": 0.5, "names": 2.0}


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows padded to T pieces; N anchors of all windows, S quoted stretches."""

    ids: Tensor  # (B, T)
    features: Tensor  # (B, T)
    mask: Tensor  # (B, T)
    is_anchor: Tensor  # (B, T) float
    weight: Tensor  # (B, T) float
    names: Tensor  # (B, T)
    anchors: Tensor  # (N, 2) window, piece
    roles: Tensor  # (N, T)
    stretches: Tensor  # (S, 3) window, start, end
    claimed: Tensor  # (S, T) bool, the anchors of the stretch


class Tagger(nn.Module):  # type: ignore[misc]
    """`encoder` is a BERT without pooling; its word embeddings are not trained."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.feature = nn.Embedding(FEATURES, width)
        self.anchor = nn.Linear(width, 1)
        self.query = nn.Linear(width, ROLES * SIZE)
        self.key = nn.Linear(width, ROLES * SIZE)
        self.bias = nn.Linear(width, ROLES)
        self.relative = nn.Embedding(2 * REACH + 1, ROLES)
        self.names = nn.Linear(width, CLASSES)
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.feature.weight)
        nn.init.zeros_(self.relative.weight)
        self.words.weight.requires_grad_(False)

    @property
    def words(self) -> nn.Embedding:
        return self.encoder.embeddings.word_embeddings

    def encode(self, embedded: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """(B, T, width) of word embeddings (B, T, width), features and mask (B, T)."""
        return self.dropout(self.states(embedded, features, mask)[-1])

    def states(self, embedded: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The input of each layer, then the output of the last, (B, T, width) each."""
        given = self.encoder(
            inputs_embeds=embedded + self.feature(features),
            attention_mask=mask,
            output_hidden_states=True,
        )
        return tuple(given.hidden_states)

    def roles(self, query: Tensor, key: Tensor, bias: Tensor, at: Tensor) -> Tensor:
        """(N, T, 4) scores, none first, of N anchors `at` (N,) with query (N, 3 * SIZE)."""
        count, pieces = key.shape[:2]
        left = query.view(count, ROLES, SIZE)
        right = key.view(count, pieces, ROLES, SIZE)
        scores = torch.einsum("nck,ntck->ntc", left, right) / math.sqrt(SIZE) + bias
        offset = torch.arange(pieces)[None] - at[:, None]
        scores = scores + self.relative(offset.clamp(-REACH, REACH) + REACH)
        return functional.pad(scores, (1, 0))

    def claims(self, query: Tensor, key: Tensor, scores: Tensor, stretches: Tensor) -> Tensor:
        """(S, T) scores of each piece as the anchor of each stretch."""
        pieces = scores.shape[1]
        role = CONTENT - 1
        steps = torch.arange(pieces)
        first, last = stretches[:, 1:2], stretches[:, 2:3]
        inside = (steps >= first) & (steps < last)
        share = inside / (last - first)
        picked = slice(role * SIZE, (role + 1) * SIZE)
        window = stretches[:, 0]
        mean = torch.einsum("st,stk->sk", share, key[window][..., picked])
        out = torch.einsum("sk,stk->st", mean, query[window][..., picked]) / math.sqrt(SIZE)
        offsets = (steps[None] - steps[:, None]).clamp(-REACH, REACH) + REACH
        table = self.relative(offsets)[..., role]  # (anchor, piece)
        return (out + share @ table.T + scores[window]).masked_fill(inside, -1e4)

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        return self.losses_of(self.encode(self.words(batch.ids), batch.features, batch.mask), batch)

    def losses_of(self, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
        """The loss of each head, given `hidden` (B, T, width)."""
        scores = self.anchor(hidden).squeeze(-1)
        query, key, bias = self.query(hidden), self.key(hidden), self.bias(hidden)
        out = {
            "anchor": _anchor_loss(scores, batch),
            "names": _names_loss(self.names(hidden), batch),
        }
        if len(batch.anchors):
            window, at = batch.anchors.T
            roles = self.roles(query[window, at], key[window], bias[window], at)
            out["roles"] = _roles_loss(roles, batch.roles)
        if len(batch.stretches):
            padded = scores.masked_fill(batch.mask == 0, -1e4)
            claims = self.claims(query, key, padded, batch.stretches)
            gold = claims.masked_fill(~batch.claimed, -1e4)
            out["stretch"] = (claims.logsumexp(1) - gold.logsumexp(1)).mean()
        return out


def _anchor_loss(scores: Tensor, batch: Batch) -> Tensor:
    loss = functional.binary_cross_entropy_with_logits(
        scores, batch.is_anchor, reduction="none", pos_weight=torch.tensor(2.0)
    )
    return (loss * batch.weight).sum() / batch.weight.sum().clamp(min=1)


def _names_loss(scores: Tensor, batch: Batch) -> Tensor:
    known = (batch.names != IGNORED).sum().clamp(min=1)
    return (
        functional.cross_entropy(
            scores.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED, reduction="sum"
        )
        / known
    )


def _roles_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy; NONE_OR_SOURCE is satisfied by either of the two."""
    logs = scores.log_softmax(-1)
    either = torch.logaddexp(logs[..., 0], logs[..., 1])
    logs = torch.cat([logs, either[..., None]], -1)
    known = labels != IGNORED
    picked = logs.gather(-1, labels.clamp(0, NONE_OR_SOURCE)[..., None]).squeeze(-1)
    return -(picked * known).sum() / known.sum().clamp(min=1)


def collate(found: Sequence[Example]) -> Batch:
    """Examples padded to the longest of them."""
    longest, count = max(map(len, found)), len(found)
    whole = np.zeros((4, count, longest), dtype=np.int64)
    whole[3] = IGNORED
    parts = np.zeros((2, count, longest), dtype=np.float32)
    anchors, roles, stretches, claimed = [], [], [], []
    for row, one in enumerate(found):
        size = len(one)
        whole[:, row, :size] = (one.window.ids, one.window.features, np.ones(size), one.names)
        parts[0, row, one.anchors] = 1
        parts[1, row, :size] = one.weight
        for at, labels in zip(one.anchors, one.roles, strict=True):
            anchors.append((row, at))
            roles.append(np.pad(labels, (0, longest - size), constant_values=IGNORED))
        for stretch in one.stretches:
            stretches.append((row, stretch.start, stretch.end))
            claimed.append(np.isin(np.arange(longest), stretch.anchors))
    ids, features, mask, names = torch.from_numpy(whole)
    is_anchor, weight = torch.from_numpy(parts)
    return Batch(
        ids,
        features,
        mask,
        is_anchor,
        weight,
        names,
        torch.tensor(anchors, dtype=torch.long).reshape(-1, 2),
        torch.from_numpy(np.array(roles, dtype=np.int64).reshape(-1, longest)),
        torch.tensor(stretches, dtype=torch.long).reshape(-1, 3),
        torch.from_numpy(np.array(claimed, dtype=bool).reshape(-1, longest)),
    )
