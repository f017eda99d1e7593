"""trafilatura, imported without the libraries with which it fetches and dates pages.

Importing all of them takes as long as reading thirty pages, and reading a file needs none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from lxml import etree, html

UNNEEDED = (
    "charset_normalizer", "courlan", "htmldate", "trafilatura.downloads", "urllib3.response",
)  # fmt: skip


class _StandIn(ModuleType):
    """A module whose every name is a class that calls the real module's once it is called."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def call(_: type, *args: Any, **kwargs: Any) -> Any:
            return getattr(import_module(module), name)(*args, **kwargs)

        return type(name, (), {"__new__": call})


@contextmanager
def without(modules: tuple[str, ...]) -> Iterator[None]:
    """What is imported here gets stand-ins for these modules, unless they are imported already."""
    stand_ins = {name: _StandIn(name) for name in modules if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


with without(UNNEEDED):
    from trafilatura import extract, load_html
    from trafilatura.settings import Extractor, use_config
    from trafilatura.utils import HTML_PARSER

# Else lxml calls a function in Python for each element it hands out, to tell forms from the rest.
HTML_PARSER.set_element_class_lookup(
    etree.ElementDefaultClassLookup(
        element=html.HtmlElement, comment=html.HtmlComment,
        pi=html.HtmlProcessingInstruction, entity=html.HtmlEntity,
    )
)  # fmt: skip

__all__ = ["Extractor", "extract", "load_html", "use_config"]
