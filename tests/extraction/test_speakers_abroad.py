"""Whose words they are in short news of many countries, by all stages together."""

from __future__ import annotations

import pytest

from extraction.pipeline import load

pytestmark = pytest.mark.model


def speakers(text: str) -> dict[str, str | None]:
    """The first two words of each quotation with the speaker's name."""
    found = load().extract(text).quotations
    return {" ".join(q.content[0].of(text).split()[:2]): q.name for q in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a title in brackets is no nickname
            "Ministry Secretary (Mrs) Thushara Wijesome said the dam would be paid for.",
            {"the dam": "Thushara Wijesome"},
        ),
        (  # people with one name
            "JAKARTA — Supartin has carried stones for years. His shoulder is bent. “The "
            "mountain pays by the day,” he says.\n\nWahyuman, who heads the club, left. “Two men "
            "fell in March,” Wahyuman said.",
            {"The mountain": "Supartin", "Two men": "Wahyuman"},
        ),
        (  # Malay names and titles
            "His deputy, Datin Paduka Norizal binti Ahmad Shafie, said the council had not met. "
            "“How can that be so?” Norizal asked.",
            {"How can": "Norizal binti Ahmad Shafie"},
        ),
        (  # questions without marks, and who is asked about it afterwards
            "Choi Min-ae won on Sunday in her first race. We spoke to her.\n\nWhy this race?\n\n“It"
            " goes past my mother’s house.”\n\nAnd did she see you?\n\n“She was on the phone to "
            "me.”\n\nChoi’s mother, Baek Sun-ja, confirms this. “I saw a girl run past,” she says.",
            {"It goes": "Choi Min-ae", "She was": "Choi Min-ae", "I saw": "Baek Sun-ja"},
        ),
        (  # one of two, by place in the sentence
            "The chief, Fiona Haldwyn, and the director, Rohit Bhansal, sat down. The former said "
            "debts had fallen by a third; the latter called the fall “no magic at all”.",
            {"debts had": "Fiona Haldwyn", "the fall": "Rohit Bhansal"},
        ),
        (  # a minister is none of the two
            "Fiona Haldwyn and Rohit Bhansal sat down. The former minister said debts had fallen.",
            {"debts had": None},
        ),
        (  # who speaks through another
            "Szabó Dénes, speaking through his aide, Lőrin Gábor, said he would not go to court.",
            {"he would": "Szabó Dénes"},
        ),
        (  # points of a list
            "Voices of the field\n\n• Lusajo Mwaipola, whose farm will be lost: “I was offered a "
            "house here.”\n\n• Rehema Kisangi (61): “It is my father’s field, too.”",
            {"I was": "Lusajo Mwaipola", "It is": "Rehema Kisangi"},
        ),
        (  # letters of an office tell nobody
            "The suspect’s brother, Ghulam Rasoul, was there. Rights chairperson Hina Gilani-Shaw "
            "demanded an inquiry.\n\nThe SSP, when called, said they were “welcome to the court”.",
            {"they were": None},
        ),
        (  # of two ministers the acting one
            "Acting energy minister Yerlan Dosmukh blamed the wind. “I found three candles,” "
            "Dosmukh told them.\n\nPrime Minister Gulnara Tokhtar told him to stop. She gave him "
            "ten days.\n\n“Ten days is very few,” the acting minister said outside.",
            {"I found": "Yerlan Dosmukh", "Ten days": "Yerlan Dosmukh"},
        ),
        (  # who answers is another than who asks, also where a pronoun says so
            "Señora Marta Peñas was 93 when the census came.\n\n“How many live here?” asked the "
            "young man, Yoandro Cabral.\n\n“Five,” she said.\n\n“I see only you.”\n\n“The "
            "others are in Tampa.”",
            {
                "How many": "Yoandro Cabral",
                "I see": "Yoandro Cabral",
                "The others": "Marta Peñas",
            },
        ),
        (  # who came in without a name stays so, also after others
            "A teacher who asked not to be named said the roof leaks. “We sit under the table,” "
            "the teacher said.\n\nThe headmaster, Mr Barnaby Kiplat, opened the cupboard. “It is "
            "empty here,” he said.\n\nThe teacher said that nobody had come.",
            {"We sit": None, "It is": "Barnaby Kiplat", "that nobody": None},
        ),
    ],
)
def test_speakers(text: str, expected: dict[str, str | None]) -> None:
    found = speakers(text)
    assert {words: found.get(words, "-") for words in expected} == expected
