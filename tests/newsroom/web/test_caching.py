"""What is not for everybody stays out of caches; what is written is its owner's alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.support.paths import ROOT


@pytest.mark.django_db
def test_pages_of_readers_with_accounts_are_in_no_cache(client: Client, settings: Any) -> None:
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    settings.PUBLIC = False
    assert "no-store" in client.get("/")["Cache-Control"]
    assert "private" in client.get("/")["Cache-Control"]
    settings.PUBLIC = True
    client.force_login(User.objects.create_user("mira"))
    assert "no-store" in client.get("/")["Cache-Control"]


def test_what_a_command_writes_is_its_owner_s(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write = "from django.db import connection as c; c.cursor().execute('CREATE TABLE a (b)')"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", write]
    subprocess.run(command, cwd=ROOT, env={"NEWSROOM_DATA": str(data)}, check=True)
    written = [data, *data.rglob("*")]
    assert len(written) > 2
    assert [path for path in written if path.stat().st_mode & 0o077] == []
