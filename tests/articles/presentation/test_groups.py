"""Quotations of a list, those of one speaker in one article together."""

from __future__ import annotations

import pytest

from articles.models import Quotation
from articles.presentation.groups import grouped


@pytest.mark.parametrize(
    ("listed", "groups"),
    [
        ([], []),
        # (article, speaker) in the order of the list → numbers of the quotations, by group
        ([(1, 7), (1, 8), (1, 7), (2, 7)], [[0, 2], [1], [3]]),
        ([(1, 7), (2, 7), (1, 7)], [[0], [1], [2]]),
        ([(1, None), (1, None)], [[0], [1]]),
    ],
)
def test_one_speaker_in_one_article(
    listed: list[tuple[int, int | None]], groups: list[list[int]]
) -> None:
    rows = [
        Quotation(pk=pk, article_id=article, speaker_id=speaker)
        for pk, (article, speaker) in enumerate(listed)
    ]
    found = [[each.pk for each in (group.first, *group.rest)] for group in grouped(rows)]
    assert found == groups
