"""Bytes become the characters that were written, whatever machine wrote them."""

from __future__ import annotations

import pytest

from reading import Draft, read_bytes
from reading.decode import decode
from reading.mojibake import MENDED, mended

SENTENCES = [
    "The café’s owner said “no” to the naïve minister.",
    "“It rains,” said Björn Ek, last month’s winner — in Oslo.",
    "Die Ministerin sagte: „Wir können nicht länger warten“, so Ute Köhler aus Österreich.",
    "« Nous avons perdu », a dit Élodie Fèvre. Ça va, où êtes-vous ?",
    "El señor Ibáñez dijo: “¿Qué pasó mañana?” en Madrid.",
    "Åsa Ek sade att ”vi är på väg” till Ängelholm.",
    "The fare rose to 20 — “too much”, it’s said…",
]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_encoding_is_found(encoding: str, sentence: str) -> None:
    assert decode("a.txt", sentence.encode(encoding)) == sentence


def test_other_scripts_stay_what_they_are() -> None:
    sentence = "Министр сказал: «Мы не будем ждать». Так считают и другие жители города."
    for encoding in ("cp1251", "utf-16-le", "utf-16-be"):
        assert decode("a.txt", sentence.encode(encoding)) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_text_in_the_wrong_encoding_is_mended_with_a_note(sentence: str) -> None:
    wrong = sentence.encode().decode("cp1252", errors="replace")
    (draft,) = read_bytes("a.txt", wrong.encode())
    assert isinstance(draft, Draft)
    assert (draft.body, draft.notes) == (sentence, (MENDED,))


@pytest.mark.parametrize(
    "text", [*SENTENCES, "L’Âge d’or à São Paulo, Ângela Ã.", "Â", "Ð is a letter.", "Plain."]
)
def test_good_text_is_left_alone(text: str) -> None:
    assert mended(text) == (text, ())
