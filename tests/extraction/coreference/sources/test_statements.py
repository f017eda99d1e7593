"""Who makes a statement that its source names: “a WHO statement”, “a statement from Osk Rovers”."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The ban was wrong,” a Norrland Union statement said.", "Norrland Union"),
        ("A WHO statement said the virus was “under control in all five towns”.", "WHO"),
        ("The communique from the Gulf Council condemned “this act of folly”.", "Gulf Council"),
        ("A press release from Holm Foods said the soup was “entirely safe to eat”.", "Holm Foods"),
        ("“We regret the delay,” a statement issued by Marlow Rail said on Monday.", "Marlow Rail"),
    ],
)  # fmt: skip
def test_the_body_that_makes_it(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A statement on the Holmgard website said: “The museum is closed until May.”",
        "A statement from Interior Minister Jon Tarr said: “The border is open.”",
        "A statement from the Osk Athletics Federation and the league said: “We will race.”",
        "“Sales fell by a tenth,” the company's annual report said. Brel Foods runs 40 shops.",
    ],
)
def test_no_body_that_is_only_near(text: str) -> None:
    assert names(text)[0] in (None, "Jon Tarr")
