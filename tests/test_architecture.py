"""The rules of docs/architecture.md that a linter cannot hold."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests.support.paths import ROOT

QUERIES = {"filter", "exclude"}
MOST_LINES = 400
"""The most lines of a module, the tests' too; more are parted by concern."""
PACKAGES = [path.parent for path in sorted(ROOT.glob("*/__init__.py"))]


def pages() -> Iterator[Path]:
    """What makes pages: views, forms and template tags."""
    articles = ROOT / "articles"
    yield from (articles / "views").rglob("*.py")
    yield from (articles / "api").glob("*.py")
    yield from (articles / "templatetags").glob("*.py")
    yield from (articles / "forms").rglob("*.py")


def test_rules_about_rows_stand_in_querysets() -> None:
    calls = [
        f"{path}:{node.lineno}"
        for path in pages()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in QUERIES
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "register")
    ]
    assert calls == [], "give the queryset a method with a name instead"


def modules() -> Iterator[Path]:
    """The Python of the project but its migrations, which stay as they were when they ran."""
    for package in PACKAGES:
        yield from (p for p in package.rglob("*.py") if p.parent.name != "migrations")


def test_no_module_has_more_lines_than_one_reads_at_once() -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in modules()}
    assert len(lines) > len(PACKAGES)
    long = {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > MOST_LINES}
    assert long == {}, "part it by concern"


def imported_with(modules: str, before: str = "pass") -> set[str]:
    """Everything that a fresh interpreter has imported after these."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{before}; import sys, {modules}; print(*sys.modules)"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


@pytest.mark.parametrize("modules", ["articles.urls", "articles.management.commands.ingest"])
def test_no_model_is_imported_before_there_is_something_to_extract(modules: str) -> None:
    imported = imported_with(modules, before="import django; django.setup()")
    assert not {"spacy", "onnxruntime"} & imported


@pytest.mark.parametrize(
    "name", [name for name, app in get_commands().items() if app == "articles"]
)
def test_a_command_starts_without_the_checks_that_import_every_page(name: str) -> None:
    assert not load_command_class("articles", name).requires_system_checks


@pytest.mark.parametrize(
    "package",
    [
        path.parent.relative_to(ROOT)
        for of in ("attribution", "coreference")
        for path in sorted((ROOT / "extraction" / of).glob("*/__init__.py"))
        if path.parent.name != "tagger"
    ],
    ids=str,
)
def test_the_map_names_every_module_of_a_package_of_extraction(package: Path) -> None:
    lines = (ROOT / "docs" / "architecture.md").read_text("utf-8").splitlines()
    (row,) = [line for line in lines if line.startswith(f"| `{package.name}/` |")]
    modules = {path.name for path in (ROOT / package).glob("*.py")} - {"__init__.py"}
    assert {name for name in modules if row.count(f"`{name}`") != 1} == set()
