"""Memory of an export: no more of it for more rows, in every format."""

from __future__ import annotations

import gc
import sys
from array import array

import pytest
from django.utils import timezone

from articles.exports import export
from articles.exports.export import Export
from articles.exports.formats import FORMATS
from articles.models import Quotation
from tests.support.listing import fill

pytestmark = pytest.mark.django_db


def most(suffix: str, keys: list[int], count: int) -> tuple[int, int]:
    """The most blocks of memory that an export of so many rows adds, and its longest piece.

    All that a writer holds back is in a piece in the end.
    """
    repeated = array("I", (keys * (count // len(keys) + 1))[:count])
    exported = Export("Quotes", (), "http://testserver", "/", repeated, timezone.localtime())
    gc.collect()
    gc.freeze()  # so that to collect takes a millisecond
    try:
        before = sys.getallocatedblocks()
        blocks = longest = size = 0
        for piece in FORMATS[suffix].write(exported):
            gc.collect()
            blocks = max(blocks, sys.getallocatedblocks() - before)
            longest = max(longest, len(piece))
            size += len(piece)
    finally:
        gc.unfreeze()
    assert size > count
    return blocks, longest


@pytest.mark.one_database
@pytest.mark.parametrize("suffix", FORMATS)
def test_memory_does_not_follow_the_rows(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "CHUNK", 10)
    fill(10)
    keys = list(Quotation.objects.values_list("pk", flat=True))
    most(suffix, keys, 20)  # what is made once is not counted
    (few, short), (many, long) = most(suffix, keys, 50), most(suffix, keys, 300)
    assert many < 1.2 * few + 100
    assert long < 1.2 * short
