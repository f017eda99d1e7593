"""Commands on a machine on which the newsroom is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import console


@pytest.mark.parametrize(
    ("installed", "variable", "noted"),
    [
        (True, "", True),
        (True, "NEWSROOM_DATA", False),
        (True, "NEWSROOM_DATABASE_URL", False),
        (False, "", False),
    ],
)
def test_a_command_beside_the_database_of_the_server_says_so(
    installed: bool,
    variable: str,
    noted: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("NEWSROOM_DATA", "NEWSROOM_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "/var/lib/newsroom")
    place = tmp_path / "newsroom.env"
    if installed:
        place.touch()
    monkeypatch.setattr(console, "ENVIRONMENT", place)
    monkeypatch.setattr(console, "execute_from_command_line", lambda _: None)
    monkeypatch.setattr("os.umask", lambda _: 0)
    console.main(["manage.py", "ingest"])
    assert ("newsroom COMMAND works on that" in capsys.readouterr().err) is noted
