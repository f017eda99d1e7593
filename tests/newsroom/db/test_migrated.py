"""Commands that would fail at each of many articles ask first whether the tables are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from newsroom.db import migrated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["ingest", "rebuild_search"])
def test_one_sentence_instead_of_a_failure_for_each_article(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert migrated.unapplied() == 0
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("0099", 0)]
    )
    story = tmp_path / "story.txt"
    story.write_text("“The ferry leaves at noon,” said Ida Strand, the harbour master.", "utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"1 migrations .* Run manage\.py migrate\."):
        call_command(command, *([story] if command == "ingest" else []))
