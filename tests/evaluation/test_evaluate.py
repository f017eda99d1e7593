"""The command that prints the figures of docs/accuracy.md, on a corpus of one article."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluation.gold import split
from tests.evaluation.test_scoring import corpus
from tests.evaluation.test_speech import corpus as labelled

__all__ = ["corpus", "labelled"]


@pytest.mark.model
def test_figures_calibration_and_worst_articles(corpus: Path) -> None:
    out = StringIO()
    call_command("evaluate", corpus, stdout=out)
    printed = out.getvalue()
    assert "quoted P 1.000 R 1.000 F1 1.000" in printed
    assert "expected calibration error" in printed
    assert "0 of 2 wrong: outlet_story" in printed
    assert "reported, source person        found 2 of 2 (1.000)" in printed
    assert "right, full name" in printed


@pytest.mark.model
def test_corpora_of_both_forms_side_by_side(corpus: Path, labelled: Path) -> None:
    out = StringIO()
    call_command("evaluate", corpus, labelled, errors=0, stdout=out)
    (row,) = [line for line in out.getvalue().splitlines() if line.startswith("covered")]
    assert row.split() == ["covered", "1.000", "1.000"]
    assert "region Africa" in out.getvalue()


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no annotated corpus"):
        call_command("evaluate", tmp_path)


def test_held_out_articles_are_none_of_the_others() -> None:
    rest, held = split(range(60))
    assert held == [7, 27, 47]
    assert sorted(rest + held) == list(range(60))


@pytest.mark.model
def test_only_what_is_held_out(corpus: Path) -> None:
    for kind in ("text", "attributions"):
        (first,) = (corpus / kind).iterdir()
        for number in range(9):
            copy = first.with_name(first.name.replace("outlet", f"outlet{number}", 1))
            copy.write_bytes(first.read_bytes())
    out = StringIO()
    call_command("evaluate", corpus, held_out=True, stdout=out)
    printed = out.getvalue()
    assert "found 2 of 2 (1.000)" in printed
    assert printed.count("wrong: outlet") == 1
    assert "outlet7_story" in printed
