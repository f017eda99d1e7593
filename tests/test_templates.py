"""How the templates are written, and that what they name exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from tests.support.paths import ROOT

TEMPLATES = ROOT / "templates"
NAMED = re.compile(r"""\{% (?:include|extends) "([^"]+)\"""")
LONGEST = 120


def _files() -> list[Path]:
    return sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.jinja")])


def _named() -> Iterator[tuple[Path, str]]:
    return ((file, name) for file in _files() for name in NAMED.findall(file.read_text("utf-8")))


def test_no_line_is_longer_than_a_reader_sees() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in _files()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]

    assert long == []


def test_every_part_and_partial_that_a_template_includes_exists() -> None:
    missing = []
    for file, name in _named():
        try:
            get_template(name)
        except TemplateDoesNotExist:
            missing.append(f"{file.relative_to(ROOT)}: {name}")

    assert missing == []


def test_parts_are_used() -> None:
    included = {name.partition("#")[0] for _, name in _named()}
    code = "".join(file.read_text("utf-8") for file in (ROOT / "articles").rglob("*.py"))
    parts = {f"parts/{file.name}" for file in (TEMPLATES / "parts").iterdir()}

    assert {part for part in parts - included if f'"{part}"' not in code} == set()
