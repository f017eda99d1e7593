"""Whether a process that holds a claim still runs."""

from __future__ import annotations

import os

from newsroom.queues.processes import is_dead, this_process
from tests.support.processes import dead_process


def test_only_processes_of_this_machine_are_known_to_be_dead() -> None:
    machine, pid, started = this_process().rsplit("/", 2)
    assert pid == str(os.getpid())
    assert not is_dead(this_process())
    assert is_dead(f"{machine}/{pid}/{int(started) - 1}"), "the number has been given out again"
    assert is_dead(dead_process())
    assert not is_dead(f"elsewhere/{pid}/1")
    assert not is_dead("")
