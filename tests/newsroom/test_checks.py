"""Checks that a database must pass before it is migrated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.installations import postgres_of_its_own

ASCII = "TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"


@pytest.mark.database
@pytest.mark.skipif(not os.environ.get("NEWSROOM_DATABASE_URL"), reason="of PostgreSQL")
def test_a_database_that_takes_letters_for_bytes_is_refused(tmp_path: Path) -> None:
    with postgres_of_its_own(tmp_path, options=ASCII) as newsroom:
        ran = newsroom.run("migrate")
        assert ran.returncode == 1
        assert "keeps texts as SQL_ASCII" in ran.stderr
        assert "createdb --encoding=UTF8" in ran.stderr
