"""The compiled expressions of a package, and how the time of one grows with its text."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

# Seconds that a search of a longer text may take in any case.
NOTHING = 0.002
TRIES = 3


def modules(package: str, *but: str) -> Iterator[ModuleType]:
    """The modules of a package, without those whose names begin so."""
    root = importlib.import_module(package)
    yield root
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if not found.name.startswith(but):
            yield importlib.import_module(found.name)


def patterns(sources: Iterable[ModuleType]) -> dict[str, re.Pattern[str]]:
    """The expressions in the constants of modules, in tuples and tables too, by where one is."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()
    for module in sources:
        for name, value in vars(module).items():
            for pattern in _within(value):
                if id(pattern) not in seen and isinstance(pattern.pattern, str):
                    seen.add(id(pattern))
                    found[f"{module.__name__}.{name} {pattern.pattern[:40]}"] = pattern
    return found


def _within(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _within([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif isinstance(value, dict):
        yield from _within([*value, *value.values()], depth)
    elif isinstance(value, list | tuple | frozenset | set) and depth and len(value) < 1_000:
        for each in value:
            yield from _within(each, depth - 1)


def grows(pattern: re.Pattern[str], text: Callable[[int], str], size: int) -> bool:
    """Whether a search of four times the text takes more than eight times as long."""
    for _ in range(TRIES):
        long = _seconds(pattern, text(4 * size))
        if long < max(NOTHING, 8 * _seconds(pattern, text(size))):
            return False
    return True


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def only_matched(every: Iterable[ModuleType], name: str, pattern: re.Pattern[str]) -> bool:
    """Whether the modules that have an expression under a name use it by `match` and `fullmatch`
    alone: where a text begins."""
    uses: set[str] = set()
    for module in every:
        if vars(module).get(name) is pattern:
            source = Path(str(module.__file__)).read_text("utf-8")
            use = rf"(?<!import )\b{re.escape(name)}\b(?!\s*(?:=|: re\b|,|\n))(\.\w+)?"
            uses |= {*re.findall(use, source)}
    return bool(uses) and uses <= {".match", ".fullmatch"}
