"""The file of what a newsroom's decisions taught, and what it changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extraction.annotations import Kind, Span
from extraction.confidence import calibrated
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.known import name_known_people
from extraction.coreference.names.mentions import find_mentions
from extraction.coreference.sources.resolve import resolve_sources
from extraction.document import Document
from extraction.learned import FILE, KnownName, Learned, LearnedError, Line, payload, read, using
from tests.support.documents import document, tagged

NAGEL = KnownName("Ida Nagel", "f", 9, 0.91)


def written(folder: Path, **changes: Any) -> Path:
    weights = {"out": np.asarray([0.5], "float32")}
    described = {"out": np.asarray([0.25], "float32")}
    learned = Learned({"nagel": NAGEL}, weights, described, {Kind.DIRECT: Line(1.2, -0.1)})
    (folder / FILE).write_text(json.dumps(payload(learned, "11+4") | changes), "utf-8")
    return folder


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    learned = read(written(tmp_path), "11+4")
    assert learned.names == {"nagel": NAGEL}
    assert learned.lines == {Kind.DIRECT: Line(1.2, -0.1)}
    assert learned.ranker is not None
    assert learned.ranker["out"].tolist() == [0.5]
    assert learned.descriptions is not None
    assert learned.descriptions["out"].tolist() == [0.25]
    assert len(learned.version) == 8


def test_without_a_file_nothing_is_learned(tmp_path: Path) -> None:
    assert not read(tmp_path / "none").version


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": 1}, "has format 1, this reads 2"),
        ({"extractor": "12+5"}, "learned for extractor 12\\+5, this is 11\\+4"),
        ({"names": {"nagel": {"name": "Ida Nagel"}}}, "is damaged"),
        ({"names": None}, "is damaged"),
    ],
)
def test_a_file_that_does_not_fit_is_an_error(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(LearnedError, match=says) as caught:
        read(written(tmp_path, **changes), "11+4")
    assert "manage.py learn --shipped" in str(caught.value)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(LearnedError, match="cannot be read"):
        read(tmp_path)


def test_a_line_moves_the_calibration_of_its_kind() -> None:
    shipped = calibrated(0.5, Kind.DIRECT)
    with using(Learned(lines={Kind.DIRECT: Line(1.0, -1.0)})):
        assert calibrated(0.5, Kind.DIRECT) < shipped
        assert calibrated(0.5, Kind.INDIRECT) == 0.5
    with using(Learned(lines={Kind.DIRECT: Line(1.0, 0.0)})):
        assert calibrated(0.5, Kind.DIRECT) == pytest.approx(shipped)


def read_by_hand(text: str, *names: str) -> Document:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    cue = tagged(text, "“It is cold”", "Nagel", "said")
    made = document(text, cue, names=[(span, "PERSON") for span in spans])
    for stage in (find_mentions, join_mentions, name_known_people, resolve_sources):
        stage(made)
    return made


def test_a_family_name_alone_is_the_newsroom_s_speaker() -> None:
    with using(Learned({"nagel": NAGEL})):
        made = read_by_hand("“It is cold”, Nagel said.", "Nagel")
    (source,) = made.sources.values()
    assert source.name == "Ida Nagel"
    assert source.certainty == 0.91
    assert "in 9 articles that editors decided on" in source.reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karl Nagel came. “It is cold”, Nagel said.", ("Karl Nagel", "Nagel said")),
        ("“It is cold”, Mr. Nagel said.", ("Nagel",)),
    ],
)
def test_another_of_that_name_is_not(text: str, names: tuple[str, ...]) -> None:
    names = tuple(name.removesuffix(" said") for name in names)
    with using(Learned({"nagel": NAGEL})):
        made = read_by_hand(text, *names)
    assert "Ida Nagel" not in {chain.name for chain in made.chains}
