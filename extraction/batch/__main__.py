"""`python -m extraction.batch INPUT OUTPUT` (docs/scale.md).

Exit status: 0 if every article was extracted, 1 if some were set aside, 2 if the run could not
begin or go on, 130 if it was interrupted (Ctrl-C), 143 if SIGTERM ended it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from extraction.batch.engines import Engine, OnRay, here
from extraction.batch.places import BatchError
from extraction.batch.progress import Progress
from extraction.batch.run import Run
from extraction.batch.work import ASIDE
from extraction.learned import LearnedError

PART = 500  # articles, some two minutes of work


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    weights = options.weights or os.environ.get("NEWSROOM_WEIGHTS")
    usual = signal.signal(signal.SIGTERM, _stop)
    try:
        run = Run(
            options.input, options.output, options.part, Path(weights) if weights else None,
            retry=options.retry,
        )  # fmt: skip
        engine = here if options.here else OnRay(options.workers, options.cluster)
        return _follow(run, engine, options.output)
    except (BatchError, LearnedError) as error:
        print(f"Failed: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        done = " ".join(getattr(stop, "__notes__", []))
        print(f"Stopped. {done}The same command goes on with what is not done.", file=sys.stderr)
        return 143 if isinstance(stop, _Terminated) else 130
    finally:
        signal.signal(signal.SIGTERM, usual)


class _Terminated(KeyboardInterrupt):
    """SIGTERM arrived: it stops a run as Ctrl-C does."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _follow(run: Run, engine: Engine, output: str) -> int:
    progress = Progress(run.plan.parts, run.before)
    if not run.left:
        print(f"{output} is finished: {progress.summary}")
    elif run.before:
        print(f"Going on: {progress.state}", file=sys.stderr)
    try:
        for done in run(engine):
            progress.add(done)
    except KeyboardInterrupt as stop:
        stop.add_note(f"{progress.state} ")
        raise
    if run.left:
        print(f"{progress.summary}{progress.rate}")
    if progress.set_aside:
        print(f"What was set aside, and why: {output}/{ASIDE}/", file=sys.stderr)
    return 1 if progress.set_aside else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extraction.batch",
        description="Extract many articles by many processes, for ingest --annotated.",
    )
    parser.add_argument(
        "input",
        metavar="INPUT",
        help="JSON Lines or Parquet: a file, a folder, a pattern, or an address such as s3://…",
    )
    parser.add_argument("output", metavar="OUTPUT", help="a folder, or an address of one")
    parser.add_argument(
        "--workers", type=_positive, default=os.cpu_count() or 1, metavar="N",
        help="processes in all, each with a core; as many as there are cores is best",
    )  # fmt: skip
    parser.add_argument(
        "--cluster", default="", metavar="ADDRESS",
        help="the Ray cluster to run on, such as auto or 10.0.0.1:6379; without, this machine",
    )  # fmt: skip
    parser.add_argument("--here", action="store_true", help="extract in this process, without Ray")
    parser.add_argument(
        "--part", type=_positive, default=PART, metavar="N",
        help=f"articles in a part, which is written whole or not at all ({PART})",
    )  # fmt: skip
    parser.add_argument(
        "--retry", action="store_true", help="try again the parts that have articles set aside"
    )
    parser.add_argument(
        "--weights", metavar="FOLDER",
        help="what manage.py learn has learned, in the same folder on every machine",
    )  # fmt: skip
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is to be a number from 1 on.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
