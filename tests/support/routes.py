"""Every route of the URLconf, as a path that can be requested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from newsroom.web.access import Access, rule


@dataclass(frozen=True)
class Route:
    path: str
    name: str
    access: Access | None


def routes() -> Iterator[Route]:
    """Every route of the URLconf, the back office's included, with values in its path."""

    def walk(
        patterns: list[URLPattern | URLResolver], before: str, apps: list[str]
    ) -> Iterator[Route]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                app = [pattern.app_name] if pattern.app_name else []
                yield from walk(pattern.url_patterns, here, apps + app)
            else:
                name = pattern.name or here
                yield Route(filled(here), name, rule(pattern.callback, apps))

    yield from walk(get_resolver().url_patterns, "/", [])


def filled(pattern: str) -> str:
    """A path of a route: 1 for a number, a word for a word."""
    simple = re.sub(r"<(int:\w+|id)>", "1", pattern)
    simple = re.sub(r"<\w+:\w+>", "us", simple)
    simple = re.sub(r"\(\?P<app_label>[^)]*\)", "articles", simple)
    return re.sub(r"\(\?P<\w+>[^)]*\)", "articles", simple).replace("^", "").replace("$", "")
