"""What the guides name exists: files, folders, modules, commands, targets of `make`, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from extraction.annotations import Entity, EntityType, Extraction, Kind, Quotation, Span
from extraction.records import article_record
from reading import Draft
from tests.support.paths import ROOT

GUIDES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("samples/README"),
        *ROOT.glob("training/*.md"),
        *ROOT.glob("extraction/**/*.md"),
    ]
)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
ANCHOR = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")
COMMAND = re.compile(r"(?:manage\.py|`newsroom) ([a-z][a-z_]+)")
TARGET = re.compile(r"\bmake ([a-z-]+)")
PATH = re.compile(
    r"(?:[\w.-]+/)+(?:[\w.-]+\.\w+)?|[\w-]+\.(?:py|md|html|tsv|css|js|toml|yaml)(?![\w.])"
)
# Folders and files that a reader makes, those of the examples among them.
MADE = re.compile(
    r"data/|build/|gold/|text/|attributions/|(begun|done|set-aside)/|oslo\.txt|.*\b(latex|outlets)\.\w+$"
)
# Commands of Django and of packages, which get_commands() does not know in every setting.
FOREIGN = {"axes_reset", "prune_db_task_results", "db_worker", "run_redis_tasks", "extract"}


@cache
def _paths() -> frozenset[str]:
    """Every file and folder of the project by each of its endings: `a/b.py` and `b.py`."""
    folders = [path for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")]
    folders.append(ROOT / ".github")
    found = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    parts = [path.relative_to(ROOT).parts for path in found]
    return frozenset("/".join(part[start:]) for part in parts for start in range(len(part)))


def _prose(guide: Path) -> str:
    return re.sub(r"```.*?```", "", guide.read_text("utf-8"), flags=re.DOTALL)


@pytest.fixture(params=GUIDES, ids=lambda guide: str(guide.relative_to(ROOT)))
def guide(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_files_that_a_guide_names_exist(guide: Path) -> None:
    named = {span for span in SPAN.findall(_prose(guide)) if PATH.fullmatch(span)}
    missing = {path for path in named if path.rstrip("/") not in _paths()}

    assert {path for path in missing if not MADE.match(path)} == set()


def test_the_links_of_a_guide_lead_somewhere(guide: Path) -> None:
    links = LINK.findall(guide.read_text("utf-8"))

    assert [link for link in links if not (guide.parent / link).exists()] == []


def _anchors(guide: Path) -> set[str]:
    """The anchors of the headings of a guide, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", _prose(guide), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_the_headings_that_a_guide_links_to_exist(guide: Path) -> None:
    links = ANCHOR.findall(guide.read_text("utf-8"))
    targets = [(guide.parent / path if path else guide, anchor) for path, anchor in links]
    missing = [f"{path.name}#{anchor}" for path, anchor in targets if anchor not in _anchors(path)]

    assert missing == []


def test_the_commands_that_a_guide_names_exist(guide: Path) -> None:
    text = guide.read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(COMMAND.findall(text)) - set(get_commands()) - FOREIGN == set()
    assert {name for span in SPAN.findall(text) for name in TARGET.findall(span)} - targets == set()


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _keys(part)


def test_every_key_that_extract_prints_is_documented() -> None:
    quotation = Quotation(Kind.DIRECT, (Span(0, 5),), confidence=0.5)
    entity = Entity(EntityType.PERSON, "Ana Brel", (Span(6, 14),))
    draft = Draft(title="Rain", body="Rain. Ana Brel")
    line = article_record("rain", draft, Extraction((quotation,), (entity,)), "1")
    documented = (ROOT / "docs" / "extract.md").read_text("utf-8")

    assert {key for key in _keys(line) if f"`{key}`" not in documented} == set()
