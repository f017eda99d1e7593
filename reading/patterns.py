"""Regular expressions that are compiled when they are first used.

The modules that read have hundreds of them, of which most files need a few: to compile them all
takes longer than to read most files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, cast

# What patterns are used for; `pattern` is the expression itself.
_USED = (
    "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "pattern",
)  # fmt: skip


class _Late:
    """A pattern that is compiled when one of its methods is first looked up."""

    def __init__(self, compiled: Callable[[], re.Pattern[Any]]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        """Called once: the methods then are attributes of this object, and quick."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self._compiled()
        self.__dict__.update((used, getattr(compiled, used)) for used in _USED)
        return getattr(compiled, name)


def late[T: (str, bytes)](expression: T, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[T]:
    """As `re.compile`, for a pattern of a module.

    >>> words = late(r"[a-z]+")
    >>> words.findall("rain at sea")
    ['rain', 'at', 'sea']
    """
    return cast("re.Pattern[T]", _Late(partial(re.compile, expression, flags)))
