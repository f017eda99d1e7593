"""Names in other letters, by their sound."""

from __future__ import annotations

import pytest

from extraction.text.folding import ascii_key
from identity.sounds import (
    MOST_WAYS,
    Likeness,
    how_unlike,
    in_other_letters,
    likeness,
    sound_of,
    sounds_of,
    ways,
)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Obama", "أوباما אובמה ओबामा オバマ 오바마 奥巴马 Обама Ομπάμα ওবামা โอบามา"),
        ("Clinton", "كلينتون קלינטון क्लिंटन クリントン 克林顿 클린턴 Клинтон"),
        ("Lavrov", "لافروف ラブロフ 拉夫罗夫 Лавров"),
        ("Johnson", "جونسون ジョンソン Джонсон Τζόνσον"),
        ("Kim Jong Un", "김정은 金正恩"),
        ("Xi Jinping", "习近平 習近平"),
        ("Pence", "ペンス بنس"),
        ("Sarkozy", "サルコジ 사르코지 Саркози"),
    ],
)
def test_a_name_sounds_alike_in_every_script(name: str, written: str) -> None:
    sound = sound_of(ascii_key(name))
    assert [word for word in written.split() if sound not in sounds_of(word)] == []


def test_of_two_names_of_one_sound_the_one_with_these_letters_is_nearer() -> None:
    assert sound_of("putin") == sound_of("biden")
    for written in ("بوتين", "普京", "プーチン"):
        assert how_unlike(written, "putin") < how_unlike(written, "biden")
    assert how_unlike("بايدن", "biden") < how_unlike("بايدن", "putin")
    assert sound_of("blair") == sound_of("fuller")
    assert how_unlike("블레어", "blair") < how_unlike("블레어", "fuller")


def test_ways_to_read_a_name_are_not_too_many() -> None:
    assert len(ways("שץ" * 30 + "ו" * 40)) == MOST_WAYS


def test_marks_and_latin_letters_are_no_other_letters() -> None:
    assert not any(map(in_other_letters, ["", "€5", "Ørsted", "“Brel”", "naïve", "٣"]))
    assert all(map(in_other_letters, ["Τ", "é漢"]))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("trump", "Трамп ترامب トランプ ट्रंप"),
        ("volodymyr zelenskyy", "Владимир-Зеленский Володимир-Зеленський"),
        ("ban ki-moon", "Пан-Ги-Мун بان-كي-مون 반기문"),
        ("abbas", "عباس Аббас"),
        ("kallas", "Каллас Κάλλας"),
    ],
)
def test_a_name_is_like_how_it_is_written(name: str, written: str) -> None:
    for word in written.replace("-", " ").split() if " " not in name else []:
        assert likeness(word, name) > Likeness.NONE
    for whole in written.split() if " " in name else []:
        assert likeness(whole.replace("-", " "), name) is Likeness.CLOSE


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Орбан", "robin"),  # begins otherwise
        ("Мандела", "yandale"),
        ("Кастро", "jack straw"),  # one word is not two
        ("Олаф Шольц", "schultz"),  # nor two one
        ("Абэ", "bawa"),
        ("خامنئي", "moon"),
        ("Саакашвили", "sky"),
    ],
)
def test_what_has_the_sound_alone_is_no_likeness(word: str, name: str) -> None:
    assert likeness(word, name) is Likeness.NONE


def test_a_name_that_has_some_of_the_letters_is_far() -> None:
    assert likeness("Макрон", "macklewain") is Likeness.FAR
    assert likeness("马杜罗", "natalia") is Likeness.FAR
