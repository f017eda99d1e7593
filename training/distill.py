"""Distil a tagger into one of fewer layers: `python -m training.distill …`.

The student starts as a subset of the teacher's layers with the teacher's heads.  Each layer learns
the input of the next layer that was kept, so that it replaces those left out between them.  The
heads learn the teacher's outputs beside the golds (Hinton, Vinyals and Dean 2015; Jiao and others
2020, “TinyBERT”).  The articles are augmented as in `train`, and the teacher labels every variant.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from pathlib import Path

import torch  # type: ignore[import-not-found]
import torch.nn.functional as functional  # type: ignore[import-not-found]
from torch import Tensor

from evaluation.gold import split
from training.corpus import articles
from training.model import WEIGHTS, Batch, Tagger
from training.train import (
    BFLOAT16,
    Plan,
    keep_layers,
    restored,
    settle,
    tokenizer_of,
    train,
    without_dropout,
)

SHARED = {
    **{name: weight / 2 for name, weight in WEIGHTS.items()},
    "layers": 2.0,
    "hidden": 4.0,
    "soft anchor": 20.0,
    "soft roles": 8.0,
    "soft names": 2.0,
}
"""What each loss counts: the golds half of what they do alone, the teacher the rest."""
LIKELY = 0.1
"""The least probability of an anchor whose roles the teacher teaches."""


def student_of(teacher: Tagger, kept: Sequence[int]) -> Tagger:
    """A tagger of these layers of the teacher, without dropout."""
    student = copy.deepcopy(teacher)
    keep_layers(student, kept)
    without_dropout(student)
    return student


class Distillation:
    """The objective: the distance of a student of `kept` layers from its teacher and the golds."""

    def __init__(self, teacher: Tagger, student: Tagger, kept: Sequence[int]) -> None:
        self.teacher, self.student = teacher.eval(), student
        self.given = [*kept[1:], teacher.encoder.config.num_hidden_layers]

    def __call__(self, batch: Batch) -> dict[str, Tensor]:
        with torch.no_grad():
            known = self._states(self.teacher, batch)
        learned = self._states(self.student, batch)
        inside = batch.mask > 0
        apart = [
            _apart(mine[inside], known[place][inside])
            for mine, place in zip(learned[1:], self.given, strict=True)
        ]
        hidden, truth = learned[-1], known[-1]
        out = {**self.student.losses_of(hidden, batch), "hidden": apart[-1]}
        out["layers"] = sum(apart[:-1], hidden.new_zeros(()))
        return out | self._answers(hidden, truth, inside)

    @staticmethod
    def _states(model: Tagger, batch: Batch) -> tuple[Tensor, ...]:
        return model.states(model.words(batch.ids), batch.features, batch.mask)

    def _answers(self, hidden: Tensor, truth: Tensor, inside: Tensor) -> dict[str, Tensor]:
        """The distance of the student's outputs from the teacher's, for each head."""
        with torch.no_grad():
            anchors = torch.sigmoid(self.teacher.anchor(truth)).squeeze(-1)
            names = self.teacher.names(truth)[inside].softmax(-1)
        scores = self.student.anchor(hidden).squeeze(-1)
        out = {
            "soft anchor": functional.binary_cross_entropy_with_logits(
                scores[inside], anchors[inside]
            ),
            "soft names": functional.cross_entropy(self.student.names(hidden)[inside], names),
        }
        places = torch.nonzero((anchors > LIKELY) & inside)
        if len(places):
            with torch.no_grad():
                roles = _roles(self.teacher, truth, places).softmax(-1)
            logs = _roles(self.student, hidden, places).log_softmax(-1)
            lost = -(roles * logs).sum(-1)[inside[places[:, 0]]]
            out["soft roles"] = lost.mean()
        return out


def _apart(mine: Tensor, theirs: Tensor) -> Tensor:
    """The mean squared error as a share of the variance of the target."""
    return functional.mse_loss(mine, theirs) / theirs.var()


def _roles(model: Tagger, hidden: Tensor, places: Tensor) -> Tensor:
    """(N, T, 4) scores of roles for N anchors `places` (N, 2) window, piece."""
    window, at = places.T
    query, key, bias = model.query(hidden), model.key(hidden), model.bias(hidden)
    return model.roles(query[window, at], key[window], bias[window], at)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="checkpoint of the larger tagger")
    parser.add_argument("--corpus", type=Path, required=True, help="PolNeAR's train folder")
    parser.add_argument("--names", type=Path, help="JSON lines written by training.silver")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--init", type=Path, help="checkpoint of a student to go on from")
    parser.add_argument("--keep", type=int, nargs="+", default=[0, 3, 5], help="layers, from 0")
    parser.add_argument("--minutes", type=float, help="wall time; without it, --epochs counts")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument(
        "--shortest", type=int, default=Plan().shortest_limit, help="window, pieces"
    )
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help=BFLOAT16)
    args = parser.parse_args()
    settle(args.seed, args.threads)
    found, _ = split(articles(args.corpus, args.names))
    teacher = restored(args.teacher, args.encoder)
    student = student_of(teacher, args.keep)
    if args.init:
        student.load_state_dict(torch.load(args.init))
    plan = Plan(
        args.minutes, args.epochs, args.seed,
        shortest_limit=args.shortest, encoder_rate=2e-4, head_rate=2e-4,
        bfloat16=args.bfloat16,
    )  # fmt: skip
    objective = Distillation(teacher, student, args.keep)
    train(student, found, tokenizer_of(args.encoder), plan, args.out, objective, SHARED)


if __name__ == "__main__":
    main()
