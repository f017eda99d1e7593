"""Debates as text: the Congressional Record, Hansard and those of other parliaments."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.drafts import one

RECORD = """[Congressional Record Volume 171, Number 104 (Thursday, June 19, 2025)]
[Senate]
[Pages S3661-S3662]
From the Congressional Record Online through the Government Publishing Office [www.gpo.gov]

                              SCHOOL ROOFS

  Mr. BREL. Mr. President, I rise to speak about the roofs of our
schools. They leak.
  They will leak tomorrow, too.
  The PRESIDING OFFICER. The Senator from Ohio.
  Ms. EK-NYLAND of Ohio. I thank my colleague
[[Page S3662]]
for his words.
                          ____________________
"""


def test_the_congressional_record() -> None:
    draft = one("a.txt", RECORD)
    assert (draft.title, draft.outlet) == ("SCHOOL ROOFS", "Congressional Record")
    assert draft.published_on == dt.date(2025, 6, 19)
    assert draft.body.split("\n\n") == [
        "MR. BREL: Mr. President, I rise to speak about the roofs of our schools. They leak.",
        "MR. BREL: They will leak tomorrow, too.",
        "THE PRESIDING OFFICER: The Senator from Ohio.",
        "MS. EK-NYLAND: I thank my colleague for his words.",
    ]


@pytest.mark.parametrize("end", [": ", "\n"])
@pytest.mark.parametrize(
    "day", ["19 June 2025\nVolume 750", "Volume 750: debated on Thursday 19 June 2025\n\n11.30am"]
)
def test_hansard(end: str, day: str) -> None:
    draft = one(
        "a.txt",
        f"School Roofs\n{day}\n\n"
        f"Jo Ek (Marlow) (Lab){end}What will he do about roofs?\n\n"
        f"The Secretary of State for Education (Al Ny){end}I will mend them.\n\nAll of them.\n\n"
        f"Jo Ek{end}When?\n",
    )
    assert (draft.title, draft.published_on) == ("School Roofs", dt.date(2025, 6, 19))
    assert draft.body.split("\n\n") == [
        "Jo Ek: What will he do about roofs?",
        "Al Ny: I will mend them.",
        "Al Ny: All of them.",
        "Jo Ek: When?",
    ]


@pytest.mark.parametrize(
    ("first", "second", "again"),
    [
        ("Mrs. Ana Brel (Oslo, CPC):", "Hon. Jo Ek (Minister of Roofs, Lib.):", "Mrs. Ana Brel:"),
        ("Ms BREL (Oslo) (14:01):", "Mr EK (Hume—Minister for Roofs) (14:02):", "Ms BREL:"),
        (
            "ANA BREL (Labour—Otaki) to the Minister of Roofs:",
            "Hon JO EK (Minister of Roofs):",
            "Ana Brel:",
        ),
        ("Ana Brel (Marlow) (Lab/Co-op):", "The Minister for Roofs (Mr Jo Ek):", "Ana Brel:"),
    ],
)
def test_parliaments_elsewhere(first: str, second: str, again: str) -> None:
    said = ["Why do roofs leak?", "They will not.", "They do.", "Order."]
    labels = [first, second, again, "Mr. Speaker:"]
    text = "\n\n".join(f"{label} {words}" for label, words in zip(labels, said, strict=True))
    turns = [each.split(": ") for each in one("a.txt", f"Roofs\n\n{text}").body.split("\n\n")]
    assert [words for _, words in turns] == said
    speakers = [name.casefold() for name, _ in turns]
    assert speakers[0] == speakers[2]
    assert speakers[0].endswith("brel")
    assert speakers[1].endswith("ek")
    assert speakers[3] == "mr. speaker"


def test_a_minister_who_speaks_again_by_title_and_last_name() -> None:
    draft = one(
        "a.txt",
        "Roofs\n\nAna Brel (Marlow) (Lab): Why?\n\nThe Minister for Roofs (Jo Ek): Rain.\n\n"
        "Mr Ek: Only rain.",
    )
    assert draft.body.endswith("Jo Ek: Only rain.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Harriet Colne\n(Marlow) (Lab)", "Martin Dowe\nThe Secretary of State for Transport"),
        ("Harriet Colne\n(Marlow) (Lab)", "The Secretary of State for Transport\n(Martin Dowe)"),
        ("Harriet Colne\nLabour, Marlow", "Martin Dowe\nConservative, Tolme East"),
        ("Harriet Colne\nLabour\nMarlow", "Martin Dowe\nLabour\nSecretary of State for Transport"),
        ("Harriet Colne\nScottish National Party MP, Marlow", "Martin Dowe\nLiberal Democrat"),
    ],
)
@pytest.mark.parametrize("share", ["", "Share\n", "Share this contribution\n\n"])
def test_hansard_as_its_page_is_copied(first: str, second: str, share: str) -> None:
    """A member is named on one line, and what they are said to be on the next ones."""
    text = (
        "Ferries\n\nVolume 812: debated on Tuesday 14 May 2024\n\n"
        f"{first}\n\n{share}Where are the ships?\n\n{second}\n\n{share}They come in June.\n\n"
        f"Harriet Colne\n\n{share}Of which year?\n\nMartin Dowe\n\nThis one.\n"
    )
    draft = one("a.txt", text)
    assert (draft.title, draft.published_on) == ("Ferries", dt.date(2024, 5, 14))
    assert draft.body.split("\n\n") == [
        "Harriet Colne: Where are the ships?",
        "Martin Dowe: They come in June.",
        "Harriet Colne: Of which year?",
        "Martin Dowe: This one.",
    ]
