"""How long a test waits depends on what its processes do, not on how busy the machine is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support import servers


def test_one_waits_until_the_processes_had_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "PATIENCE", 1e-6)
    monkeypatch.setattr(servers, "PAUSE", 0)
    monkeypatch.setattr(servers, "SHARE", 0)
    monkeypatch.setattr(servers, "AT_MOST", 1e12)
    monkeypatch.setattr(servers, "WORK", 0.2)
    looks = iter([False] * 5)
    assert servers.until(lambda: next(looks, True)), "though the seconds are over"
    assert not servers.until(lambda: False)
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        assert not servers.until(lambda: busy.poll() is not None), "what it did counts too"
        busy.kill()


def test_what_does_nothing_is_waited_for_so_long_and_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(servers, "PATIENCE", 0.01)
    assert not servers.until(lambda: False)
