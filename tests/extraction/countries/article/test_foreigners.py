"""By which countries people are called who are not at home in an article."""

from __future__ import annotations

import pytest

from extraction.countries.article.article_signs import ArticleSigns
from extraction.countries.article.foreigners import from_elsewhere, people_of
from extraction.countries.signs.signs import signs_in
from extraction.pipeline import document_of


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("They have signed an Australian firefighter.", "firefighter"),
        ("Twelve French pupils were stuck.", "pupil"),
        ("A team of Japanese engineers came.", "engineer"),
        ("Two hikers from Bergen were lost.", "hiker"),
        ("Thousands of refugees from Sudan came.", "refugee"),
        ("Ana Brel, who fled the war in Syria, sings.", "refugee"),
        ("Irish jockey wins again", "jockey"),
        ("Norwegian students strike", None),
        ("Ana Brel, who fled to Lima, sings.", None),
        ("A Norwegian minister came.", None),
        ("The Norwegian baker came.", None),
        ("The bakers of Bergen came.", None),
    ],
)
def test_some_are_called_by_the_country_they_come_from(text: str, who: str | None) -> None:
    (sign,) = signs_in(text)
    assert people_of(text, sign) == who


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("The goal was by Senegal striker Mamadou Brel.", ["Senegal"]),
        ("Kenya’s runner Ana Brel won.", ["Kenya"]),
        ("The Swedish ambassador, Ana Brel, left.", ["Swedish"]),
        ("The Swedish minister, Ana Brel, left.", []),
        ("A Norwegian baker came.", []),
        ("A Norwegian tourist came.", ["Norwegian"]),
    ],
)
def test_players_envoys_and_travellers_come_from_elsewhere(text: str, elsewhere: list[str]) -> None:
    document = document_of(text)
    found = from_elsewhere(text, ArticleSigns(document).signs, document.mentions)
    assert [span.of(text) for span in found] == elsewhere


def test_where_a_player_is_from_hardly_counts_as_home() -> None:
    text = (
        "Two goals by Senegal {} Mamadou Brel won it.\n\n“He was tired,” manager Gary Ek said.\n\n"
        "“I saw the ball and then the net,” keeper Tom Lund said."
    )
    homes = [ArticleSigns(document_of(text.format(what))) for what in ("striker", "minister")]
    share = [
        sum(
            each.amount
            for each in home.home
            if (each.code, each.feature) == ("SN", "article:forms")
        )
        for home in homes
    ]
    assert 0 < share[0] < share[1]
