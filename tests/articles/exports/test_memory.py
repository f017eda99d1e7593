"""Memory of an export: no more of it for more rows, in every format."""

from __future__ import annotations

import gc
import os
import sys
from array import array

import pytest
from django.utils import timezone

from articles.exports import export
from articles.exports.export import Export
from articles.exports.formats import FORMATS
from articles.models import Quotation
from tests.support.listing import fill
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db

# Rows of a long list.
ROWS = int(os.environ.get("NEWSROOM_EXPORT_ROWS", "5000"))
# Rows of a short one.
FEW = sized(20, 50)


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
    (few, short), (many, long) = most(suffix, keys, FEW), most(suffix, keys, 3 * FEW)
    assert many < 1.2 * few + 100
    assert long < 1.2 * short


@pytest.mark.full  # which the test above shows by few rows and smaller chunks
@pytest.mark.slow
@pytest.mark.one_database
def test_a_long_list_needs_no_more_memory_than_a_fifth_of_it() -> None:
    fill(10)
    made = list(Quotation.objects.all())
    rows = (
        Quotation(article_id=each.article_id, speaker_id=each.speaker_id, kind=each.kind,
                  start=start, end=start + 1, text=f"{each.text}, {start}", content=each.content,
                  confidence=0.9)
        for start in range(1_000, 1_000 + ROWS // 10) for each in made
    )  # fmt: skip
    Quotation.objects.bulk_create(rows, 1_000)
    keys = list(Quotation.objects.values_list("pk", flat=True))[-ROWS:]
    most("csv", keys, 500)
    (few, short), (many, long) = most("csv", keys, ROWS // 5), most("csv", keys, ROWS)
    assert many < 1.2 * few
    assert long < 1.2 * short
