from __future__ import annotations

import pytest

from evaluation.calibration import Judged, calibration_error, reliability
from evaluation.gold import GoldArticle, GoldAttribution, GoldSpeaker
from evaluation.scoring import judge
from extraction.annotations import Kind, Quotation, Span, SpeakerType
from extraction.confidence import calibrated

TEXT = "“It never rains here,” said Ana Brel. Paul Moss denied that it was dry."
ARTICLE = GoldArticle(
    "outlet_story",
    TEXT,
    (
        GoldAttribution(
            "E1", (Span(28, 36),), (), (Span(0, 22),), GoldSpeaker("person", "Ana Brel")
        ),
        GoldAttribution("E2", (Span(38, 47),), (), (Span(55, 70),)),
    ),
)


def quotation(content: tuple[int, int], source: tuple[int, int], name: str | None) -> Quotation:
    return Quotation(
        Kind.DIRECT, (Span(*content),), (Span(*source),), name=name,
        speaker_type=SpeakerType.PERSON, confidence=0.9,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "source", "name", "right", "quoted"),
    [
        ((0, 22), (28, 36), "Ana Brel", True, True),
        ((0, 22), (28, 36), "Paul Moss", False, True),
        ((0, 22), (38, 47), None, False, True),
        ((55, 70), (38, 47), None, True, False),
        ((55, 70), (28, 36), None, False, False),
    ],
)
def test_judge(
    content: tuple[int, int], source: tuple[int, int], name: str | None, right: bool, quoted: bool
) -> None:
    assert judge(ARTICLE, [quotation(content, source, name)]) == [Judged(0.9, right, quoted)]


def test_calibration_error() -> None:
    honest = [Judged(0.5, True, True), Judged(0.5, False, True)]
    assert calibration_error(honest) == 0
    assert calibration_error([Judged(0.9, False, True), *honest]) == pytest.approx(0.3)
    assert calibration_error([]) == 0
    assert [b.size for b in reliability([Judged(1.0, True, True), Judged(0.05, True, True)])] == [
        1,
        1,
    ]


def test_a_score_between_marks_counts_for_more() -> None:
    assert calibrated(0.5, Kind.DIRECT) > calibrated(0.5, Kind.INDIRECT) == 0.5
    assert calibrated(0.5, Kind.DIRECT, named=True) > calibrated(0.5, Kind.DIRECT)
    assert calibrated(0.5, Kind.INDIRECT, named=True) == 0.5
    assert 0 <= calibrated(0.0, Kind.MIXED) <= calibrated(1.0, Kind.MIXED) <= 1
