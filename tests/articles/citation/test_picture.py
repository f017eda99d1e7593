"""Pictures of quotations: every kind of words is drawn, within bounds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, features

from articles.citation.cited import CHECK
from articles.citation.picture import HEIGHT, WIDTH, etag, picture
from articles.citation.typeface import Typeface
from tests.articles.citation.test_forms import WHOLE

LARGEST = 100_000  # bytes


def drawn(**values: object) -> Image.Image:
    made = picture(replace(WHOLE, **values))  # type: ignore[arg-type]
    assert len(made) < LARGEST
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many pixels of a part are dark."""
    return sum(image.crop(box).histogram()[:128])


WORDS = (72, 124, 1130, 446)
LEFT, RIGHT = (72, 124, 120, 446), (1080, 124, 1130, 446)
BESIDE = (1134, 100, 1200, 630)


@pytest.mark.parametrize(
    "words",
    [
        "No.",
        "We have waited long enough, and nobody has asked us. " * 40,
        "x" * 5000,
        "港口在我们签订条约之前不会开放。これは天気です。우리는 기다렸습니다。" * 3,
        "Łódź, Đà Nẵng, Ελλάδα, Россия, Հայաստան",
        "We stay 😀 🚢 👩‍👩‍👧 ❤️ 🫠",
        "One\n\nTwo\u2028\u200b\ufeff three\x07",
    ],
    ids=["short", "long", "one word", "CJK", "alphabets", "emoji", "odd blanks"],
)
def test_words_are_drawn_between_the_margins(words: str) -> None:
    image = drawn(words=words)
    assert ink(image, WORDS) > 300
    assert ink(image, BESIDE) == 0
    assert ink(image, (72, 446, 1200, 458)) == 0, "words and speaker keep apart"


@pytest.mark.skipif(not features.check("fribidi"), reason="FriBiDi is not installed")
@pytest.mark.parametrize("words", ["ستبقى الموانئ مغلقة", "נשאר Geneva 2026"])
def test_words_from_right_to_left_begin_at_the_right(words: str) -> None:
    image = drawn(words=words)
    assert ink(image, RIGHT) > 0
    assert ink(image, LEFT) == 0


def test_words_that_no_font_has_are_left_out() -> None:
    hindi, thai = drawn(words="बंदरगाह बंद रहेंगे"), drawn(words="ท่าเรือจะปิด")
    assert hindi.tobytes() == thai.tobytes(), "both say that the words are behind the link"
    assert ink(hindi, (72, 460, 1130, 500)) > 0, "the speaker is named"


def test_words_from_right_to_left_need_fribidi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: False)
    face = Typeface(serif=True, size=40, weight=400, rtl=True)
    assert face.drawable("ستبقى") is None
    assert face.resized(20).drawable("ستبقى") is None


def test_a_long_office_leaves_the_doubt_on_the_picture() -> None:
    doubtful = drawn(office="minister of rain " * 20, doubtful=True)
    sure = drawn(office="minister of rain " * 20)
    line = (72, 460, 1130, 505)
    assert doubtful.crop(line).tobytes() != sure.crop(line).tobytes()
    assert ink(doubtful, BESIDE) == 0
    assert CHECK.strip() == "[check speaker]"


def test_a_name_from_right_to_left_and_no_outlet_are_drawn() -> None:
    assert ink(drawn(speaker="أدا رو", office="", outlet=""), (72, 460, 1130, 560)) > 100


@pytest.mark.parametrize(
    "values",
    [{"words": "Other"}, {"speaker": "Bo Li"}, {"doubtful": True}, {"outlet": "The Post"},
     {"direct": False}, {"published_on": None}],
)  # fmt: skip
def test_the_etag_is_of_all_that_is_drawn(values: dict[str, object]) -> None:
    assert etag(replace(WHOLE, **values)) != etag(WHOLE)  # type: ignore[arg-type]
    assert etag(replace(WHOLE, author="Tom Fey")) == etag(WHOLE)
