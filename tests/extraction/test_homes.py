"""Whose country people are of: leaders by name, others by what stands beside it."""

from __future__ import annotations

import pytest

from articles.extraction.countries import country_name
from articles.extraction.leaders import country_of_leader
from articles.extraction.names import DATA
from articles.extraction.pipeline import load


@pytest.mark.parametrize(
    ("name", "heads", "code"),
    [
        ("Vladimir Putin", [], "RU"),
        ("Putin", ["president"], "RU"),
        ("Donald J. Trump", ["nominee"], "US"),
        ("Recep Tayyip Erdoğan", [], "TR"),
        ("Gordon Brown", ["baker"], None),
        ("Brown", ["minister"], None),
        ("Ana Brel", ["president"], None),
    ],
)
def test_known_by_name_alone(name: str, heads: list[str], code: str | None) -> None:
    assert country_of_leader(name.split(), heads) == code


def test_every_line_of_the_table_names_a_country_once() -> None:
    lines = [line.split("\t") for line in (DATA / "leaders.tsv").read_text("utf-8").splitlines()]
    assert all(len(line) == 3 and country_name(line[1]) for line in lines)
    assert len({line[0] for line in lines}) == len(lines)
    alone: dict[str, set[str]] = {}
    for _, code, family in lines:
        alone.setdefault(family, set()).add(code)
    alone.pop("")
    assert [family for family, codes in alone.items() if len(codes) > 1] == []


@pytest.mark.model
def test_what_the_article_says_goes_first() -> None:
    text = (
        "“It never rains here,” said the Norwegian baker Gordon Brown.\n\n"
        "“It rains all day in Moscow,” said Putin on Monday."
    )
    countries = [q.speaker_country for q in load().extract(text).quotations]
    assert countries == ["NO", "RU"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("introduced", "code"),
    [
        ("the Norwegian baker Ana Brel", "NO"),
        ("Ana Brel, a developer in Virginia, who lends money", "US"),
        ("Ana Brel, a baker who met a Norwegian", None),
        ("Ana Brel, a critic of Norway", None),
    ],
)
def test_a_country_beside_a_name(introduced: str, code: str | None) -> None:
    text = f"“The harbour will not be open before the spring,” said {introduced}."
    assert [q.speaker_country for q in load().extract(text).quotations] == [code]


@pytest.mark.model
def test_a_candidate_is_at_home_where_the_dateline_is() -> None:
    text = (
        "Candidate kept off the stage.\n\nHEMPSTEAD, N.Y., Sept. 26 — Green candidate Ana Brel was "
        "turned away.\n\n“I shall come back with more people,” Brel said."
    )
    assert [q.speaker_country for q in load().extract(text).quotations] == ["US"]
