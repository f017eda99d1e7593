"""Bytes become the characters that were written, on any machine."""

from __future__ import annotations

import pytest

from reading import Draft, read_bytes
from reading.decode import decode, decoded
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


@pytest.mark.parametrize(
    ("encoding", "named", "sentence"),
    [
        ("cp1250", "1250", "Minister Żółkiewski powiedział: „Nie możemy czekać”, są źli, że most."),
        ("cp1250", "1250", "The minister, Łukasz Żółkiewski of Łódź, said: “We cannot wait.”"),
        ("cp1250", "1250", "Ministryně Květa Řezníčková řekla: „Nemůžeme čekat“ na most v Ústí."),
        ("cp1250", "1250", "Kőszegi Ödön azt mondta: „Nem várhatunk.” Az őszi, hűvös időben így."),
        (
            "iso8859_2",
            "8859-2",
            'Ministar Željko Čavić rekao je: "Ne možemo više čekati", građani.',
        ),
        ("iso8859_2", "8859-2", 'Minister Żółkiewski powiedział: "Nie możemy czekać", są źli, że.'),
        ("cp1254", "1254", "Bakan Şükrü Çağlar “Bekleyemeyiz” dedi; salı günü dağ yolları kapalı."),
        (
            "cp1251",
            "1251",
            "Министр сказал: «Мы не будем ждать». Так считают и другие жители города.",
        ),
        ("koi8_r", "KOI8-R", "Министр сказал: мы не будем ждать. Так считают и жители города."),
        (
            "big5",
            "Big5",
            "部長陳明在星期一說：「我們不能再等了。」當地居民對政府感到憤怒，大橋已關閉。",
        ),
        (
            "gb18030",
            "18030",
            "部长陈明在星期一说：“我们不能再等了。”当地居民感到愤怒，大桥已于周二关闭。",
        ),
        (
            "shift_jis",
            "Shift_JIS",
            "田中大臣は月曜日に「これ以上待つことはできない」と述べた。橋は閉鎖された。",
        ),
        (
            "iso2022_jp",
            "2022",
            "田中大臣は月曜日に「これ以上待つことはできない」と述べた。橋は閉鎖された。",
        ),
        (
            "euc_kr",
            "EUC-KR",
            "김 장관은 월요일 “더 이상 기다릴 수 없다”고 말했다. 다리는 폐쇄됐다.",
        ),
    ],
)
def test_encodings_from_elsewhere_are_found_with_a_note(
    encoding: str, named: str, sentence: str
) -> None:
    (draft,) = read_bytes("a.txt", f"{sentence}\r\n\r\n{sentence}".encode(encoding))
    assert isinstance(draft, Draft)
    assert (draft.body, len(draft.notes)) == (f"{sentence}\r\n\r\n{sentence}", 1)
    assert named in draft.notes[0]
    table = f"title;text\n1;{sentence.replace(';', ',')}\n".encode(encoding)
    (row,) = read_bytes("a.csv", table)
    assert isinstance(row, Draft)
    assert (row.body, row.notes) == (sentence.replace(";", ","), draft.notes)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_names_from_many_countries_stay_western(encoding: str) -> None:
    sentence = (
        "“We cannot wait,” said Élodie Fèvre, Åsa Ek, Bjørn Sæther, João Conceição, Peña Nieto, "
        "Jörg Müller and Zoë Brontë — it’s said."
    )
    assert decoded("a.txt", sentence.encode(encoding)) == (sentence, ())
    short = "“No,” said João Conceição and Åsa Ek."
    assert decoded("a.txt", short.encode(encoding)) == (short, ())


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


JA = "“Ja,” sagte Zoë Å. "


@pytest.mark.parametrize(
    ("data", "text", "noted"),
    [
        (f"{JA}“Nein".encode() + b"\xe2\x80", f"{JA}“Nein\ufffd", "is"),
        ("Zoë ".encode() + b"\xc3", "Zoë \ufffd", "is"),
        (JA.encode() + b"Caf\xe9 ist zu.", f"{JA}Caf\ufffd ist zu.", "is"),
        (JA.encode() * 2 + b"\xed\xa0\xbd o\xf8", f"{JA * 2}\ufffd o\ufffd", "are"),
    ],
)  # fmt: skip
def test_utf8_that_is_damaged_in_few_places_is_read_as_utf8(
    data: bytes, text: str, noted: str
) -> None:
    read, (note,) = decoded("a.txt", data)
    assert read == text
    assert f"that {noted} no UTF-8" in note


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xe9" + JA.encode(), "at its beginning"),
        (b"\xef\xbb\xbf\xe9" + JA.encode(), "at its beginning"),
        ("\ufeffZoë ".encode() + b"\xc3", "behind “Zoë”"),
    ],
)
def test_the_note_on_damaged_utf8_says_where_the_first_place_is(data: bytes, place: str) -> None:
    _, (note,) = decoded("a.txt", data)
    assert f"the first {place}." in note


@pytest.mark.parametrize("text", ["\x1b$ rose", "It rose \x1b$B to 3.", f"{JA}\x1b$Bxx"])
def test_utf8_with_what_looks_like_the_escape_of_iso_2022_is_no_damaged_utf8(text: str) -> None:
    read, notes = decoded("a.txt", text.encode())
    assert read == text
    assert "no UTF-8" not in "".join(notes)


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "koi8_r", "gb18030", "shift_jis", "euc_kr"])
def test_other_encodings_are_no_damaged_utf8(codec: str) -> None:
    words = {
        "cp1252": "Zoë Brël est là, à côté. ",
        "gb18030": "他们说今天晚上要下雨。",
        "shift_jis": "今夜は雨が降ると彼らは言った。",
        "euc_kr": "오늘 밤 비가 온다고 한다. ",
    }
    text = words.get(codec, "Они сказали, что ночью будет дождь. ") * 20
    assert decoded("a.txt", text.encode(codec))[0] == text
