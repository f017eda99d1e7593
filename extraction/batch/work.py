"""One part, from its file to the files of the output: what a worker does.

A part leaves three files: `part-000007.jsonl` with the annotated articles, one in `set-aside/` with
those that could not be extracted and why, if there are any, and last one in `done/`, which says
that the others are whole.  One in `begun/` is there while a worker has the part: a worker that
finds it knows that the one before it died, and extracts the part in another process, so that only
an article that kills that one too, where no other is, is set aside.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import extraction
from extraction.annotations import Extraction
from extraction.batch.articles import Item, items_of
from extraction.batch.parts import Part
from extraction.batch.places import BatchError, place_of
from extraction.learned import in_use
from extraction.records import article_record, line_of
from extraction.workers import BATCH, Results, Text, WorkerPool, extract_each
from reading.draft import Draft, ReadingError

ASIDE, BEGUN, DONE = "set-aside", "begun", "done"


@dataclass(frozen=True, slots=True)
class Job:
    """What workers have to know; `weights` is the folder of what a newsroom taught, if any."""

    output: str
    version: str
    weights: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is whole; `words` are those of the `articles` that were extracted."""

    number: int
    articles: int
    set_aside: int
    words: int
    seconds: float
    node: str


type Extract = Callable[[Sequence[Text]], Results]


class Worker:
    """Extracts parts; the first loads the models."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.output = place_of(job.output)

    def __call__(self, part: Part) -> Done:
        """Extract a part and write it.

        Raises BatchError if its file is gone or changed, or this machine has another extractor.
        """
        begun = f"{BEGUN}/{part.name}"
        died = self.output.read(begun) is not None
        self.output.write(begun, f"{socket.gethostname()} {os.getpid()}".encode())
        try:
            done = self._written(part, apart if died else self.together)
        finally:
            self.output.remove(begun)
        # Last, so that no part that is done is left as begun by a worker that is killed here.
        self.output.write(f"{DONE}/{part.name}.json", json.dumps(asdict(done)).encode())
        return done

    def _written(self, part: Part, extract: Extract) -> Done:
        start = perf_counter()
        prepare(self.job)
        lines: list[str] = []
        aside: list[str] = []
        words = 0
        for item, found in _extracted(items_of(part), extract):
            if isinstance(item.draft, Draft) and isinstance(found, Extraction):
                lines.append(line_of(article_record(item.id, item.draft, found, self.job.version)))
                words += len(item.draft.body.split())
            else:
                aside.append(_aside(item, found))
        self._write(f"{ASIDE}/{part.name}.jsonl", aside)
        self._write(f"{part.name}.jsonl", lines)
        seconds = round(perf_counter() - start, 3)
        return Done(part.number, len(lines), len(aside), words, seconds, socket.gethostname())

    def together(self, texts: Sequence[Text]) -> Results:
        """Extract in this process."""
        return extract_each(texts, extraction.load())

    def _write(self, name: str, lines: Sequence[str]) -> None:
        """Write lines to a file; remove it if there are none and it is not the part itself."""
        if lines or name.startswith("part-"):
            self.output.write(name, "".join(f"{line}\n" for line in lines).encode())
        else:
            self.output.remove(name)


def _extracted(
    items: Sequence[Item], extract: Extract
) -> Iterator[tuple[Item, Extraction | Exception]]:
    """The items in their order, each with what was found or why nothing was."""
    drafts = [item.draft for item in items if isinstance(item.draft, Draft)]
    results = iter(extract([(draft.body, draft.author) for draft in drafts]))
    for item in items:
        yield item, next(results) if isinstance(item.draft, Draft) else item.draft


def prepare(job: Job) -> None:
    """Make this process extract as the one that began the run; raises BatchError if it cannot."""
    in_use.folder = Path(job.weights) if job.weights else None
    version = extraction.version()
    if version != job.version:
        raise BatchError(
            f"{socket.gethostname()} has extractor {version}, and this run was begun with "
            f"{job.version}. Install the same version on every machine."
        )


def apart(texts: Sequence[Text]) -> Results:
    """Extract texts in another process, batch by batch; one that kills it takes no other along.

    Text by text would take four times as long, and most workers die of something else.
    """
    with WorkerPool(1) as pool:
        return [
            result
            for start in range(0, len(texts), BATCH)
            for result in pool.begin(texts[start : start + BATCH])()
        ]


def _aside(item: Item, error: Extraction | Exception) -> str:
    """A line of what was set aside: the error, and the article as the input has it."""
    reason = str(error) if isinstance(error, ReadingError) else f"{type(error).__name__}: {error}"
    return line_of({"id": item.id, "place": item.place, "error": reason, "source": item.source})
