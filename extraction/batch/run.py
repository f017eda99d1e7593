"""A run: cuts the input into parts, or goes on with those that are not done, and counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import extraction
from extraction.batch.articles import changed, items_of
from extraction.batch.engines import Engine
from extraction.batch.parts import Part, cut
from extraction.batch.places import SUFFIXES, BatchError, place_of
from extraction.batch.work import DONE, Done, Job
from extraction.learned import in_use
from reading.draft import ReadingError

PLAN, FORMAT = "plan.json", 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What an output is made of: the files of the input with their stamps, and their parts."""

    version: str
    size: int
    stamps: dict[str, str]
    parts: tuple[Part, ...]

    def as_json(self) -> bytes:
        parts = [list(asdict(part).values()) for part in self.parts]
        return json.dumps({"format": FORMAT, **asdict(self), "parts": parts}).encode()

    @classmethod
    def of_json(cls, name: str, data: bytes) -> Plan:
        """Raises BatchError for what is no plan of this format."""
        try:
            values: dict[str, Any] = json.loads(data)
            if values.pop("format") != FORMAT:
                raise ValueError("it is of another format")
            parts = tuple(Part(*part) for part in values.pop("parts"))
            return cls(**values, parts=parts)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BatchError(
                f"{name} is no plan of a run: {error}. Name another OUTPUT."
            ) from error


class Run:
    """A run that can be stopped, and begun again with the same input and output.

    `before` are the parts that were done when it began, `left` those to do.
    """

    def __init__(
        self, source: str, output: str, size: int, weights: Path | None, *, retry: bool = False
    ) -> None:
        """Cut the input into parts of `size` articles, or find the parts of an earlier run.

        `retry` is to try again the parts with articles that were set aside.  Raises BatchError
        where the input cannot be read, or is not what it was.
        """
        in_use.folder = weights
        self.output = place_of(output)
        self.job = Job(output, extraction.version(), str(weights.resolve()) if weights else "")
        self.plan = self._planned(_files(source, output), size)
        # What a worker was writing when it was killed has no such end.
        names = sorted(name for name in self.output.names(DONE) if name.endswith(".json"))
        done = [self._done(name) for name in names]
        self.before = [each for each in done if not (retry and each.set_aside)]
        known = {each.number for each in self.before}
        self.left = [part for part in self.plan.parts if part.number not in known]

    def __call__(self, engine: Engine) -> Iterator[Done]:
        """Extract the parts that are left; yield each when it is written."""
        if self.left:
            yield from engine(self.job, self.left)

    def _planned(self, files: Sequence[str], size: int) -> Plan:
        stamps = {file: place_of(file).stamp(file) for file in files}
        data = self.output.read(PLAN)
        if data is None:
            plan = Plan(self.job.version, size, stamps, tuple(cut(files, size)))
            check_first(plan.parts)
            return self._kept(plan)
        plan = Plan.of_json(f"{self.job.output}/{PLAN}", data)
        if plan.version != self.job.version:
            raise BatchError(
                f"{self.job.output} was begun with extractor {plan.version}, and this is "
                f"{self.job.version}. Finish it with that one, or name another OUTPUT."
            )
        if plan.stamps == stamps:
            return plan
        now = Plan(plan.version, plan.size, stamps, tuple(cut(files, plan.size)))
        check_same(plan.parts, now.parts)
        return self._kept(now)

    def _kept(self, plan: Plan) -> Plan:
        self.output.write(PLAN, plan.as_json())
        return plan

    def _done(self, name: str) -> Done:
        data = self.output.read(f"{DONE}/{name}")
        try:
            return Done(**json.loads(data or b""))
        except (ValueError, TypeError) as error:
            raise BatchError(
                f"{self.job.output}/{DONE}/{name} is damaged: {error}. Remove it, and its part is "
                "extracted again."
            ) from error


def _files(source: str, output: str) -> list[str]:
    """The files of the input, sorted.  Raises BatchError if there are none."""
    if output.rstrip("/").startswith(f"{source.rstrip('/')}/"):
        raise BatchError(f"{output} is inside of {source}, and would be read as well. Move it.")
    files = place_of(source).find()
    if not files:
        raise BatchError(
            f"{source} has no file to read: it is to be JSON Lines ({', '.join(SUFFIXES[:2])}) or "
            "Parquet (.parquet), a folder of them, or a pattern in quotes. Check the address."
        )
    return files


def check_first(parts: Sequence[Part]) -> None:
    """Raise BatchError if there is nothing in a file, or no article in the first part of one."""
    if not parts:
        raise BatchError("There is no article in the input. Write one a line, as a JSON object.")
    for part in {part.file: part for part in reversed(parts)}.values():
        errors = [item.draft for item in items_of(part) if isinstance(item.draft, ReadingError)]
        if len(errors) == part.count:
            raise BatchError(
                f"None of the first {part.count} articles of {part.file} can be read: {errors[0]} "
                "The text is to be called body, text or content (docs/formats.md)."
            )


def check_same(before: Iterable[Part], now: Iterable[Part]) -> None:
    """Raise BatchError naming the first file that is not what it was."""
    for old, new in zip_longest(before, now):
        if old != new:
            raise changed((new or old).file)
