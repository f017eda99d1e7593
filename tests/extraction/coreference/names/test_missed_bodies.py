"""Bodies that the recogniser misses, by how they are written and how they speak."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType
from extraction.coreference.names.missed_bodies import bodies_speaking
from extraction.coreference.names.other_mentions import other_mention
from tests.support.documents import part


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("“No,” the RSPX said.", "the RSPX", "RSPX"),
        ("“No,” Veltra said in a statement.", "Veltra", "Veltra"),
        ("“No,” Veltra Rail wrote in its annual report.", "Veltra Rail", "Veltra Rail"),
        ("It sank, veltraJet said.", "veltraJet", "veltraJet"),
        ("“No,” Veltra said.", "Veltra", None),
        ("“No,” the GP said.", "the GP", None),
        ("“No,” the NGO said.", "the NGO", None),
        ("BREL: No.", "BREL", None),
        ("Three said in a statement that it sank.", "Three", None),
    ],
)
def test_a_source_that_only_a_body_is_written_like(
    text: str, source: str, name: str | None
) -> None:
    found = bodies_speaking(text, part(text, source), [])
    assert [(span.of(text), label) for span, label in found] == ([(name, "ORG")] if name else [])


@pytest.mark.parametrize(
    ("text", "post", "is_post"),
    [
        ("“No,” the GP said.", "the GP", True),
        ("“No,” the CJI said.", "the CJI", True),
        ("The Vice-Chancellor, Ana Brel, left. “No,” the VC said.", "the VC", True),
        ("The chief magistrate, Ana Brel, left. “No,” the VC said.", "the VC", False),
        ("“No,” the DPP said.", "the DPP", False),
        ("The Director of Public Prosecutions left. “No,” the DPP said.", "the DPP", True),
        ("The DC, Ana Brel, left. “No,” the DC said.", "the DC", True),
        ("Regional Executive Officer (REO) Ana Brel left. “No,” the REO said.", "the REO", True),
        ("The Kesh Rail Union (KRU) left. “No,” the KRU said.", "the KRU", False),
        ("Osk Motors fell. “No,” the LG said.", "the LG", False),
    ],
)
def test_a_post_in_capitals_is_no_body(text: str, post: str, is_post: bool) -> None:
    name = (part(text, post)[0], "ORG")
    assert bodies_speaking(text, (), [name]) == ([] if is_post else [name])


@pytest.mark.parametrize(
    ("text", "name", "possessive"),
    [
        ("Veltra’s said no. Ana Brel runs Veltra’s.", "Veltra’s", False),
        ("Veltra’s chief said no.", "Veltra", True),
        ("A friend of Veltra’s said no.", "Veltra", True),
    ],
)
def test_what_a_body_does_makes_the_possessive_a_part_of_its_name(
    text: str, name: str, possessive: bool
) -> None:
    mention = other_mention(text, part(text, "Veltra’s")[0], EntityType.ORGANIZATION)
    assert mention is not None
    assert (mention.span.of(text), mention.possessive) == (name, possessive)


def test_a_name_with_signs_in_it_is_looked_up_as_it_stands() -> None:
    text = "The band K(rel said no. The band K[ said no."
    names = [(part(text, name)[0], "ORG") for name in ("K(rel", "K[")]
    assert bodies_speaking(text, (), names) == names
