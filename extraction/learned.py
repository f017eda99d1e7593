"""What a newsroom's own decisions have taught, which is used beside the weights of the package.

The process sets `in_use.folder` once; the file in it is read at the first need.  `learning`
makes the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extraction.annotations import Kind

if TYPE_CHECKING:
    import numpy as np

FILE = "learned.json"
FORMAT = 2
WAY_OUT = "Run manage.py learn again, or manage.py learn --shipped for the shipped weights."


class LearnedError(ValueError):
    """A file of learned weights that cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """Whose name a family name alone is: the full name, and how sure that is.

    `gender` is "m" or "f" if all articles that give it agree; `times` is in how many articles
    editors found the person quoted, `share` theirs among all who have the name, 0 to 1.
    """

    name: str
    gender: str | None
    times: int
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """The calibration of one kind: logit(confidence) = slope * logit(shipped one) + offset."""

    slope: float
    offset: float


@dataclass(frozen=True, eq=False)
class Learned:
    """Names by their plain form, the resolver's weights (None: the package's), lines by kind.

    `descriptions` are the weights for descriptions, `ranker` those for pronouns and names.
    """

    names: Mapping[str, KnownName] = field(default_factory=dict)
    ranker: Mapping[str, np.ndarray] | None = None
    descriptions: Mapping[str, np.ndarray] | None = None
    lines: Mapping[Kind, Line] = field(default_factory=dict)
    version: str = ""


NOTHING = Learned()


class InUse:
    """What this process uses, read at the first need of it.

    `folder` is where the newsroom's weights are, None is nowhere; `extractor` is the version of
    the models and rules that they must have been learned for.
    """

    folder: Path | None = None
    extractor: str | None = None
    learned: Learned | None = None


in_use = InUse()


def current() -> Learned:
    """What is used now.  Raises LearnedError."""
    if in_use.learned is None:
        place = in_use.folder
        in_use.learned = NOTHING if place is None else read(place, in_use.extractor)
    return in_use.learned


@contextmanager
def using(learned: Learned) -> Iterator[None]:
    """Use this in the block, in the whole process: for learning and for tests."""
    before, in_use.learned = in_use.learned, learned
    try:
        yield
    finally:
        in_use.learned = before


def payload(learned: Learned, extractor: str) -> dict[str, Any]:
    """The content of the file; `extractor` is the version of the models and rules."""
    return {
        "format": FORMAT,
        "extractor": extractor,
        "names": {key: asdict(known) for key, known in learned.names.items()},
        "lines": {kind.value: asdict(line) for kind, line in learned.lines.items()},
        "ranker": _lists(learned.ranker),
        "descriptions": _lists(learned.descriptions),
    }


def _lists(weights: Mapping[str, np.ndarray] | None) -> dict[str, Any] | None:
    return None if weights is None else {key: value.tolist() for key, value in weights.items()}


def read(place: Path, extractor: str | None = None) -> Learned:
    """What is in a folder; NOTHING if there is no file.

    `extractor`, if given, is the version that it must have been made for.  Raises LearnedError.
    """
    path = place / FILE
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        raise LearnedError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        content = json.loads(source)
        made_by, made_for = content["format"], content["extractor"]
        if made_by == FORMAT and extractor in (None, made_for):
            return _learned(content, hashlib.sha256(source).hexdigest()[:8])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LearnedError(f"{path} is damaged ({error!r}). {WAY_OUT}") from error
    if made_by != FORMAT:
        raise LearnedError(f"{path} has format {made_by!r}, this reads {FORMAT}. {WAY_OUT}")
    raise LearnedError(
        f"{path} was learned for extractor {made_for}, this is {extractor}. {WAY_OUT}"
    )


def _learned(content: Mapping[str, Any], version: str) -> Learned:
    return Learned(
        {key: KnownName(**known) for key, known in content["names"].items()},
        _arrays(content["ranker"]),
        _arrays(content["descriptions"]),
        {Kind(kind): Line(**line) for kind, line in content["lines"].items()},
        version,
    )


def _arrays(weights: Mapping[str, Any] | None) -> dict[str, np.ndarray] | None:
    import numpy as np

    found = (weights or {}).items()
    return {key: np.asarray(value, "float32") for key, value in found} or None
