"""Commands that would fail at each of many articles ask first whether the tables are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from newsroom.db import migrated
from newsroom.web.unsaved import is_unavailable, reason_of

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


@pytest.mark.parametrize("missing", ["* FROM articles_nothing", "absent FROM articles_article"])
def test_a_page_is_away_for_now_where_a_table_or_a_column_is_not_there(missing: str) -> None:
    with pytest.raises(DatabaseError) as raised, transaction.atomic():
        connection.cursor().execute(f"SELECT {missing}")
    assert is_unavailable(raised.value)
    assert "is not yet that of this version" in reason_of(raised.value)
