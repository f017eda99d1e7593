"""Extractions of PolNeAR dev, made once for all tests that measure something of them."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

import pytest

from extraction.annotations import Extraction
from tests.support.paths import SHARED
from tests.support.sizes import sized

DEV = SHARED / "corpora" / "polnear" / "dev"
needs_dev = pytest.mark.skipif(not DEV.exists(), reason="the corpus is not here")


def dev_texts() -> dict[str, str]:
    """The texts of the corpus by stem, in its order: every fourth, or all at the full size."""
    paths = sorted((DEV / "text").glob("*.txt"))[:: sized(4, 1)]
    return {path.stem: path.read_bytes().decode("utf-8") for path in paths}


def extractions(
    texts: list[str], file: Path, authors: Iterable[str] = repeat("")
) -> dict[str, Extraction]:
    """What the pipeline finds in texts, and their authors in turn, by text.

    The first process that asks extracts and writes the file; the others wait, and read it.
    """
    from extraction.pipeline import load  # which imports spaCy

    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            found = dict(zip(texts, load().extract_many(texts, authors), strict=True))
            file.write_bytes(pickle.dumps(found))
    result: dict[str, Extraction] = pickle.loads(file.read_bytes())
    return result


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of a run, which its parallel processes have in common."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
