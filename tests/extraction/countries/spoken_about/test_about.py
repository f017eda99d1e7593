from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.countries.signs.mentions import find_countries
from extraction.countries.spoken_about.about import about, find_countries_spoken_about
from extraction.document import Document, ResolvedSource, WeighedCountry
from extraction.pipeline import load


@pytest.mark.parametrize(
    ("marked", "own", "expected"),
    [
        ("[“Norway is our friend,”] she said.", "GB", ("NO",)),
        ("[“We in Chile, and Peru, agree,”] she said.", "CL", ("CL", "PE")),
        ("[“It rains,”] said the Chilean minister.", "CL", ()),
        ("Brel said that Iran had [“not asked us about this”].", "RU", ("IR",)),
        ("Brel said that Chile had [“not asked us”].", "CL", ()),
        (
            "Chile fears that a Peruvian blockade could hurt it. Brel called [such a move “mad”].",
            "CL",
            ("PE",),
        ),
        ("Peru cheered. [“It rains,”] said Brel.", "CL", ()),
        ("[“Peru,”] said Brel, [“and Peru again.”]", None, ("PE",)),
        ("[“Our country is small,”] said Brel.", "CL", ("CL",)),
        ("[“Our country helped Peru,”] said Brel.", "CL", ("PE", "CL")),
        ("Brel said that [his country would wait].", "CL", ("CL",)),
        ("Brel said that [Peru has its king, and he his country].", "CL", ("PE",)),
        ("[“Our country is small,”] said Brel.", None, ()),
        ("[“Saxony will vote on it,”] said Brel.", None, ("DE",)),
        ("[“Osaka has paid twice,”] said Brel.", None, ("JP",)),
        ("[“Osaka has paid, Peru has paid,”] said Brel.", None, ("JP", "PE")),
        ("[“Peru has paid, Osaka has paid,”] said Brel.", None, ("PE", "JP")),
        ("[“I met her in Osaka,”] said Brel.", None, ()),
        ("[“Nobody crosses our borders,”] said Brel.", "CL", ("CL",)),
        ("[“Our government asked Peru,”] said Brel.", "CL", ("PE", "CL")),
        ("[“Our bakery is small,”] said Brel.", "CL", ()),
        ("[“The whole country is asleep,”] said Brel.", "CL", ("CL",)),
        ("[“Peru knows the country,”] said Brel.", "CL", ("PE",)),
        ("[“The country of the blind is asleep,”] said Brel.", "CL", ()),
        ("Brel told the Jamaica Observer that it was [“a day for bakers”].", "CL", ()),
        ("Brel told the Jamaica embassy that it was [“a day for bakers”].", "CL", ("JM",)),
        # papers, languages, bodies, clubs, people, cups
        ("[“I read it in the Jamaica Observer,”] said Brel.", None, ()),
        ("[“The Chile Times was late, as Peru was,”] said Brel.", None, ("PE",)),
        ("[“I asked her in Spanish, twice,”] said Brel.", None, ()),
        ("[“I learned Spanish in a kitchen, twice,”] said Brel.", None, ()),
        ("[“I sailed to Spanish ports, twice,”] said Brel.", None, ("ES",)),
        ("[“In Spanish ports nobody asked,”] said Brel.", None, ("ES",)),
        ("[“She has a Portuguese-speaking crew,”] said Brel.", None, ()),
        ("[“They speak Norwegian and knit,”] said Brel.", None, ()),
        ("[“They knit Norwegian jumpers,”] said Brel.", None, ("NO",)),
        ("[“My English is poor,”] said Brel.", None, ()),
        ("[“It waits in the House of Commons,”] said Brel.", None, ()),
        ("[“He stood in the Lok Sabha elections of May,”] said Brel.", None, ()),
        ("[“The Kremlin has lied to us,”] said Brel.", None, ("RU",)),
        ("[“We warned the Kremlin twice,”] said Brel.", None, ("RU",)),
        ("[“It hangs on the walls of the Kremlin,”] said Brel.", None, ()),
        ("[“Leeds have won, and their manager slept,”] said Brel.", None, ()),
        ("[“Ned Osaka has paid twice,”] said Brel.", None, ()),
        ("[“And Osaka has paid twice,”] said Brel.", None, ("JP",)),
        ("[“I lost to him at the US Open,”] said Brel.", None, ()),
        ("[“The Spanish version is longer,”] said Brel.", None, ()),
        ("[“We see US$20 oil as unlikely,”] said Brel.", None, ()),
        ("[“Holland & Pike was my father’s firm,”] said Brel.", None, ()),
        ("[“Pike & Jordan made the best boots,”] said Brel.", None, ()),
        ("[“Wales & England share a court,”] said Brel.", None, ("GB",)),
        ("[“I was a clerk at Anglo-American,”] said Brel.", None, ()),
        ("[“It is an Anglo-American quarrel,”] said Brel.", None, ("US",)),
        ("[“This government counts spoons,”] said Brel.", "CL", ("CL",)),
        ("[“Ask this administration,”] said Brel.", "CL", ("CL",)),
        # capitals
        ("[“Nairobi isn’t a back office,”] said Brel.", None, ("KE",)),
        ("[“Minsk flies them in,”] said Brel.", None, ("BY",)),
        ("[“We will not apologise to Nairobi for a fence,”] said Brel.", None, ("KE",)),
        ("[“We arrived late from Nairobi,”] said Brel.", None, ()),
        ("[“We came back from Nairobi,”] said Brel.", None, ()),
        # words that are given names as well
        ("[“My German bank lent me the car,”] said Brel.", None, ("DE",)),
        ("[“An English court would know,”] said Brel.", None, ("GB",)),
        ("[“It was Lankan batting,”] said Brel.", None, ("LK",)),
        ("[“Ask the Yanks or the Frenchwomen,”] said Brel.", None, ("US", "FR")),
        # “this country”, and what others say in the sentence
        ("[“Peru left, and this country pays,”] said Brel.", "CL", ("PE", "CL")),
        ("Brel, who said “Peru has left”, found that it was [“a day for bakers”].", "CL", ()),
        ("It annoyed Peru, which called [the vote “unfair”].", "CL", ()),
        ("[“Nobody will cross into our north,”] said Brel.", "CL", ("CL",)),
        ("[“Our north wing is wet,”] said Brel.", "CL", ()),
        ("[“The central government will act,”] said Brel.", "CL", ("CL",)),
        ("[“The central government asked Peru,”] said Brel.", "CL", ("PE",)),
        ("[“The federal government of Peru will act,”] said Brel.", "CL", ("PE",)),
        ("[“The federal government in Zarbo will act,”] said Brel.", "CL", ()),
        ("[“They sailed to north Korea,”] said Brel.", None, ("KP",)),
        ("[“Washington closes one door,”] said Brel.", None, ("US",)),
        ("[“They call the CIA,”] said Brel.", None, ("US",)),
        ("[“They call it the CIA triad,”] said Brel.", None, ()),
        ("Peru hid it from Chile. [“That mistake was mad,”] said Brel.", None, ("CL",)),
    ],
)
def test_about(marked: str, own: str | None, expected: tuple[str, ...]) -> None:
    text, content, start = "", [], 0
    for char in marked:
        if char == "[":
            start = len(text)
        elif char == "]":
            content.append(Span(start, len(text)))
        else:
            text += char
    assert about(text, tuple(content), find_countries(text), own) == expected


def test_those_that_tell_who_speaks_are_not_spoken_about() -> None:
    text = "The presidents of Peru and Chile said that they were “running out of fish”."
    content, source = (Span(45, 74),), (Span(0, 32),)
    assert about(text, content, find_countries(text), None, source) == ()
    assert about(text, content, find_countries(text), None) == ("CL",)


def test_the_clause_before_the_one_that_says_who_speaks_is_not_spoken_about() -> None:
    text = "They played against Peru, Brel said “the win was dear”."
    content, source = (Span(36, 54),), (Span(26, 30),)
    countries = find_countries(text)
    assert text[26:30] == "Brel"
    assert about(text, content, countries, None, source) == ()
    assert about(text, content, countries, None) == ("PE",)


def test_our_country_is_the_likely_one_of_the_speaker() -> None:
    text = "“Our country is small,” she said."
    document, source = Document(text), ResolvedSource(None, span=Span(24, 27))
    document.attributions = [Attribution((Span(0, 23),), (Span(24, 27),))]
    document.sources = {Span(24, 27): source}
    for code in ("CL", "PE"):
        document.weighed_countries = {source.span: WeighedCountry(code, 0.6, "")}
        find_countries_spoken_about(document)
        assert document.about == [(code,)]
    document.speaker_countries = {source.span: "CL"}
    find_countries_spoken_about(document)
    assert document.about == [("CL",)]


def test_this_country_is_that_of_the_article_where_the_speaker_has_none() -> None:
    text = (
        "BEIRUT – Bakers of Lebanon met in Beirut on Monday. Lebanese ovens were cold."
        " “{} pays us in flour,” said a man with a tray."
    )
    here, bakery = (
        load().extract(text.format(words)).quotations[-1].about
        for words in ("This country", "This bakery")
    )
    assert (here, bakery) == (("LB",), ())
