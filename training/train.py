"""Train the tagger: `python -m training.train --corpus … --names … --encoder … --out …`.

The learning rate follows the share of the work done, be it wall time (`--minutes`) or epochs
(`--epochs`), so a run under `--minutes` ends on time on any machine.  Each epoch augments and
windows the articles again.  A run under `--epochs` is reproducible by its seed.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch  # type: ignore[import-not-found]
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import (  # type: ignore[import-not-found]
    AveragedModel,
    get_ema_multi_avg_fn,
)

from evaluation.gold import split
from training.augment import augmented
from training.corpus import Article, articles, own_articles
from training.examples import Example, batches, examples
from training.model import WEIGHTS, Batch, Tagger, collate

REPORT_EVERY = 25
BFLOAT16 = "multiply in half precision: quicker where the processor has AMX"


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run.  `pieces` is the size limit of a batch, padding included.

    An epoch reads a `share` of the corpus, drawn by chance, and our own articles some `times`.
    With `bfloat16` products of matrices are in half precision; weights stay in single.
    """

    minutes: float | None = None
    epochs: int = 5
    seed: int = 1
    pieces: int = 1300
    shortest_limit: int = 200
    longest_limit: int = 254
    encoder_rate: float = 1.5e-4
    head_rate: float = 8e-4
    warm_up: float = 0.06
    average: float = 0.999
    save_every: float = 300.0
    augment: bool = True
    share: float = 1.0
    times: int = 1
    bfloat16: bool = False


class Progress:
    """The share of the run that is done, 0 to 1, by wall time or by steps."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._began = time.monotonic()

    def share(self, epoch: int, step: int, steps: int) -> float:
        if self._plan.minutes is not None:
            return (time.monotonic() - self._began) / (60 * self._plan.minutes)
        return (epoch + step / steps) / self._plan.epochs

    def rate(self, share: float) -> float:
        """The factor of the learning rates: linear warm-up, then linear decay."""
        return min(1.0, (share + 0.001) / self._plan.warm_up) * max(0.01, 1 - share)


Objective = Callable[[Batch], Mapping[str, Tensor]]
"""The losses of a batch, each by its name and to be made small."""


def train(
    model: Tagger,
    found: list[Article],
    tokenizer: Tokenizer,
    plan: Plan,
    out: Path,
    objective: Objective | None = None,
    weights: Mapping[str, float] = WEIGHTS,
    own: Sequence[Article] = (),
) -> None:
    """Train the model in place and save it and its moving average under `out`.

    `found` are articles of the corpus, `own` those of our own.  `weights` has the weight of
    each loss of `objective`, by default of the gold losses.
    """
    objective = objective or model.losses
    random, average = Random(plan.seed), _averaged(model, plan)
    optimizer = _optimizer(model, plan)
    bases = [group["lr"] for group in optimizer.param_groups]
    progress, saved = Progress(plan), time.monotonic()
    seen: defaultdict[str, float] = defaultdict(float)
    model.train()
    for epoch, step, steps, batch in _steps(found, own, tokenizer, plan, random):
        share = progress.share(epoch, step, steps)
        if share >= 1:
            break
        for group, base in zip(optimizer.param_groups, bases, strict=True):
            group["lr"] = base * progress.rate(share)
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.bfloat16):
            losses = objective(collate(batch))
        optimizer.zero_grad()
        sum(weights[name] * loss for name, loss in losses.items()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(model)
        for name, loss in losses.items():
            seen[name] += float(loss.detach()) / REPORT_EVERY
        if step % REPORT_EVERY == REPORT_EVERY - 1:
            parts = " ".join(f"{name} {loss:.4f}" for name, loss in sorted(seen.items()))
            print(f"{share:6.1%} epoch {epoch} step {step + 1}/{steps} {parts}", flush=True)
            seen.clear()
        if time.monotonic() - saved > plan.save_every:
            save(model, average, out)
            saved = time.monotonic()
    save(model, average, out)


def _averaged(model: Tagger, plan: Plan) -> AveragedModel:
    """A moving average of the trained weights; the frozen ones are shared."""
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(plan.average))
    average.module.words.weight = model.words.weight
    return average


def _steps(
    found: list[Article],
    own: Sequence[Article],
    tokenizer: Tokenizer,
    plan: Plan,
    random: Random,
) -> Iterator[tuple[int, int, int, list[Example]]]:
    """Yield epoch, step, steps of the epoch and batch, without end."""
    epoch = 0
    while plan.minutes is not None or epoch < plan.epochs:
        cut = [
            example
            for article in (*_drawn(found, plan.share, random), *list(own) * plan.times)
            for example in examples(
                augmented(article, random) if plan.augment else article,
                tokenizer,
                random.randint(plan.shortest_limit, plan.longest_limit),
            )
        ]
        found_batches = batches(cut, plan.pieces, random)
        for step, batch in enumerate(found_batches):
            yield epoch, step, len(found_batches), batch
        epoch += 1


def _drawn(found: list[Article], share: float, random: Random) -> list[Article]:
    return found if share >= 1 else random.sample(found, round(share * len(found)))


def _optimizer(model: Tagger, plan: Plan) -> torch.optim.Optimizer:
    body: list[nn.Parameter] = []
    heads: list[nn.Parameter] = []
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            (body if name.startswith("encoder.") else heads).append(weight)
    groups = [
        {"params": body, "lr": plan.encoder_rate},
        {"params": heads, "lr": plan.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def save(model: Tagger, average: AveragedModel, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "last.pt")
    torch.save(average.module.state_dict(), out / "average.pt")


def encoder(folder: Path) -> nn.Module:
    """The pretrained encoder.  Attention keeps no dropout: it is what makes it fast on a CPU."""
    from transformers import BertModel  # type: ignore[import-not-found]

    return BertModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        attn_implementation="sdpa",
        attention_probs_dropout_prob=0.0,
    )


def restored(checkpoint: Path, folder: Path) -> Tagger:
    """The tagger of a checkpoint, with as many layers of the encoder as were kept in it."""
    state = torch.load(checkpoint)
    model = Tagger(encoder(folder))
    kept = {name.split(".")[3] for name in state if name.startswith("encoder.encoder.layer.")}
    keep_layers(model, range(len(kept)))
    model.load_state_dict(state)
    return model


def keep_layers(model: Tagger, kept: Iterable[int]) -> None:
    """Keep only these layers of the encoder, counted from 0."""
    layers = model.encoder.encoder.layer
    model.encoder.encoder.layer = nn.ModuleList(layers[number] for number in kept)
    model.encoder.config.num_hidden_layers = len(model.encoder.encoder.layer)


def without_dropout(model: nn.Module) -> None:
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0


def settle(seed: int, threads: int) -> None:
    """Make a run reproducible on the same machine with the same number of threads."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)  # with several threads the order of sums varies


def tokenizer_of(folder: Path) -> Tokenizer:
    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="PolNeAR's train folder")
    parser.add_argument("--names", type=Path, help="JSON lines written by training.silver")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoints")
    parser.add_argument("--init", type=Path, help="checkpoint to go on from")
    parser.add_argument("--minutes", type=float, help="wall time; without it, --epochs counts")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--plain", action="store_true", help="take the articles as they are")
    parser.add_argument("--own", type=Path, help="folder of our own articles, training/own")
    parser.add_argument("--times", type=int, default=1, help="variants of ours an epoch")
    parser.add_argument("--share", type=float, default=1.0, help="part of the corpus an epoch")
    parser.add_argument("--encoder-rate", type=float, default=Plan().encoder_rate)
    parser.add_argument("--head-rate", type=float, default=Plan().head_rate)
    parser.add_argument("--shortest", type=int, default=Plan().shortest_limit, help="window")
    parser.add_argument("--no-dropout", action="store_true", help="as for a student")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help=BFLOAT16)
    args = parser.parse_args()
    settle(args.seed, args.threads)
    found, held = split(articles(args.corpus, args.names))
    print(f"{len(found)} articles to train on, {len(held)} held out", flush=True)
    model = restored(args.init, args.encoder) if args.init else Tagger(encoder(args.encoder))
    if args.no_dropout:
        without_dropout(model)
    own = own_articles(args.own) if args.own else []
    plan = Plan(
        args.minutes, args.epochs, args.seed, augment=not args.plain, share=args.share,
        times=args.times, encoder_rate=args.encoder_rate, head_rate=args.head_rate,
        shortest_limit=args.shortest, bfloat16=args.bfloat16,
    )  # fmt: skip
    train(model, found, tokenizer_of(args.encoder), plan, args.out, own=own)


if __name__ == "__main__":
    main()
