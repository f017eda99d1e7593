"""Folders that tests read from."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
SAMPLES = ROOT / "samples"
# Corpora of other people, on machines that have them; not part of the repository.
SHARED = ROOT.parent / "shared"
