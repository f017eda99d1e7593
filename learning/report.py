"""What was learned, as lines to read; and the files of it, which are written whole."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

from extraction.learned import FILE, payload
from learning.figures import Figures
from learning.learn import Outcome

REPORT = "report.txt"


def lines(outcome: Outcome, day: dt.date) -> Iterator[str]:
    """The sizes of the corpora, the figures of each part, and those before and after."""
    yield f"Learned on {day.isoformat()}."
    for corpus, (articles, decisions) in outcome.sizes.items():
        yield f"{corpus}: {decisions} quotes decided on, in {articles} articles"
    for part in outcome.parts:
        yield f"{part.name}: {'taken' if part.taken else 'not taken, it makes something worse'}"
        if not part.taken:
            for corpus, each in part.figures.items():
                yield f"  {corpus} with it: {figures_line(each)}"
    for corpus, before in outcome.before.items():
        yield f"{corpus}, before: {figures_line(before)}"
        yield f"{corpus}, after:  {figures_line(outcome.after[corpus])}"
    learned = outcome.learned
    for key, known in learned.names.items():
        yield f"“{key}” is {known.name} (quoted in {known.times} articles)"


def figures_line(figures: Figures) -> str:
    return (
        f"{figures.named} of {figures.quotations} named rightly, {figures.misnamed} misnamed, "
        f"Brier score {figures.brier:.4f}, calibration error {figures.error:.3f}"
    )


def save(outcome: Outcome, folder: Path, extractor: str, day: dt.date) -> None:
    """Write the report, then the weights, each at once or not at all.  Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / REPORT, "\n".join(lines(outcome, day)) + "\n")
    _write(folder / FILE, json.dumps(payload(outcome.learned, extractor)))


def forget(folder: Path) -> bool:
    """Go back to the shipped weights; return whether there were others.  Raises OSError."""
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    (folder / REPORT).unlink(missing_ok=True)
    return True


def _write(path: Path, content: str) -> None:
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
