"""The command that prints the figures of docs/accuracy.md, on a corpus of one article."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.evaluation.test_scoring import corpus

__all__ = ["corpus"]


@pytest.mark.model
def test_figures_calibration_and_worst_articles(corpus: Path) -> None:
    out = StringIO()
    call_command("evaluate", corpus, stdout=out)
    printed = out.getvalue()
    assert "quoted P 1.000 R 1.000 F1 1.000" in printed
    assert "expected calibration error" in printed
    assert "0 of 2 wrong: outlet_story" in printed
    assert "reported, source person        found 2 of 2 (1.000)" in printed


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no annotated corpus"):
        call_command("evaluate", tmp_path)
