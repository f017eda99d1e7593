from __future__ import annotations

import pytest

from extraction.pipeline import load

OFFICE_HELD = """The ferry lay at the quay for a week while the council argued about it.

Mrs Tove Aldergrund, captain of the ferry, said the quay was unsafe.
Her rival Bram Oudekerk disagreed.

“It floats,” Oudekerk said. “What more do you want?”

“I want it to float tomorrow,” the captain said.

He shrugged and left the hall.
"""

LIVE_REPORT = """4:10 p.m.

Mr Ruben Achterberg says the port is shut. Achterberg has the keys, and he likes them.

Achterberg says of the strike, “It is over.”

Achterberg has faced questions about a ferry that he named.

{time}

The campaign of Piet Zonneveld is calling for calm.

It is late for that. He has said that he has “the heart of a horse” at ninety.
"""


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (  # the gender of no name is known
            "Nyasha Tjozongoro, who runs the clinic, welcomed the change.\n\n"
            "“We had waited for years for that road,” she said.",
            "waited", "Nyasha Tjozongoro",
        ),
        (  # another gender never is
            "Mr Ruben Achterberg opposed Mrs Wilma Dopheide over the harbour.\n\n"
            "“The harbour is not for sale,” she said.",
            "harbour is", "Wilma Dopheide",
        ),
        (  # the one who spoke last, not the one spoken of most
            "Mr Ruben Achterberg runs the port. Achterberg built it. Achterberg likes it.\n\n"
            "Mr Piet Zonneveld said the port was too small.\n\n“We need two of them,” he said.",
            "two of them", "Piet Zonneveld",
        ),
        (OFFICE_HELD, "float tomorrow", "Tove Aldergrund"),
        (  # who is quoted goes on until another is spoken of
            "Mr Ruben Achterberg blamed Mr Piet Zonneveld. Achterberg had the keys, Zonneveld had "
            "the plans.\n\nZonneveld felt that the port was too small for both.\n\n“We need two "
            "of them,” he said. “One is a joke.”\n\n“It cannot wait for another winter,” he "
            "added.\n\n“The piles are rotten,” he said.",
            "piles", "Piet Zonneveld",
        ),
        (  # a name tells the gender where it is given in Gujarat or in Kyiv
            "Dipak Solankar met Katya Brelenko at the weir.\n\n“It held all night,” she said.",
            "all night", "Katya Brelenko",
        ),
        (  # whom the words name did not say them
            "Mr Ruben Achterberg met Mr Piet Zonneveld on Monday and asked for help.\n\n"
            "“Nobody in this town would vote for Piet Zonneveld,” he said.",
            "Nobody in", "Ruben Achterberg",
        ),
        (
            "Mr Ruben Achterberg met Mr Piet Zonneveld on Monday. He said Achterberg was late.",
            "was late", "Piet Zonneveld",
        ),
        (  # each entry of a live report is read by itself
            LIVE_REPORT.format(time="2:35 p.m."), "heart of", "Piet Zonneveld",
        ),
        (LIVE_REPORT.format(time="**13.05 GMT**"), "heart of", "Piet Zonneveld"),
        (LIVE_REPORT.format(time="It was 2:35 p.m."), "heart of", "Ruben Achterberg"),
        (  # the nominee of another party is another
            "Liberal candidate Mr Ruben Achterberg met Mr Piet Zonneveld, who owns the port. "
            "Zonneveld was late.\n\n“The port is shut,” the Green nominee said.",
            "port is", "Piet Zonneveld",
        ),
        (  # a name in front of a noun is not the person
            "Mrs Wilma Dopheide, the senator, was away. Dopheide spokeswoman Katya Brelenko came "
            "instead. “This is no way to run a port,” she said.",
            "no way", "Katya Brelenko",
        ),
        (  # a title that opens a paragraph tells a gender as well
            "Katya De Wit sold the mill. Piet De Wit bought it.\n\nMr De Wit saw the owner.\n\n"
            "Ms De Wit was tired. “It was my mill until the spring,” she said.",
            "my mill", "Katya De Wit",
        ),
        (  # what a stranger is called by their own account
            "Mrs Wilma Dopheide, a minister, said the mill was safe. “It is,” Dopheide said.\n\n"
            "A miller was angry. She asked to be called Mopane.\n\n“It shook all night,” she said.",
            "shook all", "Mopane",
        ),
        (  # who adds has spoken before
            "Mrs Katya Brelenko, a nurse, said the ward was full. The minister, Mrs Wilma "
            "Dopheide, came last week. “We sleep on the floor,” Brelenko said. Dopheide saw it."
            "\n\nShe added: “The lifts do not work.”",
            "The lifts", "Katya Brelenko",
        ),
        (
            "Dopheide adviser Katya Brelenko said the senator was tired. “This is no way to run a "
            "port,” she said. Mrs Wilma Dopheide, a senator, was away.",
            "no way", "Katya Brelenko",
        ),
    ],
)  # fmt: skip
def test_whom_a_source_refers_to(text: str, words: str, name: str) -> None:
    found = [
        q for q in load().extract(text).quotations if any(words in s.of(text) for s in q.content)
    ]
    assert [q.name for q in found] == [name]


@pytest.mark.model
def test_nobody_is_named_where_only_a_stranger_fits() -> None:
    text = (
        "Mr Ruben Achterberg closed the port.\n\nA woman in the queue, who would not give her "
        "name, shook her head. “There goes my bread for the month,” she said."
    )
    (found,) = [q for q in load().extract(text).quotations if q.kind != "indirect"]
    assert found.name is None


@pytest.mark.model
def test_a_name_that_two_people_have_is_less_sure() -> None:
    text = (
        "Mr Ruben Achterberg and Mr Joost Achterberg run the port together.\n\n"
        "“The port is ours until the water takes it,” Achterberg said."
    )
    (found,) = [q for q in load().extract(text).quotations if q.kind != "indirect"]
    assert found.confidence < 0.95


BROTHERS = (
    "Mr Ruben Achterberg{first} and Mr Joost Achterberg{second} run the port together. Joost "
    "Achterberg was late.\n\n"
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("ages", "sentence", "name"),
    [
        (("", ""), "“The port is ours for ever,” the elder Achterberg said.", None),
        (("", ""), "The younger Achterberg agreed. “The port is ours for ever,” he said.", None),
        ((", 61,", ""), "“The port is ours for ever,” the older Achterberg said.", None),
        ((", 61,", ", 61,"), "“The port is ours for ever,” the older Achterberg said.", None),
        ((", 61,", ", 58,"), "“The port is ours for ever,” the elder Achterberg said.", "Ruben"),
        ((", 61,", ", 58,"), "“The port is ours for ever,” the younger Achterberg said.", "Joost"),
        ((" (61)", " (58)"), "The elder Achterberg sat. “The port is ours for ever,” he said.",
         "Ruben"),
    ],
)  # fmt: skip
def test_the_elder_of_two_is_who_is_older_or_nobody_for_sure(
    ages: tuple[str, str], sentence: str, name: str | None
) -> None:
    text = BROTHERS.format(first=ages[0], second=ages[1]) + sentence
    found = [
        q for q in load().extract(text).quotations if q.content[0].of(text).startswith("The p")
    ]
    assert [q.name for q in found] == [name and f"{name} Achterberg"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Her brother, Joost Achterberg, stood behind her.", "Joost"),
        ("Joost Achterberg, who sells nets, stood behind his sister.", "Joost"),
        ("Then Ida Achterberg read the list.", "Ida"),
    ],
)
def test_a_shared_name_is_of_who_has_just_been_named_in_full(sentence: str, name: str) -> None:
    text = (
        "Ida Achterberg runs the port. Joost Achterberg does not.\n\n“The port is old,” Mrs "
        f"Achterberg said.\n\n{sentence} “The port is ours for ever,” Achterberg said."
    )
    found = [q.name for q in load().extract(text).quotations if "for ever" in q.content[0].of(text)]
    assert found == [f"{name} Achterberg"]
