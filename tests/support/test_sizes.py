"""Two sizes of the tests, and which one runs."""

from __future__ import annotations

import pytest

from tests.support.paths import ROOT
from tests.support.sizes import FULL, is_full, sized


def test_the_environment_says_which_size_is_tried() -> None:
    assert [is_full(size) for size in ("", "small", "full")] == [False, False, True]
    assert sized(40, 200) == (200 if FULL else 40)
    assert "\n\t@NEWSROOM_TEST_SIZE=full " in (ROOT / "Makefile").read_text("utf-8")


def test_a_size_that_there_is_not_is_an_error() -> None:
    """Or a misspelt `full` would pass for one."""
    with pytest.raises(ValueError, match="'ful': give it “small” or “full”"):
        is_full("ful")
